// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Control.h"
#include "core/attack/TechniqueReference.h"
#include "core/base/EnumNames.h"
#include "core/base/SourceLocation.h"
#include "core/policy/Plane.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// A triple with variables (or, in `object`, nothing), as written in a rule.
struct FactPattern
{
    std::string subject; ///< variable
    std::string relation;
    std::string object; ///< variable or empty

    bool operator==(const FactPattern &) const = default;
};

/// A question that a rule asks the decision point, on one plane; the pivot fails when the answer is Deny.
struct Gate
{
    Plane plane = Plane::Network;
    FactPattern question; ///< for instance "A net_allow B"

    bool operator==(const Gate &) const = default;
};

/// A control that removes an instance of the rule (`prevent`) or only makes it harder (`harden`).
struct BlockedBy
{
    std::string control; ///< id of the control catalogue, for instance "W1"
    Plane plane = Plane::Workload;
    FactPattern condition; ///< over design facts only
    bool prevents = true;

    bool operator==(const BlockedBy &) const = default;
};

/// Ordinal effort of a technique; mapped to distributions by name and labelled as an assumption.
enum class Effort
{
    Low,
    Medium,
    High
};

template <>
struct EnumNames<Effort>
{
    static constexpr std::array<std::string_view, 3> names { "low", "medium", "high" };
};

/// An attack technique as a Horn rule over facts (peers.md, section on rule semantics). Data, never code.
struct Technique
{
    std::string id; ///< kebab-case, as in the attack catalogue
    std::string name;
    std::string description;
    std::map<std::string, std::string> bind; ///< variable -> type
    std::vector<FactPattern> requirements; ///< AND
    std::vector<Gate> gates; ///< AND
    std::vector<BlockedBy> blockedBy;
    std::vector<FactPattern> grants;
    std::string source; ///< variable from which the pivot is drawn on the canvas
    std::string target; ///< variable to which it is drawn
    Effort effort = Effort::Low;
    std::vector<std::string> detection; ///< evidence codes (KA, FL, MX, ...)
    /// What the effort rests on: a public number ("E1"), a rule of a platform ("R5"), an incident, or "j" for
    /// a judgement; resources/help/techniques.md lists them. Empty only in catalogues of users.
    std::string basis;
    std::vector<TechniqueReference> references;
    SourceLocation origin;
    /// Where its parts stand, by field and position: "bind/A", "requires/0", "gates/1", "blockedBy/0",
    /// "grants/0", "detect/0", "refs/0" (positions as in the lists above), "source", "target".
    std::map<std::string, SourceLocation> places;
};

/// Techniques and the controls that stop them, each ordered by id.
struct TechniqueCatalogue
{
    std::vector<Technique> techniques;
    std::vector<Control> controls;
};

} // namespace fourplane
