// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/SecretEvaluator.h"

#include "core/decision/CredentialEvaluator.h"
#include "core/decision/RbacEscalation.h"

#include <algorithm>

namespace fourplane {

namespace {

DecidingObject asObject(const EnforcementPlan &plan, const Secret &secret)
{
    const auto home = std::find_if(plan.namespaces.begin(), plan.namespaces.end(),
        [&secret](const PlannedNamespace &entry) { return entry.id == secret.namespaceId; });
    return { "Secret", home == plan.namespaces.end() ? std::string() : home->name, secret.name, secret.id,
        secret.origin };
}

PlaneVerdict unknownSecret(const ElementId &id)
{
    return { Verdict::Deny, std::nullopt, "There is no such secret: " + id.value() + ".", "" };
}

bool isGiven(const PlannedPod &pod, const ElementId &secretId)
{
    return std::any_of(pod.secrets.begin(), pod.secrets.end(),
        [&secretId](const SecretUse &use) { return use.secretId == secretId; });
}

std::string howGiven(const PlannedPod &pod, const ElementId &secretId)
{
    for (const SecretUse &use : pod.secrets) {
        if (!(use.secretId == secretId))
            continue;
        switch (use.delivery) {
        case SecretDelivery::Environment:
            return "in an environment variable";
        case SecretDelivery::Volume:
            return "in a file of a volume";
        case SecretDelivery::SecretStore:
            break;
        }
    }
    return "from the secret store, with its own identity";
}

/// Resources whose objects show a value that is written into a pod template.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> showTemplates { { { "pods", "" },
    { "deployments", "apps" }, { "statefulsets", "apps" }, { "daemonsets", "apps" },
    { "replicasets", "apps" }, { "jobs", "batch" } } };

} // namespace

SecretEvaluator::SecretEvaluator(const PlanIndex &index, const RbacEvaluator &rbac)
    : m_index(index)
    , m_plan(index.plan())
    , m_rbac(rbac)
{
}

PlaneVerdict SecretEvaluator::mayRead(const ElementId &secretId, const ElementId &identityId) const
{
    const Secret *secret = m_index.secret(secretId);
    if (!secret)
        return unknownSecret(secretId);
    const PlannedServiceAccount *account = m_index.account(identityId);
    if (!account)
        return { Verdict::Deny, std::nullopt, "There is no such identity: " + identityId.value() + ".", "" };
    const PlaneVerdict byApi =
        inCluster(*secret, serviceAccountSubject(account->namespaceName, account->name));
    if (secret->home != SecretHome::SecretStore || byApi.verdict == Verdict::Permit)
        return byApi;
    const PlaneVerdict byStore = inSecretStore(*secret, identityId);
    return byStore.verdict == Verdict::Deny && byApi.verdict == Verdict::Uncertain ? byApi : byStore;
}

PlaneVerdict SecretEvaluator::inSecretStore(const Secret &secret, const ElementId &identityId) const
{
    const bool isReader =
        std::find(secret.readerIds.begin(), secret.readerIds.end(), identityId) != secret.readerIds.end();
    const PlannedServiceAccount *account = m_index.account(identityId);
    const std::string who = account ? "sa/" + account->name : identityId.value();
    if (isReader)
        return { Verdict::Permit, asObject(m_plan, secret),
            "The secret store gives " + secret.name + " to " + who + ".", "" };
    if (secret.keeperId.isEmpty() && secret.readerIds.empty())
        return { Verdict::Uncertain, asObject(m_plan, secret),
            "Which secret store keeps " + secret.name + ", and to whom it gives it, is not known.", "" };
    return { Verdict::Deny, asObject(m_plan, secret),
        "The secret store does not give " + secret.name + " to " + who + ".", "D6" };
}

