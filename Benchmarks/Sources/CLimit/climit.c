#include "climit.h"

#include <stdlib.h>

enum { DOWN = 1, DEGRADED = 2, AT_RISK = 4, CANDIDATE = 8 };
enum { ROWS_AHEAD = 12, EDGES_AHEAD = 6 };

struct climit_scratch {
    uint8_t *state;
    uint32_t *lost;
    uint32_t *queue;
    uint32_t *cause;
    uint32_t *candidates;
    uint32_t *touched;
};

climit_scratch *climit_scratch_make(const climit_graph *graph) {
    climit_scratch *scratch = malloc(sizeof *scratch);
    scratch->state = calloc(graph->nodes, 1);
    scratch->lost = calloc(graph->gates, sizeof(uint32_t));
    scratch->queue = calloc(graph->nodes, sizeof(uint32_t));
    scratch->cause = calloc(graph->nodes, sizeof(uint32_t));
    scratch->candidates = calloc(graph->nodes, sizeof(uint32_t));
    scratch->touched = calloc(graph->gates, sizeof(uint32_t));
    return scratch;
}

void climit_scratch_free(climit_scratch *scratch) {
    free(scratch->state);
    free(scratch->lost);
    free(scratch->queue);
    free(scratch->cause);
    free(scratch->candidates);
    free(scratch->touched);
    free(scratch);
}

static inline __attribute__((always_inline)) void hint(
    const uint32_t *offsets, const uint32_t *edges, const uint32_t *queue, size_t at, size_t tail) {
    if (at + ROWS_AHEAD < tail) {
        __builtin_prefetch(offsets + queue[at + ROWS_AHEAD], 0, 1);
        __builtin_prefetch(edges + offsets[queue[at + EDGES_AHEAD]], 0, 1);
    }
}

static inline __attribute__((always_inline)) uint32_t reach(
    const climit_graph *graph, climit_scratch *scratch, uint32_t start, int prefetch) {
    const uint32_t *offsets = graph->offsets, *edges = graph->neighbours;
    uint8_t *state = scratch->state;
    uint32_t *queue = scratch->queue, *cause = scratch->cause;
    size_t tail = 0;
    queue[tail++] = start;
    state[start] = 1;
    for (size_t at = 0; at < tail; at++) {
        if (prefetch) hint(offsets, edges, queue, at, tail);
        uint32_t node = queue[at];
        for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
            uint32_t next = edges[edge];
            if (!state[next]) {
                state[next] = 1;
                cause[tail] = (uint32_t)at;
                queue[tail++] = next;
            }
        }
    }
    for (size_t at = 0; at < tail; at++) state[queue[at]] = 0;
    return (uint32_t)tail;
}

uint32_t climit_reach(const climit_graph *graph, climit_scratch *scratch, uint32_t start) {
    return reach(graph, scratch, start, 0);
}

uint32_t climit_reach_prefetch(const climit_graph *graph, climit_scratch *scratch, uint32_t start) {
    return reach(graph, scratch, start, 1);
}

static inline __attribute__((always_inline)) climit_verdicts propagate(
    const climit_graph *graph, climit_scratch *scratch, uint32_t start, int prefetch) {
    const uint32_t *offsets = graph->impact_offsets, *edges = graph->impacts;
    uint8_t *state = scratch->state;
    uint32_t *queue = scratch->queue, *cause = scratch->cause, *lost = scratch->lost;
    uint32_t *candidates = scratch->candidates, *touched = scratch->touched;
    size_t tail = 0, candidate_count = 0, touched_count = 0;
    cause[tail] = start;
    queue[tail++] = start;
    state[start] = DOWN;
    for (size_t at = 0; at < tail; at++) {
        if (prefetch) hint(offsets, edges, queue, at, tail);
        uint32_t node = queue[at];
        for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
            uint32_t next = edges[edge] & 0x3fffffffu;
            switch (edges[edge] >> 30) {
            case CLIMIT_SOFT:
                if (!(state[next] & (DOWN | CANDIDATE))) {
                    state[next] |= CANDIDATE;
                    candidates[candidate_count++] = next;
                }
                continue;
            case CLIMIT_GATE: {
                uint32_t gate = next;
                if (lost[gate]++ == 0) touched[touched_count++] = gate;
                if (lost[gate] != graph->gate_tolerance[gate] + 1) continue;
                next = graph->gate_owner[gate];
            }
            }
            if (!(state[next] & DOWN)) {
                state[next] |= DOWN;
                cause[tail] = node;
                queue[tail++] = next;
            }
        }
    }
    climit_verdicts verdicts = {(uint32_t)tail, 0, 0};
    size_t first = tail;
    for (size_t place = 0; place < candidate_count; place++) {
        uint32_t node = candidates[place];
        if (state[node] & (DOWN | DEGRADED)) continue;
        state[node] |= DEGRADED;
        cause[tail] = node;
        queue[tail++] = node;
    }
    for (size_t at = first; at < tail; at++) {
        if (prefetch) hint(offsets, edges, queue, at, tail);
        uint32_t node = queue[at];
        for (uint32_t edge = offsets[node]; edge < offsets[node + 1]; edge++) {
            uint32_t next = edges[edge] & 0x3fffffffu;
            if (edges[edge] >> 30 == CLIMIT_GATE) next = graph->gate_owner[next];
            if (!(state[next] & (DOWN | DEGRADED))) {
                state[next] |= DEGRADED;
                cause[tail] = node;
                queue[tail++] = next;
            }
        }
    }
    verdicts.degraded = (uint32_t)(tail - first);
    for (size_t place = 0; place < touched_count; place++) {
        uint32_t gate = touched[place], owner = graph->gate_owner[gate];
        int used_up = lost[gate] == graph->gate_tolerance[gate] && graph->gate_members[gate] > lost[gate];
        lost[gate] = 0;
        if (!used_up || state[owner] & (DOWN | DEGRADED | AT_RISK)) continue;
        state[owner] |= AT_RISK;
        verdicts.at_risk++;
        queue[tail++] = owner;
    }
    for (size_t at = 0; at < tail; at++) state[queue[at]] = 0;
    for (size_t place = 0; place < candidate_count; place++) state[candidates[place]] = 0;
    return verdicts;
}

climit_verdicts climit_propagate(const climit_graph *graph, climit_scratch *scratch, uint32_t start) {
    return propagate(graph, scratch, start, 0);
}

climit_verdicts climit_propagate_prefetch(const climit_graph *graph, climit_scratch *scratch, uint32_t start) {
    return propagate(graph, scratch, start, 1);
}
