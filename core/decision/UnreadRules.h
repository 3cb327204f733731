// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/DecisionStep.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/project/Project.h"

namespace fourplane {

/// Names in answers the objects of a project that the model does not understand. The plan only knows in which
/// namespaces there are any; whoever explains a decision to people has the project's list, too.
class UnreadRules
{
public:
    /// Keeps references; both must outlive it. `unmodelled` are Project::unmodelled.
    UnreadRules(const std::vector<UnmodelledObject> &unmodelled, const EnforcementPlan &plan)
        : m_unmodelled(unmodelled)
        , m_plan(plan)
    {
    }

    /// Where identity or network are uncertain because of such objects: the first of them as the deciding
    /// object, with its place, its reason and how many more there are. Where an AuthorizationPolicy waits for
    /// a user token: the RequestAuthentications that may check it. No verdict changes.
    void name(const AccessRequest &request, Decision &decision) const;
    void name(DecisionExplanation &explanation) const;

private:
    using Objects = std::vector<const UnmodelledObject *>;

    static void nameFirstOf(const Objects &unread, PlaneVerdict &answer);
    void nameTokenChecks(const AccessRequest &request, PlaneVerdict &answer) const;
    Objects unreadAt(const AccessRequest &request, Plane plane) const;
    Objects unreadExposure(const AccessRequest &request) const;
    bool reaches(const UnmodelledObject &object, const std::string &namespaceName) const;
    bool asksForToken(const DecidingObject &object) const;

    const std::vector<UnmodelledObject> &m_unmodelled;
    const EnforcementPlan &m_plan;
};

} // namespace fourplane
