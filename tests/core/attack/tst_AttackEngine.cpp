// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AttackEngine.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

#include <algorithm>
#include <set>
#include <tuple>

using namespace fourplane;
using namespace fourplane::test;

namespace {

const ElementId contracts("contracts");

Result<AttackTrace> attack(const AttackLab &lab, const TechniqueCatalogue &catalogue, const Job &job = {})
{
    const CompiledPlan compiled = compilePlan(lab.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    return simulate(lab.project, decisions, catalogue, lab.scenario, job);
}

std::string errorCode(const Result<AttackTrace> &trace)
{
    return trace ? std::string("none") : trace.error().diagnostics.front().code;
}

std::vector<std::string> techniquesOf(const AttackTrace &trace, const std::vector<std::uint32_t> &pivots)
{
    std::vector<std::string> ids;
    for (std::uint32_t pivot : pivots)
        ids.push_back(trace.pivots[pivot].techniqueId);
    return ids;
}

std::uint32_t factIndex(const AttackTrace &trace, const std::string &text)
{
    for (std::uint32_t i = 0; i < trace.facts.size(); ++i) {
        if (toString(trace.facts[i].fact) == text)
            return i;
    }
    return noIndex;
}

/// The chain of a document with instructions in it: portal, ingestion, chunks, agent, tool, contracts.
void drawChain(AttackLab &lab, TrustTier trust)
{
    lab.flow("ingest", "portal");
    lab.dataFlow("ingest", "vec", AccessVerb::Write, "chunks");
    lab.feed("chunks", "agent", trust);
    lab.toolCall("agent", "tool");
    lab.scenario.jewels = { contracts };
}

/// Every store with grants of its own, every route on the list, nothing else.
void segment(AttackLab &lab)
{
    lab.denyNetwork();
    lab.meshAllowList();
    lab.restrictPods();
    lab.unmountTokens();
    lab.wantCredentials("documents");
    lab.wantCredentials("vectors");
    lab.grant("sa-ingest", "chunks", AccessVerb::Write);
    lab.grant("sa-tool", "contracts", AccessVerb::Read);
    lab.allow("ingest", "portal");
    lab.allow("ingest", "vec");
    lab.allow("agent", "tool");
    lab.allow("agent", "llm");
    lab.allow("tool", "db");
}

} // namespace

class tst_AttackEngine : public QObject
{
    Q_OBJECT

private slots:
    void refusesAnUnknownTechnique();
    void refusesUnknownElements_data();
    void refusesUnknownElements();
    void refusesAnUnsoundCatalogue();
    void stopsWhenAsked();
    void givesTheSameTraceTwice();
    void ordersPivotsByStepTechniqueAndIds();
    void derivationLeadsFromFootholdsToTheGoal();
    void factsOfFailingPlanesHaveNoFirstPivot();
    void exploitabilityDecidesWhoFalls_data();
    void exploitabilityDecidesWhoFalls();
    void sidecarDoesNotConfineItsOwnPod();
    void aStolenCertificateIsThatOfAMemberOfTheMesh();
    void attackThroughAModelKeepsToTheSidecar();
    void compromisedProxyDoesNotKeepToItsList();
    void stolenTokenNeedsARoute();
    void flatDesignFallsThroughADocument();
    void segmentedDesignStopsTheDocument();
    void provenanceLockDoesNotHelpAgainstATrustedSource();
    void aWayThatFewerPlanesStopIsNotHidden();
    void blastRadiusListsWhatFell();
    void leavesOutWhatTheAttackerStartsWith();
    void depthCountsPlanes();
};

void tst_AttackEngine::refusesAnUnknownTechnique()
{
    AttackLab lab;
    lab.code("web");
    lab.scenario.techniques = { "magic" };
    QCOMPARE(errorCode(attack(lab, shippedCatalogue().value())), std::string("unknown-technique"));
}

void tst_AttackEngine::refusesUnknownElements_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<std::string>("element");
    QTest::newRow("no such workload") << int(FootholdKind::CodeExecution) << std::string("nobody");
    QTest::newRow("code in a collection") << int(FootholdKind::CodeExecution) << std::string("contracts");
    QTest::newRow("token of a workload") << int(FootholdKind::StolenToken) << std::string("web");
    QTest::newRow("text in an identity") << int(FootholdKind::UntrustedText) << std::string("sa-web");
    QTest::newRow("packets from a collection") << int(FootholdKind::NetworkAccess) << std::string("chunks");
}

