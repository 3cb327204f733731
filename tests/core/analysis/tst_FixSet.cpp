// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/ControlChange.h"
#include "core/analysis/FixSet.h"
#include "core/analysis/WorkingFlows.h"
#include "core/attack/AttackEngine.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/analysis/RandomDesign.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const ElementId contracts("contracts");

FixSearch searched(const Project &project, const Scenario &scenario, const FixOptions &options = {})
{
    const auto run = std::move(DesignRun::make(project, catalogue(), scenario).value());
    const ControlRanking ranking = rankControls(*run).value();
    return findFixSet(*run, ranking, options).value();
}

std::set<ElementId> working(const Project &project)
{
    const CompiledPlan compiled = compilePlan(project);
    return workingFlows(project, PolicyDecisionPoint(compiled.plan));
}

long costOf(const std::vector<ControlSetting> &settings, const ControlRanking &ranking, FixCost cost)
{
    long effort = 0;
    for (const ControlSetting &setting : settings) {
        for (const ControlCandidate &candidate : ranking.candidates)
            effort += candidate.setting == setting ? candidate.effort : 0;
    }
    return cost == FixCost::Count ? static_cast<long>(settings.size()) * 1000 + effort
                                  : effort * 1000 + static_cast<long>(settings.size());
}

/// The injected text of a supplier makes the agent read contracts through its tool.
AttackLab toolLab()
{
    AttackLab lab;
    lab.text("portal");
    lab.feed("portal", "agent");
    lab.toolCall("agent", "tool");
    lab.dataFlow("tool", "db", AccessVerb::Read, "contracts");
    lab.wantCredentials("documents");
    lab.grant("sa-tool", "contracts", AccessVerb::Read);
    lab.scenario.jewels = { contracts };
    lab.scenario.techniques = { "indirect-prompt-injection", "tool-abuse", "tool-data-access" };
    return lab;
}

/// Who overhears a credential that is shown to a vector store reads what its account may read.
constexpr std::string_view overheardTechniques = R"(
techniques:
  - id: own-account
    name: Be what the pod is
    description: Code in a pod has its account.
    bind: {A: compute, P: identity}
    requires: [A foothold, A runs_as P]
    grants: [P held]
    source: A
    target: P
    effort: low
  - id: peek
    name: Read what is open
    description: A store that lets everybody in.
    bind: {A: endpoint, H: endpoint, C: collection}
    requires: [A net, H serves C, C anonymous]
    gates: {network: A net_allow H, identity: A peer_ok H, data: A may_read C}
    grants: [C read]
    source: A
    target: C
    effort: low
  - id: overhear
    name: Overhear a credential
    description: A credential that is shown to a vector store.
    bind: {A: compute, B: compute, H: vector-store, P: identity}
    requires: [A foothold, B sends_credential H, B runs_as P]
    blockedBy:
      - {control: W7, plane: workload, if: A parses_apart, effect: prevent}
    grants: [P held]
    source: A
    target: B
    effort: low
  - id: use
    name: Use a credential
    description: What its account may read.
    bind: {P: identity, C: collection}
    requires: [P held, P entitled C]
    grants: [C read]
    source: P
    target: C
    effort: low
)";

/// Two ways to the account of a pod, both of which are closed where it parses in pods apart.
constexpr std::string_view accountTechniques = R"(
techniques:
  - id: read-environment
    name: Read the environment
    description: The account's password stands there.
    bind: {A: compute, P: identity}
    requires: [A foothold, A runs_as P]
    blockedBy:
      - {control: D6, plane: data, if: A no_secrets_in_env, effect: prevent}
      - {control: W7, plane: workload, if: A parses_apart, effect: prevent}
    grants: [P held]
    source: A
    target: P
    effort: low
  - id: read-token
    name: Read the token
    description: The account's token is mounted.
    bind: {A: compute, P: identity}
    requires: [A foothold, A runs_as P]
    blockedBy:
      - {control: I1, plane: identity, if: A token_unmounted, effect: prevent}
      - {control: W7, plane: workload, if: A parses_apart, effect: prevent}
    grants: [P held]
    source: A
    target: P
    effort: low
  - id: use
    name: Use a credential
    description: What its account may read.
    bind: {P: identity, C: collection}
    requires: [P held, P entitled C]
    grants: [C read]
    source: P
    target: C
    effort: low
)";

