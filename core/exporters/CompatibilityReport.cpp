// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/CompatibilityReport.h"

#include "core/base/Counting.h"
#include "core/base/Text.h"
#include "core/decision/StoreNetwork.h"
#include "core/exporters/CloudRoles.h"
#include "core/exporters/Markdown.h"
#include "core/exporters/PodMembership.h"
#include "core/exporters/StoreRoles.h"
#include "core/exporters/UnwrittenRules.h"
#include "core/policy/native/CreationTime.h"
#include "core/topology/MatchLabels.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

class CompatibilityReporter
{
public:
    CompatibilityReporter(const EnforcementPlan &plan, const ExportTargets &targets)
        : m_plan(plan)
        , m_targets(targets)
    {
    }

    ExportRemarks report()
    {
        reportIdentityPlane();
        reportNetworkPlane();
        reportWorkloadPlane();
        reportDataPlane();
        return std::move(m_report);
    }

private:
    void add(const std::string &code, std::string message, std::string fix, const RemarkSubject &about = {},
        DiagnosticLevel level = DiagnosticLevel::Warning)
    {
        m_report.push_back({ { level, code, std::move(message), std::move(fix), about.where }, about.ids });
    }

    /// Whether the target for patches writes what stands in pods, or reports it there.
    bool isPatched() const { return m_targets.count(ExportTarget::Hardening) > 0; }

    std::string workloadName(const ElementId &id) const
    {
        const PlannedPod *pod = findPod(m_plan, id);
        return pod ? pod->namespaceName + "/" + pod->name : id.value();
    }

    std::string accountName(const ElementId &id) const
    {
        const PlannedServiceAccount *account = findServiceAccount(m_plan, id);
        return account ? account->namespaceName + "/" + account->name : id.value();
    }

    /// Whether the target for stores speaks of the grant: it is in a file, or reported there.
    bool isWrittenToStore(const DataGrant &grant) const
    {
        return m_targets.count(ExportTarget::Stores) > 0
            && std::any_of(m_plan.stores.begin(), m_plan.stores.end(), [&grant](const PlannedStore &store) {
                   return hasStoreGrants(store)
                       && std::any_of(store.collections.begin(), store.collections.end(),
                           [&grant](const Collection &item) { return item.id == grant.collectionId; });
               });
    }

    void reportIdentityPlane()
    {
        for (const PlannedServiceAccount &account : m_plan.serviceAccounts) {
            const std::string name = account.namespaceName + "/" + account.name;
            if (!isPatched() && (account.tokenLifetimeSeconds || !account.audiences.empty()))
                add("token-settings-in-pod",
                    "Service account " + name + " has "
                        + (account.tokenLifetimeSeconds ? "a token lifetime of "
                                    + std::to_string(*account.tokenLifetimeSeconds) + " s"
                                                        : std::string("token audiences"))
                        + ", which stand in the pod and not in the account: this export does not set them.",
                    "Give the pods a projected serviceAccountToken volume with these settings.", account);
            const Labels annotations = cloudRoleAnnotations(account.cloudRoles);
            for (const std::string &role : account.cloudRoles) {
                const auto key = cloudRoleAnnotation(role);
                if (!key || annotations.at(*key) != role)
                    add("cloud-role-not-expressed",
                        "The cloud role " + role + " of service account " + name
                            + " has no annotation that it could be written as.",
                        "Bind it with the cloud provider's own tools.", account);
            }
        }
        for (const PlannedPod &pod : m_plan.pods) {
            const PlannedServiceAccount *account = findServiceAccount(m_plan, pod.identityId);
            if (!isPatched() && !pod.tokenMounted && (!account || account->automountToken.value_or(true)))
                add("token-mount-in-pod",
                    pod.namespaceName + "/" + pod.name
                        + " mounts no token by a field of its pod, which this export does not write.",
                    "Keep automountServiceAccountToken: false in the pod, or set it on the account.", pod);
        }
        if (m_targets.count(ExportTarget::Rbac) == 0 && (!m_plan.roles.empty() || !m_plan.bindings.empty()))
            add("rbac-not-exported",
                counted(m_plan.roles.size(), "RBAC role", "RBAC roles") + " and "
                    + counted(m_plan.bindings.size(), "binding", "bindings")
                    + " are simulated as they were found and are not written.",
                "Change them in the manifests they come from, or name the target rbac.", {},
                DiagnosticLevel::Note);
        for (const PlannedPod *pod : membersByThemselves(m_plan))
            add("mesh-membership-in-pod",
                pod->namespaceName + "/" + pod->name
                    + " is in the mesh by a label of its own, which stands in the pod: this export does not "
                      "set it.",
                "Keep the label in the workload, or bring the namespace into the mesh.", *pod);
        for (const Planned<AuthorizationPolicy> &planned : m_plan.authorizationPolicies)
            reportAuthorization(planned);
    }

