// The limits of small reads and writes: raw LMDB in a loop, on what rawimport wrote.
//
//   rawstore lookups FOLDER COUNT     nodes by number, at random, in one open environment; reads every byte
//   rawstore commits FOLDER PAIRS     for each line `from to` (numbers) one durable commit of one relationship
//   rawstore commits FOLDER PAIRS N   the same, N of them a transaction
//   rawstore names FOLDER             makes an index of the nodes by their names, for:
//   rawstore merges FOLDER ROWS N     for each line `name number host` a new node of that name, unless there is one,
//                                     and a relationship to the node that is named like the host; N a transaction
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

/// The tables of a store in the transaction that writes them, and what gets the next numbers.
typedef struct {
    MDB_txn *transaction;
    MDB_dbi nodes, adjacency, names;
    uint32_t nextNode;
    size_t count;
} Store;

static void openTable(Store *store, const char *name, unsigned flags, MDB_dbi *table) {
    check(mdb_dbi_open(store->transaction, name, flags | MDB_CREATE, table));
}

static void openTables(MDB_env *env, Store *store) {
    check(mdb_txn_begin(env, NULL, 0, &store->transaction));
    openTable(store, "nodes", MDB_INTEGERKEY, &store->nodes);
    openTable(store, "adjacency", MDB_INTEGERKEY, &store->adjacency);
    openTable(store, "names", 0, &store->names);
    MDB_cursor *cursor;
    MDB_val key, value;
    check(mdb_cursor_open(store->transaction, store->nodes, &cursor));
    check(mdb_cursor_get(cursor, &key, &value, MDB_LAST));
    memcpy(&store->nextNode, key.mv_data, sizeof store->nextNode);
    store->nextNode++;
    mdb_cursor_close(cursor);
    check(mdb_txn_commit(store->transaction));
}

static void writeRelationship(Store *store, uint32_t from, uint32_t to) {
    addEntry(store->transaction, store->adjacency, from << 1, to, 1u << 30 | store->count);
    addEntry(store->transaction, store->adjacency, to << 1 | 1, from, 1u << 30 | store->count);
    store->count++;
}

static int writePair(Store *store, FILE *file) {
    uint32_t from, to;
    if (fscanf(file, "%u %u%*[^\n]", &from, &to) != 2) return 0;
    writeRelationship(store, from, to);
    return 1;
}

enum { LONGEST_NAME = 256 };

/// A key of the index: the name, a zero, and the node.
static MDB_val nameKey(uint8_t key[LONGEST_NAME + 8], const void *name, size_t length, uint32_t node) {
    if (length > LONGEST_NAME) fail("a name is too long");
    memcpy(key, name, length);
    key[length] = 0;
    memcpy(key + length + 1, &node, sizeof node);
    return (MDB_val){length + 1 + sizeof node, key};
}

static int findName(Store *store, const char *name, uint32_t *node) {
    uint8_t bytes[LONGEST_NAME + 8];
    size_t length = strlen(name);
    MDB_val key = nameKey(bytes, name, length, 0), value;
    MDB_cursor *cursor;
    check(mdb_cursor_open(store->transaction, store->names, &cursor));
    int status = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    mdb_cursor_close(cursor);
    if (status != MDB_NOTFOUND) check(status);
    if (status || key.mv_size != length + 1 + sizeof *node || memcmp(key.mv_data, bytes, length + 1)) return 0;
    memcpy(node, (uint8_t *)key.mv_data + length + 1, sizeof *node);
    return 1;
}

static void putName(Store *store, const void *name, size_t length, uint32_t node) {
    uint8_t bytes[LONGEST_NAME + 8];
    MDB_val key = nameKey(bytes, name, length, node), value = {0, bytes};
    check(mdb_put(store->transaction, store->names, &key, &value, 0));
}

static uint8_t *putText(uint8_t *to, uint8_t column, const char *text) {
    *to++ = column;
    to = putVarint(to, strlen(text));
    memcpy(to, text, strlen(text));
    return to + strlen(text);
}

static int writeMerge(Store *store, FILE *file) {
    char name[LONGEST_NAME + 1], host[LONGEST_NAME + 1];
    if (fscanf(file, " %256[^\t]\t%*u\t%256[^\n]", name, host) != 2) return 0;
    uint32_t node, hostNode;
    if (!findName(store, host, &hostNode)) fail("there is no such host");
    if (!findName(store, name, &node)) {
        node = store->nextNode++;
        uint8_t record[LONGEST_NAME + 32], *end = record;
        *end++ = 0;
        *end++ = 1;
        end = putText(putText(end, 2, name), 3, "live");
        MDB_val key = {sizeof node, &node}, value = {(size_t)(end - record), record};
        check(mdb_put(store->transaction, store->nodes, &key, &value, 0));
        putName(store, name, strlen(name), node);
    }
    writeRelationship(store, node, hostNode);
    return 1;
}

static uint64_t getVarint(const uint8_t **at) {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t byte = *(*at)++;
        value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) return value;
    }
}

/// The first columns of items.csv are the class, which rawimport numbers, the id and the name.
static void indexNames(MDB_env *env) {
    Store store = {0};
    openTables(env, &store);
    check(mdb_txn_begin(env, NULL, 0, &store.transaction));
    MDB_cursor *cursor;
    MDB_val key, value;
    check(mdb_cursor_open(store.transaction, store.nodes, &cursor));
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
        const uint8_t *at = value.mv_data, *end = at + value.mv_size;
        while (at < end) {
            uint8_t column = *at++;
            uint64_t number = getVarint(&at);
            if (column == 2) putName(&store, at, number, *(uint32_t *)key.mv_data);
            if (column > 0) at += number;
        }
    }
    mdb_cursor_close(cursor);
    check(mdb_txn_commit(store.transaction));
}

static void commitAll(MDB_env *env, const char *path, size_t group, int (*writeLine)(Store *, FILE *)) {
    Store store = {0};
    openTables(env, &store);
    FILE *file = fopen(path, "r");
    if (!file) fail(path);
    size_t transactions = 0, capacity = 1 << 20;
    double *samples = makeSamples(capacity), begin = microseconds();
    int isLeft = 1;
    while (isLeft && transactions < capacity) {
        double start = microseconds();
        size_t before = store.count;
        check(mdb_txn_begin(env, NULL, 0, &store.transaction));
        for (size_t i = 0; i < group && (isLeft = writeLine(&store, file)); i++) {}
        check(mdb_txn_commit(store.transaction));
        if (store.count > before) samples[transactions++] = microseconds() - start;
    }
    fclose(file);
    if (!store.count) fail("there are no lines");
    printSamples(samples, transactions, store.count, microseconds() - begin);
}

int main(int count, char **arguments) {
    if (count < 3) fail("usage: rawstore lookups|commits|names|merges FOLDER [COUNT|PAIRS|ROWS [N]]");
    MDB_env *env = openEnvironment(arguments[2]);
    size_t group = count > 4 ? strtoull(arguments[4], NULL, 10) : 1;
    if (!strcmp(arguments[1], "names")) indexNames(env);
    else if (count < 4) fail(arguments[1]);
    else if (!strcmp(arguments[1], "lookups")) lookUp(env, strtoull(arguments[3], NULL, 10));
    else if (!strcmp(arguments[1], "commits")) commitAll(env, arguments[3], group, writePair);
    else if (!strcmp(arguments[1], "merges")) commitAll(env, arguments[3], group, writeMerge);
    else fail(arguments[1]);
    mdb_env_close(env);
    return 0;
}
