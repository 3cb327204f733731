// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/PlanOfOnePod.h"

namespace fourplane::test {

EnforcementPlan planOfOnePod(const std::string &workload)
{
    EnforcementPlan plan;
    PlannedServiceAccount account;
    account.id = ElementId("sa-" + workload);
    account.name = workload + "-sa";
    account.namespaceName = "rag";
    PlannedPod pod;
    pod.workloadId = ElementId(workload);
    pod.name = workload;
    pod.namespaceName = account.namespaceName;
    pod.identityId = account.id;
    pod.serviceAccount = account.name;
    pod.containers.resize(1);
    pod.containers[0].name = "main";
    plan.serviceAccounts = { account };
    plan.pods = { pod };
    return plan;
}

} // namespace fourplane::test