    void reportAuthorization(const Planned<AuthorizationPolicy> &planned)
    {
        const AuthorizationPolicy &policy = planned.object;
        const std::string name = policy.meta.namespaceName + "/" + policy.meta.name;
        const bool isMeshWide = policy.meta.namespaceName == m_plan.platform.meshRootNamespace;
        const bool hasHttpPart =
            std::any_of(policy.rules.begin(), policy.rules.end(), [](const AuthorizationRule &rule) {
                return std::any_of(rule.to.begin(), rule.to.end(), [](const AuthorizationOperation &to) {
                    return !to.methods.empty() || !to.paths.empty() || !to.hosts.empty();
                });
            });
        for (const PlannedPod &pod : m_plan.pods) {
            const bool isSelected = (isMeshWide || pod.namespaceName == policy.meta.namespaceName)
                && policy.targetRefs.empty() && carries(pod.labels, policy.selector.value_or(Labels {}));
            if (!isSelected || isIstio(pod.meshMode))
                continue;
            add("mesh-rule-without-proxy",
                pod.namespaceName + "/" + pod.name + " has no mesh sidecar, so AuthorizationPolicy " + name
                    + " does not bind it" + (hasHttpPart ? ", its HTTP conditions included." : "."),
                "Bring the workload into the mesh, or rely on NetworkPolicy for it.", pod);
        }
        for (const AuthorizationRule &rule : policy.rules) {
            for (const AuthorizationSource &source : rule.from) {
                for (const std::string &principal : source.principals) {
                    if (principal.rfind("spiffe://", 0) == 0)
                        add("principal-matches-nobody",
                            "The adopted AuthorizationPolicy " + name + " names the principal " + principal
                                + ": with the scheme it matches nobody.",
                            "Remove spiffe:// from it.", planned);
                }
            }
        }
    }

    /// Whether two objects may both be asked about one pod in the same scope.
    bool sharesScope(const PeerAuthentication &left, const PeerAuthentication &right) const
    {
        const bool isLeftWide = !left.selector || left.selector->empty();
        const bool isRightWide = !right.selector || right.selector->empty();
        if (left.meta.namespaceName != right.meta.namespaceName || isLeftWide != isRightWide)
            return false;
        return isLeftWide || std::any_of(m_plan.pods.begin(), m_plan.pods.end(), [&](const PlannedPod &pod) {
            return pod.namespaceName == left.meta.namespaceName && carries(pod.labels, *left.selector)
                && carries(pod.labels, *right.selector);
        });
    }

    /// Semantics PA2: what an export cannot carry.
    void reportAges()
    {
        const auto &objects = m_plan.peerAuthentications;
        for (auto one = objects.begin(); one != objects.end(); ++one) {
            for (auto other = one + 1; other != objects.end(); ++other) {
                const std::string first = creationTimeOf(one->object.meta);
                const std::string second = creationTimeOf(other->object.meta);
                if ((first.empty() && second.empty()) || !sharesScope(one->object, other->object))
                    continue;
                const bool isFirstOlder = second.empty() || (!first.empty() && first <= second);
                const Planned<PeerAuthentication> &older = isFirstOlder ? *one : *other;
                const Planned<PeerAuthentication> &younger = isFirstOlder ? *other : *one;
                const auto title = [](const Planned<PeerAuthentication> &planned) {
                    return planned.object.meta.namespaceName + "/" + planned.object.meta.name;
                };
                add("age-not-expressed",
                    "PeerAuthentications " + title(older) + " and " + title(younger)
                        + " speak for the same pods, and Istio obeys the older one. Their ages are those of "
                          "the cluster that they were read from; a new cluster gives its own.",
                    "Keep one of them.", younger);
            }
        }
    }

