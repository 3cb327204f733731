// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PreparedAttack.h"
#include "core/attack/TraceBuilder.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/Edit.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/reports/TraceJson.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/AttackLab.h"
#include "tests/core/attack/RandomDesign.h"
#include "tests/core/attack/RandomEdits.h"

#include <rapidcheck.h>

#include <QtTest>

#include <map>
#include <set>

using namespace fourplane;
using namespace fourplane::test;

namespace {

constexpr unsigned designsPerRound = 2; // three edits each

const TechniqueCatalogue &catalogue()
{
    static const TechniqueCatalogue shipped = shippedCatalogue().value();
    return shipped;
}

/// A project with what it takes to attack it.
struct Side
{
    explicit Side(const Project &given)
        : project(given)
        , compiled(compilePlan(project))
        , decisions(compiled.plan)
        , design(std::make_shared<PreparedDesign>(project, decisions))
    {
    }

    Project project;
    CompiledPlan compiled;
    PolicyDecisionPoint decisions;
    std::shared_ptr<PreparedDesign> design;
};

std::vector<WorldMask> worldsOf(PreparedAttack &attack)
{
    return solve(attack.grounding().system, [&](std::uint32_t pivot) {
        return attack.passage(pivot).open;
    }).value();
}

/// The facts that hold in one of `asked`, in words.
std::map<std::string, WorldMask> held(PreparedAttack &attack, WorldMask asked = 0xFFFF)
{
    const std::vector<WorldMask> worlds = worldsOf(attack);
    std::map<std::string, WorldMask> facts;
    for (std::size_t i = 0; i < attack.grounding().facts.size(); ++i) {
        const AttackerFact &fact = attack.grounding().facts[i];
        if ((worlds[i] & asked) != 0)
            facts[std::string(relations()[fact.relation].name) + " "
                + attack.model().id(fact.subject).value()] = static_cast<WorldMask>(worlds[i] & asked);
    }
    return facts;
}

/// The instances of rules that succeed in the design as it is, in words.
std::set<std::string> successes(PreparedAttack &attack)
{
    const std::vector<WorldMask> worlds = worldsOf(attack);
    std::set<std::string> instances;
    for (std::uint32_t pivot = 0; pivot < attack.grounding().system.pivotCount(); ++pivot) {
        const auto premises = attack.grounding().system.premisesOf(pivot);
        if ((attack.passage(pivot).open & 1u) == 0
            || std::any_of(premises.begin(), premises.end(),
                [&worlds](std::uint32_t fact) { return (worlds[fact] & 1u) == 0; }))
            continue;
        std::string text = attack.ruleOf(pivot).technique->id;
        for (EntityIndex element : attack.bindingsOf(pivot))
            text += " " + attack.model().id(element).value();
        instances.insert(text);
    }
    return instances;
}

/// No attempt needs or gives a fact that is not there.
void requireSound(const GroundSystem &system)
{
    const auto isThere = [&system](std::uint32_t fact) { return fact < system.factCount(); };
    for (std::uint32_t pivot = 0; pivot < system.pivotCount(); ++pivot) {
        for (const std::span<const std::uint32_t> facts :
            { system.premisesOf(pivot), system.grantsOf(pivot) })
            RC_ASSERT(std::all_of(facts.begin(), facts.end(), isThere));
    }
}

void requireSame(PreparedAttack &changed, PreparedAttack &fresh, WorldMask asked)
{
    const auto first = held(changed, asked), second = held(fresh, asked);
    for (const auto &[one, other, what] :
        { std::tuple(&first, &second, "only changed"), std::tuple(&second, &first, "only fresh") }) {
        for (const auto &[fact, worlds] : *one) {
            const auto found = other->find(fact);
            if (found == other->end() || found->second != worlds)
                RC_LOG() << what << ": " << fact << " in " << worlds << "\n";
        }
    }
    RC_ASSERT(first == second);
}

std::string textOf(PreparedAttack &attack, const Project &project)
{
    return tracesJson({ buildTrace(attack, worldsOf(attack)) }, { project, catalogue(), {}, {}, {} });
}

struct Tallies
{
    std::size_t edits = 0;
    std::size_t ofSuccesses = 0; ///< those of an attack that keeps its successes only
    std::size_t takenOver = 0; ///< edits after which not everything was grounded again
    std::size_t differing = 0; ///< those after which something else holds
    std::size_t crowds = 0; ///< groups of pairs that were taken over
    std::set<std::string> kinds;
};

/// An attack that follows one edit after the other, each checked against an attack from the start.
class Followed
{
public:
    Followed(const Project &project, const Scenario &scenario, const PreparationOptions &options)
        : m_scenario(scenario)
        , m_options(options)
        , m_side(std::make_unique<Side>(project))
        , m_attack(PreparedAttack::make(m_side->design, catalogue(), scenario, {}, options).value())
    {
    }

