// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/WorkloadPatch.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"

namespace fourplane {

namespace {

std::string_view apiVersionOf(ControllerKind controller)
{
    switch (controller) {
    case ControllerKind::Deployment:
    case ControllerKind::StatefulSet:
    case ControllerKind::DaemonSet:
    case ControllerKind::ReplicaSet:
        return "apps/v1";
    case ControllerKind::Job:
    case ControllerKind::CronJob:
        return "batch/v1";
    case ControllerKind::ReplicationController:
    case ControllerKind::Pod:
        break;
    }
    return "v1";
}

} // namespace

bool isPatchable(ExportBuilder &builder, const PlannedPod &pod)
{
    const bool hasNames = isDnsLabel(pod.namespaceName) && isDnsSubdomain(pod.name)
        && (pod.serviceAccount.empty() || isDnsSubdomain(pod.serviceAccount));
    if (!hasNames)
        builder.refuse("Patch of " + described(pod),
            "a name of workload, namespace or service account is no DNS name.",
            "Use lower case letters, digits and '-'.", pod);
    return hasNames;
}

YamlValue workloadPatch(const PlannedPod &pod, YamlValue podSpec)
{
    YamlValue metadata = YamlValue::map();
    metadata.add("name", pod.name).add("namespace", pod.namespaceName);
    metadata.add("annotations", YamlValue::map().add(std::string(edgesAnnotation), pod.workloadId.value()));
    YamlValue spec = std::move(podSpec);
    if (pod.controller != ControllerKind::Pod)
        spec = YamlValue::map().add("template", YamlValue::map().add("spec", std::move(spec)));
    if (pod.controller == ControllerKind::CronJob)
        spec = YamlValue::map().add("jobTemplate", YamlValue::map().add("spec", std::move(spec)));
    YamlValue patch = YamlValue::map();
    patch.add("apiVersion", apiVersionOf(pod.controller)).add("kind", nameOf(pod.controller));
    return patch.add("metadata", std::move(metadata)).add("spec", std::move(spec));
}

std::string patchFileName(const PlannedPod &pod)
{
    return toLowerAscii(nameOf(pod.controller)) + "-" + pod.name + ".yaml";
}

std::string described(const PlannedPod &pod)
{
    return pod.namespaceName + "/" + pod.name;
}

} // namespace fourplane
