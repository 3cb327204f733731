// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane {

/// An element that the report speaks of: its id, and what it is in one sentence.
struct ReportedElement
{
    std::string name;
    std::string about;
};

/// One step of the attacker in plain sentences.
struct ReportedStep
{
    int number = 0; ///< from 1
    std::string technique; ///< name of the technique
    std::string ends; ///< "a to b", or "a" where it stays in one place
    std::string explanation; ///< what the technique does
    std::vector<std::string> gains;
    std::vector<int> after; ///< steps that it builds on; none = it starts from what the attacker had
    std::vector<std::string> passages; ///< what each plane said that was asked, and what only made it harder
    std::string missing; ///< controls of the catalogue that stop such a step and are not in the design
    bool isUnstoppable = false; ///< neither a plane nor a control of the catalogue stops such a step
    std::string evidence; ///< where it leaves traces
    std::string references; ///< ids in public catalogues
};

/// Attempts of one kind that failed for the same reasons, from one place or several.
struct ReportedAttempt
{
    std::string technique;
    std::string ends; ///< of the first one
    std::string likewise; ///< the other places, as the end of a sentence, or empty
    std::vector<std::string> reasons; ///< of the first one
};

/// A goal of the scenario: how it falls, or what keeps it.
struct ReportedGoal
{
    std::string name;
    bool falls = false;
    std::string verdict; ///< one sentence
    std::vector<ReportedAttempt> stopped; ///< attempts at a goal that holds
};

/// Attempts that the same control stopped.
struct ReportedControl
{
    std::string name; ///< "Least privilege in RBAC (I3), identity plane"
    std::size_t attempts = 0;
    std::vector<ReportedAttempt> examples; ///< of different kinds, with the reason of this control only
};

/// Evidence of one kind and the steps that leave it.
struct ReportedEvidence
{
    std::string source;
    std::vector<int> steps;
};

/// What there is to say about one attack, for readers who know neither the techniques nor the rule language.
/// Plain sentences without markup; names come from files and are not made printable or escaped yet.
struct AttackReport
{
    std::string design; ///< name of the project
    std::string designAbout;
    std::string scenario;
    std::string scenarioAbout;
    std::string assumption; ///< what is assumed about weaknesses, in one sentence
    std::vector<std::string> assumedWeaknesses; ///< "a: why"
    std::string result; ///< in one sentence
    std::vector<std::string> start; ///< what the attacker has at the start
    std::vector<ReportedElement> elements; ///< whom the steps and goals speak of
    std::vector<ReportedStep> steps; ///< those that bring goals down, or else all that lead somewhere
    bool leadsToGoals = false;
    std::vector<ReportedGoal> goals;
    std::vector<std::string> alsoFallen; ///< what else falls, beyond steps and goals
    std::vector<ReportedControl> controls; ///< what stopped attempts, most first
    std::vector<ReportedEvidence> evidence;
};

/// Writes down one attack. `trace` is of `scenario`, and `plan` of `project`.
AttackReport makeAttackReport(const Project &project, const Scenario &scenario, const AttackTrace &trace,
    const TechniqueCatalogue &catalogue, const EnforcementPlan &plan);

} // namespace fourplane
