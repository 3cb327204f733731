// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/LinkerdPolicyCompiler.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/generate/ProjectGeneration.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

/// Mesh allow-lists and mutual TLS of a draft as objects of Linkerd.
class tst_LinkerdCompiler : public QObject
{
    Q_OBJECT

private slots:
    void eachOpenedPortIsAServerThatNamesItsCallers();
    void callersOfOnePortAreOneList();
    void onlyTheAllowListIsLetIn();
    void portsThatSpeakNoHttpStayOpaque();
    void outsideCallersOpenTheirPortAlone();
    void aServerThatIsThereGetsTheCallers();
    void workloadsWithTheSameLabelsShareAServer();
    void strictTlsAsksForAnyIdentity();
    void strictTlsLeavesPortsForTheOutsideOpen();
    void theDraftSpeaksOverTheInstall_data();
    void theDraftSpeaksOverTheInstall();
    void nothingIsDrawnWithoutLinkerd();
    void whatDoesNotHoldIsReported_data();
    void whatDoesNotHoldIsReported();
    void generatedDesignsAreDecidedAsWithIstio();
};

namespace {

DesignBuilder linkerdDesign()
{
    DesignBuilder design;
    design.project.platform.mesh = MeshKind::Linkerd;
    design.addNamespace("x", true);
    design.addNamespace("y", true);
    for (const char *name : { "a", "c" })
        design.addWorkload("x", name);
    design.addWorkload("y", "b");
    design.allow("a", "b");
    return design;
}

template <class T>
const Planned<T> *named(const std::vector<Planned<T>> &list, const std::string &home, const std::string &name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const Planned<T> &planned) {
        return planned.object.meta.namespaceName == home && planned.object.meta.name == name;
    });
    return found == list.end() ? nullptr : &*found;
}

std::string identity(const std::string &account, const std::string &home)
{
    return account + "." + home + ".serviceaccount.identity.linkerd.cluster.local";
}

int countOf(const Diagnostics &diagnostics, const std::string &code)
{
    return static_cast<int>(std::count_if(diagnostics.begin(), diagnostics.end(),
        [&code](const Diagnostic &diagnostic) { return diagnostic.code == code; }));
}

/// What the identity plane says.
Verdict asked(const EnforcementPlan &plan, const char *from, const char *to, std::uint16_t port)
{
    const PolicyDecisionPoint decisions(plan);
    AccessRequest request;
    request.sourceId = ElementId(from);
    request.destinationId = ElementId(to);
    request.port = port;
    return decisions.decide(request).on(Plane::Identity).verdict;
}

Namespace &space(DesignBuilder &design, const char *id)
{
    return design.project.topology.namespaces[ElementId(id)];
}

} // namespace

void tst_LinkerdCompiler::eachOpenedPortIsAServerThatNamesItsCallers()
{
    const EnforcementPlan plan = compilePlan(linkerdDesign().project).plan;
    LinkerdServer server;
    server.meta = { "b-8080", "y", {}, {} };
    server.podSelector.matchLabels = { { "app", "b" } };
    server.port = std::uint16_t(8080);
    server.accessPolicy = LinkerdAccess::Deny;
    QCOMPARE(plan.linkerdServers.size(), std::size_t(1)); // nothing is open at a and c
    QVERIFY(plan.linkerdServers[0].object == server);
    QCOMPARE(plan.linkerdServers[0].sources, std::vector { ElementId("a-to-b") });

    MeshTlsAuthentication callers;
    callers.meta = { "b-8080", "y", {}, {} };
    callers.identities = { identity("sa-a", "x") };
    QCOMPARE(plan.meshTlsAuthentications.size(), std::size_t(1));
    QVERIFY(plan.meshTlsAuthentications[0].object == callers);

    LinkerdAuthorizationPolicy policy;
    policy.meta = { "b-8080", "y", {}, {} };
    policy.targetRef = { "policy.linkerd.io", "Server", "b-8080", "" };
    policy.requiredAuthenticationRefs = { { "policy.linkerd.io", "MeshTLSAuthentication", "b-8080", "" } };
    QCOMPARE(plan.linkerdAuthorizationPolicies.size(), std::size_t(1));
    QVERIFY(plan.linkerdAuthorizationPolicies[0].object == policy);

    QVERIFY(plan.authorizationPolicies.empty()); // those are Istio's
    QVERIFY(plan.peerAuthentications.empty());
    QVERIFY(findNamespace(plan, "y")->drawnInboundPolicy == LinkerdAccess::Deny);
}