void tst_AttackEngine::refusesUnknownElements()
{
    QFETCH(int, kind);
    QFETCH(std::string, element);
    AttackLab lab;
    lab.scenario.footholds.push_back({ static_cast<FootholdKind>(kind), ElementId(element), {} });
    QCOMPARE(errorCode(attack(lab, shippedCatalogue().value())), std::string("unknown-element"));
}

void tst_AttackEngine::refusesAnUnsoundCatalogue()
{
    AttackLab lab;
    lab.code("web");
    TechniqueCatalogue catalogue = shippedCatalogue().value();
    catalogue.techniques.front().requirements.front().relation = "no_such_relation";
    QCOMPARE(errorCode(attack(lab, catalogue)), std::string("unknown-relation"));
}

void tst_AttackEngine::stopsWhenAsked()
{
    AttackLab lab;
    lab.code("web");
    std::stop_source source;
    source.request_stop();
    Job job;
    job.stop = source.get_token();
    QCOMPARE(errorCode(attack(lab, shippedCatalogue().value(), job)), std::string("cancelled"));
}

void tst_AttackEngine::givesTheSameTraceTwice()
{
    AttackLab lab;
    lab.code("web");
    lab.scenario.exploitability = Exploitability::All;
    drawChain(lab, TrustTier::Untrusted);
    const AttackTrace first = attack(lab, shippedCatalogue().value()).value();
    const AttackTrace second = attack(lab, shippedCatalogue().value()).value();
    QCOMPARE(first.pivots.size(), second.pivots.size());
    for (std::size_t i = 0; i < first.pivots.size(); ++i) {
        QCOMPARE(first.pivots[i].techniqueId, second.pivots[i].techniqueId);
        QCOMPARE(first.pivots[i].premises, second.pivots[i].premises);
        QCOMPARE(first.pivots[i].grants, second.pivots[i].grants);
    }
    QCOMPARE(first.facts.size(), second.facts.size());
    for (std::size_t i = 0; i < first.facts.size(); ++i)
        QVERIFY(first.facts[i].fact == second.facts[i].fact);
}

void tst_AttackEngine::ordersPivotsByStepTechniqueAndIds()
{
    AttackLab lab;
    lab.code("web");
    lab.scenario.exploitability = Exploitability::All;
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    QVERIFY(trace.pivots.size() > 20);
    const auto key = [](const Pivot &pivot) {
        return std::tuple(pivot.step, pivot.techniqueId, pivot.fromId, pivot.toId);
    };
    QVERIFY(std::is_sorted(trace.pivots.begin(), trace.pivots.end(),
        [&](const Pivot &first, const Pivot &second) { return key(first) < key(second); }));
    for (const Pivot &pivot : trace.pivots) {
        for (std::uint32_t premise : pivot.premises)
            QVERIFY(trace.facts.at(premise).worlds & 1u);
    }
}

void tst_AttackEngine::derivationLeadsFromFootholdsToTheGoal()
{
    AttackLab lab;
    lab.text("portal");
    drawChain(lab, TrustTier::Untrusted);
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    const std::uint32_t goal = factIndex(trace, "contracts read");
    QVERIFY(goal != noIndex);
    const std::vector<std::string> expected { "ingest-poison", "indirect-prompt-injection", "tool-abuse",
        "tool-data-access" };
    QCOMPARE(techniquesOf(trace, derivationOf(trace, goal)), expected);
    QCOMPARE(trace.pivots[trace.facts[goal].firstPivot].step, 4);
    QVERIFY(derivationOf(trace, factIndex(trace, "portal written")).empty());
    QVERIFY(trace.facts[factIndex(trace, "portal written")].isFoothold);
}

