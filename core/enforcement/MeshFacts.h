// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/enforcement/MeshMode.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// A line of the table of meshes.
struct MeshFact
{
    MeshMode mode = MeshMode::None;
    std::string behaviour; ///< "arrivalPort" or a switch of MeshBehaviour
    std::string value; ///< "no", "yes", "unknown", a port, or "-" for no port
    std::string source; ///< where it is documented; "not verified: ..." where nobody could check it

    bool isVerified() const { return source.rfind("not verified", 0) != 0; }
};

/// What stands before the ports of a pod in one mode of a mesh, and what it does.
struct MeshBehaviour
{
    /// TCP port at which packets between two members arrive; nothing = the one that was asked for.
    std::optional<std::uint16_t> arrivalPort;
    EngineBehaviour carriesUdp = EngineBehaviour::Unknown;
    EngineBehaviour readsHttp = EngineBehaviour::Unknown; ///< without a waypoint
    EngineBehaviour acceptsPlaintext = EngineBehaviour::Unknown; ///< unless a policy says otherwise
    EngineBehaviour obeysDisable = EngineBehaviour::Unknown; ///< takes plaintext only when told so
    EngineBehaviour confinesEgress = EngineBehaviour::Unknown; ///< code in the pod cannot send past it
    EngineBehaviour holdsKeyInPod = EngineBehaviour::Unknown;
};

/// The table that is built in (resources/profiles/meshes.tsv), as it is written.
std::string_view meshFactsText();

/// Reads such a table. Error: "mesh-facts" with the line, for one that is not understood, a behaviour twice
/// or without source.
Result<std::vector<MeshFact>> readMeshFacts(std::string_view text);

/// The table that is built in, read.
const std::vector<MeshFact> &meshFacts();

/// The names of the switches of MeshBehaviour.
std::vector<std::pair<std::string, EngineBehaviour MeshBehaviour::*>> meshSwitches();

/// What the table says of one mode.
const MeshBehaviour &behaviourOf(MeshMode mode);

} // namespace fourplane