void tst_LinkerdCompiler::callersOfOnePortAreOneList()
{
    DesignBuilder design = linkerdDesign();
    design.allow("c", "b", { { 8080, Protocol::Tcp }, { 9090, Protocol::Tcp }, { 53, Protocol::Udp } });
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QCOMPARE(plan.linkerdServers.size(), std::size_t(2)); // a proxy sees no UDP
    const auto *first = named(plan.meshTlsAuthentications, "y", "b-8080");
    QVERIFY(first);
    QCOMPARE(first->object.identities, (std::vector { identity("sa-a", "x"), identity("sa-c", "x") }));
    QCOMPARE(first->sources, (std::vector { ElementId("a-to-b"), ElementId("c-to-b") }));
    const auto *second = named(plan.meshTlsAuthentications, "y", "b-9090");
    QVERIFY(second);
    QCOMPARE(second->object.identities, std::vector { identity("sa-c", "x") });
}

void tst_LinkerdCompiler::onlyTheAllowListIsLetIn()
{
    const EnforcementPlan plan = compilePlan(linkerdDesign().project).plan;
    QVERIFY(asked(plan, "a", "b", 8080) == Verdict::Permit);
    QVERIFY(asked(plan, "c", "b", 8080) == Verdict::Deny);
    QVERIFY(asked(plan, "a", "b", 8081) == Verdict::Deny); // no Server: the default denies
    QVERIFY(asked(plan, "b", "a", 8080) == Verdict::Deny);
}

void tst_LinkerdCompiler::portsThatSpeakNoHttpStayOpaque()
{
    DesignBuilder design = linkerdDesign();
    design.addWorkload("y", "db", 5432);
    design.addWorkload("y", "queue", 5672);
    design.project.topology.workloads[ElementId("queue")].meshAnnotations = {
        { "config.linkerd.io/opaque-ports", "5670-5680" }
    };
    design.allow("a", "db");
    design.allow("a", "queue", { { 5672, Protocol::Tcp }, { 5432, Protocol::Tcp } });
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const auto protocolOf = [&plan](const char *name) {
        const auto *server = named(plan.linkerdServers, "y", name);
        return server ? server->object.proxyProtocol : "missing";
    };
    QCOMPARE(protocolOf("db-5432"), std::string("opaque"));
    QCOMPARE(protocolOf("queue-5672"), std::string("opaque"));
    QCOMPARE(protocolOf("queue-5432"), std::string()); // the annotation takes the place of the default
    QCOMPARE(protocolOf("b-8080"), std::string());
}

void tst_LinkerdCompiler::outsideCallersOpenTheirPortAlone()
{
    DesignBuilder design = linkerdDesign();
    design.addExternal("users", ExternalKind::UserGroup);
    design.allow("users", "b", { { 8443, Protocol::Tcp } });
    const CompiledPlan compiled = compilePlan(design.project);
    const auto *server = named(compiled.plan.linkerdServers, "y", "b-8443");
    QVERIFY(server);
    QVERIFY(server->object.accessPolicy == LinkerdAccess::AllUnauthenticated);
    QVERIFY(!named(compiled.plan.linkerdAuthorizationPolicies, "y", "b-8443"));
    QCOMPARE(countOf(compiled.diagnostics, "unauthenticated-source"), 1);
    QVERIFY(asked(compiled.plan, "users", "b", 8443) == Verdict::NotEnforced); // no credit
    QVERIFY(asked(compiled.plan, "users", "b", 8080) == Verdict::Deny);
}

void tst_LinkerdCompiler::aServerThatIsThereGetsTheCallers()
{
    DesignBuilder design = linkerdDesign();
    LinkerdServer adopted;
    adopted.meta = { "theirs", "y", {}, {} };
    adopted.port = std::uint16_t(8080); // of every pod of y
    design.adopt(adopted);
    design.addExternal("users", ExternalKind::UserGroup);
    design.addWorkload("y", "front");
    design.allow("users", "front");
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QCOMPARE(plan.linkerdServers.size(), std::size_t(1)); // two for one port would overlap
    QVERIFY(plan.linkerdServers[0].object == adopted);
    const auto *policy = named(plan.linkerdAuthorizationPolicies, "y", "b-8080");
    QVERIFY(policy);
    QCOMPARE(policy->object.targetRef.name, std::string("theirs"));
    const auto *anybody = named(plan.linkerdAuthorizationPolicies, "y", "front-8080");
    QVERIFY(anybody);
    QCOMPARE(anybody->object.targetRef.name, std::string("theirs"));
    QVERIFY(anybody->object.requiredAuthenticationRefs.empty());
    QVERIFY(asked(plan, "c", "b", 8080) == Verdict::Permit); // as theirs is a Server for both
}

