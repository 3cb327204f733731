// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/DesignRun.h"
#include "core/analysis/RiskWeights.h"

namespace fourplane {

/// What one control that is in force buys.
struct ControlShare
{
    std::string control; ///< id of the catalogue
    Plane plane = Plane::Network;
    std::vector<ElementId> fallsWithout; ///< falls when this control alone is taken away, sorted
    int riskWithout = 0; ///< weight of that: what nothing else would hold
    /// Its share in what all controls keep from falling together: the mean of what it adds over the orders in
    /// which they could be put in force (Shapley value). Credit for what two controls hold is shared.
    double share = 0;
    double standardError = 0; ///< of `share`; 0 when every order was counted
};

struct ControlShares
{
    int risk = 0; ///< weight of what falls with every control in force
    int riskWithNone = 0; ///< weight of what falls without any of them
    bool isExact = true; ///< every order was counted
    std::size_t orders = 0; ///< sampled orders, when not exact
    std::vector<ControlShare> controls; ///< in force, by share, then by risk without, then by id
};

struct ShareOptions
{
    std::size_t exactUpTo = 8; ///< controls; one more doubles the work
    std::size_t orders = 60; ///< sampled when there are more
    std::uint64_t seed = 1;
};

/// Takes controls away from the design, one by one and together, and attacks it each time. A control is in
/// force when the project says so anywhere; see withdrawControl. Errors: "cancelled", and what a changed
/// design may say.
Result<ControlShares> shareControls(DesignRun &design, const ShareOptions &options = {}, const Job &job = {});

} // namespace fourplane
