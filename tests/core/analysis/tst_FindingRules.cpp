// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/FindingRule.h"
#include "core/enforcement/PlanCompiler.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <set>

using namespace fourplane;

namespace {

const ElementId home("home");
const ElementId a("a");
const ElementId b("b");

Workload &addWorkload(Project &project, const ElementId &id)
{
    Workload workload;
    workload.id = id;
    workload.name = id.value();
    workload.namespaceId = home;
    workload.labels = { { "app", id.value() } };
    workload.automountToken = false;
    workload.containers.push_back({ "main", ContainerRole::Main, "image", { { "", 80, Protocol::Tcp } } });
    return project.topology.workloads[id] = workload;
}

WorkloadIdentity &addIdentity(Project &project, const ElementId &id, const ElementId &user)
{
    project.topology.workloads.at(user).identityId = id;
    return project.topology.identities[id] = WorkloadIdentity { id, id.value(), home };
}

/// Two hardened workloads a and b with identities of their own, in one default-deny, meshed, restricted
/// namespace, and nothing between them: no rule finds anything.
Project soundProject()
{
    Project project;
    Namespace ns { home, "home" };
    ns.podSecurity.enforce = PodSecurityLevel::Restricted;
    ns.meshInjection = true;
    ns.segmentation = { true, true, MtlsMode::Strict };
    project.topology.namespaces[home] = ns;
    for (const ElementId &id : { a, b }) {
        Workload &workload = addWorkload(project, id);
        workload.podSecurity.runAsNonRoot = true;
        workload.podSecurity.seccompType = "RuntimeDefault";
        workload.containers.front().security.allowPrivilegeEscalation = false;
        workload.containers.front().security.droppedCapabilities = { "ALL" };
        addIdentity(project, ElementId("sa-" + id.value()), id);
    }
    return project;
}

Namespace &namespaceOf(Project &project)
{
    return project.topology.namespaces.at(home);
}

ExternalEndpoint &addExternal(Project &project, const std::string &id, ExternalKind kind)
{
    ExternalEndpoint external;
    external.id = ElementId(id);
    external.name = id;
    external.kind = kind;
    return project.topology.externals[external.id] = external;
}

DataStore &addStore(Project &project, const ElementId &host, StoreAuthentication authentication)
{
    DataStore store;
    store.id = ElementId("store");
    store.name = "store";
    store.hostId = host;
    store.authentication = authentication;
    store.collections.push_back({ ElementId("docs"), "docs", Classification::Confidential });
    return project.topology.stores[store.id] = store;
}

Flow &addFlow(Project &project, const ElementId &from, const ElementId &to)
{
    Flow flow;
    flow.id = ElementId(from.value() + "-" + to.value());
    flow.sourceId = from;
    flow.destinationId = to;
    flow.port = 80;
    return project.topology.flows[flow.id] = flow;
}

/// Binds the identity to a default role of Kubernetes in the namespace.
void bindRole(Project &project, const std::string &identity, const std::string &role)
{
    const WorkloadIdentity &account = project.topology.identities.at(ElementId(identity));
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "binding";
    binding.namespaceId = home;
    binding.refersToClusterRole = true;
    binding.roleName = role;
    binding.subjects = { { "ServiceAccount", account.name, project.topology.namespaces.at(home).name } };
    project.topology.bindings[binding.id] = binding;
}

AllowRule &addRule(Project &project, const ElementId &from, const ElementId &to)
{
    AllowRule rule;
    rule.id = ElementId("allow-" + from.value() + "-" + to.value());
    rule.patternId = ElementId("pattern");
    rule.sourceId = from;
    rule.destinationId = to;
    rule.ports = { { 80, Protocol::Tcp } };
    project.policy.patterns[rule.patternId].id = rule.patternId;
    return project.policy.allowRules[rule.id] = rule;
}

void addGrant(Project &project, const std::string &id, const std::string &identity, AccessVerb verb)
{
    project.policy.grants[ElementId(id)] = { ElementId(id), ElementId(identity), ElementId("docs"), verb };
}

void addFeed(Project &project, const ElementId &source, const ElementId &model)
{
    project.topology.feeds[ElementId("feed")] = { ElementId("feed"), source, model, TrustTier::Untrusted };
}

ExceptionRecord &addException(Project &project, const ElementId &subject)
{
    ExceptionRecord record;
    record.id = ElementId("exception");
    record.subjectId = subject;
    record.approvedBy = "security";
    record.expires = "2026-12-31";
    return project.policy.exceptions[record.id] = record;
}

EgressAllowList &addEgressList(Project &project, bool tenantAware)
{
    project.topology.workloads.at(a).kind = WorkloadKind::EgressProxy;
    addExternal(project, "saas", ExternalKind::Saas).writableByAttacker = true;
    EgressAllowList list { ElementId("list"), a, {}, { ElementId("saas") }, tenantAware };
    return project.policy.egressLists[list.id] = list;
}

/// What makes a rule speak, about which element, and a near miss that must stay silent. Both start from
/// soundProject.
struct Case
{
    const char *rule;
    const char *element;
    std::function<void(Project &)> fault;
    std::function<void(Project &)> nearMiss;
};

std::vector<Case> allCases()
{
    return {
        { "anonymous-store", "store", [](Project &p) { addStore(p, b, StoreAuthentication::Anonymous); },
            [](Project &p) { addStore(p, b, StoreAuthentication::PerIdentity); } },
        { "attacker-writable-egress", "list", [](Project &p) { addEgressList(p, false); },
            [](Project &p) { addEgressList(p, true); } },
        { "declared-flow-blocked", "a-b", [](Project &p) { addFlow(p, a, b); },
            [](Project &p) { addFlow(p, a, b), addRule(p, a, b); } },
        { "default-deny-missing", "a", [](Project &p) { namespaceOf(p).segmentation.defaultDeny = false; },
            [](Project &p) { addRule(p, a, b); } },
        { "direct-external-access", "a",
            [](Project &p) {
                addExternal(p, "llm", ExternalKind::HostedLlm), addRule(p, a, ElementId("llm"));
            },
            [](Project &p) {
                addExternal(p, "llm", ExternalKind::HostedLlm), addRule(p, a, ElementId("llm"));
                p.topology.workloads.at(a).kind = WorkloadKind::EgressProxy;
            } },
        { "escalating-rights", "sa-a", [](Project &p) { bindRole(p, "sa-a", "edit"); },
            [](Project &p) { bindRole(p, "sa-a", "view"); } },
        { "environment-secrets", "a",
            [](Project &p) { p.topology.workloads.at(a).traits.environmentSecrets = true; },
            [](Project &p) { p.topology.workloads.at(a).traits.fetchesUrls = true; } },
        { "exception-expired", "exception",
            [](Project &p) {
                addRule(p, a, b), addException(p, ElementId("allow-a-b")).expires = "2026-11-22";
            },
            [](Project &p) {
                addRule(p, a, b), addException(p, ElementId("allow-a-b")).expires = "2026-11-23";
            } },
        { "exception-missing", "allow-a-b", [](Project &p) { addRule(p, a, b).patternId = {}; },
            [](Project &p) { addRule(p, a, b).patternId = {}, addException(p, ElementId("allow-a-b")); } },
        { "metadata-service-reachable", "a",
            [](Project &p) {
                addExternal(p, "imds", ExternalKind::CloudMetadata).cidrs = { "169.254.169.254/32" };
                namespaceOf(p).segmentation.defaultDeny = false;
            },
            [](Project &p) {
                addExternal(p, "imds", ExternalKind::CloudMetadata).cidrs = { "169.254.169.254/32" };
            } },
        { "plaintext-accepted", "a",
            [](Project &p) { namespaceOf(p).segmentation.mtls = MtlsMode::Permissive; },
            [](Project &p) { namespaceOf(p).meshInjection = false; } },
        { "pod-refused-by-admission", "a",
            [](Project &p) { p.topology.workloads.at(a).containers.front().security.privileged = true; },
            [](Project &p) {
                p.topology.workloads.at(a).containers.front().security.privileged = true;
                namespaceOf(p).podSecurity.enforce = PodSecurityLevel::Privileged;
            } },
        { "pod-security-not-enforced", "home", [](Project &p) { namespaceOf(p).podSecurity.enforce.reset(); },
            [](Project &p) { namespaceOf(p).podSecurity.enforce = PodSecurityLevel::Baseline; } },
        { "shared-node-pool", "b",
            [](Project &p) {
                addStore(p, b, StoreAuthentication::PerIdentity);
                p.topology.workloads.at(a).exposed = true;
            },
            [](Project &p) {
                addStore(p, b, StoreAuthentication::PerIdentity);
                p.topology.workloads.at(a).exposed = true;
                for (const ElementId &id : { a, b }) {
                    NodePool pool { ElementId("pool-" + id.value()), "pool-" + id.value(),
                        { { "pool", id.value() } } };
                    p.topology.nodePools[pool.id] = pool;
                    p.topology.workloads.at(id).placement.nodeSelector = pool.labels;
                }
            } },
        { "shared-service-account", "a",
            [](Project &p) { p.topology.workloads.at(b).identityId = ElementId("sa-a"); },
            [](Project &p) { p.topology.identities.at(ElementId("sa-b")).tokenLifetimeSeconds = 600; } },
        { "token-mounted", "a", [](Project &p) { p.topology.workloads.at(a).automountToken = true; },
            [](Project &p) {
                p.topology.workloads.at(a).automountToken = true;
                RbacBinding binding;
                binding.id = ElementId("binding");
                binding.name = "binding";
                binding.namespaceId = home;
                binding.roleName = "role";
                binding.subjects.push_back({ "ServiceAccount", "sa-a", "home" });
                p.topology.bindings[binding.id] = binding;
            } },
        { "tool-scope-missing", "a-b",
            [](Project &p) { addFlow(p, a, b).carriesToolCalls = true, addRule(p, a, b); },
            [](Project &p) {
                addFlow(p, a, b).carriesToolCalls = true, addRule(p, a, b);
                p.policy.toolScopes[ElementId("scope")] = { ElementId("scope"), a, b, { "look-up" } };
            } },
        { "undeclared-path", "a", [](Project &p) { addFlow(p, a, b), addRule(p, a, b), addRule(p, b, a); },
            [](Project &p) { addFlow(p, a, b), addRule(p, a, b); } },
        { "unmodelled-policy", "",
            [](Project &p) {
                p.unmodelled.push_back(
                    { "cilium.io/v2", "CiliumNetworkPolicy", "home", "x", "not read", true });
            },
            [](Project &p) {
                p.unmodelled.push_back({ "v1", "ConfigMap", "home", "x", "not read", false });
            } },
        { "writer-is-reader", "docs",
            [](Project &p) {
                addStore(p, b, StoreAuthentication::PerIdentity), addFeed(p, ElementId("docs"), a);
                addGrant(p, "g1", "sa-a", AccessVerb::Read), addGrant(p, "g2", "sa-a", AccessVerb::Write);
            },
            [](Project &p) {
                addStore(p, b, StoreAuthentication::PerIdentity), addFeed(p, ElementId("docs"), a);
                addGrant(p, "g1", "sa-a", AccessVerb::Read), addGrant(p, "g2", "sa-b", AccessVerb::Write);
            } },
    };
}

std::vector<Finding> findingsOf(const Project &project, const std::string &ruleId = {})
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    std::vector<Finding> findings = findFindings({ project, decisions, "2026-11-23" });
    if (!ruleId.empty())
        std::erase_if(findings, [&ruleId](const Finding &finding) { return finding.ruleId != ruleId; });
    return findings;
}

} // namespace

