// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FactExplanation.h"
#include "core/attack/TraceBuilder.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/AssumptionsFile.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/AttackLab.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/core/attack/RandomSystem.h"

#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

constexpr std::uint64_t hour = 3600;

// Three techniques: a dear step, and two cheap ones that lead to the same place.
constexpr std::string_view threeTechniques = R"(
techniques:
  - id: smash
    name: Smash
    description: From a pod into one with a weakness.
    bind: {A: compute, B: compute}
    requires: [A net, B exploitable]
    gates: {network: A net_allow B}
    blockedBy:
      - {control: W5, plane: workload, if: A sandboxed, effect: harden}
    grants: [B foothold]
    source: A
    target: B
    effort: high
  - id: steal
    name: Steal
    description: A pod's own credential.
    bind: {A: compute, P: identity}
    requires: [A foothold, A runs_as P]
    blockedBy:
      - {control: I2, plane: identity, if: P short_lived, effect: harden}
    grants: [P held]
    source: A
    target: P
    effort: low
  - id: become
    name: Become
    description: Whoever has the credential has the pods.
    bind: {P: identity, B: compute}
    requires: [P held, B runs_as P]
    grants: [B foothold]
    source: P
    target: B
    effort: low
)";

TechniqueCatalogue smallCatalogue()
{
    TechniqueCatalogue catalogue = parseCatalogue(threeTechniques, "three").value();
    catalogue.controls = shippedCatalogue().value().controls;
    return catalogue;
}

/// As smallCatalogue, but into a pod without a token neither way leads.
TechniqueCatalogue stoppedWithoutToken()
{
    TechniqueCatalogue catalogue = smallCatalogue();
    for (Technique &technique : catalogue.techniques) {
        technique.blockedBy.clear();
        if (technique.id != "steal")
            technique.blockedBy = { { "I1", Plane::Identity, { "B", "token_unmounted", {} }, true } };
    }
    return catalogue;
}

/// An attack on a project together with what it refers to.
struct Attacked
{
    Attacked(const Project &project, const Scenario &scenario, const TechniqueCatalogue &catalogue,
        const PreparationOptions &options = {})
        : compiled(compilePlan(project))
        , decisions(compiled.plan)
        , attack(PreparedAttack::make(project, decisions, catalogue, scenario, {}, options).value())
        , worlds(solve(attack.grounding().system, [&](std::uint32_t pivot) {
            return attack.passage(pivot).open;
        }).value())
    {
    }

    FactExplanation explain(const std::string &element, const char *relation, DerivationMeasure measure,
        std::size_t mostWays = wayLimit)
    {
        const AttackerFact fact { relationIndex(relation), *attack.model().find(ElementId(element)) };
        return explainFact(attack, worlds, shippedAssumptions(), fact, { measure, mostWays }).value();
    }

    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    PreparedAttack attack;
    std::vector<WorldMask> worlds;
};

/// Code in web; db has a weakness and runs as web does.
AttackLab sharedAccountLab()
{
    AttackLab lab;
    lab.code("web");
    lab.workload("db").exploitable.remote = true;
    lab.workload("db").identityId = ElementId("sa-web");
    return lab;
}

std::string textOf(const FactExplanation &explanation, std::uint32_t attempt)
{
    const Pivot &pivot = explanation.attempts[attempt].pivot;
    return pivot.techniqueId + " " + pivot.fromId.value() + ">" + pivot.toId.value();
}

std::vector<std::string> textsOf(const FactExplanation &explanation, const Derivation &derivation)
{
    std::vector<std::string> texts;
    for (std::uint32_t attempt : derivation.attempts)
        texts.push_back(textOf(explanation, attempt));
    return texts;
}