    void reportNetworkPlane()
    {
        if (m_plan.platform.cni == CniKind::None && !m_plan.networkPolicies.empty())
            add("network-policy-not-enforced",
                "The platform's network plugin enforces no NetworkPolicy: "
                    + counted(m_plan.networkPolicies.size(), "written policy has", "written policies have")
                    + " no effect.",
                "Use a network plugin that enforces them.");
        const bool hasMeshRules = !m_plan.peerAuthentications.empty() || !m_plan.authorizationPolicies.empty()
            || !m_plan.serviceEntries.empty() || !m_plan.sidecars.empty();
        if (!isIstio(m_plan.platform.mesh) && hasMeshRules)
            add("mesh-missing",
                "The platform does not run Istio: the objects in components/istio-sidecar have no effect.",
                "Install Istio, or remove them from the design.");
        reportAges();
        for (const PlannedPod &pod : m_plan.pods) {
            if (pod.hostNetwork)
                add("host-network-escapes-policy",
                    pod.namespaceName + "/" + pod.name
                        + " uses the host network: most network plugins do not apply NetworkPolicy to it.",
                    "Take it off the host network.", pod);
        }
        const bool isAtGateway =
            m_targets.count(ExportTarget::EgressGateway) > 0 && isIstio(m_plan.platform.mesh);
        for (const EgressAllowList &list : m_plan.egressLists) {
            if (isAtGateway)
                break; // that target says what it cannot express
            std::vector<std::string> destinations;
            for (const ElementId &id : list.destinationIds) {
                const PlannedExternal *external = findExternal(m_plan, id);
                destinations.push_back(external ? external->name : id.value());
            }
            add("egress-list-not-expressed",
                "Egress allow-list " + list.id.value() + " (" + workloadName(list.proxyId) + " lets "
                    + (list.callerId.isEmpty() ? "every caller" : workloadName(list.callerId)) + " out to "
                    + (destinations.empty() ? "nothing" : join(destinations, ", "))
                    + ") names hosts, which NetworkPolicy cannot: the written policies allow the proxy every "
                      "address that its allow rules open.",
                "Write the list into the proxy's own configuration, or name the target egress-gateway.",
                std::vector { list.id, list.proxyId });
        }
        std::set<std::string> homes(
            m_plan.namespacesWithUnmodelledPolicy.begin(), m_plan.namespacesWithUnmodelledPolicy.end());
        homes.insert(m_plan.namespacesWithUnmodelledAuthorization.begin(),
            m_plan.namespacesWithUnmodelledAuthorization.end());
        for (const std::string &home : homes)
            add("unmodelled-policy",
                (home.empty() ? std::string("The cluster") : "Namespace " + home)
                    + " holds policy objects that Fourplane does not model; they are not written and may "
                      "change what is enforced.",
                "Review them beside this export.");
    }

    void reportWorkloadPlane()
    {
        for (const PlannedNamespace &home : m_plan.namespaces) {
            if (!home.tenant.empty())
                add("tenant-not-expressed",
                    "Namespace " + home.name + " belongs to tenant " + home.tenant
                        + ", which no Kubernetes object says.",
                    "Keep the project file beside the manifests.", home, DiagnosticLevel::Note);
        }
        for (const PlannedNamespace &home : m_plan.namespaces) {
            if (!home.imageSigners.empty() && m_targets.count(ExportTarget::Kyverno) == 0)
                add("image-signers-not-written",
                    "Namespace " + home.name
                        + " asks for signed images, which Kubernetes cannot check: no signature is asked "
                          "for.",
                    "Name the target kyverno, or check signatures where images are pulled.", home);
        }
        for (const PlannedAdmissionControl &control : m_plan.admissionControls)
            add("admission-control-not-written",
                control.kind + " " + control.name
                    + " is not modelled and not written; it may change what pods are admitted.",
                "Keep it beside this export.", control.origin);
        for (const NodePool &pool : m_plan.nodePools) {
            for (const Taint &taint : pool.taints)
                add("node-taint-not-a-manifest",
                    "Node pool " + pool.name + " has the taint " + taint.key
                        + (taint.value.empty() ? "" : "=" + taint.value) + ":" + taint.effect
                        + ", which is a property of nodes and no manifest.",
                    "Set it as RUNBOOK.md says, or in the cloud provider's node pool.",
                    std::vector { pool.id });
        }
        if (!m_plan.pods.empty() && isPatched())
            add("workloads-only-patched",
                counted(m_plan.pods.size(), "workload", "workloads")
                    + " are simulated as drawn. The patches hold what the design says and takes away from "
                      "pods; "
                      "host namespaces, host paths and whatever else it does not have stay where a workload "
                      "has "
                      "them.",
                "Import the patched workloads and compare.", {}, DiagnosticLevel::Note);
        else if (!m_plan.pods.empty())
            add("workloads-not-written",
                "Security contexts, placement and token mounts of "
                    + counted(m_plan.pods.size(), "workload", "workloads")
                    + " are simulated as drawn, but workloads are not written.",
                "Carry them over into the Deployments and StatefulSets, or name the target hardening.", {},
                DiagnosticLevel::Note);
    }