TechniqueCatalogue catalogueOf(std::string_view techniques)
{
    TechniqueCatalogue made = parseCatalogue(techniques, "test").value();
    made.controls = catalogue().controls;
    return made;
}

/// Ingest reads from a store that lets everybody in and from one that asks for a credential; nothing keeps
/// the code in web from listening.
AttackLab overheardLab()
{
    AttackLab lab;
    lab.code("web");
    lab.wantCredentials("documents");
    lab.grant("sa-ingest", "contracts", AccessVerb::Read);
    lab.dataFlow("ingest", "db", AccessVerb::Read, "contracts");
    lab.dataFlow("ingest", "vec", AccessVerb::Read, "chunks");
    lab.project.platform.mesh = MeshKind::None;
    return lab;
}

std::unique_ptr<DesignRun> overheardRun(const AttackLab &lab)
{
    TechniqueCatalogue heard = catalogueOf(overheardTechniques);
    for (Technique &technique : heard.techniques)
        technique.blockedBy.clear();
    return std::move(DesignRun::make(lab.project, heard, lab.scenario).value());
}

/// Of the changes the one that makes a store ask for credentials.
const ControlCandidate *storeThatAsks(const ControlRanking &ranking)
{
    const auto asking = std::find_if(
        ranking.candidates.begin(), ranking.candidates.end(), [](const ControlCandidate &candidate) {
            return candidate.setting.kind == SettingKind::StoreAuthentication;
        });
    return asking == ranking.candidates.end() ? nullptr : &*asking;
}

} // namespace

class tst_FixSet : public QObject
{
    Q_OBJECT

private slots:

