// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
//
// graphblas_reach EDGES NODES FOOTHOLD EVERY: reachability by SuiteSparse:GraphBLAS, one thread. Reads edges "from
// <tab> to". Prints processor milliseconds (fastest of five) and the nodes reached from the foothold, then the same
// for one search from each EVERY-th node, with the sum of the nodes reached. Built by peers.sh.
#include <GraphBLAS.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double cpuMilliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/// Nodes reached from `count` sources, one row of the frontier each; sums up all rows.
static GrB_Index reach(GrB_Matrix edges, GrB_Index nodes, const GrB_Index *sources, GrB_Index count)
{
    GrB_Matrix seen, frontier;
    GrB_Matrix_new(&seen, GrB_BOOL, count, nodes);
    GrB_Matrix_new(&frontier, GrB_BOOL, count, nodes);
    for (GrB_Index i = 0; i < count; ++i)
        GrB_Matrix_setElement_BOOL(frontier, true, i, sources[i]);
    GrB_Index held = 0, added = count;
    while (added > 0) {
        GrB_Matrix_assign_BOOL(seen, frontier, GrB_NULL, true, GrB_ALL, count, GrB_ALL, nodes, GrB_DESC_S);
        GrB_mxm(frontier, seen, GrB_NULL, GxB_ANY_PAIR_BOOL, frontier, edges, GrB_DESC_RSC);
        GrB_Matrix_nvals(&added, frontier);
    }
    GrB_Matrix_nvals(&held, seen);
    GrB_Matrix_free(&seen);
    GrB_Matrix_free(&frontier);
    return held;
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    FILE *file = fopen(argv[1], "r");
    if (!file) {
        perror(argv[1]);
        return 1;
    }
    const GrB_Index nodes = strtoull(argv[2], NULL, 10);
    GrB_Index foothold = strtoull(argv[3], NULL, 10);
    const GrB_Index every = strtoull(argv[4], NULL, 10);
    GrB_init(GrB_NONBLOCKING);
    GxB_Global_Option_set(GxB_NTHREADS, 1);
    GrB_Matrix edges;
    GrB_Matrix_new(&edges, GrB_BOOL, nodes, nodes);
    unsigned long from, to;
    while (fscanf(file, "%lu %lu", &from, &to) == 2)
        GrB_Matrix_setElement_BOOL(edges, true, from, to);
    fclose(file);
    GrB_Matrix_wait(edges, GrB_MATERIALIZE);

    double best = 0;
    GrB_Index held = 0;
    for (int round = 0; round < 5; ++round) {
        const double start = cpuMilliseconds();
        held = reach(edges, nodes, &foothold, 1);
        const double used = cpuMilliseconds() - start;
        best = round == 0 || used < best ? used : best;
    }
    printf("%f %llu\n", best, (unsigned long long)held);

    enum { batch = 64 };
    GrB_Index sources[batch], count = 0, sum = 0;
    const double start = cpuMilliseconds();
    for (GrB_Index node = 0; node < nodes; node += every) {
        sources[count++] = node;
        if (count == batch || node + every >= nodes) {
            sum += reach(edges, nodes, sources, count);
            count = 0;
        }
    }
    printf("%f %llu\n", cpuMilliseconds() - start, (unsigned long long)sum);
    GrB_Matrix_free(&edges);
    GrB_finalize();
    return 0;
}
