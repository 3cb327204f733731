// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"
#include "core/topology/ExternalKind.h"
#include "core/topology/PortNumber.h"
#include "core/topology/TrustTier.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Something outside the cluster that flows start or end at.
struct ExternalEndpoint
{
    ElementId id;
    std::string name;
    ExternalKind kind = ExternalKind::Internet;
    std::vector<std::string> cidrs; ///< addresses; empty = every address outside the cluster
    std::vector<std::string> hosts; ///< DNS names, for egress allow-lists
    std::vector<NamedPort> ports;
    TrustTier trust = TrustTier::Untrusted;
    bool writableByAttacker = false; ///< an attacker can own an account there (dead drop)
    /// A device with a key gets in without anybody's approval (control I2 missing). Unset earns no credit.
    std::optional<bool> joinsWithoutApproval;
    std::string description;
    SourceLocation origin;

    bool operator==(const ExternalEndpoint &) const = default;
};

} // namespace fourplane