/// "open: smash web>db" for each way.
std::vector<std::string> waysOf(const FactExplanation &explanation)
{
    std::vector<std::string> texts;
    for (const FactWay &way : explanation.ways)
        texts.push_back(std::string(nameOf(way.state)) + ": " + textOf(explanation, way.attempt));
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

class tst_FactExplanation : public QObject
{
    Q_OBJECT

private slots:

    /// What the loss of one plane opens is nearer than what takes two, however many steps it has.
    void stoppedWaysBeginWithTheFewestPlanes()
    {
        const TechniqueCatalogue catalogue = stoppedWithoutToken();
        AttackLab lab = sharedAccountLab();
        lab.denyNetwork();
        lab.workload("db").automountToken = false;
        Attacked design(lab.project, lab.scenario, catalogue);
        const Texts expected { "stopped: become sa-web>db", "stopped: smash web>db" };
        QCOMPARE(waysOf(design.explain("db", "foothold", DerivationMeasure::Steps)), expected);
    }

    /// One step of 100 h, or two of 1 h each.
    void stepsAndEffortDisagree()
    {
        AttackLab lab = sharedAccountLab();
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto bySteps = attacked.explain("db", "foothold", DerivationMeasure::Steps);
        QVERIFY(bySteps.holds());
        QCOMPARE(waysOf(bySteps), (Texts { "open: smash web>db", "open: become sa-web>db" }));
        QCOMPARE(textsOf(bySteps, bySteps.ways[0].derivation), (Texts { "smash web>db" }));
        QCOMPARE(bySteps.ways[0].derivation.steps, std::uint64_t(1));
        QCOMPARE(bySteps.ways[0].derivation.seconds, 100 * hour);
        QCOMPARE(
            textsOf(bySteps, bySteps.byOtherMeasure), (Texts { "steal web>sa-web", "become sa-web>db" }));
        QCOMPARE(bySteps.byOtherMeasure.steps, std::uint64_t(2));
        QCOMPARE(bySteps.byOtherMeasure.seconds, 2 * hour);

        const auto byEffort = attacked.explain("db", "foothold", DerivationMeasure::Effort);
        QCOMPARE(waysOf(byEffort), (Texts { "open: become sa-web>db", "open: smash web>db" }));
        QCOMPARE(textsOf(byEffort, byEffort.ways[0].derivation),
            (Texts { "steal web>sa-web", "become sa-web>db" }));
        QCOMPARE(textsOf(byEffort, byEffort.byOtherMeasure), (Texts { "smash web>db" }));
        QVERIFY(byEffort.fallsWithout.empty());
    }

    /// A credential of an hour makes the theft hard: 10 h instead of 1 h, and one more for the use.
    void aControlThatSlowsCostsEffort()
    {
        AttackLab lab = sharedAccountLab();
        lab.account("sa-web").tokenLifetimeSeconds = 600;
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("db", "foothold", DerivationMeasure::Effort);
        QCOMPARE(explanation.ways[0].derivation.seconds, 11 * hour);
        const ExplainedAttempt &theft = explanation.attempts[explanation.ways[0].derivation.attempts[0]];
        QCOMPARE(theft.slowedBy, (Texts { "I2" }));
        QCOMPARE(theft.seconds, 10 * hour);
    }

    void aStoppedWayNamesPlaneControlAndRule()
    {
        AttackLab lab = sharedAccountLab();
        lab.denyNetwork();
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("db", "foothold", DerivationMeasure::Steps);
        QCOMPARE(waysOf(explanation), (Texts { "open: become sa-web>db", "stopped: smash web>db" }));
        const ExplainedAttempt &stopped = explanation.attempts[explanation.ways[1].attempt];
        QCOMPARE(stopped.pivot.blocks.size(), std::size_t(1));
        const PivotBlock &block = stopped.pivot.blocks.front();
        QCOMPARE(block.plane, Plane::Network);
        QCOMPARE(block.control, std::string("N1"));
        QVERIFY(block.decidedBy.has_value());
        QCOMPARE(block.decidedBy->kind, std::string("NetworkPolicy"));
        QCOMPARE(int(stopped.open), int(worldsWithout(PlaneSet(2))));
    }

    void aFactThatIsNotReachedSaysWhatWouldHaveToFail()
    {
        AttackLab lab = sharedAccountLab();
        lab.denyNetwork();
        lab.scenario.techniques = { "smash" };
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("db", "foothold", DerivationMeasure::Steps);
        QVERIFY(!explanation.holds());
        QCOMPARE(waysOf(explanation), (Texts { "stopped: smash web>db" }));
        QVERIFY(explanation.fallsWithout == std::vector<PlaneSet> { PlaneSet(2) });
        QCOMPARE(textsOf(explanation, explanation.ifThoseFailed), (Texts { "smash web>db" }));
        QCOMPARE(explanation.techniques, (Texts { "smash" }));
        QVERIFY(explanation.byOtherMeasure.attempts.empty());
    }

    /// gate is allowed to db, but nobody gets to gate unless the network fails.
    void aWayThatLacksSomethingSaysWhat()
    {
        AttackLab lab = sharedAccountLab();
        lab.denyNetwork();
        lab.allow("gate", "db");
        lab.workload("gate").exploitable.remote = true;
        lab.scenario.techniques = { "smash" };
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("db", "foothold", DerivationMeasure::Steps);
        QCOMPARE(waysOf(explanation), (Texts { "stopped: smash web>db", "out-of-reach: smash gate>db" }));
        const FactWay &way = explanation.ways[1];
        QCOMPARE(way.missing.size(), std::size_t(1));
        QCOMPARE(toString(explanation.facts[way.missing[0]].fact), std::string("gate net"));
        QCOMPARE(int(explanation.facts[way.missing[0]].worlds), int(worldsWithout(PlaneSet(2))));
        QVERIFY(explanation.attempts[way.attempt].pivot.succeeded());
    }

    /// gate is only reached from db: that gate leads to db explains nothing.
    void aWayThroughTheFactItselfIsNone()
    {
        AttackLab lab = sharedAccountLab();
        lab.denyNetwork();
        lab.allow("gate", "db");
        lab.allow("db", "gate");
        lab.workload("gate").exploitable.remote = true;
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("db", "foothold", DerivationMeasure::Steps);
        QCOMPARE(waysOf(explanation),
            (Texts { "open: become sa-web>db", "stopped: smash web>db", "out-of-reach: smash gate>db" }));
        const FactWay &way = explanation.ways[2];
        QCOMPARE(way.missing.size(), std::size_t(1));
        QCOMPARE(int(explanation.facts[way.missing[0]].worlds & 1U), 1); // held, with the help of db
    }

    void whatIsHeldFromTheStartNeedsNoWay()
    {
        AttackLab lab = sharedAccountLab();
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("web", "foothold", DerivationMeasure::Steps);
        QVERIFY(explanation.holds());
        QVERIFY(explanation.facts[explanation.fact].isFoothold);
        // Were web only a place to send from: db falls to that, and gives the credential that leads back.
        QCOMPARE(waysOf(explanation), (Texts { "open: become sa-web>web" }));
        QCOMPARE(textsOf(explanation, explanation.ways[0].derivation),
            (Texts { "smash web>db", "steal db>sa-web", "become sa-web>web" }));
    }

    void whatNothingGivesIsSaidToBeSo()
    {
        AttackLab lab = sharedAccountLab();
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto explanation = attacked.explain("llm", "foothold", DerivationMeasure::Steps);
        QVERIFY(!explanation.holds());
        QVERIFY(explanation.ways.empty());
        QVERIFY(explanation.fallsWithout.empty());
        QCOMPARE(explanation.techniques, (Texts { "become", "smash" }));
        QCOMPARE(toString(explanation.facts[explanation.fact].fact), std::string("llm foothold"));
        const auto data = attacked.explain("contracts", "read", DerivationMeasure::Steps);
        QVERIFY(data.techniques.empty());
    }

    void keepsTheBestAndCountsTheOthers()
    {
        AttackLab lab = sharedAccountLab();
        for (const char *name : { "gate", "agent", "llm" })
            lab.workload(name).exploitable.remote = true;
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        const auto all = attacked.explain("db", "foothold", DerivationMeasure::Effort);
        QCOMPARE(all.ways.size(), std::size_t(5)); // become, and smash from web, gate, agent and llm
        QVERIFY(all.further == decltype(all.further) {});
        const auto some = attacked.explain("db", "foothold", DerivationMeasure::Effort, 2);
        QCOMPARE(waysOf(some), (Texts { "open: become sa-web>db", "open: smash web>db" }));
        QCOMPARE(some.further[std::size_t(WayState::Open)], std::size_t(3));
    }

    void stopsWhenAsked()
    {
        AttackLab lab = sharedAccountLab();
        Attacked attacked(lab.project, lab.scenario, smallCatalogue());
        std::stop_source source;
        source.request_stop();
        Job job;
        job.stop = source.get_token();
        const auto result = explainFact(attacked.attack, attacked.worlds, shippedAssumptions(),
            attacked.attack.grounding().facts[0], {}, job);
        QVERIFY(!result);
        QCOMPARE(result.error().diagnostics.at(0).code, std::string("cancelled"));
    }

    /// Where a control slows only some of a crowd, one cost for all of it would be wrong.
    void knowsWhereEffortDiffersInsideACrowd()
    {
        AttackLab lab = sharedAccountLab();
        lab.scenario.exploitability = Exploitability::All; // nine pods may attack nine
        PreparationOptions crowds;
        crowds.limits.singleInstances = 0;
        const TechniqueCatalogue slowed = smallCatalogue();
        QVERIFY(!StepEffort::isOneForCrowds(Attacked(lab.project, lab.scenario, slowed, crowds).attack));
        QVERIFY(StepEffort::isOneForCrowds(Attacked(lab.project, lab.scenario, slowed).attack)); // no crowds
        TechniqueCatalogue plain = slowed;
        for (Technique &technique : plain.techniques)
            technique.blockedBy.clear();
        QVERIFY(StepEffort::isOneForCrowds(Attacked(lab.project, lab.scenario, plain, crowds).attack));
        lab.scenario.techniques.clear(); // nothing that is shipped does so
        QVERIFY(StepEffort::isOneForCrowds(
            Attacked(lab.project, lab.scenario, shippedCatalogue().value(), crowds).attack));
    }

    void agreesWithTheTraceOnRandomDesigns();
    void findsEveryAttemptOfTheGroundSystem();
    void crowdsChangeNoWay();
};

namespace {

const TechniqueCatalogue &shipped()
{
    static const TechniqueCatalogue catalogue = shippedCatalogue().value();
    return catalogue;
}

PreparationOptions sharing(std::size_t singleInstances)
{
    PreparationOptions options;
    options.limits.singleInstances = singleInstances;
    return options;
}

std::string keyOf(const FactExplanation &explanation, const FactWay &way)
{
    const ExplainedAttempt &attempt = explanation.attempts[way.attempt];
    std::string key = std::string(nameOf(way.state)) + " " + textOf(explanation, way.attempt);
    std::set<std::string> premises;
    for (std::uint32_t premise : attempt.pivot.premises)
        premises.insert(toString(explanation.facts[premise].fact));
    for (const std::string &premise : premises)
        key += ", " + premise;
    return key + (way.state == WayState::Open ? " " + std::to_string(way.derivation.steps) : std::string());
}

/// Each attempt of a derivation follows what it needs, and all of them together give the last.
void requireSound(const FactExplanation &explanation, const Derivation &derivation)
{
    std::set<std::uint32_t> held;
    for (std::uint32_t fact = 0; fact < explanation.facts.size(); ++fact) {
        if (explanation.facts[fact].isFoothold && fact != explanation.fact)
            held.insert(fact);
    }
    std::uint64_t seconds = 0;
    for (std::uint32_t index : derivation.attempts) {
        const ExplainedAttempt &attempt = explanation.attempts[index];
        RC_ASSERT(attempt.pivot.succeeded());
        for (std::uint32_t premise : attempt.pivot.premises)
            RC_ASSERT(held.count(premise) == 1);
        held.insert(attempt.pivot.grants.begin(), attempt.pivot.grants.end());
        seconds += attempt.seconds;
    }
    RC_ASSERT(derivation.seconds == seconds);
    RC_ASSERT(derivation.steps <= derivation.attempts.size());
}

template <class Check>
bool forFactsOfDesigns(const char *what, std::uint32_t designsPerRound, Check check)
{
    return rc::check(what, [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        for (std::uint32_t i = 0; i < designsPerRound; ++i) {
            const std::uint32_t seed = *rc::gen::noShrink(drawn);
            RC_LOG() << "design " << seed << "\n";
            const RandomDesign random = randomDesign(seed);
            check(random, seed);
        }
    });
}

} // namespace

/// By steps the derivation is the trace's own, attempt by attempt; what does not hold there does not here.
void tst_FactExplanation::agreesWithTheTraceOnRandomDesigns()
{
    std::size_t designs = 0, reached = 0, disagreements = 0;
    QVERIFY(forFactsOfDesigns("traces", 5, [&](const RandomDesign &random, std::uint32_t seed) {
        ++designs;
        Attacked attacked(random.project, random.scenario, shipped(), sharing(1000000));
        const AttackTrace trace = buildTrace(attacked.attack, attacked.worlds);
        for (std::uint32_t i = seed % 11; i < trace.facts.size(); i += 11) {
            const AttackFact &fact = trace.facts[i];
            const auto explanation = attacked.explain(
                fact.fact.subject.value(), fact.fact.relation.c_str(), DerivationMeasure::Steps, 3);
            RC_ASSERT(explanation.holds() == ((fact.worlds & 1U) != 0));
            RC_ASSERT(explanation.facts[explanation.fact].worlds == fact.worlds);
            RC_ASSERT(explanation.fallsWithout
                == (explanation.holds() ? std::vector<PlaneSet> {} : smallestPlaneSets(fact.worlds)));
            if (!explanation.holds() || fact.isFoothold)
                continue;
            ++reached;
            std::set<std::string> expected, found;
            for (std::uint32_t pivot : derivationOf(trace, i))
                expected.insert(trace.pivots[pivot].techniqueId + " " + trace.pivots[pivot].fromId.value()
                    + ">" + trace.pivots[pivot].toId.value());
            for (const std::string &text : textsOf(explanation, explanation.ways.front().derivation))
                found.insert(text);
            RC_ASSERT(found == expected);
            RC_ASSERT(explanation.ways.front().derivation.steps
                == std::uint64_t(trace.pivots[fact.firstPivot].step));
            requireSound(explanation, explanation.ways.front().derivation);
            requireSound(explanation, explanation.byOtherMeasure);
            disagreements +=
                explanation.byOtherMeasure.seconds < explanation.ways.front().derivation.seconds ? 1 : 0;
        }
    }));
    QVERIFY2(reached > designs, qPrintable(QString::number(reached)));
    QVERIFY2(disagreements > designs / 100, qPrintable(QString::number(disagreements)));
}

/// Ways are the ground pivots that give the fact, and their state is what sweeps without the fact say.
void tst_FactExplanation::findsEveryAttemptOfTheGroundSystem()
{
    std::array<std::size_t, 3> states {};
    QVERIFY(forFactsOfDesigns("ways", 5, [&](const RandomDesign &random, std::uint32_t seed) {
        Attacked attacked(random.project, random.scenario, shipped(), sharing(1000000));
        const Grounding &grounding = attacked.attack.grounding();
        const GroundSystem &system = grounding.system;
        for (std::uint32_t fact = seed % 9; fact < grounding.facts.size(); fact += 9) {
            const auto gives = [&](std::uint32_t pivot) {
                const auto grants = system.grantsOf(pivot);
                return std::find(grants.begin(), grants.end(), fact) != grants.end();
            };
            std::vector<std::uint32_t> start = initialFacts(system, 0);
            std::erase(start, fact);
            const std::vector<bool> held = naiveClosure(system, start, [&](std::uint32_t pivot) {
                return !gives(pivot) && (attacked.attack.passage(pivot).open & 1U) != 0;
            });
            std::array<std::size_t, 3> expected {};
            for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
                if (!gives(pivot))
                    continue;
                const auto premises = system.premisesOf(pivot);
                const bool isHeld = std::all_of(
                    premises.begin(), premises.end(), [&](auto premise) { return held[premise]; });
                const bool isOpen = (attacked.attack.passage(pivot).open & 1U) != 0;
                ++expected[isHeld ? (isOpen ? 0 : 1) : 2];
            }
            const AttackerFact &known = grounding.facts[fact];
            const auto explanation = attacked.explain(attacked.attack.model().id(known.subject).value(),
                std::string(relations()[known.relation].name).c_str(), DerivationMeasure::Effort);
            std::array<std::size_t, 3> found {};
            for (const FactWay &way : explanation.ways) {
                ++found[static_cast<std::size_t>(way.state)];
                requireSound(explanation, way.derivation);
                RC_ASSERT(way.missing.empty() == (way.state != WayState::OutOfReach));
                RC_ASSERT(explanation.attempts[way.attempt].pivot.succeeded() || way.state != WayState::Open);
            }
            RC_ASSERT(found == expected);
            for (std::size_t state = 0; state < states.size(); ++state)
                states[state] += found[state];
        }
    }));
    for (std::size_t count : states)
        QVERIFY2(count > 500, qPrintable(QString::number(count)));
}

