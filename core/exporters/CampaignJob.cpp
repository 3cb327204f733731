// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/CampaignJob.h"

#include "core/base/Text.h"
#include "core/storage/YamlWriter.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

/// A Job of completion mode Indexed makes pods called NAME-INDEX-abcde and wants their host name, NAME-INDEX,
/// to be a DNS label of 63 bytes; an index has at most ten digits.
constexpr std::size_t longestJobName = 52;
/// Of 1 MiB; the rest is for names and what Kubernetes adds.
constexpr std::size_t largestInputs = 1'000'000;
constexpr int nobody = 65532; ///< the user and group of common minimal images
constexpr std::size_t megabytesBesides = 512; ///< for the project, its plan and the results
constexpr std::string_view resultsFolder = "/results";

bool isKeyOfConfigMap(const std::string &name)
{
    constexpr std::size_t longestKey = 253;
    return !name.empty() && name.size() <= longestKey && name != "." && name.rfind("..", 0) != 0
        && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                   || c == '_' || c == '.';
           });
}

YamlValue pair(std::string key, YamlValue value)
{
    return YamlValue::map().add(std::move(key), std::move(value));
}

YamlValue metadata(const CampaignJob &job)
{
    YamlValue map = pair("name", job.name);
    map.addUnlessEmpty("namespace", job.namespaceName);
    map.add("labels",
        pair("app.kubernetes.io/name", "fourplane-campaign").add("app.kubernetes.io/instance", job.name));
    return map;
}

YamlValue object(const char *apiVersion, const char *kind, const CampaignJob &job)
{
    return pair("apiVersion", apiVersion).add("kind", kind).add("metadata", metadata(job));
}

YamlValue inputsObject(const CampaignJob &job)
{
    YamlValue data = YamlValue::map();
    for (const auto &[name, content] : job.inputs)
        data.add(name, content);
    return object("v1", "ConfigMap", job).add("data", std::move(data));
}

YamlValue isolation(const CampaignJob &job)
{
    YamlValue spec = pair("podSelector", pair("matchLabels", pair("app.kubernetes.io/instance", job.name)));
    spec.add("policyTypes", YamlValue::strings({ "Ingress", "Egress" }));
    return object("networking.k8s.io/v1", "NetworkPolicy", job).add("spec", std::move(spec));
}

YamlValue container(const CampaignJob &job)
{
    std::vector<std::string> arguments = job.arguments;
    // Kubernetes fills in the index of the pod; other dollar signs in arguments are doubled.
    for (std::string &argument : arguments) {
        for (std::size_t place = argument.find('$'); place != std::string::npos;
             place = argument.find('$', place + 2))
            argument.insert(place, "$");
    }
    const std::string index = "$(JOB_COMPLETION_INDEX)";
    arguments.push_back("--memory-limit=" + std::to_string(job.attackMegabytes));
    arguments.push_back("--shard=" + index + "/" + std::to_string(job.shards));
    arguments.push_back("--output=" + std::string(resultsFolder) + "/" + job.name + "-" + index + ".json");
    YamlValue security = pair("allowPrivilegeEscalation", false);
    security.add("capabilities", pair("drop", YamlValue::strings({ "ALL" })));
    security.add("readOnlyRootFilesystem", true);
    YamlValue resources = pair("requests", pair("cpu", "1").add("memory", "512Mi"));
    resources.add("limits",
        pair("cpu", "1").add("memory", std::to_string(job.attackMegabytes + megabytesBesides) + "Mi"));
    YamlValue mounts = YamlValue::list();
    mounts.append(pair("name", "input").add("mountPath", campaignInputFolder).add("readOnly", true));
    mounts.append(pair("name", "results").add("mountPath", resultsFolder));
    return pair("name", "campaign")
        .add("image", job.image)
        .add("command", YamlValue::strings({ "fourplanectl" }))
        .add("args", YamlValue::strings(arguments))
        .add("resources", std::move(resources))
        .add("securityContext", std::move(security))
        .add("volumeMounts", std::move(mounts));
}

YamlValue podSpec(const CampaignJob &job)
{
    YamlValue security = pair("runAsNonRoot", true);
    security.add("runAsUser", nobody).add("runAsGroup", nobody).add("fsGroup", nobody);
    security.add("seccompProfile", pair("type", "RuntimeDefault"));
    YamlValue volumes = YamlValue::list();
    volumes.append(pair("name", "input").add("configMap", pair("name", job.name)));
    volumes.append(pair("name", "results").add("persistentVolumeClaim", pair("claimName", job.resultsClaim)));
    return pair("restartPolicy", "Never")
        .add("automountServiceAccountToken", false)
        .add("enableServiceLinks", false)
        .add("securityContext", std::move(security))
        .add("containers", YamlValue::list().append(container(job)))
        .add("volumes", std::move(volumes));
}

YamlValue jobObject(const CampaignJob &job)
{
    YamlValue podMetadata = pair("labels",
        pair("app.kubernetes.io/name", "fourplane-campaign").add("app.kubernetes.io/instance", job.name));
    YamlValue spec = pair("completionMode", "Indexed");
    spec.add("completions", std::int64_t(job.shards));
    spec.add("parallelism", std::int64_t(job.parallelism));
    spec.add("backoffLimit", 3);
    spec.add("template", pair("metadata", std::move(podMetadata)).add("spec", podSpec(job)));
    return object("batch/v1", "Job", job).add("spec", std::move(spec));
}

} // namespace

Result<std::string> campaignJobYaml(const CampaignJob &job)
{
    if (job.name.size() > longestJobName || toDnsLabel(job.name) != job.name)
        return failure("wrong-name", "\"" + job.name + "\" cannot be the name of a Job with indexes.",
            "Use lower-case letters, digits and hyphens, at most " + std::to_string(longestJobName)
                + " characters.");
    std::size_t size = 0;
    std::set<std::string> names;
    for (const auto &[name, content] : job.inputs) {
        if (!isKeyOfConfigMap(name) || !names.insert(name).second)
            return failure("wrong-name", "A ConfigMap cannot hold a file called \"" + name + "\" here.",
                "Rename it: letters, digits, \"-\", \"_\" and \".\", and not as another of the files.");
        size += name.size() + content.size();
    }
    if (size > largestInputs)
        return failure("input-too-large",
            "The project and what belongs to it have " + std::to_string(size) + " bytes; a ConfigMap holds "
                + std::to_string(largestInputs) + ".",
            "Put the files into the image and write a Job of your own after this one.");
    return toYaml(inputsObject(job)) + "---\n" + toYaml(isolation(job)) + "---\n" + toYaml(jobObject(job));
}

} // namespace fourplane