void tst_LinkerdCompiler::workloadsWithTheSameLabelsShareAServer()
{
    DesignBuilder design = linkerdDesign();
    design.addWorkload("y", "twin").labels = { { "app", "b" } };
    design.allow("c", "twin");
    const CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(compiled.plan.linkerdServers.size(), std::size_t(1));
    QCOMPARE(compiled.plan.linkerdAuthorizationPolicies.size(), std::size_t(2));
    QCOMPARE(countOf(compiled.diagnostics, "overlapping-servers"), 0);
    QVERIFY(asked(compiled.plan, "c", "b", 8080) == Verdict::Permit); // one pod cannot be told from the other
}

void tst_LinkerdCompiler::strictTlsAsksForAnyIdentity()
{
    DesignBuilder design = linkerdDesign();
    space(design, "y").segmentation.meshAllowList = false;
    design.addNamespace("plain", false);
    design.addWorkload("plain", "out");
    design.allow("out", "b");
    const CompiledPlan compiled = compilePlan(design.project);
    QVERIFY(compiled.plan.linkerdServers.empty());
    QVERIFY(asked(compiled.plan, "c", "b", 8080) == Verdict::Permit);
    QVERIFY(asked(compiled.plan, "out", "b", 8080) == Verdict::Deny);
    QCOMPARE(countOf(compiled.diagnostics, "plaintext-to-strict"), 1);
}

void tst_LinkerdCompiler::strictTlsLeavesPortsForTheOutsideOpen()
{
    DesignBuilder design = linkerdDesign();
    space(design, "y").segmentation.meshAllowList = false;
    design.addExternal("users", ExternalKind::UserGroup);
    design.allow("users", "b", { { 8443, Protocol::Tcp } });
    const CompiledPlan compiled = compilePlan(design.project);
    QCOMPARE(compiled.plan.linkerdServers.size(), std::size_t(1));
    QVERIFY(compiled.plan.linkerdServers[0].object.accessPolicy == LinkerdAccess::AllUnauthenticated);
    QCOMPARE(countOf(compiled.diagnostics, "plaintext-port"), 1);
    QVERIFY(asked(compiled.plan, "users", "b", 8443) == Verdict::NotEnforced);
    QVERIFY(asked(compiled.plan, "users", "b", 8080) == Verdict::Deny);
}

void tst_LinkerdCompiler::theDraftSpeaksOverTheInstall_data()
{
    QTest::addColumn<bool>("isListed");
    QTest::addColumn<MtlsMode>("mode");
    QTest::addColumn<QString>("policy");
    QTest::newRow("allow-list") << true << MtlsMode::Unset << QString::fromLatin1("deny");
    QTest::newRow("allow-list and permissive") << true << MtlsMode::Permissive << QString::fromLatin1("deny");
    QTest::newRow("strict") << false << MtlsMode::Strict << QString::fromLatin1("all-authenticated");
    QTest::newRow("permissive") << false << MtlsMode::Permissive
                                << QString::fromLatin1("all-unauthenticated");
    QTest::newRow("plaintext") << false << MtlsMode::Disable << QString();
    QTest::newRow("nothing") << false << MtlsMode::Unset << QString();
}

void tst_LinkerdCompiler::theDraftSpeaksOverTheInstall()
{
    QFETCH(bool, isListed);
    QFETCH(MtlsMode, mode);
    QFETCH(QString, policy);
    DesignBuilder design = linkerdDesign();
    design.project.platform.linkerdDefaultPolicy = LinkerdAccess::ClusterAuthenticated;
    space(design, "y").segmentation = { false, isListed, mode };
    const EnforcementPlan plan = compilePlan(design.project).plan;
    const auto drawn = findNamespace(plan, "y")->drawnInboundPolicy;
    QCOMPARE(drawn ? QString::fromStdString(std::string(nameOf(*drawn))) : QString(), policy);
    const bool isRefused = policy != QLatin1String("all-unauthenticated");
    QCOMPARE(asked(plan, "a", "b", 1) == Verdict::NotEnforced, !isRefused);
}

void tst_LinkerdCompiler::nothingIsDrawnWithoutLinkerd()
{
    DesignBuilder design = linkerdDesign();
    design.project.platform.mesh = MeshKind::IstioSidecar;
    const EnforcementPlan plan = compilePlan(design.project).plan;
    QVERIFY(plan.linkerdServers.empty());
    QVERIFY(!findNamespace(plan, "y")->drawnInboundPolicy);
    QVERIFY(!plan.authorizationPolicies.empty());
}

