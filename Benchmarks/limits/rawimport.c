// The limit of an import: reads items.csv and relationships.csv and writes the same nodes and adjacency to raw LMDB.
//
//   rawimport ITEMS.csv RELATIONSHIPS.csv FOLDER
//   cc -O3 -march=native -o rawimport rawimport.c -llmdb
//
// What it leaves out is what a store adds: history, checksums, counters, indexes, a topology, and checks of what it
// reads. One thread. Tables: "nodes" (number: class, all non-empty properties), "adjacency" (number and direction:
// types, other ends, relationship numbers, sorted and packed), "relationships" (number: properties, where there are
// any). Every table is written in the order of its keys with MDB_APPEND; the file is flushed once, at the end.
// RAWIMPORT_STAGES=1 prints how long each stage takes.
#include <fcntl.h>
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef uint8_t Byte;

enum {
    MAX_COLUMNS = 256,
    MAX_NAMES = 4096,
    BATCH = 256,                // relationships whose ends are looked up together, so that their cache misses overlap
    PUTS_PER_COMMIT = 200000,   // keeps the list of dirty pages short; nothing is flushed before the end
};

static void fail(const char *what) {
    fprintf(stderr, "rawimport: %s\n", what);
    exit(1);
}

static void check(int status) {
    if (status) fail(mdb_strerror(status));
}

static void *allocate(size_t bytes) {
    void *memory = calloc(bytes ? bytes : 1, 1);
    if (!memory) fail("out of memory");
    return memory;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

static void report(const char *stage) {
    static double last;
    double now = seconds();
    if (last && getenv("RAWIMPORT_STAGES")) fprintf(stderr, "%-32s %.2f s\n", stage, now - last);
    last = now;
}

// ---- CSV ----

typedef struct {
    Byte *at, *end;
    Byte *map;
    size_t mapped;
} Reader;

typedef struct {
    Byte *at;
    size_t length;
} Text;

/// Maps the file privately and writable, so that doubled quotes can be undone in place. Zeros follow the text.
static Reader openFile(const char *path) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) fail(path);
    size_t mapped = (size_t)status.st_size + 4096;
    Byte *map = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED) fail("mmap");
    if (mmap(map, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED)
        fail("mmap");
    madvise(map, (size_t)status.st_size, MADV_SEQUENTIAL);
    close(file);
    return (Reader){map, map + status.st_size, map, mapped};
}

static Text quotedField(Reader *reader) {
    Byte *from = reader->at + 1, *to = from, *start = from;
    for (;; from++) {
        if (from >= reader->end) fail("a quote is not closed");
        if (*from == '"') {
            if (from[1] != '"') break;
            from++;
        }
        *to++ = *from;
    }
    reader->at = from + 1;
    return (Text){start, (size_t)(to - start)};
}

/// The field at the reader's place, and past its separator. `*more` is whether the row goes on.
static inline Text nextField(Reader *reader, int *more) {
    Text text;
    Byte *at = reader->at;
    if (*at == '"') {
        text = quotedField(reader);
        at = reader->at;
    } else {
        while (at < reader->end && *at != ',' && *at != '\n' && *at != '\r') at++;
        text = (Text){reader->at, (size_t)(at - reader->at)};
    }
    *more = at < reader->end && *at == ',';
    if (!*more && at < reader->end && *at == '\r') at++;
    reader->at = at < reader->end ? at + 1 : at;
    return text;
}

static int readHeader(Reader *reader, Text columns[MAX_COLUMNS]) {
    int count = 0, more = 1;
    while (more) {
        if (count == MAX_COLUMNS) fail("too many columns");
        columns[count++] = nextField(reader, &more);
    }
    return count;
}

static int column(const Text *columns, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (columns[i].length == strlen(name) && !memcmp(columns[i].at, name, columns[i].length)) return i;
    fail(name);
    return -1;
}

/// Classes and relationship types: few, so the last one found and then a scan.
typedef struct {
    Text names[MAX_NAMES];
    uint32_t count, last;
} Names;

static inline uint32_t number(Names *names, Text text) {
    Text *last = &names->names[names->last];
    if (names->count && last->length == text.length && !memcmp(last->at, text.at, text.length)) return names->last;
    for (uint32_t i = 0; i < names->count; i++)
        if (names->names[i].length == text.length && !memcmp(names->names[i].at, text.at, text.length))
            return names->last = i;
    if (names->count == MAX_NAMES) fail("too many names");
    names->names[names->count] = text;
    return names->last = names->count++;
}

// ---- Identities ----

typedef struct {
    uint32_t tag, node;  // tag 0: empty
    uint64_t place;      // offset in the file << 16 | length
} Slot;

typedef struct {
    Slot *slots;
    uint64_t mask, count;
    const Byte *base;
} Table;

