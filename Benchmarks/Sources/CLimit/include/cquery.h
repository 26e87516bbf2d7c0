/// The limit that queries are measured against: the same work in C over a CSR and sorted arrays.
#ifndef CQUERY_H
#define CQUERY_H

#include <stdint.h>

/// A graph of typed relationships in compressed sparse rows, both ways. The arrays belong to the caller.
typedef struct {
    uint32_t nodes;
    const uint32_t *out_offsets;
    const uint32_t *out_neighbours;
    const uint8_t *out_types;
    const uint32_t *in_offsets;
    const uint32_t *in_neighbours;
    const uint8_t *in_types;
    /// Per node.
    const uint16_t *classes;
    const uint8_t *environments;
    const uint8_t *states;
    /// How many there are of each.
    uint32_t class_count;
    uint32_t environment_count;
    uint32_t state_count;
    /// Nodes by their classes, and where each class begins.
    const uint32_t *class_offsets;
    const uint32_t *class_nodes;
    /// Names in ascending order of their bytes, one after the other, where each begins, and whose each is.
    uint32_t names;
    const char *name_bytes;
    const uint32_t *name_offsets;
    const uint32_t *name_nodes;
} cquery_graph;

typedef struct cquery_scratch cquery_scratch;

cquery_scratch *cquery_scratch_make(const cquery_graph *graph);
void cquery_scratch_free(cquery_scratch *scratch);

/// The node of a name, or UINT32_MAX.
uint32_t cquery_find(const cquery_graph *graph, const char *name, uint32_t length);

/// One step of a chain: a set of types, a direction, and the environment of what it leads to (0 is any).
typedef struct {
    uint32_t types;
    uint8_t backwards;
    uint8_t environment;
} cquery_step;

/// How many ways lead from a node along a chain of steps.
uint64_t cquery_chain(const cquery_graph *graph, uint32_t start, const cquery_step *steps, uint32_t count);

/// How many nodes can be reached from a node in one step or more.
uint32_t cquery_reach(
    const cquery_graph *graph, cquery_scratch *scratch, uint32_t start, uint32_t types, uint8_t backwards);

/// Whether the last `cquery_reach` reached a node.
int cquery_has_reached(const cquery_scratch *scratch, uint32_t node);

/// The length of the shortest way between two nodes, either direction, or UINT32_MAX.
uint32_t cquery_distance(
    const cquery_graph *graph, cquery_scratch *scratch, uint32_t start, uint32_t end, uint32_t types);

/// The sum of the squares of how many nodes there are of each class and environment. `counts` has room for all pairs.
uint64_t cquery_groups(const cquery_graph *graph, uint32_t *counts);

/// The same of each environment and state among the nodes of a class.
uint64_t cquery_class_groups(const cquery_graph *graph, uint32_t of_class, uint32_t *counts);

#endif
