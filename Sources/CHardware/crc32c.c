#include "CHardware.h"

#include <string.h>

/// One byte at a time through a table made on first use; the fallback for processors without the instruction.
static uint32_t crc32c_table(uint32_t crc, const unsigned char *bytes, size_t count) {
    static uint32_t table[256];
    static int ready = 0;
    if (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE)) {
        for (uint32_t byte = 0; byte < 256; byte++) {
            uint32_t value = byte;
            for (int bit = 0; bit < 8; bit++) {
                value = (value >> 1) ^ ((value & 1) ? 0x82F63B78u : 0);
            }
            __atomic_store_n(&table[byte], value, __ATOMIC_RELAXED);
        }
        __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
    }
    for (size_t i = 0; i < count; i++) {
        crc = (crc >> 8) ^ table[(crc ^ bytes[i]) & 0xFF];
    }
    return crc;
}

#if defined(__x86_64__)
#include <nmmintrin.h>

__attribute__((target("sse4.2"), always_inline)) static inline uint32_t crc32c_hardware(
    uint32_t crc, const unsigned char *bytes, size_t count) {
    uint64_t wide = crc;
    while (count >= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        wide = _mm_crc32_u64(wide, word);
        bytes += 8;
        count -= 8;
    }
    crc = (uint32_t)wide;
    if (count & 4) {
        uint32_t word;
        memcpy(&word, bytes, 4);
        crc = _mm_crc32_u32(crc, word);
        bytes += 4;
    }
    if (count & 2) {
        uint16_t word;
        memcpy(&word, bytes, 2);
        crc = _mm_crc32_u16(crc, word);
        bytes += 2;
    }
    return (count & 1) ? _mm_crc32_u8(crc, *bytes) : crc;
}

__attribute__((target("sse4.2"))) static uint32_t crc32c_fast(uint32_t crc, const unsigned char *bytes, size_t count) {
    return crc32c_hardware(crc, bytes, count);
}

__attribute__((target("sse4.2"))) static uint32_t record_fast(
    uint16_t head, const unsigned char *key, size_t keyCount, const unsigned char *payload, size_t payloadCount) {
    uint32_t crc = _mm_crc32_u16(~0u, head);
    crc = crc32c_hardware(crc, key, keyCount);
    return ~crc32c_hardware(crc, payload, payloadCount);
}

/// The instruction takes three cycles, and one can begin in each: four sums side by side keep it busy.
__attribute__((target("sse4.2"))) static void four_blocks(const unsigned char *bytes, size_t size, uint32_t *sums) {
    uint64_t a = ~0u, b = ~0u, c = ~0u, d = ~0u;
    for (size_t at = 0; at < size; at += 8) {
        uint64_t words[4];
        memcpy(&words[0], bytes + at, 8);
        memcpy(&words[1], bytes + at + size, 8);
        memcpy(&words[2], bytes + at + 2 * size, 8);
        memcpy(&words[3], bytes + at + 3 * size, 8);
        a = _mm_crc32_u64(a, words[0]);
        b = _mm_crc32_u64(b, words[1]);
        c = _mm_crc32_u64(c, words[2]);
        d = _mm_crc32_u64(d, words[3]);
    }
    sums[0] = ~(uint32_t)a;
    sums[1] = ~(uint32_t)b;
    sums[2] = ~(uint32_t)c;
    sums[3] = ~(uint32_t)d;
}

static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#else
static void four_blocks(const unsigned char *bytes, size_t size, uint32_t *sums) {
    (void)bytes, (void)size, (void)sums;
}

static uint32_t crc32c_fast(uint32_t crc, const unsigned char *bytes, size_t count) {
    return crc32c_table(crc, bytes, count);
}

static uint32_t record_fast(
    uint16_t head, const unsigned char *key, size_t keyCount, const unsigned char *payload, size_t payloadCount) {
    (void)head, (void)key, (void)keyCount, (void)payload, (void)payloadCount;
    return 0;
}

static int has_instruction(void) { return 0; }
#endif

uint32_t faultline_crc32c(uint32_t seed, const void *bytes, size_t count) {
    return ~(has_instruction() ? crc32c_fast(~seed, bytes, count) : crc32c_table(~seed, bytes, count));
}

uint32_t faultline_crc32c_portable(uint32_t seed, const void *bytes, size_t count) {
    return ~crc32c_table(~seed, bytes, count);
}

void faultline_block_crc32c(const void *bytes, size_t size, size_t count, uint32_t *sums) {
    const unsigned char *next = bytes;
    size_t block = 0;
    for (; has_instruction() && block + 4 <= count; block += 4, next += 4 * size) {
        four_blocks(next, size, sums + block);
    }
    for (; block < count; block++, next += size) {
        sums[block] = faultline_crc32c(0, next, size);
    }
}

uint32_t faultline_record_crc32c(
    uint8_t format, uint8_t table, const void *key, size_t keyCount, const void *payload, size_t payloadCount) {
    if (has_instruction()) {
        // The head as the processor would load it from memory: format first.
        return record_fast((uint16_t)(format | table << 8), key, keyCount, payload, payloadCount);
    }
    const unsigned char head[2] = {format, table};
    uint32_t crc = crc32c_table(~0u, head, 2);
    crc = crc32c_table(crc, key, keyCount);
    return ~crc32c_table(crc, payload, payloadCount);
}