PlaneVerdict SecretEvaluator::inCluster(const Secret &secret, const ApiSubject &subject) const
{
    const DecidingObject self = asObject(m_plan, secret);
    const std::string &home = self.namespaceName;
    std::vector<ApiRequest> ways;
    if (secret.home == SecretHome::KubernetesSecret) {
        ways.push_back({ "get", "", "secrets", "", home, secret.name, "" });
        for (const char *verb : { "list", "watch" })
            ways.push_back({ verb, "", "secrets", "", home, "", "" });
        ways.push_back({ "list", "", "secrets", "", home, secret.name, "" });
    }
    if (secret.home == SecretHome::Environment) {
        for (const auto &[resource, group] : showTemplates) {
            for (const char *verb : { "get", "list", "watch" })
                ways.push_back({ verb, std::string(group), std::string(resource), "", home, "", "" });
        }
    }
    std::optional<PlaneVerdict> uncertain;
    for (const ApiRequest &way : ways) {
        PlaneVerdict verdict = m_rbac.may(subject, way);
        if (verdict.verdict == Verdict::Permit) {
            if (way.verb != "get" && way.name.empty() && secret.home == SecretHome::KubernetesSecret)
                verdict.reason += " Every Secret of the namespace comes with it.";
            if (secret.home == SecretHome::Environment)
                verdict.reason += " The value stands in the pod template.";
            return verdict;
        }
        if (verdict.verdict == Verdict::Uncertain && !uncertain)
            uncertain = verdict;
    }
    const bool isInApi = secret.home == SecretHome::KubernetesSecret;
    const auto &pods = m_index.podsIn(home);
    const bool isInPods = std::any_of(
        pods.begin(), pods.end(), [&secret](const PlannedPod *pod) { return isGiven(*pod, secret.id); });
    const std::vector<Escalation> escalations =
        isInApi || isInPods ? escalationsOf(m_rbac, subject) : std::vector<Escalation> {};
    for (const Escalation &escalation : escalations) {
        const bool holdsHere = escalation.namespaceName.empty() || escalation.namespaceName == home;
        const bool createsPods = escalation.kind == EscalationKind::CreatePods && isInApi;
        const bool entersPods = escalation.kind == EscalationKind::EnterPods && isInPods;
        if (!holdsHere || !(createsPods || entersPods))
            continue;
        const std::string how = createsPods
            ? "it may make pods there (" + escalation.right
                + "), and a pod may be given any Secret of its namespace"
            : "it may run code in pods that are given it (" + escalation.right + ")";
        if (escalation.isCertain)
            return { Verdict::Permit, escalation.binding,
                subject.title + " comes to secret " + home + "/" + secret.name + ": " + how + ".", "" };
        if (!uncertain)
            uncertain = PlaneVerdict { Verdict::Uncertain, escalation.binding,
                "Whether " + subject.title + " comes to secret " + home + "/" + secret.name
                    + " is not known: " + escalation.role.kind + " " + escalation.role.name
                    + " is not in the project.",
                "" };
    }
    if (uncertain)
        return *uncertain;
    return { Verdict::Deny, self,
        "No role lets " + subject.title + " read secret " + home + "/" + secret.name
            + ", make pods in its namespace, or enter a pod that has it.",
        "I3" };
}

PlaneVerdict SecretEvaluator::reaches(const ElementId &secretId, const ElementId &workloadId) const
{
    const Secret *secret = m_index.secret(secretId);
    if (!secret)
        return unknownSecret(secretId);
    const PlannedPod *pod = m_index.pod(workloadId);
    if (!pod)
        return { Verdict::Deny, std::nullopt, "There is no such workload: " + workloadId.value() + ".", "" };
    if (isGiven(*pod, secretId))
        return { Verdict::Permit,
            DecidingObject { "Workload", pod->namespaceName, pod->name, pod->workloadId, pod->origin },
            pod->name + " is given " + secret->name + " " + howGiven(*pod, secretId)
                + ": whoever runs code in it has it.",
            "" };
    std::optional<PlaneVerdict> uncertain;
    if (secret->home == SecretHome::SecretStore) {
        const PlaneVerdict byStore = inSecretStore(*secret, pod->identityId);
        if (byStore.verdict == Verdict::Permit)
            return byStore;
        if (byStore.verdict == Verdict::Uncertain)
            uncertain = byStore;
    }
    for (const PodToken &token : tokensOf(m_index, *pod)) {
        if (!token.opensApi)
            continue;
        const PlannedServiceAccount *account = m_index.account(token.identityId);
        const PlaneVerdict byApi = inCluster(*secret,
            account ? serviceAccountSubject(account->namespaceName, account->name)
                    : serviceAccountSubject(pod->namespaceName, pod->serviceAccount));
        if (byApi.verdict == Verdict::Permit)
            return byApi;
        if (byApi.verdict == Verdict::Uncertain && !uncertain)
            uncertain = byApi;
    }
    if (uncertain)
        return *uncertain;
    return { Verdict::Deny, asObject(m_plan, *secret),
        pod->name + " is not given " + secret->name + " and holds no token that may read it.",
        secret->home == SecretHome::SecretStore ? "D6" : "I3" };
}

std::vector<SecretEvaluator::Reader> SecretEvaluator::readersOf(const ElementId &secretId) const
{
    std::vector<Reader> readers;
    for (const PlannedPod &pod : m_plan.pods) {
        if (isGiven(pod, secretId))
            readers.push_back({ pod.workloadId, reaches(secretId, pod.workloadId) });
    }
    for (const PlannedServiceAccount &account : m_plan.serviceAccounts) {
        const PlaneVerdict verdict = mayRead(secretId, account.id);
        if (verdict.verdict == Verdict::Permit || verdict.verdict == Verdict::Uncertain)
            readers.push_back({ account.id, verdict });
    }
    return readers;
}

} // namespace fourplane
