#include "cquery.h"

#include <stdlib.h>
#include <string.h>

struct cquery_scratch {
    uint32_t *queue;
    uint8_t *visited;
    uint32_t used;
};

cquery_scratch *cquery_scratch_make(const cquery_graph *graph) {
    cquery_scratch *scratch = malloc(sizeof *scratch);
    scratch->queue = malloc(graph->nodes * sizeof *scratch->queue);
    scratch->visited = calloc(graph->nodes, 1);
    scratch->used = 0;
    return scratch;
}

void cquery_scratch_free(cquery_scratch *scratch) {
    free(scratch->queue);
    free(scratch->visited);
    free(scratch);
}

uint32_t cquery_find(const cquery_graph *graph, const char *name, uint32_t length) {
    uint32_t low = 0, high = graph->names;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *other = graph->name_bytes + graph->name_offsets[middle];
        uint32_t size = graph->name_offsets[middle + 1] - graph->name_offsets[middle];
        int order = memcmp(other, name, size < length ? size : length);
        if (order == 0) order = size < length ? -1 : size > length;
        if (order == 0) return graph->name_nodes[middle];
        if (order < 0) low = middle + 1; else high = middle;
    }
    return UINT32_MAX;
}

uint64_t cquery_chain(const cquery_graph *graph, uint32_t start, const cquery_step *steps, uint32_t count) {
    if (count == 0) return 1;
    const uint32_t *offsets = steps->backwards ? graph->in_offsets : graph->out_offsets;
    const uint32_t *neighbours = steps->backwards ? graph->in_neighbours : graph->out_neighbours;
    const uint8_t *types = steps->backwards ? graph->in_types : graph->out_types;
    uint64_t ways = 0;
    for (uint32_t place = offsets[start]; place < offsets[start + 1]; place++) {
        if (!(steps->types >> types[place] & 1)) continue;
        uint32_t next = neighbours[place];
        if (steps->environment && graph->environments[next] != steps->environment) continue;
        ways += cquery_chain(graph, next, steps + 1, count - 1);
    }
    return ways;
}

static void clear(cquery_scratch *scratch) {
    for (uint32_t place = 0; place < scratch->used; place++) scratch->visited[scratch->queue[place]] = 0;
    scratch->used = 0;
}

uint32_t cquery_reach(
    const cquery_graph *graph, cquery_scratch *scratch, uint32_t start, uint32_t types, uint8_t backwards) {
    clear(scratch);
    const uint32_t *offsets = backwards ? graph->in_offsets : graph->out_offsets;
    const uint32_t *neighbours = backwards ? graph->in_neighbours : graph->out_neighbours;
    const uint8_t *kinds = backwards ? graph->in_types : graph->out_types;
    uint32_t tail = 0, head = 0, node = start;
    for (;;) {
        for (uint32_t place = offsets[node]; place < offsets[node + 1]; place++) {
            uint32_t next = neighbours[place];
            if (!(types >> kinds[place] & 1) || scratch->visited[next]) continue;
            scratch->visited[next] = 1;
            scratch->queue[tail++] = next;
        }
        if (head == tail) break;
        node = scratch->queue[head++];
    }
    scratch->used = tail;
    return tail;
}

int cquery_has_reached(const cquery_scratch *scratch, uint32_t node) { return scratch->visited[node]; }

uint32_t cquery_distance(
    const cquery_graph *graph, cquery_scratch *scratch, uint32_t start, uint32_t end, uint32_t types) {
    clear(scratch);
    uint32_t tail = 0, head = 0, distance = 0;
    scratch->visited[start] = 1;
    scratch->queue[tail++] = start;
    while (head < tail) {
        uint32_t level = tail;
        for (; head < level; head++) {
            uint32_t node = scratch->queue[head];
            if (node == end) {
                scratch->used = tail;
                return distance;
            }
            for (int backwards = 0; backwards < 2; backwards++) {
                const uint32_t *offsets = backwards ? graph->in_offsets : graph->out_offsets;
                const uint32_t *neighbours = backwards ? graph->in_neighbours : graph->out_neighbours;
                const uint8_t *kinds = backwards ? graph->in_types : graph->out_types;
                for (uint32_t place = offsets[node]; place < offsets[node + 1]; place++) {
                    uint32_t next = neighbours[place];
                    if (!(types >> kinds[place] & 1) || scratch->visited[next]) continue;
                    scratch->visited[next] = 1;
                    scratch->queue[tail++] = next;
                }
            }
        }
        distance++;
    }
    scratch->used = tail;
    return UINT32_MAX;
}

static uint64_t squares(const uint32_t *counts, uint32_t slots) {
    uint64_t sum = 0;
    for (uint32_t slot = 0; slot < slots; slot++) sum += (uint64_t)counts[slot] * counts[slot];
    return sum;
}

uint64_t cquery_groups(const cquery_graph *graph, uint32_t *counts) {
    uint32_t slots = graph->class_count * graph->environment_count;
    memset(counts, 0, slots * sizeof *counts);
    for (uint32_t node = 0; node < graph->nodes; node++)
        counts[graph->classes[node] * graph->environment_count + graph->environments[node]]++;
    return squares(counts, slots);
}

uint64_t cquery_class_groups(const cquery_graph *graph, uint32_t of_class, uint32_t *counts) {
    uint32_t slots = graph->environment_count * graph->state_count;
    memset(counts, 0, slots * sizeof *counts);
    for (uint32_t place = graph->class_offsets[of_class]; place < graph->class_offsets[of_class + 1]; place++) {
        uint32_t node = graph->class_nodes[place];
        counts[graph->environments[node] * graph->state_count + graph->states[node]]++;
    }
    return squares(counts, slots);
}