    const Project &project() const { return m_side->project; }

    /// By the last edit.
    std::size_t crowdsWrittenAnew() const
    {
        const auto &before = m_attack.pivotsBefore();
        std::size_t count = 0;
        for (std::size_t pivot = 0; pivot < before.size(); ++pivot)
            count += before[pivot] == noIndex && m_attack.grounding().kinds[pivot] == PivotKind::Crowd;
        return count;
    }

    /// False when a foothold is gone.
    bool follow(const EditedProject &edited, Tallies &tallies)
    {
        const auto before = held(m_attack); // judges much of it
        auto side = std::make_unique<Side>(edited.project);
        const bool isOfSuccesses = m_options.limits.onlySuccesses;
        PreparationOptions whole = m_options;
        whole.limits.onlySuccesses = false;
        auto fresh = PreparedAttack::make(side->design, catalogue(), m_scenario, {}, whole);
        auto changed = m_attack.onChanged(side->design);
        RC_ASSERT(changed.has_value() == fresh.has_value());
        if (!fresh)
            return false;
        requireSound(changed->grounding().system);
        requireSame(*changed, *fresh, isOfSuccesses ? 1 : 0xFFFF);
        if (isOfSuccesses)
            RC_ASSERT(successes(*changed) == successes(*fresh));
        else if (changed->grounding().groups.empty() && fresh->grounding().groups.empty())
            RC_ASSERT(textOf(*changed, edited.project) == textOf(*fresh, edited.project));
        ++tallies.edits;
        tallies.ofSuccesses += isOfSuccesses ? 1 : 0;
        tallies.differing += held(*changed) == before ? 0 : 1;
        if (!changed->pivotsBefore().empty()) {
            ++tallies.takenOver;
            tallies.crowds += changed->grounding().groups.size();
            tallies.kinds.insert(edited.what);
        }
        m_attack = std::move(*changed);
        m_side = std::move(side);
        return true;
    }

private:
    Scenario m_scenario;
    PreparationOptions m_options;
    std::unique_ptr<Side> m_side; ///< of m_attack
    PreparedAttack m_attack;
};

void tryEdits(std::uint32_t seed, Tallies &tallies, std::optional<MeshKind> mesh = std::nullopt)
{
    const RandomDesign random = randomDesign(seed, mesh), other = randomDesign(seed + 1, mesh);
    PreparationOptions options;
    options.limits.singleInstances = seed % 4 != 0 ? 0 : 1000000; // with crowds and without
    options.fromEveryWorkload = seed % 3 == 0;
    if (seed % 5 == 0) {
        options.limits.singleInstances = 1000000;
        options.limits.onlySuccesses = true;
    }
    Followed followed(random.project, random.scenario, options);
    for (std::uint32_t edit = 0; edit < 3; ++edit) {
        const EditedProject edited = randomEdit(followed.project(), other.project, seed * 7 + edit);
        RC_LOG() << "design " << seed << ": " << edited.what << "\n";
        if (edited.what.empty() || !followed.follow(edited, tallies))
            return;
    }
}

void tryManyEdits(Tallies &tallies, std::optional<MeshKind> mesh)
{
    QVERIFY(rc::check("edits on random designs", [&] {
        const auto drawn = rc::gen::resize(rc::kNominalSize, rc::gen::arbitrary<std::uint32_t>());
        for (unsigned i = 0; i < designsPerRound; ++i)
            tryEdits(*rc::gen::noShrink(drawn), tallies, mesh);
    }));
    std::string kinds;
    for (const std::string &kind : tallies.kinds)
        kinds += (kinds.empty() ? "" : ", ") + kind;
    qInfo("%zu edits, %zu of successes only, %zu taken over, %zu with other results; taken over: %s",
        tallies.edits, tallies.ofSuccesses, tallies.takenOver, tallies.differing, kinds.c_str());
    QVERIFY(tallies.takenOver > tallies.edits / 2);
    QVERIFY(tallies.differing > tallies.edits / 10);
    QVERIFY(tallies.ofSuccesses > tallies.edits / 20);
}

/// A policy that lets nothing leave the pods of one workload: it bears on them as sources alone.
EditedProject withoutEgress(const Project &project, std::size_t number)
{
    EditedProject edited { project, "egress" };
    const auto &workloads = project.topology.workloads;
    const Workload &workload =
        std::next(workloads.begin(), static_cast<std::ptrdiff_t>(number % workloads.size()))->second;
    NetworkPolicy policy;
    policy.meta = { "no-egress-" + std::to_string(number),
        project.topology.namespaces.at(workload.namespaceId).name, {}, {} };
    policy.podSelector.matchLabels = { { "only", workload.id.value() } };
    policy.policyTypes = { PolicyDirection::Egress };
    const ElementId id = unusedId(project, policy.meta.name);
    edited.project.policy.adopted[id] = AdoptedRule(id, policy, {});
    return edited;
}

/// A drawn permission less: it bears on its sources, and on its destinations where requests go to them.
EditedProject withoutPermission(const Project &project, std::size_t number)
{
    EditedProject edited { project, "permission" };
    auto &rules = edited.project.policy.allowRules;
    rules.erase(std::next(rules.begin(), static_cast<std::ptrdiff_t>(number % rules.size())));
    return edited;
}

} // namespace

