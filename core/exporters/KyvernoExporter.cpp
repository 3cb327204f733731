// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AdmissionRules.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/KyvernoImages.h"

namespace fourplane {

namespace {

constexpr const char *apiVersion = "policies.kyverno.io/v1";
constexpr const char *kind = "ValidatingPolicy";
constexpr const char *auditPatch = "- op: replace\n  path: /spec/validationActions\n  value:\n    - Audit\n";

constexpr const char *chapter =
    R"(`components/kyverno` holds pods to what was simulated, as the target `admission` does with the API server's own
policies; choose that one where Kyverno does not run already. Needs Kyverno 1.17 or later. The audit overlay writes
policy reports, the enforce overlay refuses new and changed objects. The namespaces that Kyverno's own configuration
leaves out are not checked. Containers that a mesh injects are under the rules too, so the mesh needs its CNI plugin. Roll back with the
audit overlay, or by deleting the policies.
)";

void writePolicy(ExportBuilder &builder, const WorkloadAdmission &admission)
{
    YamlValue annotations = YamlValue::map();
    annotations.add(std::string(edgesAnnotation), admission.pod->workloadId.value());
    YamlValue metadata = YamlValue::map().add("name", admission.name);
    metadata.add("annotations", std::move(annotations));
    YamlValue spec = YamlValue::map();
    spec.add("validationActions", YamlValue::strings({ "Deny" })).add("failurePolicy", "Fail");
    spec.add("matchConstraints", admissionConstraints(admission.pod->namespaceName));
    spec.add("matchConditions", admissionConditions()).add("variables", admissionVariables(admission));
    spec.add("validations", admissionValidations(admission));
    YamlValue manifest = YamlValue::map();
    manifest.add("apiVersion", apiVersion).add("kind", kind);
    manifest.add("metadata", std::move(metadata)).add("spec", std::move(spec));
    builder.addObject("components/kyverno", { apiVersion, kind, "", admission.name }, manifest,
        { { admission.pod->workloadId }, admission.pod->origin, false }, { false, auditPatch });
}

constexpr const char *imageChapter =
    R"(`components/kyverno` also asks for signatures of images, where namespaces name signers: cosign's, found in the registry,
with an entry in the public transparency log unless you set `ctlog`. Every image of a pod counts, those that a mesh
injects included: name the signer of the mesh too, or add an exception. Try it with the audit overlay and with an image
of each registry first.
)";

} // namespace

void writeKyverno(ExportBuilder &builder)
{
    const std::vector<WorkloadAdmission> admissions = workloadAdmissions(builder);
    for (const WorkloadAdmission &admission : admissions)
        writePolicy(builder, admission);
    if (!admissions.empty())
        builder.addChapter("Kyverno", chapter);
    if (writeKyvernoImages(builder))
        builder.addChapter("Signatures of images", imageChapter);
}

} // namespace fourplane
