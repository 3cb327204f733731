// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// What of a host may be asked for.
struct EgressPaths
{
    bool isEvery = false; ///< no list restricts the path
    std::set<std::string> paths; ///< exact, or a prefix ending in "*"
};

using EgressHosts = std::map<std::string, EgressPaths>; ///< by host name in lower case

/// What an egress proxy lets out, as its lists add up, by the name that a caller shows in the mesh.
struct EgressRoutes
{
    const PlannedPod *proxy = nullptr;
    std::map<std::string, EgressHosts> byPrincipal; ///< callers that a list names
    EgressHosts forOthers; ///< everybody else; empty = nobody else may ask
    std::map<std::string, std::uint16_t> ports; ///< by host, where TLS ends outside
    std::vector<ElementId> sources; ///< the lists, and the externals that they name
};

/// The routes of every egress proxy with a list. Reports what host names and paths cannot say: accounts,
/// patterns of hosts, destinations without a host name, and callers that show the same name.
std::vector<EgressRoutes> egressRoutes(ExportBuilder &builder);

} // namespace fourplane
