// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/TopologyFiles.h"

#include "core/attack/ClosureSearch.h"
#include "core/attack/FootholdReach.h"

#include <fstream>

namespace fourplane::bench {

namespace {

constexpr const char *exploit = "exec(T) :- net(T), authz(T), exploitable(T)";

constexpr const char *otherRules = R"(exec(S) :- foothold(S).
holds(I) :- exec(S), identity(S,I).
net(T) :- exec(S), allowed(S,T).
home(H) :- holds(I), identity(S,I), in(S,H).
authz(T) :- holds(I), principal(T,I).
authz(T) :- home(H), admits(T,H).
authz(T) :- unmeshed(T).
node(N) :- exec(S), privileged(S), on(S,N).
exec(S) :- node(N), on(S,N).
storenet(D) :- exec(S), uses(S,D).
read(D) :- storenet(D), holds(I), reader(D,I).
holds(I) :- read(D), credential(D,I).
)";

void writeFacts(const KernelBench &bench, std::ostream &out)
{
    const SeededCluster &cluster = bench.cluster;
    const auto fact = [&out](const char *name, std::size_t first, std::size_t second) {
        out << name << '(' << first << ',' << second << ").\n";
    };
    out << "foothold(" << bench.foothold << ").\n";
    for (std::size_t service = 0; service < cluster.services(); ++service) {
        fact("identity", service, cluster.identityOf[service]);
        fact("in", service, cluster.homeOf[service]);
        fact("on", service, cluster.nodeOf[service]);
        for (std::uint32_t to : cluster.allowed[service])
            fact("allowed", service, to);
        for (std::uint32_t principal : cluster.principalsOf[service])
            fact("principal", service, principal);
        for (std::uint32_t home : cluster.homesOf[service])
            fact("admits", service, home);
        for (std::uint32_t store : cluster.storesOf[service])
            fact("uses", service, store);
        if (cluster.meshRule[service] == MeshRule::None)
            out << "unmeshed(" << service << ").\n";
        if (cluster.isExploitable[service])
            out << "exploitable(" << service << ").\n";
        if (cluster.isPrivileged[service])
            out << "privileged(" << service << ").\n";
    }
    for (std::size_t store = 0; store < cluster.stores(); ++store) {
        for (std::uint32_t reader : cluster.readersOf[store])
            fact("reader", store, reader);
        if (cluster.credentialIn[store] != noIndex)
            fact("credential", store, cluster.credentialIn[store]);
    }
}

void writeCut(std::ostream &out)
{
    out << otherRules << exploit << ", not hardened(T).\n"
        << "{ hardened(T) } :- exploitable(T).\n:- read(0).\n#minimize { 1,T : hardened(T) }.\n#show "
           "hardened/1.\n";
}

void writePivots(const KernelBench &bench, std::ostream &out)
{
    for (std::size_t service = 0; service < bench.size; ++service) {
        for (std::uint32_t to : bench.cluster.allowed[service]) {
            if (bench.cluster.isExploitable[to])
                out << service << '\t' << to << '\n';
        }
    }
}

void writeOurs(KernelBench &bench, const std::vector<char> &held, std::ostream &answer, std::ostream &ours)
{
    ClosureSearch search(bench.compiled);
    const std::vector<std::uint32_t> start { bench.ground.execFact(bench.foothold) };
    FootholdQuestion question;
    for (std::size_t service = 0; service < bench.size; ++service)
        question.counted.push_back(bench.ground.execFact(service));
    for (std::uint32_t fact : question.counted)
        question.footholds.push_back({ fact });
    const auto single = fastest(15, { [&] { bench.breadthFirst(); }, [&] { (void)search.run(start); } });
    const auto all = fastest(5, { [&] { (void)reachOfFootholds(bench.compiled, question); } });
    for (std::size_t service = 0; service < bench.size; ++service) {
        const bool falls = search.holds(bench.ground.execFact(service));
        bench.require(falls == (held[service] != 0), "fix-point");
        if (falls)
            answer << service << '\n';
    }
    ours << "services\t" << bench.size << "\nfoothold\t" << bench.foothold << "\nbreadth-first search\t"
         << single[0].cpuMilliseconds << "\nfix-point\t" << single[1].cpuMilliseconds << "\nevery foothold\t"
         << all[0].cpuMilliseconds << '\n';
}

} // namespace

bool writeTopology(KernelBench &bench, const std::string &folder)
{
    std::ofstream facts(folder + "/facts.lp"), rules(folder + "/rules.lp"), cut(folder + "/cut.lp");
    std::ofstream pivots(folder + "/pivots.tsv"), answer(folder + "/answer.tsv"), ours(folder + "/ours.tsv");
    writeFacts(bench, facts);
    rules << otherRules << exploit << ".\n#show exec/1.\n";
    writeCut(cut);
    writePivots(bench, pivots);
    writeOurs(bench, bench.naive.exec, answer, ours);
    for (std::ofstream *file : { &facts, &rules, &cut, &pivots, &answer, &ours }) {
        file->close();
        if (!*file)
            return false;
    }
    return true;
}

} // namespace fourplane::bench
