// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ChokePoints.h"
#include "core/analysis/GroundReach.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const ElementId contracts("contracts");

std::string text(const ChokePoint &point)
{
    const std::string kind(nameOf(point.kind));
    switch (point.kind) {
    case ChokeKind::Step:
        return kind + " " + point.techniqueId + " " + point.fromId.value() + ">" + point.toId.value();
    case ChokeKind::Technique:
        return kind + " " + point.techniqueId;
    case ChokeKind::Element:
        return kind + " " + point.elementId.value();
    case ChokeKind::Fact:
        break;
    }
    return kind + " " + toString(point.fact);
}

std::set<std::string> texts(PreparedAttack &attack, const ElementId &goal)
{
    std::set<std::string> found;
    const std::vector<ChokePoint> points = findChokePoints(attack, goal).value();
    for (const ChokePoint &point : points)
        found.insert(text(point));
    return found;
}

/// Everything that could be a choke point of the goal, each tried alone with the plainest fix-point.
std::set<std::string> triedOneByOne(PreparedAttack &attack, const ElementId &goal)
{
    const Grounding &grounding = attack.grounding();
    const auto falls = [&](const std::function<bool(std::uint32_t)> &isOut) {
        const auto fallen = fallenOf(attack, sweep(attack, isOut));
        return std::binary_search(fallen.begin(), fallen.end(), goal);
    };
    std::set<std::string> found;
    std::set<EntityIndex> starts;
    for (std::uint32_t fact = 0; fact < grounding.footholdCount; ++fact)
        starts.insert(grounding.facts[fact].subject);
    for (std::uint32_t pivot = 0; pivot < grounding.system.pivotCount(); ++pivot) {
        const PreparedRule &rule = attack.ruleOf(pivot);
        const auto endsOf = [&attack](std::uint32_t other) {
            const PreparedRule &its = attack.ruleOf(other);
            return std::pair(attack.bindingsOf(other)[its.source], attack.bindingsOf(other)[its.target]);
        };
        const auto isSameRule = [&](std::uint32_t other) {
            return grounding.ruleOf[other] == grounding.ruleOf[pivot];
        };
        const std::string ends = attack.model().id(endsOf(pivot).first).value() + ">"
            + attack.model().id(endsOf(pivot).second).value();
        const std::string step = "step " + rule.technique->id + " " + ends;
        if (found.count(step) == 0 && !falls([&](std::uint32_t other) {
                return isSameRule(other) && endsOf(other) == endsOf(pivot);
            }))
            found.insert(step);
        const std::string technique = "technique " + rule.technique->id;
        if (found.count(technique) == 0 && !falls(isSameRule))
            found.insert(technique);
    }
    for (std::uint32_t fact = static_cast<std::uint32_t>(grounding.footholdCount);
         fact < grounding.facts.size(); ++fact) {
        const ElementId &subject = attack.model().id(grounding.facts[fact].subject);
        const Fact asked { subject, std::string(relations()[grounding.facts[fact].relation].name), {} };
        const bool isGoalsFall = subject == goal && meansFall(asked.relation);
        if (!isGoalsFall && !falls([&](std::uint32_t other) {
                const auto premises = grounding.system.premisesOf(other);
                return std::count(premises.begin(), premises.end(), fact) > 0;
            }))
            found.insert("fact " + toString(asked));
    }
    for (EntityIndex entity = 0; entity < attack.model().size(); ++entity) {
        if (attack.model().id(entity) == goal || starts.count(entity) > 0)
            continue;
        if (!falls([&](std::uint32_t other) {
                const auto bindings = attack.bindingsOf(other);
                return std::count(bindings.begin(), bindings.end(), entity) > 0;
            }))
            found.insert("element " + attack.model().id(entity).value());
    }
    return found;
}

} // namespace

class tst_ChokePoints : public QObject
{
    Q_OBJECT

private slots:

    void everyWayGoesThroughTheOnlyTool()
    {
        AttackLab lab;
        lab.text("portal");
        lab.feed("portal", "agent");
        lab.toolCall("agent", "tool");
        lab.wantCredentials("documents");
        lab.grant("sa-tool", "contracts", AccessVerb::Read);
        lab.scenario.techniques = { "indirect-prompt-injection", "tool-abuse", "tool-data-access" };
        Attacked design(lab.project, lab.scenario);
        const std::set<std::string> expected { "step indirect-prompt-injection portal>agent",
            "step tool-abuse agent>tool", "step tool-data-access tool>contracts", "element agent",
            "element tool", "element db", "element sa-tool", "fact agent influenced", "fact tool controlled",
            "technique indirect-prompt-injection", "technique tool-abuse", "technique tool-data-access" };
        QCOMPARE(texts(design.attack, contracts), expected);
    }