class tst_FindingRules : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleHasACaseAndItsTexts();
    void nothingIsFoundInAnEmptyProject();
    void nothingIsFoundInASoundProject();
    void theFaultIsFound_data();
    void theFaultIsFound();
    void theNearMissIsNotReported_data();
    void theNearMissIsNotReported();
    void worstComesFirst();
};

void tst_FindingRules::everyRuleHasACaseAndItsTexts()
{
    std::set<std::string> covered;
    for (const Case &one : allCases())
        covered.insert(one.rule);
    for (const FindingRule &rule : allFindingRules()) {
        QVERIFY2(covered.erase(rule.id) == 1, rule.id.c_str());
        QVERIFY2(!rule.title.empty() && !rule.why.empty() && !rule.falsePositives.empty()
                && !rule.references.empty(),
            rule.id.c_str());
    }
    QVERIFY(covered.empty());
}

void tst_FindingRules::nothingIsFoundInAnEmptyProject()
{
    QVERIFY(findingsOf(Project {}).empty());
}

void tst_FindingRules::nothingIsFoundInASoundProject()
{
    for (const Finding &finding : findingsOf(soundProject()))
        QFAIL((finding.ruleId + ": " + finding.message).c_str());
}

void tst_FindingRules::theFaultIsFound_data()
{
    QTest::addColumn<int>("index");
    const std::vector<Case> cases = allCases();
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].rule) << static_cast<int>(i);
}