void tst_AttackEngine::factsOfFailingPlanesHaveNoFirstPivot()
{
    AttackLab lab;
    lab.code("web");
    lab.denyNetwork();
    lab.scenario.techniques = { "unauth-internal-service" };
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    const AttackFact &fact = trace.facts.at(factIndex(trace, "contracts read"));
    // Worlds in which the network plane (bit 1) has failed: 2, 3, 6, 7, 10, 11, 14, 15.
    QCOMPARE(int(fact.worlds), 0xCCCC);
    QCOMPARE(fact.firstPivot, noIndex);
    QVERIFY(derivationOf(trace, factIndex(trace, "contracts read")).empty());
}

void tst_AttackEngine::exploitabilityDecidesWhoFalls_data()
{
    QTest::addColumn<int>("assumption");
    QTest::addColumn<bool>("markedFalls");
    QTest::addColumn<bool>("otherFalls");
    QTest::newRow("none") << int(Exploitability::None) << false << false;
    QTest::newRow("marked") << int(Exploitability::Marked) << true << false;
    QTest::newRow("all") << int(Exploitability::All) << true << true;
}

void tst_AttackEngine::exploitabilityDecidesWhoFalls()
{
    QFETCH(int, assumption);
    QFETCH(bool, markedFalls);
    QFETCH(bool, otherFalls);
    AttackLab lab;
    lab.code("web");
    lab.workload("llm").exploitable.remote = true;
    lab.workload("proxy").containers[0].ports.clear(); // nothing to send a request to
    lab.scenario.exploitability = static_cast<Exploitability>(assumption);
    lab.scenario.techniques = { "flat-network-pivot" };
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    QCOMPARE(holds(trace, "llm foothold"), markedFalls);
    QCOMPARE(holds(trace, "db foothold"), otherFalls);
    QVERIFY(!holds(trace, "proxy foothold"));
}

void tst_AttackEngine::sidecarDoesNotConfineItsOwnPod()
{
    // The mesh refuses the principal of web (identity plane). Past its own sidecar web has no principal, so
    // the rule does not match; strict mTLS (network plane) is what closes that way.
    AttackLab lab;
    lab.code("web");
    lab.workload("llm").exploitable.remote = true;
    Namespace &home = lab.project.topology.namespaces.at(ElementId("lab"));
    home.meshInjection = true;
    AuthorizationPolicy refusal;
    refusal.meta.name = "refuse-web";
    refusal.meta.namespaceName = "lab";
    refusal.action = AuthorizationAction::Deny;
    refusal.rules.push_back({ { AuthorizationSource { { "cluster.local/ns/lab/sa/sa-web" } } }, {}, {} });
    AdoptedRule adopted;
    adopted.id = ElementId("refuse-web");
    adopted.object = refusal;
    lab.project.policy.adopted[adopted.id] = adopted;
    lab.scenario.techniques = { "flat-network-pivot" };
    const auto pivotOf = [&lab] {
        const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
        return *findPivot(trace, "flat-network-pivot", "web", "llm");
    };
    QVERIFY(pivotOf().succeeded());
    home.segmentation.mtls = MtlsMode::Strict;
    const Pivot blocked = pivotOf();
    QCOMPARE(blocked.blocks.size(), std::size_t(1));
    QCOMPARE(blocked.blocks.front().plane, Plane::Identity); // of two ways with one block, the platform's own
    // Either plane failing opens it: every world but those where both hold (bits 0 and 1 clear).
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    QCOMPARE(int(trace.facts.at(factIndex(trace, "llm foothold")).worlds), 0xEEEE);
}

