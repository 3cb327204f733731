// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace fourplane {

/// A service account token that a pod asks for itself, in a projected volume (spec.volumes[].projected.
/// sources[].serviceAccountToken). It is a credential of whoever the audience names and of nobody else.
struct TokenProjection
{
    std::string audience; ///< empty = the API server
    std::optional<int> expirationSeconds; ///< Kubernetes' default is 3600, its minimum 600

    bool operator==(const TokenProjection &) const = default;
};

} // namespace fourplane
