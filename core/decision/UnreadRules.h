// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/DecisionStep.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/project/Project.h"

namespace fourplane {

/// Names in answers the objects of a project that the model does not understand. The plan only knows in which
/// namespaces there are any; whoever explains a decision to people has the project, too.
class UnreadRules
{
public:
    /// Keeps references; both must outlive it.
    UnreadRules(const Project &project, const EnforcementPlan &plan)
        : m_project(project)
        , m_plan(plan)
    {
    }

    /// Where identity or network are uncertain because of such objects: the first of them as the deciding
    /// object, its reason and how many more there are. Where an AuthorizationPolicy waits for a user token:
    /// the RequestAuthentications that may check it. No verdict changes.
    void name(const AccessRequest &request, Decision &decision) const;
    void name(DecisionExplanation &explanation) const;

private:
    void name(const AccessRequest &request, Plane plane, PlaneVerdict &answer) const;
    std::vector<const UnmodelledObject *> unreadAt(const AccessRequest &request, Plane plane) const;
    bool reaches(const UnmodelledObject &object, const std::string &namespaceName) const;
    bool asksForToken(const DecidingObject &object) const;

    const Project &m_project;
    const EnforcementPlan &m_plan;
};

} // namespace fourplane
