# SPDX-FileCopyrightText: 2026 The Fourplane authors
# SPDX-License-Identifier: Apache-2.0
"""peers.py FOLDER SHAPE GRAPHBLAS: the questions of bench_AttackKernels, asked of other programs.

FOLDER is what `bench_AttackKernels --emit` wrote. All times are processor milliseconds. The programs that only know
graphs answer an easier question (no identities, nodes and stores); that is said in each line. A wrong answer of ours
(gringo, the oracle) or graph programs that disagree end the run with an error.
"""
import resource
import subprocess
import sys
import time

import igraph
import numpy
import scipy.sparse
from scipy.sparse import csgraph

folder, shape, graphblas = sys.argv[1:4]
easier = "graph only, easier question"


def children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1e3


def run(command):
    """The output of a program and its processor milliseconds."""
    start = children()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout, children() - start


def best_of(rounds, work):
    best = None
    for _ in range(rounds):
        start = time.process_time()
        result = work()
        used = (time.process_time() - start) * 1e3
        best = used if best is None else min(best, used)
    return best, result


def stop(text):
    sys.exit(f"WRONG RESULT, {shape}: {text}")


ours = dict(line.rstrip("\n").split("\t") for line in open(f"{folder}/ours.tsv"))
services, foothold = int(ours["services"]), int(ours["foothold"])
answer = {int(line) for line in open(f"{folder}/answer.tsv")}


def row(question, peer, theirs, note, goal=None):
    mine = float(ours[question])
    ratio = theirs / mine
    verdict = "" if goal is None else f">= {goal:g} {'yes' if ratio >= goal else 'NO'}"
    print(f"{shape} {services:6d}  {question:15s} {peer:22s} {theirs:12.3f} ms  ours {mine:10.4f} ms  "
          f"{ratio:10.1f} x  {verdict:12s} {note}", flush=True)


# gringo: the same clauses, written down as a logic program.
output, used = run(["gringo", "--text", f"{folder}/facts.lp", f"{folder}/rules.lp"])
fallen = {int(line[len("#show exec("):].split(")")[0]) for line in output.splitlines() if line.startswith("#show exec(")}
fallen |= {int(line[len("exec("):].split(")")[0]) for line in output.splitlines() if line.startswith("exec(")}
if fallen != answer:
    stop(f"gringo derives {len(fallen)} services, ours are {len(answer)}; {len(fallen ^ answer)} differ")
row("fix-point", "gringo (parsing too)", used, f"all clauses, same {len(answer)} services",
    500 if services == 100000 and shape == "lax" else None)

# The fewest services to harden so that store 0 stays unread: exact, with a proof of the optimum.
if services <= 10000:
    start = children()
    ground = subprocess.Popen(["gringo", f"{folder}/facts.lp", f"{folder}/cut.lp"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
    solved = subprocess.run(["clasp", "--opt-strategy=usc", "--time-limit=120", "--quiet=1"], stdin=ground.stdout,
                            capture_output=True, text=True, check=False)
    ground.wait()
    found = [line for line in solved.stdout.splitlines() if line.startswith(("OPTIMUM FOUND", "Optimization :", "UNSATISFIABLE"))]
    print(f"{shape} {services:6d}  minimum cut     {'gringo | clasp':22s} {children() - start:12.3f} ms  "
          f"{'; '.join(found) or 'no answer in time'}", flush=True)

# Graphs: allowed pairs whose target is exploitable.
edges = numpy.loadtxt(f"{folder}/pivots.tsv", dtype=numpy.int64, ndmin=2)
every = max(1, services // 500)
sources = range(0, services, every)
matrix = scipy.sparse.csr_matrix((numpy.ones(len(edges), dtype=numpy.int8), (edges[:, 0], edges[:, 1])),
                                 shape=(services, services))
graph = igraph.Graph(n=services, edges=edges.tolist(), directed=True)


def by_scipy(node):
    return len(csgraph.breadth_first_order(matrix, node, return_predecessors=False))


def by_igraph(node):
    return len(graph.subcomponent(node, mode="out"))


single = {"scipy": best_of(5, lambda: by_scipy(foothold)), "igraph": best_of(5, lambda: by_igraph(foothold))}
all_sources = {"scipy": best_of(1, lambda: sum(map(by_scipy, sources))),
               "igraph": best_of(1, lambda: sum(map(by_igraph, sources)))}
lines = run([graphblas, f"{folder}/pivots.tsv", str(services), str(foothold), str(every)])[0].split()
if len(lines) != 4:
    stop("the GraphBLAS program failed")
single["GraphBLAS"] = (float(lines[0]), int(lines[1]))
all_sources["GraphBLAS"] = (float(lines[2]), int(lines[3]))
for results in (single, all_sources):
    if len({result for _, result in results.values()}) != 1:
        stop(f"the graph programs disagree: {results}")
for peer, (used, _) in single.items():
    row("fix-point", peer, used, easier)
goals = {("scipy", "lax"): 150, ("GraphBLAS", "seg"): 5}
for peer, (used, _) in all_sources.items():
    goal = goals.get((peer, shape)) if services == 10000 else None
    row("every foothold", peer, used * services / len(sources), f"{easier}; one search in {every} timed", goal)
