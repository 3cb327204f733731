// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/MeshFacts.h"
#include "core/enforcement/NetworkPluginFacts.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// Tables of plugin, switch, value and source, and of mesh, behaviour, value and source; an empty list has no
/// table.
std::string platformFactsText(
    const std::vector<NetworkPluginFact> &facts, const std::vector<MeshFact> &meshes, const TextStyle &style);

/// {"facts": [{"plugin", "switch", "value", "source"}], "meshes": [{"mesh", "behaviour", "value", "source",
/// "verified"}]}.
std::string platformFactsJson(
    const std::vector<NetworkPluginFact> &facts, const std::vector<MeshFact> &meshes);

} // namespace fourplane
