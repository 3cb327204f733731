// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"

#include <string>
#include <vector>

namespace fourplane {

/// How an attack fared with a technique.
enum class CoverageState
{
    Open, ///< an attempt succeeds
    Blocked, ///< every attempt is blocked
    OutOfReach, ///< nobody gets to the point of trying, or the design has nothing to try it on
};

template <>
struct EnumNames<CoverageState>
{
    static constexpr std::array<std::string_view, 3> names { "open", "blocked", "out-of-reach" };
};

/// Attempts that a control on a plane stops. An attempt that several stop counts for each.
struct CoverageBlock
{
    Plane plane = Plane::Network;
    std::string control; ///< catalogue id, or empty
    std::size_t attempts = 0;

    bool operator==(const CoverageBlock &) const = default;
};

/// From where to where an attempt leads.
struct AttemptEnds
{
    ElementId fromId;
    ElementId toId;

    bool operator==(const AttemptEnds &) const = default;

    bool operator<(const AttemptEnds &other) const
    {
        return fromId == other.fromId ? toId < other.toId : fromId < other.fromId;
    }
};

/// What was tried of one thing, over all traces.
struct Coverage
{
    CoverageState state = CoverageState::OutOfReach;
    std::size_t attempts = 0; ///< those that traces list, and `unlisted`
    std::size_t successes = 0;
    std::size_t unlisted = 0; ///< attempts that are only counted; `blocks` and `openAt` miss them
    std::vector<CoverageBlock> blocks; ///< by plane, then control
    std::vector<AttemptEnds> openAt; ///< where attempts succeed, sorted, without repeats
};

/// Coverage of one technique of the catalogue.
struct TechniqueCoverage
{
    std::string techniqueId;
    Coverage coverage;
};

/// Coverage of an entry of a public catalogue: that of all techniques that refer to it.
struct ReferenceCoverage
{
    TechniqueReference reference;
    std::vector<std::string> techniqueIds; ///< sorted
    Coverage coverage;
};

/// An attack that was looked at.
struct CoveredScenario
{
    std::string name;
    Exploitability exploitability = Exploitability::Marked;
};

/// What attacks have tried, and how it went.
struct CoverageReport
{
    std::vector<CoveredScenario> scenarios; ///< in order
    std::vector<TechniqueCoverage> techniques; ///< in the order of the catalogue
    std::vector<ReferenceCoverage> references; ///< by catalogue, then id
};

CoverageReport measureCoverage(const std::vector<AttackTrace> &traces, const TechniqueCatalogue &catalogue);

} // namespace fourplane
