// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/project/Exploitability.h"
#include "core/project/FootholdKind.h"

#include <string>
#include <vector>

namespace fourplane {

/// Where an attacker starts. `elementId` is a Workload (code execution, network access), a WorkloadIdentity
/// (stolen token), a Collection, ExternalEndpoint or Workload (untrusted text). `fromId` says from where a
/// stolen token is used: a Workload or an ExternalEndpoint.
struct Foothold
{
    FootholdKind kind = FootholdKind::CodeExecution;
    ElementId elementId;
    ElementId fromId;

    bool operator==(const Foothold &) const = default;
};

/// A replayable attack question: footholds, techniques in play, goals.
struct Scenario
{
    ElementId id;
    std::string name;
    std::string description;
    std::vector<Foothold> footholds;
    std::vector<std::string> techniques; ///< technique ids in play; empty = the whole catalogue
    Exploitability exploitability = Exploitability::Marked;
    std::vector<ElementId> jewels; ///< Collections, Workloads or ExternalEndpoints that must not fall

    bool operator==(const Scenario &) const = default;
};

} // namespace fourplane