    /// Requests sent from the goal's place in the network are no code in it.
    void whatIsNoFallIsNoSecondWay()
    {
        AttackLab lab;
        lab.code("web");
        lab.workload("llm").exploitable.remote = true;
        lab.workload("llm").traits.fetchesUrls = true;
        lab.scenario.techniques = { "flat-network-pivot", "ssrf-proxy" };
        Attacked design(lab.project, lab.scenario);
        const std::set<std::string> expected { "step flat-network-pivot web>llm",
            "technique flat-network-pivot" };
        QCOMPARE(texts(design.attack, ElementId("llm")), expected);
    }

    void twoWaysLeaveOnlyWhatTheyShare()
    {
        AttackLab lab;
        lab.code("web");
        lab.workload("llm").exploitable.remote = true;
        lab.workload("tool").exploitable.remote = true;
        lab.wantCredentials("documents");
        for (const char *account : { "sa-llm", "sa-tool" })
            lab.grant(account, "contracts", AccessVerb::Read);
        lab.scenario.techniques = { "flat-network-pivot", "store-bulk-read" };
        Attacked design(lab.project, lab.scenario);
        const std::set<std::string> expected { "element db", "technique flat-network-pivot",
            "technique store-bulk-read" };
        QCOMPARE(texts(design.attack, contracts), expected);
    }

    /// A chain of thirty pods, each let into the next alone: more trials than one pass holds. By hand: 29
    /// steps, the pods between and their places on the network, one technique.
    void aLongWayIsSearchedToItsEnd()
    {
        DesignBuilder builder;
        builder.addNamespace("lab", false).segmentation.defaultDeny = true;
        const auto name = [](int number) { return "w" + std::to_string(100 + number); };
        std::set<std::string> expected { "technique flat-network-pivot" };
        for (int i = 0; i < 30; ++i) {
            builder.addWorkload("lab", name(i)).exploitable.remote = true;
            if (i == 0)
                continue;
            AllowRule rule;
            rule.id = ElementId("to-" + name(i));
            rule.sourceId = ElementId(name(i - 1));
            rule.destinationId = ElementId(name(i));
            builder.project.policy.allowRules[rule.id] = rule;
            expected.insert("step flat-network-pivot " + name(i - 1) + ">" + name(i));
            if (i == 29)
                continue;
            expected.insert("element " + name(i));
            expected.insert("fact " + name(i) + " net");
        }
        Scenario scenario;
        scenario.footholds = { { FootholdKind::CodeExecution, ElementId(name(0)), {} } };
        scenario.techniques = { "flat-network-pivot" };
        Attacked design(builder.project, scenario);
        QCOMPARE(texts(design.attack, ElementId(name(29))), expected);
    }

    void aGoalThatHoldsOrIsTheStartHasNone()
    {
        AttackLab lab;
        lab.code("web");
        lab.denyNetwork();
        lab.scenario.techniques = { "unauth-internal-service" };
        Attacked design(lab.project, lab.scenario);
        QVERIFY(texts(design.attack, contracts).empty());
        QVERIFY(texts(design.attack, ElementId("web")).empty());
    }

    /// Exactly those that one trial each finds, on random designs.
    void areExactlyThoseThatSingleTrialsFind()
    {
        int withGoal = 0;
        int found = 0;
        for (unsigned seed = 0; seed < designs(120); ++seed) {
            const RandomDesign random = randomDesign(seed);
            Attacked design(random.project, random.scenario);
            if (GroundReach(design.attack).fallen() != fallenOf(design.attack, sweep(design.attack)))
                QFAIL(qPrintable(QStringLiteral("another reach with seed %1").arg(seed)));
            const ElementId &goal = random.scenario.jewels.back();
            const auto fall = GroundReach(design.attack).firstFall(goal);
            if (!fall || GroundReach(design.attack).level(*fall) == 0)
                continue;
            ++withGoal;
            if (seed % 8 != 0)
                continue; // one trial each is slow
            const std::set<std::string> points = texts(design.attack, goal);
            found += static_cast<int>(points.size());
            if (points != triedOneByOne(design.attack, goal))
                QFAIL(qPrintable(QStringLiteral("other choke points with seed %1").arg(seed)));
        }
        QVERIFY(withGoal > 30);
        QVERIFY(found > 20);
    }

    void stopsWhenTold()
    {
        AttackLab lab;
        lab.code("web");
        Attacked design(lab.project, lab.scenario);
        std::stop_source source;
        source.request_stop();
        Job job;
        job.stop = source.get_token();
        const auto points = findChokePoints(design.attack, contracts, job);
        QVERIFY(!points);
        QCOMPARE(points.error().diagnostics.front().code, std::string("cancelled"));
    }
};

QTEST_APPLESS_MAIN(tst_ChokePoints)
#include "tst_ChokePoints.moc"
