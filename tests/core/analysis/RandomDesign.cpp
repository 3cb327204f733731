// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/analysis/RandomDesign.h"

#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/AttackLab.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

namespace fourplane::test {

namespace {

/// Dice whose throws do not hang on the standard library's distributions.
class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }

    unsigned below(unsigned limit) { return static_cast<unsigned>(m_engine() % limit); }

    bool oneIn(unsigned n) { return below(n) == 0; }

    template <class T>
    const T &of(const std::vector<T> &values)
    {
        return values[below(static_cast<unsigned>(values.size()))];
    }

private:
    std::mt19937 m_engine;
};

const std::vector<std::string> crew { "web", "gate", "agent", "llm", "tool", "ingest", "proxy", "db", "vec" };

void addFootholds(AttackLab &lab, Dice &dice)
{
    switch (dice.below(4)) {
    case 0:
        lab.text("portal");
        break;
    case 1:
        lab.token("sa-" + dice.of(crew), dice.of(crew));
        break;
    case 2:
        lab.network("users");
        break;
    default:
        break;
    }
    if (lab.scenario.footholds.empty() || dice.oneIn(4))
        lab.code(dice.of(crew));
}

void addFlows(AttackLab &lab, Dice &dice)
{
    lab.flow("gate", "agent");
    lab.flow("agent", "llm");
    if (dice.oneIn(2))
        lab.toolCall("agent", "tool");
    if (dice.oneIn(2))
        lab.dataFlow("tool", "db", AccessVerb::Read, "contracts");
    if (dice.oneIn(2))
        lab.dataFlow("ingest", "vec", AccessVerb::Write, "chunks");
    if (dice.oneIn(2))
        lab.dataFlow("agent", "vec", AccessVerb::Read, "chunks");
    if (dice.oneIn(3))
        lab.flow("ingest", "portal");
    if (dice.oneIn(3))
        lab.flow("ingest", "proxy");
    if (dice.oneIn(2))
        lab.flow("users", "gate");
    if (dice.oneIn(2))
        lab.feed("chunks", "agent", dice.oneIn(3) ? TrustTier::Trusted : TrustTier::Untrusted);
    if (dice.oneIn(3))
        lab.feed("portal", "agent");
}

void addWeaknesses(AttackLab &lab, Dice &dice)
{
    for (const std::string &name : crew) {
        Workload &workload = lab.workload(name);
        workload.exploitable.remote = dice.oneIn(3);
        workload.exploitable.escape = dice.oneIn(5);
        workload.exposed = name == "gate" || dice.oneIn(6);
        WorkloadTraits &traits = workload.traits;
        if (dice.oneIn(4))
            traits.environmentSecrets.reset();
        if (dice.oneIn(4))
            traits.acceptsAnonymousCallers = true;
        if (dice.oneIn(5))
            traits.rendersModelOutput = true;
        traits.fetchesUrls = dice.oneIn(7);
        traits.executesModelOutput = dice.oneIn(7);
        traits.sendsOutside = dice.oneIn(5);
        traits.runsSubmittedJobs = dice.oneIn(9);
        if (dice.oneIn(9))
            workload.placement.hostPaths = { "/var/run/docker.sock" };
        if (dice.oneIn(6))
            workload.identityId = ElementId("sa-web");
    }
    lab.project.platform.metadataServicePresent = dice.oneIn(3);
    if (dice.oneIn(4))
        lab.role("secrets", "get");
    if (dice.oneIn(5)) {
        lab.secret("vault-key").opens = { ElementId("sa-tool") };
        lab.give(dice.of(crew), "vault-key", SecretDelivery::Environment);
    }
}

void addControls(AttackLab &lab, Dice &dice)
{
    if (dice.oneIn(3))
        lab.denyNetwork();
    if (dice.oneIn(4))
        lab.meshAllowList();
    for (const auto &[id, flow] : lab.project.topology.flows) {
        if (!dice.oneIn(4))
            lab.allow(flow.sourceId.value(), flow.destinationId.value());
    }
    if (dice.oneIn(3))
        lab.restrictPods();
    if (dice.oneIn(2))
        lab.unmountTokens();
    if (dice.oneIn(2)) {
        lab.wantCredentials("documents");
        lab.grant("sa-tool", "contracts", AccessVerb::Read);
    }
    if (dice.oneIn(2)) {
        lab.wantCredentials("vectors");
        lab.grant("sa-ingest", "chunks", AccessVerb::Write);
        if (dice.oneIn(2))
            lab.grant("sa-agent", "chunks", AccessVerb::Read);
    }
    if (dice.oneIn(4)) {
        for (const std::string &name : crew)
            lab.pools(name, dice.oneIn(2) ? "pool-a" : "pool-b");
    }
    if (dice.oneIn(4))
        lab.scope("agent", "tool").blocksUntrustedContext = dice.oneIn(2);
}

void setClassifications(AttackLab &lab, Dice &dice)
{
    for (const char *id : { "contracts", "chunks" })
        lab.collection(id).classification = static_cast<Classification>(dice.below(4));
}

} // namespace

const TechniqueCatalogue &catalogue()
{
    static const TechniqueCatalogue shipped = shippedCatalogue().value();
    return shipped;
}

RandomDesign randomDesign(unsigned seed)
{
    Dice dice(seed);
    AttackLab lab;
    addFootholds(lab, dice);
    addFlows(lab, dice);
    addWeaknesses(lab, dice);
    addControls(lab, dice);
    setClassifications(lab, dice);
    lab.scenario.jewels = { ElementId("contracts") };
    if (dice.oneIn(3))
        lab.scenario.jewels.emplace_back("chunks");
    if (dice.oneIn(5))
        lab.scenario.jewels.emplace_back(dice.of(crew));
    return { lab.project, lab.scenario };
}

unsigned designs(unsigned usual)
{
    const char *wanted = std::getenv("FOURPLANE_TEST_DESIGNS");
    return wanted ? static_cast<unsigned>(std::strtoul(wanted, nullptr, 10)) : usual;
}

Attacked::Attacked(Project design, const Scenario &scenario)
    : project(std::move(design))
    , compiled(compilePlan(project))
    , decisions(compiled.plan)
    , attack(PreparedAttack::make(project, decisions, catalogue(), scenario).value())
{
}

std::vector<bool> sweep(PreparedAttack &attack, const std::function<bool(std::uint32_t)> &isOut)
{
    const GroundSystem &system = attack.grounding().system;
    std::vector<bool> holds(system.factCount());
    for (std::uint32_t fact = 0; fact < system.factCount(); ++fact)
        holds[fact] = (system.initial[fact] & 1u) != 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
            const auto premises = system.premisesOf(pivot);
            const bool fires = std::all_of(premises.begin(), premises.end(),
                                   [&holds](std::uint32_t fact) { return holds[fact]; })
                && !isOut(pivot) && (attack.passage(pivot).open & 1u) != 0;
            for (std::uint32_t fact : system.grantsOf(pivot)) {
                changed = changed || (fires && !holds[fact]);
                holds[fact] = holds[fact] || fires;
            }
        }
    }
    return holds;
}

std::vector<ElementId> fallenOf(const PreparedAttack &attack, const std::vector<bool> &holds)
{
    std::set<ElementId> fallen;
    for (std::uint32_t fact = 0; fact < holds.size(); ++fact) {
        const AttackerFact &held = attack.grounding().facts[fact];
        if (holds[fact] && meansFall(relations()[held.relation].name))
            fallen.insert(attack.model().id(held.subject));
    }
    return { fallen.begin(), fallen.end() };
}

} // namespace fourplane::test
