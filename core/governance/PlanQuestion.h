// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace fourplane {

/// May a service account do something on the Kubernetes API?
struct AccountRight
{
    std::string namespaceName; ///< of the account
    std::string accountName;
    ApiRequest request;
};

/// Would admission let a pod of this Pod Security level into the namespace?
struct PodAdmission
{
    std::string namespaceName;
    PodSecurityLevel level = PodSecurityLevel::Privileged;
};

/// Which part of a plan a question is about.
enum class QuestionFamily
{
    Traffic, ///< may a connection, or an HTTP request, be made?
    Egress, ///< does an egress proxy let a caller's request out?
    Data, ///< may a collection be used?
    Tool, ///< may an agent use an operation of a tool?
    Right, ///< AccountRight
    Admission, ///< PodAdmission
};

template <>
struct EnumNames<QuestionFamily>
{
    static constexpr std::array<std::string_view, 6> names { "traffic", "egress", "data", "tool", "right",
        "admission" };
};

/// One question to a decision point.
struct PlanQuestion
{
    QuestionFamily family = QuestionFamily::Traffic;
    std::variant<AccessRequest, AccountRight, PodAdmission> asked;
};

/// What somebody who tries it out would see.
enum class ProbeAnswer
{
    Allowed, ///< permitted, or open because nothing stands in the way
    Denied,
    Unknown, ///< engines differ, or the plane is not asked: nothing can be expected
};

template <>
struct EnumNames<ProbeAnswer>
{
    static constexpr std::array<std::string_view, 3> names { "allowed", "denied", "unknown" };
};

/// One answer for each plane, indexed by Plane; Unknown on planes that the question does not ask.
using PlaneAnswers = std::array<ProbeAnswer, planeCount>;

PlaneAnswers answersTo(const PolicyDecisionPoint &decisions, const PlanQuestion &question);

/// The verdicts behind the answers, in the same order; NotEnforced where the plane is not asked.
std::array<PlaneVerdict, planeCount> verdictsOn(
    const PolicyDecisionPoint &decisions, const PlanQuestion &question);

/// A text that only this question has, made of ids and names: what stable ids are made from.
std::string keyOf(const PlanQuestion &question);

/// The question as a sentence without its end: "rag/app connects to rag/store on TCP 6333".
std::string describe(const PlanQuestion &question, const EnforcementPlan &plan);

} // namespace fourplane
