// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace fourplane::test {

/// A hypergraph with the worlds in which each pivot succeeds.
struct RandomSystem
{
    GroundSystem system { 0 };
    std::vector<WorldMask> open;

    std::uint32_t add(const std::vector<std::uint32_t> &premises, const std::vector<std::uint32_t> &grants,
        WorldMask worlds = 0xFFFF);
};

/// Up to 40 facts and 90 pivots, drawn within a rapidcheck property: pivots without premises, with one, with
/// two that nothing else uses, and with up to four, some written twice; one or two grants; worlds as planes
/// make them, none, or any. One or two facts hold from the start.
RandomSystem randomSystem();

/// The plainest fix-point that there is: sweep until nothing changes. Which of all facts follow from `start`
/// by the pivots that are open.
std::vector<bool> naiveClosure(const GroundSystem &system, const std::vector<std::uint32_t> &start,
    const std::function<bool(std::uint32_t pivot)> &isOpen);

/// The same in a world, from the facts that hold there at the start.
std::vector<bool> naiveClosure(const RandomSystem &random, unsigned world);

std::vector<std::uint32_t> initialFacts(const GroundSystem &system, unsigned world);

/// What is wrong with parents that claim to derive the facts that `holds` from `start`; empty if nothing is.
/// A parent must be open, give the fact, and need only facts that can be derived without that fact.
std::string faultOfDerivation(const GroundSystem &system, const std::vector<std::uint32_t> &start,
    const std::function<bool(std::uint32_t pivot)> &isOpen,
    const std::function<bool(std::uint32_t fact)> &holds,
    const std::function<std::uint32_t(std::uint32_t fact)> &parentOf);

} // namespace fourplane::test