static inline uint64_t hash(Text text) {
    uint64_t h = text.length * 0x9E3779B97F4A7C15u, word;
    const Byte *at = text.at;
    size_t left = text.length;
    for (; left >= 8; left -= 8, at += 8) {
        memcpy(&word, at, 8);
        h = (h ^ word) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    word = 0;
    for (size_t i = 0; i < left; i++) word |= (uint64_t)at[i] << (8 * i);
    h = (h ^ word) * 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static inline uint32_t tag(uint64_t h) { return (uint32_t)(h >> 32) | 1; }

static inline int isText(const Table *table, const Slot *slot, Text text) {
    return (slot->place & 0xFFFF) == text.length && !memcmp(table->base + (slot->place >> 16), text.at, text.length);
}

static void insertSlot(Table *table, Slot entry, uint64_t h) {
    uint64_t i = h & table->mask;
    while (table->slots[i].tag) i = (i + 1) & table->mask;
    table->slots[i] = entry;
}

static void grow(Table *table) {
    Table larger = {allocate((table->mask + 1) * 2 * sizeof(Slot)), table->mask * 2 + 1, table->count, table->base};
    for (uint64_t i = 0; i <= table->mask; i++) {
        Slot slot = table->slots[i];
        if (slot.tag)
            insertSlot(&larger, slot, hash((Text){(Byte *)table->base + (slot.place >> 16), slot.place & 0xFFFF}));
    }
    free(table->slots);
    *table = larger;
}

static void insert(Table *table, Text text, uint32_t node) {
    if (text.length > 0xFFFF || !text.length) fail("an id of no length, or too long");
    if (table->count * 2 > table->mask) grow(table);
    uint64_t h = hash(text), i = h & table->mask;
    for (; table->slots[i].tag; i = (i + 1) & table->mask)
        if (table->slots[i].tag == tag(h) && isText(table, &table->slots[i], text)) fail("an id comes twice");
    table->slots[i] = (Slot){tag(h), node, (uint64_t)(text.at - table->base) << 16 | text.length};
    table->count++;
}

static inline uint32_t find(const Table *table, Text text, uint64_t h) {
    for (uint64_t i = h & table->mask; table->slots[i].tag; i = (i + 1) & table->mask)
        if (table->slots[i].tag == tag(h) && isText(table, &table->slots[i], text)) return table->slots[i].node;
    fail("a relationship's end is no item");
    return 0;
}

// ---- Writing ----

typedef struct {
    MDB_env *env;
    MDB_txn *transaction;
    MDB_cursor *cursor;
    MDB_dbi table;
    uint32_t puts;
} Writer;

static void openWriter(Writer *writer, const char *name) {
    check(mdb_txn_begin(writer->env, NULL, 0, &writer->transaction));
    check(mdb_dbi_open(writer->transaction, name, MDB_CREATE | MDB_INTEGERKEY, &writer->table));
    check(mdb_cursor_open(writer->transaction, writer->table, &writer->cursor));
}

static void closeWriter(Writer *writer) {
    mdb_cursor_close(writer->cursor);
    check(mdb_txn_commit(writer->transaction));
    writer->puts = 0;
}

static inline void append(Writer *writer, uint32_t number, const Byte *bytes, size_t length) {
    MDB_val key = {sizeof number, &number}, value = {length, (void *)bytes};
    check(mdb_cursor_put(writer->cursor, &key, &value, MDB_APPEND));
    if (++writer->puts == PUTS_PER_COMMIT) {
        closeWriter(writer);
        check(mdb_txn_begin(writer->env, NULL, 0, &writer->transaction));
        check(mdb_cursor_open(writer->transaction, writer->table, &writer->cursor));
    }
}

static inline Byte *putVarint(Byte *to, uint64_t value) {
    for (; value >= 128; value >>= 7) *to++ = (Byte)(value | 128);
    *to++ = (Byte)value;
    return to;
}

static inline Byte *putText(Byte *to, Text text) {
    to = putVarint(to, text.length);
    memcpy(to, text.at, text.length);
    return to + text.length;
}

static uint32_t writeItems(Writer *writer, Reader *reader, Table *ids) {
    static Names classes;
    Text columns[MAX_COLUMNS];
    int count = readHeader(reader, columns), class = column(columns, count, "class"), id = column(columns, count, "id");
    size_t capacity = 1 << 16;
    Byte *record = allocate(capacity);
    uint32_t node = 0;
    openWriter(writer, "nodes");
    for (; reader->at < reader->end; node++) {
        Byte *start = reader->at, *to = record;
        int more = 1;
        for (int i = 0; more; i++) {
            if (*reader->at == ',') {
                reader->at++;
                continue;
            }
            Text text = nextField(reader, &more);
            if (!text.length) continue;
            if (i >= count) fail("a row has too many fields");
            size_t needed = (size_t)(to - record) + text.length + 16;
            if (needed > capacity) {
                Byte *larger = allocate(capacity = needed * 2);
                memcpy(larger, record, (size_t)(to - record));
                to = larger + (to - record);
                free(record);
                record = larger;
            }
            if (i == id) insert(ids, text, node);
            *to++ = (Byte)i;
            to = i == class ? putVarint(to, number(&classes, text)) : putText(to, text);
        }
        if (reader->at > start + 1) append(writer, node, record, (size_t)(to - record));
    }
    closeWriter(writer);
    free(record);
    return node;
}

// ---- Relationships ----

typedef struct {
    uint32_t *from, *to;
    uint16_t *type;
    Byte *hasProperties;
    size_t count, capacity;
} Relationships;

static void *enlarge(void *memory, size_t bytes) {
    void *larger = realloc(memory, bytes);
    if (!larger) fail("out of memory");
    return larger;
}

static void makeRoom(Relationships *all) {
    if (all->count + BATCH <= all->capacity) return;
    all->capacity = all->capacity ? all->capacity * 2 : 1 << 20;
    all->from = enlarge(all->from, all->capacity * sizeof *all->from);
    all->to = enlarge(all->to, all->capacity * sizeof *all->to);
    all->type = enlarge(all->type, all->capacity * sizeof *all->type);
    all->hasProperties = enlarge(all->hasProperties, all->capacity);
}

typedef struct {
    Text ends[2 * BATCH];
    uint64_t hashes[2 * BATCH];
} Batch;

static void findEnds(Relationships *all, const Table *ids, Batch *batch, int count) {
    for (int i = 0; i < 2 * count; i++) {
        batch->hashes[i] = hash(batch->ends[i]);
        __builtin_prefetch(&ids->slots[batch->hashes[i] & ids->mask]);
    }
    for (int i = 0; i < 2 * count; i++) {
        const Slot *slot = &ids->slots[batch->hashes[i] & ids->mask];
        __builtin_prefetch(ids->base + (slot->place >> 16));
    }
    for (int i = 0; i < count; i++) {
        all->from[all->count + i] = find(ids, batch->ends[2 * i], batch->hashes[2 * i]);
        all->to[all->count + i] = find(ids, batch->ends[2 * i + 1], batch->hashes[2 * i + 1]);
    }
    all->count += count;
}

static Relationships readRelationships(Writer *writer, Reader *reader, const Table *ids) {
    static Names types;
    static Batch batch;
    Text columns[MAX_COLUMNS], fields[MAX_COLUMNS];
    int count = readHeader(reader, columns), from = column(columns, count, "from"), to = column(columns, count, "to"),
        type = column(columns, count, "type"), filled = 0;
    Relationships all = {0};
    Byte record[1 << 16];
    openWriter(writer, "relationships");
    makeRoom(&all);
    while (reader->at < reader->end) {
        int more = 1;
        for (int i = 0; i < count; i++) fields[i] = more ? nextField(reader, &more) : (Text){reader->at, 0};
        if (more) fail("a row has too many fields");
        size_t place = all.count + filled;
        Byte *end = record;
        for (int i = 0; i < count; i++) {
            if (i == from || i == to || i == type || !fields[i].length) continue;
            if (fields[i].length + (size_t)(end - record) + 16 > sizeof record) fail("a relationship is too large");
            *end++ = (Byte)i;
            end = putText(end, fields[i]);
        }
        if (end > record) append(writer, (uint32_t)place, record, (size_t)(end - record));
        all.type[place] = (uint16_t)number(&types, fields[type]);
        all.hasProperties[place] = end > record;
        batch.ends[2 * filled] = fields[from];
        batch.ends[2 * filled + 1] = fields[to];
        if (++filled == BATCH) {
            findEnds(&all, ids, &batch, filled);
            makeRoom(&all);
            filled = 0;
        }
    }
    findEnds(&all, ids, &batch, filled);
    closeWriter(writer);
    return all;
}

// ---- Adjacency ----

typedef struct {
    uint64_t key;  // type << 32 | other end
    uint32_t relationship;
} Entry;

typedef struct {
    uint32_t *starts;
    Entry *entries;
} Lists;

/// Counting sort by one end; within a node relationships keep their order.
static Lists listsBy(const uint32_t *ends, const uint32_t *others, const Relationships *all, uint32_t nodes) {
    Lists lists = {allocate((nodes + 2) * sizeof(uint32_t)), malloc((all->count + 1) * sizeof(Entry))};
    if (!lists.entries) fail("out of memory");
    uint32_t *next = lists.starts + 1;
    for (size_t i = 0; i < all->count; i++) next[ends[i] + 1]++;
    for (uint32_t i = 0; i < nodes; i++) next[i + 1] += next[i];
    for (size_t i = 0; i < all->count; i++)
        lists.entries[next[ends[i]]++] = (Entry){(uint64_t)all->type[i] << 32 | others[i], (uint32_t)i};
    return lists;
}

static void insertionSort(Entry *entries, size_t count) {
    for (size_t i = 1; i < count; i++) {
        Entry entry = entries[i];
        size_t j = i;
        for (; j && entries[j - 1].key > entry.key; j--) entries[j] = entries[j - 1];
        entries[j] = entry;
    }
}

/// Radix sort by type and other end, bytes that are all the same left out.
static void radixSort(Entry *entries, size_t count) {
    static Entry *scratch;
    static size_t capacity;
    if (count > capacity) scratch = enlarge(scratch, (capacity = count * 2) * sizeof *scratch);
    uint64_t differing = 0;
    for (size_t i = 1; i < count; i++) differing |= entries[i].key ^ entries[0].key;
    for (int shift = 0; shift < 48; shift += 8) {
        if (!(differing >> shift & 255)) continue;
        size_t places[257] = {0};
        for (size_t i = 0; i < count; i++) places[(entries[i].key >> shift & 255) + 1]++;
        for (int i = 0; i < 256; i++) places[i + 1] += places[i];
        for (size_t i = 0; i < count; i++) scratch[places[entries[i].key >> shift & 255]++] = entries[i];
        memcpy(entries, scratch, count * sizeof *entries);
    }
}

static inline uint64_t zigzag(int64_t value) { return (uint64_t)value << 1 ^ (uint64_t)(value >> 63); }

static Byte *packList(Byte *to, const Entry *entries, size_t count, const Byte *hasProperties) {
    int64_t relationship = 0;
    for (size_t i = 0; i < count;) {
        uint32_t type = (uint32_t)(entries[i].key >> 32), other = 0;
        size_t end = i;
        while (end < count && entries[end].key >> 32 == type) end++;
        to = putVarint(to, type);
        to = putVarint(to, end - i);
        for (; i < end; i++) {
            uint32_t end = (uint32_t)entries[i].key;
            to = putVarint(to, end - other);
            uint64_t step = zigzag(entries[i].relationship - relationship);
            to = putVarint(to, step << 1 | hasProperties[entries[i].relationship]);
            other = end;
            relationship = entries[i].relationship;
        }
    }
    return to;
}

static void writeAdjacency(Writer *writer, const Relationships *all, uint32_t nodes) {
    Lists lists[2] = {listsBy(all->from, all->to, all, nodes), listsBy(all->to, all->from, all, nodes)};
    report("lists of both directions");
    size_t capacity = 0;
    Byte *record = NULL;
    openWriter(writer, "adjacency");
    for (uint32_t node = 0; node < nodes; node++) {
        for (uint32_t direction = 0; direction < 2; direction++) {
            Entry *entries = lists[direction].entries + lists[direction].starts[node];
            size_t count = lists[direction].starts[node + 1] - lists[direction].starts[node];
            if (!count) continue;
            if (count > 32) radixSort(entries, count);
            else insertionSort(entries, count);
            if (count * 24 > capacity) record = enlarge(record, capacity = count * 48);
            Byte *end = packList(record, entries, count, all->hasProperties);
            append(writer, node << 1 | direction, record, (size_t)(end - record));
        }
    }
    closeWriter(writer);
}

int main(int count, char **arguments) {
    if (count != 4) fail("usage: rawimport ITEMS.csv RELATIONSHIPS.csv FOLDER");
    Writer writer = {0};
    mkdir(arguments[3], 0755);
    check(mdb_env_create(&writer.env));
    check(mdb_env_set_mapsize(writer.env, (size_t)64 << 30));
    check(mdb_env_set_maxdbs(writer.env, 4));
    check(mdb_env_open(writer.env, arguments[3], MDB_NOSYNC, 0644));  // MDB_WRITEMAP takes a quarter longer

    report("");
    Reader items = openFile(arguments[1]), relationships = openFile(arguments[2]);
    Table ids = {allocate((1 << 16) * sizeof(Slot)), (1 << 16) - 1, 0, items.map};
    uint32_t nodes = writeItems(&writer, &items, &ids);
    report("items");
    Relationships all = readRelationships(&writer, &relationships, &ids);
    report("relationships");
    writeAdjacency(&writer, &all, nodes);
    report("adjacency");
    check(mdb_env_sync(writer.env, 1));
    report("flush");
    mdb_env_close(writer.env);
    printf("%u nodes, %zu relationships\n", nodes, all.count);
    return 0;
}
