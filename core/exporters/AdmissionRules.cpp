// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/AdmissionRules.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/CelText.h"
#include "core/exporters/WorkloadPatch.h"
#include "core/topology/MatchLabels.h"

#include <algorithm>
#include <initializer_list>

namespace fourplane {

namespace {

/// `part` of the pod template, or of the pod itself.
std::string inTemplate(const std::string &part)
{
    return "object.kind == \"Pod\" ? object." + part
        + " : object.kind == \"CronJob\" ? object.spec.jobTemplate" + ".spec.template." + part
        + " : object.spec.template." + part;
}

/// The labels of `holder`, which may have none.
std::string labelsOf(const std::string &holder)
{
    return "(has(" + holder + ".metadata) && has(" + holder + ".metadata.labels) ? " + holder
        + ".metadata.labels : {})";
}

/// How a workload is told apart from the others of its namespace.
struct Marks
{
    bool byLabels = false; ///< no other workload carries its labels
    bool byAccount = false; ///< no other workload has its service account
};

Marks marksOf(const EnforcementPlan &plan, const PlannedPod &pod)
{
    Marks marks { !pod.labels.empty(), !pod.identityId.isEmpty() };
    for (const PlannedPod &other : plan.pods) {
        if (&other == &pod || other.namespaceName != pod.namespaceName)
            continue;
        marks.byLabels = marks.byLabels && !carries(other.labels, pod.labels);
        marks.byAccount = marks.byAccount && other.serviceAccount != pod.serviceAccount;
    }
    return marks;
}

std::string isMeant(const PlannedPod &pod, const Marks &marks)
{
    std::vector<std::string> labels;
    for (const auto &[key, value] : pod.labels)
        labels.push_back(celText(key) + " in variables.labels && variables.labels[" + celText(key)
            + "] == " + celText(value));
    std::vector<std::string> ways;
    if (marks.byLabels)
        ways.push_back("(" + join(labels, " && ") + ")");
    if (marks.byAccount)
        ways.push_back("variables.account == " + celText(pod.serviceAccount));
    return join(ways, " || ");
}

YamlValue resourceRule(
    const char *group, std::initializer_list<const char *> resources, std::vector<std::string> operations)
{
    YamlValue value = YamlValue::map();
    value.add("apiGroups", YamlValue::strings({ group })).add("apiVersions", YamlValue::strings({ "v1" }));
    value.add("operations", YamlValue::strings(operations));
    return value.add("resources", YamlValue::strings({ resources.begin(), resources.end() }));
}

YamlValue named(const char *name, const std::string &expression)
{
    return YamlValue::map().add("name", name).add("expression", expression);
}

} // namespace

std::vector<WorkloadAdmission> workloadAdmissions(ExportBuilder &builder)
{
    std::vector<WorkloadAdmission> admissions;
    for (const PlannedPod &pod : builder.plan().pods) {
        const Marks marks = marksOf(builder.plan(), pod);
        if (!isPatchable(builder, pod))
            continue;
        builder.checkLabels("Admission of " + described(pod), pod.labels, pod);
        if (!marks.byLabels && !marks.byAccount) {
            builder.report(DiagnosticLevel::Warning, "admission-not-told-apart",
                described(pod)
                    + " has neither labels nor a service account that no other workload of its namespace "
                      "has: "
                      "admission cannot tell its pods, and does not check them.",
                "Give it a service account of its own.", pod);
            continue;
        }
        if (!marks.byAccount)
            builder.report(DiagnosticLevel::Warning, "admission-by-labels-only",
                described(pod)
                    + " shares its service account: who makes a pod with it but without its labels is not "
                      "checked.",
                "Give it a service account of its own.", pod);
        admissions.push_back({ &pod, "fourplane." + pod.namespaceName + "." + pod.name, isMeant(pod, marks),
            admissionRulesOf(builder, pod) });
    }
    return admissions;
}

YamlValue namespaceSelector(const std::string &namespaceName)
{
    YamlValue labels = YamlValue::map().add("kubernetes.io/metadata.name", namespaceName);
    return YamlValue::map().add("matchLabels", std::move(labels));
}

YamlValue admissionConstraints(const std::string &namespaceName)
{
    const std::vector<std::string> both { "CREATE", "UPDATE" };
    YamlValue rules = YamlValue::list();
    rules.append(resourceRule("", { "pods", "replicationcontrollers" }, both));
    rules.append(resourceRule("", { "pods/ephemeralcontainers" }, { "UPDATE" }));
    rules.append(resourceRule("apps", { "deployments", "statefulsets", "daemonsets", "replicasets" }, both));
    rules.append(resourceRule("batch", { "jobs", "cronjobs" }, both));
    YamlValue value = YamlValue::map();
    if (!namespaceName.empty())
        value.add("namespaceSelector", namespaceSelector(namespaceName));
    return value.add("resourceRules", std::move(rules));
}

YamlValue admissionConditions()
{
    YamlValue list = YamlValue::list();
    return list.append(named("not-being-deleted", "!has(object.metadata.deletionTimestamp)"));
}

YamlValue admissionVariables(const WorkloadAdmission &admission)
{
    YamlValue list = YamlValue::list();
    list.append(named("pod", inTemplate("spec")));
    list.append(named("labels",
        "object.kind == \"Pod\" ? " + labelsOf("object") + " : object.kind == \"CronJob\" ? "
            + labelsOf("object.spec.jobTemplate.spec.template") + " : " + labelsOf("object.spec.template")));
    list.append(named(
        "account", "has(variables.pod.serviceAccountName) ? variables.pod.serviceAccountName : \"default\""));
    list.append(named("containers",
        "variables.pod.containers + (has(variables.pod.initContainers) ? variables.pod.initContainers : [])"
        " + (has(variables.pod.ephemeralContainers) ? variables.pod.ephemeralContainers : [])"));
    list.append(named("isMeant", admission.isMeant));
    return list;
}

YamlValue admissionValidations(const WorkloadAdmission &admission)
{
    YamlValue list = YamlValue::list();
    for (const AdmissionRule &rule : admission.rules) {
        YamlValue value = YamlValue::map();
        value.add("expression", "!variables.isMeant || (" + rule.expression + ")");
        value.add("message", described(*admission.pod) + ": " + rule.message);
        list.append(value.add("reason", "Forbidden"));
    }
    return list;
}

} // namespace fourplane