void tst_AttackEngine::aStolenCertificateIsThatOfAMemberOfTheMesh()
{
    AttackLab lab;
    lab.code("web");
    lab.code("proxy"); // has the service account of ingest
    lab.workload("proxy").identityId = ElementId("sa-ingest");
    lab.wantCredentials("documents");
    lab.grant("sa-ingest", "contracts", AccessVerb::Read);
    lab.meshAllowList();
    lab.allow("ingest", "db");
    const std::vector<std::string> moves { "mesh-key-steal", "mesh-identity-reuse" };
    QVERIFY(holds(lab.run(moves), "contracts read"));
    // The key of the proxy is none the worse for the pods of ingest, which come first, having none.
    lab.workload("ingest").mesh = MeshMembership::Out;
    QVERIFY(holds(lab.run(moves), "sa-ingest mesh_key"));
    QVERIFY(holds(lab.run(moves), "contracts read"));
}

void tst_AttackEngine::attackThroughAModelKeepsToTheSidecar()
{
    AttackLab lab;
    lab.text("agent");
    lab.toolCall("agent", "tool");
    lab.meshAllowList();
    lab.allow("agent", "tool");
    lab.scenario.techniques = { "tool-abuse" };
    QVERIFY(findPivot(attack(lab, shippedCatalogue().value()).value(), "tool-abuse", "agent", "tool")
                ->succeeded());
}

void tst_AttackEngine::compromisedProxyDoesNotKeepToItsList()
{
    AttackLab lab;
    lab.code("proxy");
    EgressAllowList list;
    list.id = ElementId("list");
    list.proxyId = ElementId("proxy");
    list.destinationIds = { ElementId("saas") };
    lab.project.policy.egressLists[list.id] = list;
    lab.scenario.techniques = { "egress-c2", "proxied-c2" };
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    QVERIFY(findPivot(trace, "egress-c2", "proxy", "internet")->succeeded());
    QVERIFY(!findPivot(trace, "proxied-c2", "proxy", "internet"));
}

void tst_AttackEngine::stolenTokenNeedsARoute()
{
    AttackLab lab;
    segment(lab);
    lab.token("sa-tool", "web");
    lab.scenario.techniques = { "act-as-workload" };
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    const Pivot *pivot = findPivot(trace, "act-as-workload", "web", "contracts");
    QVERIFY(pivot);
    PlaneSet expected;
    expected.insert(Plane::Identity);
    expected.insert(Plane::Network);
    QVERIFY(pivot->blockingPlanes() == expected);
    for (const PivotBlock &block : pivot->blocks)
        QVERIFY(block.decidedBy && !block.reason.empty());
}

void tst_AttackEngine::flatDesignFallsThroughADocument()
{
    for (Exploitability assumption : { Exploitability::None, Exploitability::Marked, Exploitability::All }) {
        AttackLab lab;
        drawChain(lab, TrustTier::Untrusted);
        lab.text("portal");
        lab.scenario.exploitability = assumption;
        QCOMPARE(attack(lab, shippedCatalogue().value())->fallenJewels, std::vector<ElementId> { contracts });
    }
}

void tst_AttackEngine::segmentedDesignStopsTheDocument()
{
    AttackLab lab;
    drawChain(lab, TrustTier::Untrusted);
    segment(lab);
    lab.scope("agent", "tool").blocksUntrustedContext = true;
    lab.text("portal");
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    QVERIFY(trace.fallenJewels.empty());
    QVERIFY(holds(trace, "agent influenced"));
    const Pivot *pivot = findPivot(trace, "tool-abuse", "agent", "tool");
    QCOMPARE(pivot->blocks.size(), std::size_t(1));
    QCOMPARE(pivot->blocks.front().control, std::string("D5"));
    QCOMPARE(defenceDepth(trace, contracts), 1);
}

