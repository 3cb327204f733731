// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/NetworkPluginFacts.h"
#include "core/reports/TextStyle.h"

#include <string>
#include <vector>

namespace fourplane {

/// A table of plugin, switch, value and source.
std::string pluginFactsText(const std::vector<NetworkPluginFact> &facts, const TextStyle &style);

/// {"facts": [{"plugin", "switch", "value", "source"}]}.
std::string pluginFactsJson(const std::vector<NetworkPluginFact> &facts);

} // namespace fourplane
