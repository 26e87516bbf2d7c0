/// What Swift has no spelling for: the instructions CRC32C and prefetch, and where a thread's stack ends.
#ifndef CHARDWARE_H
#define CHARDWARE_H

#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli polynomial, as in RFC 3720) of `count` bytes, continuing from `seed`; start with 0.
/// Uses the processor's instruction where there is one, a table otherwise; both give the same value.
uint32_t faultline_crc32c(uint32_t seed, const void *bytes, size_t count);

/// The same, always through the table: for tests of the table.
uint32_t faultline_crc32c_portable(uint32_t seed, const void *bytes, size_t count);

/// The CRC-32C of each of `count` blocks of `size` bytes, a multiple of 8, that lie one after the other: four of them
/// at a time, which takes a third of the time.
void faultline_block_crc32c(const void *bytes, size_t size, size_t count, uint32_t *sums);

/// CRC-32C of the byte `format`, the byte `table`, a key and a payload, one after the other, in one call: what every
/// record of a store carries.
uint32_t faultline_record_crc32c(
    uint8_t format, uint8_t table, const void *key, size_t keyCount, const void *payload, size_t payloadCount);

/// Hints that the cache line at `address` will be read soon. Never faults.
static inline void faultline_prefetch(const void *address) {
    __builtin_prefetch(address, 0, 1);
}

/// The lowest address of the calling thread's stack; 0 when the system does not tell. Takes microseconds, on a process's
/// first thread tens of them.
uintptr_t faultline_stack_floor(void);

#endif
