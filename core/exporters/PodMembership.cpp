// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/PodMembership.h"

#include <set>

namespace fourplane {

std::vector<const PlannedPod *> membersByThemselves(const EnforcementPlan &plan)
{
    std::set<std::string> meshed;
    for (const PlannedNamespace &home : plan.namespaces) {
        if (home.meshInjection)
            meshed.insert(home.name);
    }
    std::vector<const PlannedPod *> members;
    for (const PlannedPod &pod : plan.pods) {
        if (pod.meshMode != MeshMode::None && meshed.count(pod.namespaceName) == 0)
            members.push_back(&pod);
    }
    return members;
}

} // namespace fourplane
