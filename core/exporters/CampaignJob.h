// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// A campaign to be played on Kubernetes.
struct CampaignJob
{
    std::string name; ///< of the objects: a DNS label of at most 52 bytes
    std::string namespaceName; ///< empty = that of the context of whoever applies it
    std::string image; ///< holds fourplanectl
    std::string resultsClaim; ///< PersistentVolumeClaim, there already, that takes the results
    std::uint32_t shards = 1;
    std::uint32_t parallelism = 1; ///< at most `shards`
    /// Files that the arguments name, by file name; they are written to `inputFolder`.
    std::vector<std::pair<std::string, std::string>> inputs;
    std::vector<std::string> arguments; ///< of fourplanectl, without --memory-limit, --shard and -o
    /// The most memory for the attack, in MB. With what comes besides it is the limit of the pods, so that an
    /// attack that is too large says so instead of being killed.
    std::size_t attackMegabytes = 1536;
};

/// Where the inputs lie in the pods of the Job.
inline constexpr std::string_view campaignInputFolder = "/input";

/// The campaign as manifests: a ConfigMap with the inputs, a NetworkPolicy under which its pods can reach
/// nothing and nobody them, and a batch/v1 Job in completion mode Indexed whose pod i plays shard i/n and
/// writes NAME-i.json into the claim. The pods keep to Pod Security's level restricted and have no token.
/// Errors: "wrong-name" (of the Job or of an input), "input-too-large" (a ConfigMap holds 1 MiB).
Result<std::string> campaignJobYaml(const CampaignJob &job);

} // namespace fourplane
