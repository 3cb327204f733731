// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AdmissionRules.h"
#include "core/exporters/Exporters.h"

namespace fourplane {

namespace {

constexpr const char *apiVersion = "admissionregistration.k8s.io/v1";
constexpr const char *policyKind = "ValidatingAdmissionPolicy";
constexpr const char *bindingKind = "ValidatingAdmissionPolicyBinding";
constexpr std::string_view folder = "components/admission";
/// Deny and Warn cannot stand together.
constexpr const char *auditPatch =
    "- op: replace\n  path: /spec/validationActions\n  value:\n    - Audit\n    - Warn\n";

constexpr const char *chapter =
    R"(Admission policies hold pods to what was simulated: a pod with the service account or the labels of a workload of the
design may have nothing that the workload does not have there. They need Kubernetes 1.30 or later. The audit overlay
warns and writes to the audit log, the enforce overlay refuses. Both look at new and changed objects only, so pods that
run already stay: restart the workloads after the warnings are explained.

Containers that a mesh injects are under the rules too. The init container of Istio and Linkerd changes the network of
the pod as root unless the mesh's CNI plugin does it: install the plugin, or pods of the mesh do not start. Images change with each release, so export again before it. Roll back with the audit overlay, or by deleting the
bindings.
)";

YamlValue metadataOf(const WorkloadAdmission &admission)
{
    YamlValue annotations = YamlValue::map();
    annotations.add(std::string(edgesAnnotation), admission.pod->workloadId.value());
    return YamlValue::map().add("name", admission.name).add("annotations", std::move(annotations));
}

YamlValue manifestOf(const char *kind, const WorkloadAdmission &admission, YamlValue spec)
{
    YamlValue manifest = YamlValue::map();
    manifest.add("apiVersion", apiVersion).add("kind", kind).add("metadata", metadataOf(admission));
    return manifest.add("spec", std::move(spec));
}

void writePolicy(ExportBuilder &builder, const WorkloadAdmission &admission)
{
    const ObjectSource source { { admission.pod->workloadId }, admission.pod->origin, false };
    YamlValue spec = YamlValue::map();
    spec.add("failurePolicy", "Fail").add("matchConstraints", admissionConstraints());
    spec.add("matchConditions", admissionConditions()).add("variables", admissionVariables(admission));
    spec.add("validations", admissionValidations(admission));
    builder.addObject(folder, { apiVersion, policyKind, "", admission.name },
        manifestOf(policyKind, admission, std::move(spec)), source);
    YamlValue resources = YamlValue::map();
    resources.add("namespaceSelector", namespaceSelector(admission.pod->namespaceName));
    YamlValue bound = YamlValue::map().add("policyName", admission.name);
    bound.add("validationActions", YamlValue::strings({ "Deny", "Audit" }));
    bound.add("matchResources", std::move(resources));
    builder.addObject(folder, { apiVersion, bindingKind, "", admission.name },
        manifestOf(bindingKind, admission, std::move(bound)), source, { false, auditPatch });
}

} // namespace

void writeAdmission(ExportBuilder &builder)
{
    const std::vector<WorkloadAdmission> admissions = workloadAdmissions(builder);
    for (const WorkloadAdmission &admission : admissions)
        writePolicy(builder, admission);
    if (!admissions.empty())
        builder.addChapter("Admission", chapter);
}

} // namespace fourplane