/// An attack that is taken over to a changed design.
class tst_Regrounding : public QObject
{
    Q_OBJECT

public:
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "550000"); }

private slots:
    void equalsAnAttackFromTheStartAfterEveryEdit();
    void changedObjectsOfLinkerdBearOnTheirPods();
    void crowdsOfNobodyNameNothingThatIsGone();
    void membersThatAreTouchedLeaveTheirCrowds();
    void whatArrivesIsJudgedAgainForTheCrowds();
    void whatAProxyMayAskForBearsOnWhatIsBehindIt();
};

/// Three edits of any kind in a row, with crowds and without: the same facts hold in each of the 16 worlds,
/// without crowds the traces are alike to the byte, and where only successes are kept they are the same.
void tst_Regrounding::equalsAnAttackFromTheStartAfterEveryEdit()
{
    Tallies tallies;
    tryManyEdits(tallies, std::nullopt);
}

void tst_Regrounding::changedObjectsOfLinkerdBearOnTheirPods()
{
    Tallies tallies;
    tryManyEdits(tallies, MeshKind::Linkerd);
}

/// The design of a crash: an edit left crowds without a pair, and the next removed one of their members.
void tst_Regrounding::crowdsOfNobodyNameNothingThatIsGone()
{
    Tallies tallies;
    QVERIFY(rc::check("one design", [&] {
        if (tallies.edits == 0)
            tryEdits(2615544483u, tallies);
    }));
    QCOMPARE(tallies.takenOver, std::size_t(3));
}

