/// The limit that Faultline's traversals are measured against: the same work in C over plain arrays.
#ifndef CLIMIT_H
#define CLIMIT_H

#include <stddef.h>
#include <stdint.h>

/// What an impact edge leads to: its two high bits.
enum { CLIMIT_HARD = 0, CLIMIT_SOFT = 1, CLIMIT_GATE = 2 };

/// A graph in compressed sparse rows. The arrays belong to the caller.
typedef struct {
    uint32_t nodes;
    uint32_t gates;
    /// Neighbours that plain reachability follows.
    const uint32_t *offsets;
    const uint32_t *neighbours;
    /// Impact edges.
    const uint32_t *impact_offsets;
    const uint32_t *impacts;
    /// Per gate: the dependant, how many members it may lose, how many it has.
    const uint32_t *gate_owner;
    const uint32_t *gate_tolerance;
    const uint32_t *gate_members;
} climit_graph;

typedef struct {
    uint32_t down;
    uint32_t degraded;
    uint32_t at_risk;
} climit_verdicts;

typedef struct climit_scratch climit_scratch;

climit_scratch *climit_scratch_make(const climit_graph *graph);
void climit_scratch_free(climit_scratch *scratch);

/// How many nodes can be reached from `start`, itself included.
uint32_t climit_reach(const climit_graph *graph, climit_scratch *scratch, uint32_t start);
/// The same with prefetch hints.
uint32_t climit_reach_prefetch(const climit_graph *graph, climit_scratch *scratch, uint32_t start);

/// The verdicts when `start` fails: down, degraded and at risk, as docs/impact.md defines them.
climit_verdicts climit_propagate(const climit_graph *graph, climit_scratch *scratch, uint32_t start);
/// The same with prefetch hints.
climit_verdicts climit_propagate_prefetch(const climit_graph *graph, climit_scratch *scratch, uint32_t start);

#endif