    void reportSecretReaders()
    {
        if (m_targets.count(ExportTarget::Vault) > 0)
            return; // that target says what it cannot express
        for (const Secret &secret : m_plan.secrets) {
            if (secret.home != SecretHome::SecretStore || secret.neverLeavesKeeper
                || secret.readerIds.empty())
                continue;
            std::vector<std::string> readers;
            for (const ElementId &id : secret.readerIds)
                readers.push_back(accountName(id));
            add("secret-readers-not-written",
                "That the secret store gives " + secret.name + " to " + join(readers, ", ")
                    + " and nobody else is set in the store: this export does not set it.",
                "Write policies there, or name the target vault.", secret);
        }
    }

    void reportDataPlane()
    {
        for (const PlannedStore &store : m_plan.stores)
            add("store-not-expressed",
                "Store " + store.name + " on " + workloadName(store.hostId)
                    + " (authentication: " + std::string(nameOf(store.authentication))
                    + ") is configured in the store itself, not by Kubernetes.",
                "Configure authentication in the store.", store, DiagnosticLevel::Note);
        for (const PlannedStore &store : m_plan.stores) {
            if (hasAddressList(store))
                add("store-network-not-expressed",
                    "The addresses that the network of store " + store.name + " lets in ("
                        + join(store.trustedCidrs, ", ")
                        + ") are set where the store runs: this export does not set them.",
                    "Set them in its private link, security group or list of addresses.", store);
        }
        reportSecretReaders();
        for (const DataGrant &grant : m_plan.grants) {
            if (isWrittenToStore(grant))
                continue;
            add("data-grant-not-expressed",
                "Grant " + grant.id.value() + " (" + accountName(grant.identityId) + " may "
                    + std::string(nameOf(grant.verb)) + " " + grant.collectionId.value()
                    + (grant.tenant.empty() ? "" : ", tenant " + grant.tenant)
                    + ") is held by the store and no Kubernetes object.",
                "Grant it in the store, and nothing else.", std::vector { grant.id });
        }
        const bool isAnswered = m_targets.count(ExportTarget::Opa) > 0;
        if (!isAnswered && m_targets.count(ExportTarget::AiGateway) > 0)
            return; // that target says what it cannot express
        for (const ToolScope &scope : m_plan.toolScopes)
            add(isAnswered ? "tool-scope-needs-gateway" : "tool-scope-not-expressed",
                "Tool scope " + scope.id.value() + " (" + workloadName(scope.agentId) + " calls "
                    + workloadName(scope.toolId) + ": "
                    + (scope.operations.empty() ? "every operation" : join(scope.operations, ", "))
                    + ", approval: " + std::string(nameOf(scope.approval))
                    + (isAnswered
                            ? ") is answered by the bundle of Open Policy Agent and enforced by whoever asks "
                              "it."
                            : ") is checked by a tool gateway or decision point, which this target does not "
                              "have."),
                isAnswered ? "Let the tool gateway ask for every call, and wait for the approval it names."
                           : "Enforce it in the tool gateway, or name the target ai-gateway.",
                std::vector { scope.id });
    }

    const EnforcementPlan &m_plan;
    const ExportTargets &m_targets;
    ExportRemarks m_report;
};

} // namespace

ExportRemarks compatibilityReport(const EnforcementPlan &plan, const ExportTargets &targets)
{
    ExportRemarks report = unwrittenRules(plan, targets);
    ExportRemarks further = CompatibilityReporter(plan, targets).report();
    report.insert(report.end(), further.begin(), further.end());
    return report;
}

std::string compatibilityPage(const Diagnostics &report, const ExportTargets &targets)
{
    std::vector<std::string> titles;
    for (const ExportTargetFacts &facts : exportTargets()) {
        if (facts.target == ExportTarget::Kubernetes || targets.count(facts.target) > 0)
            titles.emplace_back(facts.title);
    }
    std::string page = "# What these manifests do not express\n\nWritten for: " + join(titles, ", ")
        + ". A network plugin that enforces NetworkPolicies is taken for granted.\nEach line is a control of "
          "the "
          "design that has to be set up elsewhere, or an object that the platform would not\nenforce.\n\n";
    if (report.empty())
        return page + "Nothing: what was written expresses every control of the design.\n";
    for (const Diagnostic &diagnostic : report) {
        page += "- **" + std::string(toString(diagnostic.level)) + "** (" + markdownText(diagnostic.code)
            + "): " + markdownText(diagnostic.message)
            + (diagnostic.fix.empty() ? "" : " *" + markdownText(diagnostic.fix) + "*") + "\n";
    }
    return page;
}

} // namespace fourplane