/// Open designs, large enough for crowds of many, in which the attacker stands on one workload: when it may
/// no longer send, it must not get anywhere as a member of a crowd.
void tst_Regrounding::membersThatAreTouchedLeaveTheirCrowds()
{
    Tallies tallies;
    QVERIFY(rc::check("generated designs", [&] {
        if (tallies.edits > 0)
            return; // nothing is random
        GenerationOptions generation;
        generation.workloads = 30;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            generation.seed = seed;
            Project project = generateProject(generation).value();
            project.policy = {};
            for (auto &[id, home] : project.topology.namespaces)
                home.segmentation = {};
            for (auto &[id, workload] : project.topology.workloads)
                workload.labels["only"] = id.value();
            PreparationOptions options;
            options.limits.singleInstances = 0;
            for (std::size_t number : { 3u, 11u, 19u }) {
                const EditedProject edited = withoutEgress(project, number);
                Scenario scenario = project.scenarios.at(ElementId("assume-breach"));
                scenario.footholds = { { FootholdKind::CodeExecution,
                    std::next(project.topology.workloads.begin(), static_cast<std::ptrdiff_t>(number))->first,
                    {} } };
                scenario.techniques = { "flat-network-pivot", "unauth-internal-service" }; // no way around
                RC_ASSERT(Followed(project, scenario, options).follow(edited, tallies));
            }
        }
    }));
    QCOMPARE(tallies.takenOver, tallies.edits);
    QCOMPARE(tallies.differing, tallies.edits);
    QVERIFY(tallies.crowds >= tallies.edits);
}

/// Permissions of the workload where the attacker stands go and come back, so that crowds lose members and
/// are asked again about targets in turn. Gateways bear on all that is published.
void tst_Regrounding::whatArrivesIsJudgedAgainForTheCrowds()
{
    Tallies tallies;
    std::size_t renewed = 0; // crowds written anew
    QVERIFY(rc::check("generated designs", [&] {
        if (tallies.edits > 0)
            return; // nothing is random
        GenerationOptions generation;
        generation.workloads = 30;
        PreparationOptions options;
        options.limits.singleInstances = 0;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            generation.seed = seed;
            const Project project = generateProject(generation).value();
            Scenario scenario = project.scenarios.at(ElementId("assume-breach"));
            scenario.exploitability = Exploitability::All;
            scenario.techniques = { "flat-network-pivot", "unauth-internal-service" }; // no way around
            std::size_t number = 0;
            for (const auto &[id, rule] : project.policy.allowRules) {
                if (number++ % 6 != 0 || !project.topology.workloads.contains(rule.sourceId))
                    continue;
                scenario.footholds = { { FootholdKind::CodeExecution, rule.sourceId, {} } };
                Followed followed(project, scenario, options);
                for (const EditedProject &edited : { withoutPermission(project, number - 1),
                         EditedProject { project, "permission" }, withoutPermission(project, number) }) {
                    RC_ASSERT(followed.follow(edited, tallies));
                    renewed += followed.crowdsWrittenAnew();
                }
            }
        }
    }));
    qInfo("%zu edits, %zu with other results, %zu crowds written anew", tallies.edits, tallies.differing,
        renewed);
    QCOMPARE(tallies.takenOver, tallies.edits);
    QVERIFY(tallies.differing > tallies.edits / 20);
    QVERIFY(tallies.crowds >= tallies.edits);
    QVERIFY(renewed >= tallies.edits);
}

/// A request goes through the proxy although no attempt names it: where that may send nothing on, the store
/// outside is out of reach.
void tst_Regrounding::whatAProxyMayAskForBearsOnWhatIsBehindIt()
{
    AttackLab lab = storeBehindProxy();
    lab.scenario.techniques = { "store-bulk-read" };
    EditedProject edited { lab.project, "permission" };
    QCOMPARE(edited.project.policy.allowRules.erase(ElementId("proxy-to-saas")), std::size_t(1));
    Tallies tallies;
    QVERIFY(rc::check("one edit", [&] {
        tallies = {};
        RC_ASSERT(Followed(lab.project, lab.scenario, {}).follow(edited, tallies));
    }));
    QCOMPARE(tallies.takenOver, std::size_t(1));
    QCOMPARE(tallies.differing, std::size_t(1));
}

QTEST_APPLESS_MAIN(tst_Regrounding)
#include "tst_Regrounding.moc"
