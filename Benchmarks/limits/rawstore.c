// The limits of small reads and writes: raw LMDB in a loop, on what rawimport wrote.
//
//   rawstore lookups FOLDER COUNT     nodes by number, at random, in one open environment; reads every byte
//   rawstore commits FOLDER PAIRS     for each line `from to` (numbers) one durable commit of one relationship
//   rawstore commits FOLDER PAIRS N   the same, N of them a transaction
//   cc -O3 -march=native -o rawstore rawstore.c -llmdb
//
// Prints one JSON object: microseconds of the median and of the 99th percentile, and how many a second. Look-ups are
// measured by one thread's clock each, commits too.
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void fail(const char *what) {
    fprintf(stderr, "rawstore: %s\n", what);
    exit(1);
}

static void check(int status) {
    if (status) fail(mdb_strerror(status));
}

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e6 + now.tv_nsec * 1e-3;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void printSamples(double *samples, size_t count, size_t done, double total) {
    qsort(samples, count, sizeof *samples, ascending);
    printf("{\"count\": %zu, \"median\": %.3f, \"p99\": %.3f, \"perSecond\": %.1f}\n", count, samples[count / 2],
           samples[count * 99 / 100], done / total * 1e6);
}

static MDB_env *openEnvironment(const char *folder) {
    MDB_env *env;
    check(mdb_env_create(&env));
    check(mdb_env_set_mapsize(env, (size_t)64 << 30));
    check(mdb_env_set_maxdbs(env, 4));
    check(mdb_env_open(env, folder, 0, 0644));
    return env;
}

static double *makeSamples(size_t count) {
    double *samples = calloc(count, sizeof *samples);
    if (!samples) fail("out of memory");
    return samples;
}

static void lookUp(MDB_env *env, size_t count) {
    MDB_txn *transaction;
    MDB_dbi table;
    MDB_stat status;
    check(mdb_txn_begin(env, NULL, MDB_RDONLY, &transaction));
    check(mdb_dbi_open(transaction, "nodes", MDB_INTEGERKEY, &table));
    check(mdb_stat(transaction, table, &status));
    double *samples = makeSamples(count), begin = microseconds();
    uint64_t random = 7, sum = 0;
    for (size_t i = 0; i < count; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        uint32_t node = (uint32_t)((random >> 33) % status.ms_entries);
        double start = microseconds();
        MDB_val key = {sizeof node, &node}, value;
        check(mdb_get(transaction, table, &key, &value));
        for (size_t j = 0; j < value.mv_size; j++) sum += ((uint8_t *)value.mv_data)[j];
        samples[i] = microseconds() - start;
    }
    if (!sum) fail("the nodes are empty");
    mdb_txn_abort(transaction);
    printSamples(samples, count, count, microseconds() - begin);
}

static uint8_t *putVarint(uint8_t *to, uint64_t value) {
    for (; value >= 128; value >>= 7) *to++ = (uint8_t)(value | 128);
    *to++ = (uint8_t)value;
    return to;
}

/// Adds an entry to the list of one node and direction: type, count, other end, relationship.
static void addEntry(MDB_txn *transaction, MDB_dbi table, uint32_t number, uint32_t other, uint64_t relationship) {
    static uint8_t record[1 << 24];
    MDB_val key = {sizeof number, &number}, value = {0, NULL};
    int status = mdb_get(transaction, table, &key, &value);
    if (status != MDB_NOTFOUND) check(status);
    if (value.mv_size + 32 > sizeof record) fail("a list is too long");
    if (value.mv_size) memcpy(record, value.mv_data, value.mv_size);
    uint8_t *end = putVarint(putVarint(record + value.mv_size, 1), 1);
    end = putVarint(putVarint(end, other), relationship);
    value = (MDB_val){(size_t)(end - record), record};
    check(mdb_put(transaction, table, &key, &value, 0));
}

static void commitAll(MDB_env *env, const char *path, size_t group) {
    MDB_txn *transaction;
    MDB_dbi table;
    check(mdb_txn_begin(env, NULL, 0, &transaction));
    check(mdb_dbi_open(transaction, "adjacency", MDB_INTEGERKEY, &table));
    check(mdb_txn_commit(transaction));
    FILE *file = fopen(path, "r");
    if (!file) fail(path);
    size_t count = 0, transactions = 0, capacity = 1 << 20;
    double *samples = makeSamples(capacity), begin = microseconds();
    uint32_t from, to;
    int isLeft = 1;
    while (isLeft && count < capacity) {
        double start = microseconds();
        check(mdb_txn_begin(env, NULL, 0, &transaction));
        for (size_t i = 0; i < group && (isLeft = fscanf(file, "%u %u%*[^\n]", &from, &to) == 2); i++) {
            addEntry(transaction, table, from << 1, to, 1u << 30 | count);
            addEntry(transaction, table, to << 1 | 1, from, 1u << 30 | count);
            count++;
        }
        check(mdb_txn_commit(transaction));
        samples[transactions++] = microseconds() - start;
    }
    fclose(file);
    if (!count) fail("there are no pairs");
    printSamples(samples, transactions, count, microseconds() - begin);
}

int main(int count, char **arguments) {
    if (count < 4) fail("usage: rawstore lookups|commits FOLDER COUNT|PAIRS [N]");
    MDB_env *env = openEnvironment(arguments[2]);
    if (!strcmp(arguments[1], "lookups")) lookUp(env, strtoull(arguments[3], NULL, 10));
    else if (!strcmp(arguments[1], "commits")) commitAll(env, arguments[3], count > 4 ? strtoull(arguments[4], NULL, 10) : 1);
    else fail(arguments[1]);
    mdb_env_close(env);
    return 0;
}