/// What is shared in a large design is told attempt by attempt all the same.
void tst_FactExplanation::crowdsChangeNoWay()
{
    std::size_t designs = 0, ways = 0;
    QVERIFY(forFactsOfDesigns("crowds", 2, [&](const RandomDesign &random, std::uint32_t seed) {
        ++designs;
        Attacked single(random.project, random.scenario, shipped(), sharing(1000000));
        Attacked crowded(random.project, random.scenario, shipped(), sharing(0));
        const Grounding &grounding = single.attack.grounding();
        for (std::uint32_t fact = seed % 21; fact < grounding.facts.size(); fact += 21) {
            const std::string element = single.attack.model().id(grounding.facts[fact].subject).value();
            const std::string relation(relations()[grounding.facts[fact].relation].name);
            for (const auto measure : { DerivationMeasure::Steps, DerivationMeasure::Effort }) {
                const auto one = single.explain(element, relation.c_str(), measure);
                const auto other = crowded.explain(element, relation.c_str(), measure);
                std::multiset<std::string> expected, found;
                for (const FactWay &way : one.ways)
                    expected.insert(keyOf(one, way));
                for (const FactWay &way : other.ways) {
                    found.insert(keyOf(other, way));
                    requireSound(other, way.derivation);
                }
                if (measure == DerivationMeasure::Steps)
                    RC_ASSERT(found == expected);
                RC_ASSERT(one.ways.size() == other.ways.size());
                RC_ASSERT(one.fallsWithout == other.fallsWithout);
                RC_ASSERT(one.ifThoseFailed.attempts.empty() == other.ifThoseFailed.attempts.empty());
                ways += found.size();
            }
        }
    }));
    QVERIFY2(ways > 12 * designs, qPrintable(QString::number(ways)));
}

QTEST_APPLESS_MAIN(tst_FactExplanation)
#include "tst_FactExplanation.moc"
