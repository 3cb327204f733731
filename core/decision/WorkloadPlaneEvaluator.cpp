// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/WorkloadPlaneEvaluator.h"

#include "core/base/Text.h"
#include "core/decision/EffectivePodSecurity.h"
#include "core/decision/HostPrivileges.h"
#include "core/decision/NodeSharing.h"

#include <algorithm>

namespace fourplane {

namespace {

PlaneVerdict unknownElement(const ElementId &id)
{
    return { Verdict::Deny, std::nullopt, "There is no such element: " + id.value() + ".", "" };
}

DecidingObject decidingNamespace(const PlannedNamespace &home)
{
    return { "Namespace", "", home.name, home.id, home.origin };
}

bool isAmong(const std::string &value, const std::vector<std::string> &values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// Why Pod Security Admission does not look at pods that are made in the namespace; empty when it does.
std::string exemption(const PodSecurityExemptions &exempt, const PlannedPod &pod)
{
    // The name that controllers have where they run without accounts of their own.
    static const std::string sharedAccount = "system:kube-controller-manager";
    if (isAmong(pod.namespaceName, exempt.namespaces))
        return "Namespace " + pod.namespaceName + " is exempt from Pod Security in the API server.";
    const std::string &runtimeClass = pod.placement.runtimeClass;
    if (!runtimeClass.empty() && isAmong(runtimeClass, exempt.runtimeClasses))
        return "Pods of the runtime class " + runtimeClass
            + " are exempt from Pod Security in the API server.";
    const std::string maker = podMakerOf(pod.controller);
    for (const std::string &name : { maker, sharedAccount }) {
        if (!maker.empty() && isAmong(name, exempt.users))
            return "The pods of " + pod.name + " are made by " + name
                + ", which is exempt from Pod Security in the API server.";
    }
    return {};
}

/// What audit and warn say about pods that are admitted: they never refuse any.
std::string remarks(const EffectivePodSecurity &rules, const PlannedPod &pod)
{
    std::string text;
    const auto add = [&](const PodSecurityRule &rule, const char *what) {
        const std::vector<std::string> violations = rule.violations(pod);
        if (!violations.empty())
            text += std::string(" ") + what + " (" + rule.describe()
                + "), refusing nothing: " + join(violations, "; ") + ".";
    };
    add(rules.audit, "The audit log records");
    add(rules.warn, "Whoever makes it is warned");
    return text;
}

DecidingObject decidingControl(const PlannedAdmissionControl &control)
{
    return { control.kind, control.namespaceName, control.name, {}, control.origin };
}

std::string titleOf(const PlannedAdmissionControl &control)
{
    return control.kind + " " + (control.namespaceName.empty() ? "" : control.namespaceName + "/")
        + control.name;
}

std::string declaration(const PlannedAdmissionControl &control)
{
    return titleOf(control) + " is declared to enforce " + std::string(nameOf(*control.declaredLevel))
        + " (declared by a person; its rules are not evaluated)";
}

/// `base`, the answer of Pod Security, with what is known of other admission rules of the namespace.
/// `refuses` says why one that is declared would refuse at its level; empty when it would not.
template <class Refuses>
PlaneVerdict withOtherRules(
    const EnforcementPlan &plan, const std::string &namespaceName, const PlaneVerdict &base, Refuses refuses)
{
    if (base.verdict == Verdict::Deny)
        return base;
    const PlannedAdmissionControl *unknown = nullptr;
    for (const PlannedAdmissionControl &control : plan.admissionControls) {
        if (!control.namespaceName.empty() && control.namespaceName != namespaceName)
            continue;
        if (!control.declaredLevel) {
            unknown = unknown ? unknown : &control;
            continue;
        }
        const std::string why = refuses(*control.declaredLevel);
        if (!why.empty())
            return { Verdict::Deny, decidingControl(control), declaration(control) + ", and " + why + ".",
                "W2" };
    }
    if (!unknown)
        return base;
    return { Verdict::Uncertain, decidingControl(*unknown),
        base.reason + " But " + titleOf(*unknown)
            + " decides about pods too, and its rules are not evaluated: it may refuse them, and is given no "
              "credit.",
        "" };
}

} // namespace

WorkloadPlaneEvaluator::WorkloadPlaneEvaluator(const PlanIndex &index)
    : m_index(index)
{
    m_admission.reserve(index.plan().pods.size());
    for (const PlannedPod &pod : index.plan().pods)
        m_admission.push_back(admissionOf(pod));
}

PlaneVerdict WorkloadPlaneEvaluator::evaluate(const PlannedRequest &request) const
{
    // Smaller is weaker, so that it decides.
    const auto strength = [](Verdict verdict) {
        return verdict == Verdict::Deny       ? 0
            : verdict == Verdict::Uncertain   ? 1
            : verdict == Verdict::NotEnforced ? 2
                                              : 3;
    };
    const PlaneVerdict *weakest = nullptr;
    for (const PlannedEnd *end : { &request.source, &request.destination }) {
        if (!end->pod)
            continue;
        const PlaneVerdict &own = m_admission[m_index.indexOf(*end->pod)];
        // Of two that are open alike the later one is named.
        if (!weakest || strength(own.verdict) < strength(weakest->verdict)
            || (own.verdict == Verdict::NotEnforced && weakest->verdict == Verdict::NotEnforced))
            weakest = &own;
    }
    return request.answer(weakest ? weakest->verdict : Verdict::NotEnforced, [weakest] {
        return weakest ? VerdictWords { weakest->decidedBy, weakest->reason, weakest->control }
                       : VerdictWords { {}, "Both ends are outside the cluster.", "" };
    });
}

PlaneVerdict WorkloadPlaneEvaluator::admission(const ElementId &workloadId) const
{
    const PlannedPod *pod = m_index.pod(workloadId);
    return pod ? m_admission[m_index.indexOf(*pod)] : unknownElement(workloadId);
}

PlaneVerdict WorkloadPlaneEvaluator::podSecurityOf(const PlannedPod &pod) const
{
    const PlatformProfile &platform = m_index.plan().platform;
    const PlannedNamespace *home = m_index.namespaceNamed(pod.namespaceName);
    const std::string exempt = exemption(platform.podSecurityExemptions, pod);
    if (!exempt.empty())
        return { Verdict::NotEnforced, std::nullopt, exempt, "" };
    const PodSecurityAdmission none;
    const EffectivePodSecurity rules =
        effectivePodSecurity(home ? home->podSecurity : none, platform.podSecurityDefaults);
    const bool isLabelled = home && home->podSecurity.enforce;
    if (rules.enforce.level == PodSecurityLevel::Privileged) {
        if (isLabelled)
            return { Verdict::NotEnforced, decidingNamespace(*home),
                "Namespace " + home->name + " enforces privileged, which forbids nothing."
                    + remarks(rules, pod),
                "" };
        return { Verdict::NotEnforced, std::nullopt,
            "Namespace " + pod.namespaceName + " enforces no Pod Security level." + remarks(rules, pod), "" };
    }
    const std::string enforcement = "Namespace " + pod.namespaceName + " enforces " + rules.enforce.describe()
        + (isLabelled ? "" : " by default of the API server");
    const std::optional<DecidingObject> decider =
        home ? std::optional(decidingNamespace(*home)) : std::nullopt;
    const std::vector<std::string> violations = rules.enforce.violations(pod);
    if (violations.empty())
        return { Verdict::Permit, decider,
            enforcement + ", and " + pod.name + " keeps to it." + remarks(rules, pod), "W1" };
    const std::string refusal = enforcement + ", and in " + pod.name + " " + join(violations, "; ");
    if (podMakerOf(pod.controller).empty() && !platform.podSecurityExemptions.users.empty())
        return { Verdict::Uncertain, decider,
            refusal + ": admission refuses its pods unless one of the exempt users makes them.", "" };
    return { Verdict::Deny, decider, refusal + ": admission refuses its pods.", "W1" };
}

PlaneVerdict WorkloadPlaneEvaluator::admissionOf(const PlannedPod &pod) const
{
    return withOtherRules(
        m_index.plan(), pod.namespaceName, podSecurityOf(pod), [&pod](PodSecurityLevel level) {
            const std::vector<std::string> violations = PodSecurityRule { level, "" }.violations(pod);
            return violations.empty() ? std::string() : "in " + pod.name + " " + join(violations, "; ");
        });
}

PlaneVerdict WorkloadPlaneEvaluator::podSecurityOfLevel(
    const PlannedNamespace &home, PodSecurityLevel level) const
{
    const PlatformProfile &platform = m_index.plan().platform;
    const PodSecurityExemptions &exempt = platform.podSecurityExemptions;
    const PodSecurityRule rule = effectivePodSecurity(home.podSecurity, platform.podSecurityDefaults).enforce;
    if (rule.level == PodSecurityLevel::Privileged)
        return { Verdict::NotEnforced, std::nullopt, "Namespace " + home.name + " admits every pod.", "" };
    if (isAmong(home.name, exempt.namespaces))
        return { Verdict::NotEnforced, std::nullopt,
            "Namespace " + home.name + " is exempt from Pod Security in the API server.", "" };
    const bool admitted = level >= rule.level;
    const std::string enforcement = "Namespace " + home.name + " enforces " + rule.describe();
    if (!admitted && !exempt.runtimeClasses.empty())
        return { Verdict::NotEnforced, std::nullopt,
            enforcement + ", but a pod that names the runtime class " + exempt.runtimeClasses.front()
                + " is exempt.",
            "" };
    if (!admitted && !exempt.users.empty())
        return { Verdict::Uncertain, decidingNamespace(home),
            enforcement + ", but not for pods that " + join(exempt.users, ", ") + " makes.", "" };
    return { admitted ? Verdict::Permit : Verdict::Deny, decidingNamespace(home),
        enforcement + ", so it " + (admitted ? "admits" : "refuses") + " a pod that is only "
            + std::string(nameOf(level)) + ".",
        "W1" };
}

PlaneVerdict WorkloadPlaneEvaluator::admissionOfLevel(
    const std::string &namespaceName, PodSecurityLevel level) const
{
    const PlannedNamespace *home = m_index.namespaceNamed(namespaceName);
    if (!home)
        return unknownElement(ElementId(namespaceName));
    return withOtherRules(
        m_index.plan(), namespaceName, podSecurityOfLevel(*home, level), [level](PodSecurityLevel declared) {
            return level >= declared ? std::string() : "the pod is only " + std::string(nameOf(level));
        });
}

PlaneVerdict WorkloadPlaneEvaluator::escape(const ElementId &workloadId, bool byRuntimeWeakness) const
{
    const PlannedPod *pod = m_index.pod(workloadId);
    if (!pod)
        return unknownElement(workloadId);
    const PlaneVerdict &admitted = m_admission[m_index.indexOf(*pod)];
    if (admitted.verdict == Verdict::Deny)
        return admitted;
    if (byRuntimeWeakness) {
        if (pod->placement.sandboxedRuntime)
            return { Verdict::Deny, decidingWorkload(*pod),
                pod->name + " runs in a sandbox (" + pod->placement.runtimeClass
                    + "): a weakness of the container runtime stays inside it.",
                "W5" };
        return { Verdict::NotEnforced, std::nullopt,
            pod->name + " shares the node's kernel and container runtime: a weakness there opens the node.",
            "" };
    }
    const std::vector<std::string> privileges = hostPrivilegesOf(*pod);
    if (!privileges.empty())
        return { Verdict::NotEnforced, std::nullopt, "In " + pod->name + " " + join(privileges, "; ") + ".",
            "" };
    PlaneVerdict nothing { Verdict::Deny, decidingWorkload(*pod),
        pod->name + " has nothing to escape with: no privileges, host paths or host namespaces.", "" };
    if (admitted.verdict == Verdict::Permit) {
        nothing.decidedBy = admitted.decidedBy;
        nothing.control = admitted.control;
    }
    return nothing;
}

PlaneVerdict WorkloadPlaneEvaluator::sharesNode(
    const ElementId &firstWorkloadId, const ElementId &secondWorkloadId) const
{
    const PlannedPod *first = m_index.pod(firstWorkloadId);
    const PlannedPod *second = m_index.pod(secondWorkloadId);
    if (!first || !second)
        return unknownElement(first ? secondWorkloadId : firstWorkloadId);
    if (first == second)
        return { Verdict::NotEnforced, std::nullopt, "Pods of one workload may share a node.", "" };
    return nodeSharing(m_index, *first, *second);
}

} // namespace fourplane
