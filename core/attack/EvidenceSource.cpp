// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/EvidenceSource.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

constexpr std::array<EvidenceSource, 12> sources { {
    { "KA", "the Kubernetes audit log" },
    { "FL", "network flow logs" },
    { "MX", "the access log of the mesh" },
    { "EG", "the log of the egress proxy" },
    { "CT", "the audit log of the cloud" },
    { "DB", "the query log of the store" },
    { "RT", "runtime detection" },
    { "INF", "the log of requests to the model" },
    { "TL", "the log of tool calls" },
    { "RG", "the log of the registry" },
    { "CI", "the log of the pipeline that builds" },
    { "APP", "the log of the application" },
} };

} // namespace

std::span<const EvidenceSource> evidenceSources()
{
    return sources;
}

const EvidenceSource *findEvidenceSource(std::string_view code)
{
    const auto found = std::find_if(
        sources.begin(), sources.end(), [code](const EvidenceSource &source) { return source.code == code; });
    return found == sources.end() ? nullptr : &*found;
}

} // namespace fourplane
