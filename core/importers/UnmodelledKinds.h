// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/policy/PlaneSet.h"

#include <string>

namespace fourplane {

/// What is known about a kind that the model has no place for.
struct UnmodelledKind
{
    std::string reason; ///< half a sentence: why it is not modelled and what that means
    DiagnosticLevel level = DiagnosticLevel::Severe;
    PlaneSet planes; ///< on which it may decide; none = it affects no verdict
    bool isClusterScoped = false;
    bool makesPods = false; ///< a controller of its own makes pods of it
    bool concernsExposure = false; ///< it may let outsiders in, and decides nothing else
};

/// Never fails: a kind that nobody knows is Severe, since it may make pods or decide about traffic.
UnmodelledKind unmodelledKind(const std::string &group, const std::string &kind);

} // namespace fourplane