void tst_LinkerdCompiler::whatDoesNotHoldIsReported_data()
{
    using Edit = void (*)(DesignBuilder &);
    QTest::addColumn<QString>("code");
    QTest::addColumn<Edit>("edit");
    const auto row = [](const char *code, Edit edit) {
        QTest::newRow(code) << QString::fromLatin1(code) << edit;
    };
    row("default-policy-replaced", [](DesignBuilder &design) {
        space(design, "y").meshAnnotations["config.linkerd.io/default-inbound-policy"] = "audit";
    });
    row("default-policy-of-pod", [](DesignBuilder &design) {
        design.project.topology.workloads[ElementId("b")]
            .meshAnnotations["config.linkerd.io/default-inbound-policy"] = "audit";
    });
    row("plaintext-not-expressible",
        [](DesignBuilder &design) { space(design, "y").segmentation.mtls = MtlsMode::Disable; });
    row("http-condition-not-enforced", [](DesignBuilder &design) {
        design.project.policy.allowRules[ElementId("a-to-b")].httpPaths = { "/v1" };
    });
    row("server-needs-port", [](DesignBuilder &design) {
        design.project.topology.workloads[ElementId("b")].containers[0].ports.clear();
    });
    row("port-past-the-proxy", [](DesignBuilder &design) {
        space(design, "y").meshAnnotations["config.linkerd.io/skip-inbound-ports"] = "8080";
    });
    row("destination-outside-mesh", [](DesignBuilder &design) { space(design, "y").meshInjection = false; });
    row("source-without-identity", [](DesignBuilder &design) { space(design, "x").meshInjection = false; });
}

void tst_LinkerdCompiler::whatDoesNotHoldIsReported()
{
    QFETCH(QString, code);
    using Edit = void (*)(DesignBuilder &);
    QFETCH(Edit, edit);
    DesignBuilder design = linkerdDesign();
    QCOMPARE(countOf(compilePlan(design.project).diagnostics, code.toStdString()), 0);
    edit(design);
    QCOMPARE(countOf(compilePlan(design.project).diagnostics, code.toStdString()), 1);
}

/// Where callers are workloads and rules have no HTTP conditions, both meshes are told the same.
void tst_LinkerdCompiler::generatedDesignsAreDecidedAsWithIstio()
{
    int permitted = 0, refused = 0;
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        GenerationOptions options;
        options.shape = shape;
        options.workloads = 24;
        options.seed = 5;
        auto drawn = generateProject(options);
        QVERIFY(drawn);
        Project project = std::move(*drawn);
        for (auto &[id, rule] : project.policy.allowRules) {
            rule.httpMethods.clear();
            rule.httpPaths.clear();
        }
        project.platform.mesh = MeshKind::IstioSidecar;
        const EnforcementPlan istio = compilePlan(project).plan;
        project.platform.mesh = MeshKind::Linkerd;
        const EnforcementPlan linkerd = compilePlan(project).plan;
        const PolicyDecisionPoint byIstio(istio);
        const PolicyDecisionPoint byLinkerd(linkerd);
        for (const PlannedPod &to : linkerd.pods) {
            const Namespace &home =
                project.topology.namespaces.at(project.topology.workloads.at(to.workloadId).namespaceId);
            if (!home.segmentation.meshAllowList || !to.inMesh)
                continue;
            std::vector<std::uint16_t> ports { 1 };
            for (const NamedPort &port : to.ports) {
                if (port.protocol == Protocol::Tcp)
                    ports.push_back(port.number);
            }
            for (const PlannedPod &from : linkerd.pods) {
                for (std::uint16_t port : ports) {
                    AccessRequest request;
                    request.sourceId = from.workloadId;
                    request.destinationId = to.workloadId;
                    request.port = port;
                    const Verdict there = byLinkerd.decide(request).on(Plane::Identity).verdict;
                    if (there == Verdict::NotEnforced)
                        continue; // open to the outside, hence to everybody
                    QCOMPARE(there, byIstio.decide(request).on(Plane::Identity).verdict);
                    ++(there == Verdict::Permit ? permitted : refused);
                }
            }
        }
    }
    qInfo("%d requests permitted, %d refused by both", permitted, refused);
    QVERIFY(permitted > 20);
    QVERIFY(refused > 20);
}

QTEST_APPLESS_MAIN(tst_LinkerdCompiler)
#include "tst_LinkerdCompiler.moc"
