// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

#include <string>
#include <vector>

namespace fourplane {

/// A condition in the Common Expression Language that must hold, and what is said when it does not.
struct AdmissionRule
{
    std::string expression; ///< over `variables`, see admissionVariables
    std::string message; ///< one line
};

/// What of a workload's pods admission checks: whether a pod is meant, and the rules for it. In force, no pod
/// that says it is of this workload has more than the simulated ones have.
struct WorkloadAdmission
{
    const PlannedPod *pod = nullptr;
    std::string name; ///< of the policy; an object name
    std::string isMeant; ///< expression over `variables`: the pod is of the workload
    std::vector<AdmissionRule> rules;
};

/// The admission of every workload that can be told apart from others, by its own service account or its
/// labels. Reports the others, and refuses names that Kubernetes would not take.
std::vector<WorkloadAdmission> workloadAdmissions(ExportBuilder &builder);

/// A selector of the namespace of this name.
YamlValue namespaceSelector(const std::string &namespaceName);

/// matchConstraints of the policies: pods, and what makes pods so that its author is told at once; only in
/// this namespace where one is given.
YamlValue admissionConstraints(const std::string &namespaceName = {});

/// matchConditions: not the last updates of what is being deleted.
YamlValue admissionConditions();

/// `variables`: `pod` (the pod's specification wherever the object has it), `labels`, `account`, `containers`
/// (of all three kinds) and `isMeant`.
YamlValue admissionVariables(const WorkloadAdmission &admission);

/// `validations`: each rule, for pods that are meant.
YamlValue admissionValidations(const WorkloadAdmission &admission);

/// The rules for the pods of a workload that its design gives.
std::vector<AdmissionRule> admissionRulesOf(ExportBuilder &builder, const PlannedPod &pod);

} // namespace fourplane
