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

__attribute__((target("sse4.2"))) static uint32_t crc32c_hardware(
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
    while (count-- > 0) {
        crc = _mm_crc32_u8(crc, *bytes++);
    }
    return crc;
}

static int has_instruction(void) { return __builtin_cpu_supports("sse4.2"); }
#else
static uint32_t crc32c_hardware(uint32_t crc, const unsigned char *bytes, size_t count) {
    return crc32c_table(crc, bytes, count);
}

static int has_instruction(void) { return 0; }
#endif

uint32_t faultline_crc32c(uint32_t seed, const void *bytes, size_t count) {
    uint32_t crc = ~seed;
    crc = has_instruction() ? crc32c_hardware(crc, bytes, count) : crc32c_table(crc, bytes, count);
    return ~crc;
}
