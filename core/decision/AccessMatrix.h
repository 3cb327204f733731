// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/PolicyDecisionPoint.h"

#include <cstddef>
#include <functional>

namespace fourplane {

/// One cell of the access matrix: may `sourceId` open a connection to this port of `destinationId`?
struct AccessRow
{
    ElementId sourceId;
    ElementId destinationId;
    std::uint16_t port = 0; ///< 0 = the destination declares no port; then the row speaks of any
    Protocol protocol = Protocol::Tcp;
    Decision decision;
};

/// Number of rows that forEachAccess visits.
std::size_t accessRowCount(const EnforcementPlan &plan);

/// Decides every ordered pair of workloads and external endpoints, one row per port that the destination
/// offers, and hands each row to `visit`; rows are not kept. Ends are in the order of plan().pods, then
/// plan().externals; pairs of one element and pairs of two externals are left out. Returns the number of rows
/// visited. Stops early without error when `visit` returns false. Error: "cancelled".
Result<std::size_t> forEachAccess(const PolicyDecisionPoint &decisions,
    const std::function<bool(const AccessRow &)> &visit, const Job &job = {});

} // namespace fourplane
