// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/PlatformProfile.h"

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// What is known of a network plugin where the API leaves a behaviour to it.
struct NetworkPluginFact
{
    CniKind plugin = CniKind::Generic;
    std::string behaviour; ///< name of the switch in the platform profile
    EngineBehaviour value = EngineBehaviour::Unknown;
    std::string source; ///< where it is documented, or why it is not known
};

/// The table that is built in (resources/profiles/network-plugins.tsv), as it is written.
std::string_view networkPluginFactsText();

/// Reads such a table. Error: "plugin-facts" with the line, for one that is not understood, a behaviour twice
/// or without source.
Result<std::vector<NetworkPluginFact>> readNetworkPluginFacts(std::string_view text);

/// The table that is built in, read.
const std::vector<NetworkPluginFact> &networkPluginFacts();

/// The switches of a profile that network plugins answer, by name.
std::vector<std::pair<std::string, EngineBehaviour PlatformProfile::*>> networkPluginSwitches();

/// `platform` with every switch that it leaves unknown set as the network plugin is known to behave.
PlatformProfile withKnownBehaviour(PlatformProfile platform);

} // namespace fourplane
