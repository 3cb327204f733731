// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/EnumNames.h"
#include "core/base/SourceLocation.h"
#include "core/policy/Plane.h"

#include <string>
#include <vector>

namespace fourplane {

/// How much a finding matters; later means more.
enum class Severity
{
    Low,
    Medium,
    High
};

template <>
struct EnumNames<Severity>
{
    static constexpr std::array<std::string_view, 3> names { "low", "medium", "high" };
};

/// One result of a finding rule about one place of the design.
struct Finding
{
    std::string ruleId; ///< stable kebab-case id of the rule
    Severity severity = Severity::Medium;
    Plane plane = Plane::Network;
    std::vector<ElementId> elements; ///< what it is about, most important first
    std::string message; ///< what is wrong here, one sentence
    std::string remedy; ///< the change that closes it
    std::string control; ///< control of the attack catalogue that is missing or weak ("N1")
    SourceLocation origin; ///< where imported from
};

} // namespace fourplane