void tst_AttackEngine::provenanceLockDoesNotHelpAgainstATrustedSource()
{
    AttackLab lab;
    drawChain(lab, TrustTier::Trusted);
    segment(lab);
    lab.scope("agent", "tool").blocksUntrustedContext = true;
    lab.text("portal");
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    QCOMPARE(trace.fallenJewels, std::vector<ElementId> { contracts });
    QVERIFY(findPivot(trace, "rogue-agent-tool-abuse", "agent", "tool")->succeeded());
    QVERIFY(!findPivot(trace, "tool-abuse", "agent", "tool")->succeeded());
}

/// The same step by way of two helpers: the network stops both, and a missing token the first only.
void tst_AttackEngine::aWayThatFewerPlanesStopIsNotHidden()
{
    constexpr std::string_view techniques = R"(
techniques:
  - id: by-way-of
    name: By way of another
    description: A pod with a weakness helps.
    bind: {A: compute, X: compute, B: compute}
    requires: [A foothold, X exploitable, B many_containers]
    gates: {network: A net_allow B}
    blockedBy:
      - {control: I1, plane: identity, if: X token_unmounted, effect: prevent}
    grants: [B foothold]
    source: A
    target: B
    effort: low
)";
    TechniqueCatalogue catalogue = parseCatalogue(techniques, "helpers").value();
    catalogue.controls = shippedCatalogue().value().controls;
    AttackLab lab;
    lab.code("web");
    lab.denyNetwork();
    for (const char *helper : { "llm", "tool" })
        lab.workload(helper).exploitable.remote = true;
    lab.workload("llm").automountToken = false;
    lab.workload("db").containers.resize(2);
    for (std::size_t i = 0; i < 2; ++i)
        lab.workload("db").containers[i].name = "c" + std::to_string(i);
    const auto trace = attack(lab, catalogue);
    QVERIFY(trace.has_value());
    std::multiset<std::size_t> planes;
    for (const Pivot &pivot : trace->pivots) {
        if (pivot.toId == ElementId("db"))
            planes.insert(pivot.blocks.size());
    }
    QVERIFY(planes == (std::multiset<std::size_t> { 1, 2 }));
}

void tst_AttackEngine::blastRadiusListsWhatFell()
{
    AttackLab lab;
    lab.code("web");
    lab.scenario.techniques = { "unauth-internal-service", "egress-c2", "exfiltration" };
    const AttackTrace trace = attack(lab, shippedCatalogue().value()).value();
    const std::vector<ElementId> expected { ElementId("chunks"), contracts, ElementId("internet"),
        ElementId("web") };
    QCOMPARE(blastRadius(trace), expected);
}

void tst_AttackEngine::leavesOutWhatTheAttackerStartsWith()
{
    AttackLab lab;
    lab.code("web");
    lab.code("llm");
    lab.workload("llm").exploitable.remote = true;
    lab.scenario.techniques = { "flat-network-pivot" };
    QVERIFY(attack(lab, shippedCatalogue().value())->pivots.empty());
}

void tst_AttackEngine::depthCountsPlanes()
{
    AttackLab lab;
    lab.code("web");
    lab.scenario.techniques = { "store-bulk-read" };
    lab.wantCredentials("documents");
    QCOMPARE(defenceDepth(attack(lab, shippedCatalogue().value()).value(), contracts), 1); // data
    lab.denyNetwork();
    QCOMPARE(defenceDepth(attack(lab, shippedCatalogue().value()).value(), contracts), 2); // + network
    lab.meshAllowList();
    QCOMPARE(defenceDepth(attack(lab, shippedCatalogue().value()).value(), contracts), 3); // + identity
    lab.scenario.techniques = { "egress-c2" };
    QCOMPARE(defenceDepth(attack(lab, shippedCatalogue().value()).value(), contracts), 5); // no way at all
}

QTEST_APPLESS_MAIN(tst_AttackEngine)
#include "tst_AttackEngine.moc"