void tst_FindingRules::theFaultIsFound()
{
    QFETCH(int, index);
    const Case one = allCases()[static_cast<std::size_t>(index)];
    Project project = soundProject();
    one.fault(project);
    const std::vector<Finding> findings = findingsOf(project, one.rule);
    QVERIFY(!findings.empty());
    const std::vector<ElementId> &elements = findings.front().elements;
    QCOMPARE(elements.empty() ? std::string() : elements.front().value(), std::string(one.element));
    QVERIFY(!findings.front().message.empty());
    QVERIFY(!findings.front().remedy.empty());
}

void tst_FindingRules::theNearMissIsNotReported_data()
{
    theFaultIsFound_data();
}

void tst_FindingRules::theNearMissIsNotReported()
{
    QFETCH(int, index);
    const Case one = allCases()[static_cast<std::size_t>(index)];
    Project project = soundProject();
    one.nearMiss(project);
    for (const Finding &finding : findingsOf(project, one.rule))
        QFAIL(finding.message.c_str());
}

void tst_FindingRules::worstComesFirst()
{
    Project project = soundProject();
    project.topology.workloads.at(a).automountToken = true; // low
    addStore(project, b, StoreAuthentication::Anonymous); // high
    const std::vector<Finding> findings = findingsOf(project);
    QVERIFY(findings.size() >= 2);
    QVERIFY(std::is_sorted(findings.begin(), findings.end(),
        [](const Finding &one, const Finding &other) { return one.severity > other.severity; }));
    QCOMPARE(findings.front().ruleId, std::string("anonymous-store"));
}

QTEST_APPLESS_MAIN(tst_FindingRules)
#include "tst_FindingRules.moc"
