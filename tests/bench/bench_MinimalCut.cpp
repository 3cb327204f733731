// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/GroundCut.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <string>

using namespace fourplane;

namespace {

/// Services that may send each other requests, the weak ones of which fall to whoever reaches them, and one
/// store that is read with a credential over an open route: an AND of two derived facts. Hardening a service
/// is a control of cost 1 that closes every step into it.
struct Services
{
    explicit Services(std::uint32_t count)
        : system(2 * count + 1)
    {
        std::mt19937 engine(20261128);
        const auto below = [&engine](
                               std::uint32_t limit) { return static_cast<std::uint32_t>(engine() % limit); };
        closes.resize(count);
        costs.assign(count, 1);
        system.initial[0] = 1;
        for (std::uint32_t from = 0; from < count; ++from) {
            for (int edge = 0; edge < 10; ++edge) {
                const std::uint32_t to = below(count);
                if (to == 0 || to % 3 == 0) // a third of the services has no weakness
                    continue;
                closes[to].push_back(add({ from }, { to }));
            }
            add({ from }, { count + from }); // code in a service is its credential
        }
        for (int entry = 0; entry < 6; ++entry)
            add({ below(count), count + below(count) }, { 2 * count });
    }

    std::uint32_t add(const std::vector<std::uint32_t> &premises, const std::vector<std::uint32_t> &grants)
    {
        return system.addPivot(premises, grants);
    }

    CutProblem problem() const
    {
        return { system, std::vector<bool>(system.pivotCount(), true), closes, costs,
            { static_cast<std::uint32_t>(system.factCount() - 1) } };
    }

    GroundSystem system;
    std::vector<std::vector<std::uint32_t>> closes;
    std::vector<long> costs;
};

/// The same question as an answer set program.
void writeProgram(const CutProblem &problem, const std::string &file)
{
    std::vector<std::vector<std::size_t>> closers(problem.system.pivotCount());
    std::ofstream out(file);
    for (std::size_t control = 0; control < problem.closes.size(); ++control) {
        for (std::uint32_t pivot : problem.closes[control])
            closers[pivot].push_back(control);
        if (!problem.closes[control].empty())
            out << "{on(" << control << ")}.\n:~ on(" << control << "). [" << problem.costs[control] << ","
                << control << "]\n";
    }
    for (std::uint32_t fact = 0; fact < problem.system.factCount(); ++fact) {
        if (problem.system.initial[fact] & 1u)
            out << "f(" << fact << ").\n";
    }
    for (std::uint32_t pivot = 0; pivot < problem.system.pivotCount(); ++pivot) {
        for (std::uint32_t given : problem.system.grantsOf(pivot)) {
            std::string body;
            for (std::uint32_t premise : problem.system.premisesOf(pivot))
                body += (body.empty() ? "" : ", ") + ("f(" + std::to_string(premise) + ")");
            for (std::size_t control : closers[pivot])
                body += ", not on(" + std::to_string(control) + ")";
            out << "f(" << given << ") :- " << body << ".\n";
        }
    }
    for (std::uint32_t goal : problem.goals)
        out << ":- f(" << goal << ").\n";
    out << "#show on/1.\n";
}

struct Answer
{
    double seconds = 0;
    long optimum = -1;
};

/// What gringo and clasp answer, where they are installed.
Answer askClasp(const CutProblem &problem)
{
    const std::string file = std::string(std::tmpnam(nullptr));
    writeProgram(problem, file + ".lp");
    const auto start = std::chrono::steady_clock::now();
    const std::string command =
        "gringo " + file + ".lp | clasp --opt-strategy=usc --quiet=1 > " + file + ".out";
    static_cast<void>(std::system(command.c_str()));
    Answer answer;
    answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::ifstream in(file + ".out");
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("Optimization : ", 0) == 0)
            answer.optimum = std::stol(line.substr(15));
    }
    std::remove((file + ".lp").c_str());
    std::remove((file + ".out").c_str());
    return answer;
}

/// Row 5b: the exact minimum cut, next to gringo and clasp on the same question.
void minimalCut(benchmark::State &state)
{
    const Services services(static_cast<std::uint32_t>(state.range(0)));
    const CutProblem problem = services.problem();
    long optimum = -1;
    double seconds = 0;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        const auto cut = cheapestCut(problem);
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        optimum = cut && *cut ? costOf(**cut, problem.costs) : -1;
    }
    state.counters["pivots"] = static_cast<double>(problem.system.pivotCount());
    state.counters["optimum"] = static_cast<double>(optimum);
    if (std::system("command -v gringo > /dev/null && command -v clasp > /dev/null") != 0)
        return;
    const Answer answer = askClasp(problem);
    if (answer.optimum != optimum)
        state.SkipWithError("clasp finds another optimum");
    state.counters["clasp_seconds"] = answer.seconds;
    state.counters["ratio"] = answer.seconds / (seconds / static_cast<double>(state.iterations()));
}

BENCHMARK(minimalCut)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
