// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/attack/AttackLab.h"

#include <functional>
#include <optional>

namespace fourplane::test {

using Step = std::function<void(AttackLab &)>;

/// What must be true of one shipped technique.
struct TechniqueCase
{
    std::string technique;
    std::vector<std::string> helpers; ///< techniques that give its premises
    Step stage; ///< makes it succeed
    std::string from;
    std::string to;
    std::string gain; ///< fact that it gives then
    Step control; ///< stops it
    std::optional<Plane> plane; ///< on which plane; absent = the attempt is not even possible then
    std::string controlId;
    Step useless; ///< a control that does not help
};

std::vector<TechniqueCase> techniqueCases();

/// A control that stops a technique besides the one of its case.
struct FurtherControl
{
    std::string technique;
    Step control;
    Plane plane = Plane::Network;
    std::string controlId;
};

std::vector<FurtherControl> furtherControls();

} // namespace fourplane::test
