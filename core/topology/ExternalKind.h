// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// What lies outside the cluster.
enum class ExternalKind
{
    Internet,
    HostedLlm, ///< a hosted model API
    Saas,
    CloudMetadata, ///< the cloud metadata service, 169.254.169.254
    UserGroup,
    UntrustedContent, ///< a source of text that anybody may write
    CloudService, ///< a bucket, a managed database, a queue
};

template <>
struct EnumNames<ExternalKind>
{
    static constexpr std::array<std::string_view, 7> names { "internet", "hosted-llm", "saas",
        "cloud-metadata", "user-group", "untrusted-content", "cloud-service" };
};

} // namespace fourplane
