// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fourplane {

/// A reference into a public catalogue, with its version: {"ATT&CK v18.1", "T1611"}.
struct TechniqueReference
{
    std::string catalogue;
    std::string id;

    bool operator==(const TechniqueReference &) const = default;
};

} // namespace fourplane