    /// One way, closed by approval (I8, medium 3), delegation (I7, high 6) or provenance (D5, high 6): the
    /// cheapest single change is approval.
    void takesTheCheapestOfSeveralSingleChanges()
    {
        AttackLab lab = toolLab();
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.fix.has_value());
        const std::vector<ControlSetting> expected { { SettingKind::PolicyApproval, ElementId("agent"),
            ElementId("tool") } };
        QVERIFY(search.fix->settings == expected);
        QCOMPARE(search.fix->effort, 3);
        QVERIFY(search.fix->isMinimal);
        QVERIFY(search.fix->isProvedBest);
        QVERIFY(search.fix->brokenFlows.empty());
        QVERIFY(search.fix->after.fallenJewels.empty());
        QVERIFY(!search.fix->before.fallenJewels.empty());
    }

    /// The first tool scope of an agent refuses its other tools, and the tool to other agents: the fix writes
    /// scopes that keep what works.
    void guardingOneToolKeepsTheOthers()
    {
        AttackLab lab = toolLab();
        lab.toolCall("agent", "ingest");
        lab.toolCall("web", "tool");
        lab.toolCall("web", "gate");
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.fix.has_value());
        const std::vector<ControlSetting> expected { { SettingKind::PolicyApproval, ElementId("agent"),
            ElementId("tool") } };
        QVERIFY(search.fix->settings == expected);
        QVERIFY(search.fix->brokenFlows.empty());

        const Project changed = ControlChange(working(lab.project)).with(lab.project, expected);
        std::vector<std::pair<std::string, ApprovalMode>> scopes;
        for (const auto &[id, scope] : changed.policy.toolScopes)
            scopes.emplace_back(scope.agentId.value() + " " + scope.toolId.value(), scope.approval);
        std::sort(scopes.begin(), scopes.end());
        const std::vector<std::pair<std::string, ApprovalMode>> kept { { "agent ingest", ApprovalMode::None },
            { "agent tool", ApprovalMode::PolicyDecisionPoint }, { "web gate", ApprovalMode::None },
            { "web tool", ApprovalMode::None } };
        QVERIFY(scopes == kept);
    }

    /// A design that has scopes refuses what they do not name; a fix does not let it through.
    void guardingAToolPermitsNothingNew()
    {
        AttackLab lab = toolLab();
        lab.toolCall("agent", "ingest");
        lab.scope("agent", "tool");
        const Project changed =
            ControlChange(working(lab.project))
                .with(
                    lab.project, { { SettingKind::PolicyApproval, ElementId("agent"), ElementId("tool") } });
        QCOMPARE(changed.policy.toolScopes.size(), std::size_t(1));
    }

    /// A second way past the tool needs a second change, whatever the first.
    void needsAChangeForEachWay()
    {
        AttackLab lab = toolLab();
        lab.code("web");
        lab.grant("sa-web", "contracts", AccessVerb::Read);
        lab.dataFlow("web", "db", AccessVerb::Read, "contracts");
        lab.scenario.techniques.emplace_back("store-bulk-read");
        const FixSearch search = searched(lab.project, lab.scenario);
        // web is the attacker and its own declared flow reads contracts: nothing closes that.
        QVERIFY(!search.fix);
        QCOMPARE(search.residual.size(), std::size_t(1));
        QCOMPARE(search.residual.front().steps.size(), std::size_t(1));
        QCOMPARE(search.residual.front().steps.front().techniqueId, std::string("store-bulk-read"));
        QCOMPARE(search.residual.front().steps.front().fromId, ElementId("web"));

        lab.project.topology.flows.erase(ElementId("flow-web-db")); // now the grant serves nobody
        const FixSearch second = searched(lab.project, lab.scenario);
        QVERIFY(second.fix.has_value());
        QCOMPARE(second.fix->settings.size(), std::size_t(2));
    }

    void nothingIsToBeDoneWhereNoGoalFalls()
    {
        AttackLab lab = toolLab();
        lab.scope("agent", "tool").blocksUntrustedContext = true;
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.goals.empty());
        QVERIFY(!search.fix);
        QVERIFY(search.residual.empty());
    }

    void aGoalWhereTheAttackerStartsStaysOpen()
    {
        AttackLab lab = toolLab();
        lab.code("web");
        lab.scenario.jewels = { ElementId("web") };
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(!search.fix);
        QCOMPARE(search.residual.size(), std::size_t(1));
        QVERIFY(search.residual.front().steps.empty());
    }

    /// The gateway is open to users by a declared flow, and that is the only way: a fix refuses the flow.
    void refusesADeclaredFlowOnlyWhereNothingElseHelps()
    {
        AttackLab lab;
        lab.network("users");
        lab.workload("gate").exposed = true;
        lab.workload("gate").exploitable.remote = true;
        lab.flow("users", "gate");
        lab.scenario.jewels = { ElementId("gate") };
        lab.scenario.techniques = { "exposed-app-rce" };
        const FixSearch search = searched(lab.project, lab.scenario);
        QVERIFY(search.fix.has_value());
        const std::vector<ElementId> flow { ElementId("flow-users-gate") };
        QVERIFY(search.fix->brokenFlows == flow);
    }

    void keepsToTheLargestSize()
    {
        AttackLab lab = toolLab();
        lab.code("web");
        lab.grant("sa-web", "contracts", AccessVerb::Read);
        lab.scenario.techniques.emplace_back("store-bulk-read");
        FixOptions options;
        options.maxChanges = 1;
        const FixSearch search = searched(lab.project, lab.scenario, options);
        QVERIFY(!search.fix);
        QVERIFY(search.exceedsMaxChanges);
    }

    /// By hand: web has a grant on contracts that serves nobody; dropping it is enough. That the vector store
    /// asks for credentials would be a change of its own (web reads chunks), but with it ingest shows its
    /// credential there, which is overheard and reads contracts, and dropping that grant refuses a declared
    /// flow. So all changes together do not close the goal, and the one that opens a way must not be taken
    /// for granted.
    void aChangeThatOpensAWayIsLeftOut()
    {
        AttackLab lab = overheardLab();
        lab.grant("sa-web", "contracts", AccessVerb::Read);
        lab.scenario.jewels = { contracts };
        const auto run = overheardRun(lab);
        const ControlRanking ranking = rankControls(*run).value();
        const ControlCandidate *asking = storeThatAsks(ranking);
        QVERIFY(asking);
        const std::vector<OpenedStep> overheard { { "overhear", ElementId("web"), ElementId("ingest") } };
        QVERIFY(asking->openedSteps == overheard);
        const FixSearch search = findFixSet(*run, ranking, {}).value();
        QVERIFY(search.fix.has_value());
        QCOMPARE(search.fix->settings.size(), std::size_t(1));
        QCOMPARE(search.fix->settings.front().kind, SettingKind::DroppedGrant);
        QVERIFY(search.fix->brokenFlows.empty());
        QVERIFY(search.fix->isProvedBest);
    }

    /// As before, but web may not read contracts: the credential that is overheard lets them fall.
    void whatAChangeLetsFallIsNamed()
    {
        AttackLab lab = overheardLab();
        lab.scenario.jewels = { ElementId("chunks") };
        const auto run = overheardRun(lab);
        const ControlRanking ranking = rankControls(*run).value();
        const ControlCandidate *asking = storeThatAsks(ranking);
        QVERIFY(asking);
        QVERIFY(asking->lost == std::vector<ElementId> { contracts });
        QVERIFY(!asking->breaksNothing());
    }

    /// A search that was cut short has not shown that no better set exists.
    void aSearchThatIsCutShortProvesNothing()
    {
        AttackLab lab = toolLab();
        FixOptions options;
        options.maxRuns = 1;
        const FixSearch search = searched(lab.project, lab.scenario, options);
        QVERIFY(search.fix.has_value());
        QVERIFY(!search.fix->isProvedBest);
    }

    /// By hand, without a network or mesh that enforces anything: the vector store lets everybody in, and
    /// asking for credentials (D1, 3) lets that of ingest be overheard, which reads chunks too. Parsing in
    /// pods apart (W7, 6) holds that; so does dropping ingest's grant (D1, 3), which refuses a declared flow
    /// and is cheaper.
    void aDearerSetIsTakenBeforeOneThatRefusesAFlow()
    {
        AttackLab lab;
        lab.project.platform.cni = CniKind::None;
        lab.project.platform.mesh = MeshKind::None;
        lab.code("web");
        lab.dataFlow("ingest", "vec", AccessVerb::Read, "chunks");
        lab.scenario.jewels = { ElementId("chunks") };
        const auto run =
            std::move(DesignRun::make(lab.project, catalogueOf(overheardTechniques), lab.scenario).value());
        for (FixCost cost : { FixCost::Count, FixCost::Effort }) {
            FixOptions options;
            options.cost = cost;
            const FixSearch search = findFixSet(*run, rankControls(*run).value(), options).value();
            QVERIFY(search.fix.has_value());
            QVERIFY(search.fix->brokenFlows.empty());
            const std::vector<ControlSetting> expected { { SettingKind::ParsesApart, ElementId("web"), {} },
                { SettingKind::StoreAuthentication, ElementId("vectors"), {} } };
            QVERIFY(search.fix->settings == expected);
            QCOMPARE(search.fix->effort, 9);
            QVERIFY(search.fix->openedSteps.empty()); // parsing apart holds what asking for credentials opens
        }
    }

    /// By hand: parsing in pods apart (W7, 6) closes both ways to the account; so do no mounted token (I1, 1)
    /// and no secrets in the environment (D6, 3) together.
    void fewestChangesAndLeastEffortAreTwoThings()
    {
        AttackLab lab;
        lab.code("web");
        lab.workload("web").traits.environmentSecrets = true;
        lab.wantCredentials("documents");
        lab.grant("sa-web", "contracts", AccessVerb::Read);
        lab.dataFlow("web", "db", AccessVerb::Read, "contracts");
        lab.scenario.jewels = { contracts };
        const auto run =
            std::move(DesignRun::make(lab.project, catalogueOf(accountTechniques), lab.scenario).value());
        const ControlRanking ranking = rankControls(*run).value();
        FixOptions options;
        const FixSearch few = findFixSet(*run, ranking, options).value();
        QVERIFY(few.fix.has_value());
        const std::vector<ControlSetting> one { { SettingKind::ParsesApart, ElementId("web"), {} } };
        QVERIFY(few.fix->settings == one);
        QCOMPARE(few.fix->effort, 6);
        options.cost = FixCost::Effort;
        const FixSearch cheap = findFixSet(*run, ranking, options).value();
        QVERIFY(cheap.fix.has_value());
        const std::vector<ControlSetting> two { { SettingKind::TokenUnmounted, ElementId("web"), {} },
            { SettingKind::CleanEnvironment, ElementId("web"), {} } };
        QVERIFY(cheap.fix->settings == two);
        QCOMPARE(cheap.fix->effort, 4);
    }

    /// The exact search finds what trying every set up to three changes finds.
    void isAsGoodAsTryingEverySet()
    {
        int compared = 0;
        for (unsigned seed = 0; compared < 12 && seed < 400; ++seed) {
            RandomDesign random = randomDesign(seed);
            random.scenario.techniques = { "flat-network-pivot", "indirect-prompt-injection",
                "store-bulk-read", "tool-abuse", "tool-data-access", "unauth-internal-service" };
            const auto run = std::move(DesignRun::make(random.project, catalogue(), random.scenario).value());
            const ControlRanking ranking = rankControls(*run).value();
            std::vector<ControlSetting> pool;
            for (const ControlCandidate &candidate : ranking.candidates) {
                if (candidate.breaksNothing())
                    pool.push_back(candidate.setting);
            }
            if (pool.empty() || pool.size() > 10)
                continue; // every set of them is attacked
            for (FixCost cost : { FixCost::Count, FixCost::Effort }) {
                FixOptions options;
                options.cost = cost;
                const FixSearch search = findFixSet(*run, ranking, options).value();
                if (!search.fix || search.fix->settings.size() > 3 || !search.fix->isProvedBest
                    || !search.fix->brokenFlows.empty())
                    continue;
                long best = std::numeric_limits<long>::max();
                const std::size_t n = pool.size();
                for (std::size_t set = 1; set < (std::size_t { 1 } << n); ++set) {
                    std::vector<ControlSetting> chosen;
                    for (std::size_t i = 0; i < n; ++i) {
                        if ((set >> i) & 1u)
                            chosen.push_back(pool[i]);
                    }
                    const long price = costOf(chosen, ranking, cost);
                    if (chosen.size() > 3 || price >= best)
                        continue;
                    const auto changed = std::move(DesignRun::make(
                        ranking.change.with(random.project, chosen), catalogue(), random.scenario)
                                                       .value());
                    const bool isClosed =
                        std::none_of(random.scenario.jewels.begin(), random.scenario.jewels.end(),
                            [&](const ElementId &goal) { return changed->reach().falls(goal); });
                    if (isClosed)
                        best = price;
                }
                QCOMPARE(costOf(search.fix->settings, ranking, cost), best);
                ++compared;
            }
        }
        QVERIFY(compared >= 8);
    }
};

QTEST_APPLESS_MAIN(tst_FixSet)
#include "tst_FixSet.moc"
