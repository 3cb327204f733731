// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace fourplane {

/// Where an attempt leaves evidence: what `detect` of a technique names.
struct EvidenceSource
{
    std::string_view code; ///< as in technique files: "KA"
    std::string_view name; ///< "the Kubernetes audit log"
};

/// Every code that techniques may name, in the order of the help page.
std::span<const EvidenceSource> evidenceSources();

/// The source with this code, or nullptr.
const EvidenceSource *findEvidenceSource(std::string_view code);

} // namespace fourplane
