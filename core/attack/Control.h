// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/TechniqueReference.h"
#include "core/base/EnumNames.h"
#include "core/base/SourceLocation.h"
#include "core/policy/Plane.h"

#include <string>
#include <vector>

namespace fourplane {

/// What it takes to introduce a control: a setting, work on the platform, or another architecture.
enum class ControlComplexity
{
    Low,
    LowToMedium,
    Medium,
    High,
};

template <>
struct EnumNames<ControlComplexity>
{
    static constexpr std::array<std::string_view, 4> names { "low", "low-to-medium", "medium", "high" };
};

/// An entry of the control catalogue: something an architect can add to a design.
struct Control
{
    std::string id; ///< letter of the plane and a number, for instance "N1"
    std::string name;
    Plane plane = Plane::Network;
    std::string blocks; ///< what it mainly stops, in words
    std::string realisation; ///< how it is done on Kubernetes
    ControlComplexity complexity = ControlComplexity::Medium;
    std::vector<TechniqueReference> mitigations;
    SourceLocation origin;
};

} // namespace fourplane
