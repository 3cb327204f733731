// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/WorkloadPlaneEvaluator.h"

#include "core/base/Text.h"
#include "core/decision/HostPrivileges.h"
#include "core/decision/PodSecurity.h"

#include <algorithm>
#include <iterator>

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

DecidingObject decidingWorkload(const PlannedPod &pod)
{
    return { "Workload", pod.namespaceName, pod.name, pod.workloadId, pod.origin };
}

std::string enforcement(const PlannedNamespace &home)
{
    return "Namespace " + home.name + " enforces " + std::string(nameOf(*home.podSecurity.enforce)) + " ("
        + (home.podSecurity.version.empty() ? "latest" : home.podSecurity.version) + ")";
}

} // namespace

WorkloadPlaneEvaluator::WorkloadPlaneEvaluator(const PlanIndex &index)
    : m_index(index)
{
    m_admission.reserve(index.plan().pods.size());
    for (const PlannedPod &pod : index.plan().pods)
        m_admission.push_back(admissionOf(pod));
}

PlaneVerdict WorkloadPlaneEvaluator::evaluate(const AccessRequest &request) const
{
    PlaneVerdict weakest { Verdict::NotEnforced, std::nullopt, "Both ends are outside the cluster.", "" };
    bool first = true;
    for (const ElementId &id : { request.sourceId, request.destinationId }) {
        const PlannedPod *pod = m_index.pod(id);
        if (!pod)
            continue;
        const PlaneVerdict &own = m_admission[m_index.indexOf(*pod)];
        if (own.verdict == Verdict::Deny)
            return own;
        if (first || own.verdict == Verdict::NotEnforced)
            weakest = own;
        first = false;
    }
    return weakest;
}

PlaneVerdict WorkloadPlaneEvaluator::admission(const ElementId &workloadId) const
{
    const PlannedPod *pod = m_index.pod(workloadId);
    return pod ? m_admission[m_index.indexOf(*pod)] : unknownElement(workloadId);
}

PlaneVerdict WorkloadPlaneEvaluator::admissionOf(const PlannedPod &pod) const
{
    const PlannedNamespace *home = m_index.namespaceNamed(pod.namespaceName);
    if (!home || !home->podSecurity.enforce)
        return { Verdict::NotEnforced, std::nullopt,
            "Namespace " + pod.namespaceName + " enforces no Pod Security level.", "" };
    if (*home->podSecurity.enforce == PodSecurityLevel::Privileged)
        return { Verdict::NotEnforced, decidingNamespace(*home),
            "Namespace " + home->name + " enforces privileged, which forbids nothing.", "" };
    const std::vector<std::string> violations =
        podSecurityViolations(pod, *home->podSecurity.enforce, podSecurityMinor(home->podSecurity.version));
    if (violations.empty())
        return { Verdict::Permit, decidingNamespace(*home),
            enforcement(*home) + ", and " + pod.name + " keeps to it.", "W1" };
    return { Verdict::Deny, decidingNamespace(*home),
        enforcement(*home) + ", and in " + pod.name + " " + join(violations, "; ")
            + ": admission refuses its pods.",
        "W1" };
}

PlaneVerdict WorkloadPlaneEvaluator::admissionOfLevel(
    const std::string &namespaceName, PodSecurityLevel level) const
{
    const PlannedNamespace *home = m_index.namespaceNamed(namespaceName);
    if (!home)
        return unknownElement(ElementId(namespaceName));
    if (!home->podSecurity.enforce || *home->podSecurity.enforce == PodSecurityLevel::Privileged)
        return { Verdict::NotEnforced, std::nullopt, "Namespace " + namespaceName + " admits every pod.",
            "" };
    const bool admitted = level >= *home->podSecurity.enforce;
    return { admitted ? Verdict::Permit : Verdict::Deny, decidingNamespace(*home),
        enforcement(*home) + ", so it " + (admitted ? "admits" : "refuses") + " a pod that is only "
            + std::string(nameOf(level)) + ".",
        "W1" };
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
    if (first->poolIds.empty() || second->poolIds.empty())
        return { Verdict::NotEnforced, std::nullopt,
            "No declared node pool places " + (first->poolIds.empty() ? first : second)->name
                + ": it may share any node.",
            "" };
    std::vector<ElementId> common;
    std::set_intersection(first->poolIds.begin(), first->poolIds.end(), second->poolIds.begin(),
        second->poolIds.end(), std::back_inserter(common));
    if (!common.empty())
        return { Verdict::NotEnforced,
            DecidingObject { "NodePool", "", common.front().value(), common.front(), {} },
            first->name + " and " + second->name + " may both land in pool " + common.front().value() + ".",
            "" };
    return { Verdict::Deny,
        DecidingObject { "NodePool", "", first->poolIds.front().value(), first->poolIds.front(), {} },
        first->name + " and " + second->name + " have no node pool in common.", "W4" };
}

} // namespace fourplane
