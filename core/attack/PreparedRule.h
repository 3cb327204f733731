// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/DesignModel.h"
#include "core/attack/Technique.h"
#include "core/policy/PlaneSet.h"
#include "core/topology/AccessVerb.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// Number of a variable inside its rule.
using Variable = std::uint32_t;

/// A triple with relation and variables as numbers; in a unary one, `object` equals `subject`.
struct Atom
{
    RelationIndex relation = 0;
    Variable subject = 0;
    Variable object = 0;
    bool isUnary = true;
};

/// What to do next while the variables of a rule are bound one after the other.
struct JoinStep
{
    enum class Kind
    {
        TestAttacker, ///< the subject is bound: does the fact hold
        ScanAttacker, ///< bind the subject to every holder
        TestDesign, ///< both ends are bound
        BindObject, ///< the subject is bound
        BindSubject, ///< the object is bound
        ScanDesign, ///< nothing is bound
    };

    Kind kind = Kind::TestDesign;
    Atom atom;
    /// For attacker facts: the atom stands before the trigger in the rule, so that an instance is made once,
    /// by the last of its facts.
    bool isBeforeTrigger = false;
};

/// How a rule is joined once the fact of one of its attacker atoms is new.
struct JoinPlan
{
    Atom trigger;
    std::vector<JoinStep> steps;
};

/// One journey of a request that the rule's gates ask about, with all planes that it asks about on the way.
struct GateHop
{
    Variable source = 0;
    Variable destination = 0;
    PlaneSet planes;
    bool attackerRunsSource =
        false; ///< the attacker has code in the source, so nothing in it stands in the way
    bool attackerSends = false; ///< the attacker is at the source and chooses how bytes leave it
    std::optional<Variable> caller; ///< on whose behalf a proxy forwards
    std::optional<Variable> meshIdentity; ///< whose mesh certificate is shown, when not the source's own
    std::optional<Variable> identity; ///< whose credential is shown, when not the source's own
    std::optional<Variable> collection;
    AccessVerb verb = AccessVerb::Read;
    bool usesTool = false;
};

/// A rule whose instances are pairs: where the attacker stands (the near side: the source and what design
/// facts tie to it, with one attacker fact) and what is attacked (the far side, where all gains are). Nothing
/// but the questions asked from one to the other or of both, and controls that know both, ties them together,
/// apart from one variable that both sides may share.
struct RuleSplit
{
    std::optional<Variable> shared;
    std::vector<bool> isNear; ///< by variable; the shared one is not
    JoinPlan near; ///< joins the near side; its trigger is the attacker fact there
    std::vector<JoinPlan> far; ///< joins the far side, one per attacker fact there
    JoinPlan farUnconditional; ///< used when there is none
    /// Variables that no instance may bind alike: across the sides (near, far), or on one of them.
    std::vector<std::pair<Variable, Variable>> distinct, nearDistinct, farDistinct;
    std::vector<std::size_t> tyingControls; ///< places in `conditions` of those that know both sides
    std::vector<std::size_t> tyingQuestions; ///< the same in `workloadQuestions`
};

/// A technique made ready for grounding. Refers to the technique, which must live as long.
struct PreparedRule
{
    const Technique *technique = nullptr;
    std::vector<std::string> variables;
    std::vector<TypeMask> types; ///< by variable
    std::vector<Atom> attackerAtoms;
    std::vector<Atom> designAtoms;
    std::vector<Atom> grants;
    std::vector<GateHop> hops;
    std::vector<Atom> workloadQuestions;
    std::vector<Atom> conditions; ///< of blockedBy, in its order
    Variable source = 0;
    Variable target = 0;
    std::vector<JoinPlan> plans; ///< one per attacker atom
    JoinPlan unconditional; ///< used when there is no attacker atom
    std::optional<RuleSplit> split; ///< when the rule has that form
};

/// Whether an instance is none: it leads from an element to itself, or asks a workload for something from
/// code inside it.
bool leadsToItself(const PreparedRule &rule, std::span<const EntityIndex> bindings);

/// Makes a rule ready. The technique has no problem that lintCatalogue calls severe.
PreparedRule prepareRule(const Technique &technique);

} // namespace fourplane
