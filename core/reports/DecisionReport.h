// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanIndex.h"
#include "core/reports/TextStyle.h"

#include <string>

namespace fourplane {

/// One question and its answer as a walk through the planes, in the manner of a packet trace: each plane with
/// verdict, deciding object, where it stands and the reason; then the joint verdict.
std::string decisionText(const EnforcementPlan &plan, const AccessRequest &request, const Decision &decision,
    const TextStyle &style);

/// A decision explained, and how its request came from what was asked ("Service x, port 80, leads to ...");
/// the note is empty when it was asked as it is.
struct ExplainedRoute
{
    DecisionExplanation explanation;
    std::string note;
};

/// `decisionText`, then the numbered stages that the decision was joined from, without those that have
/// nothing to say, and what stands in its way.
std::string explanationText(
    const EnforcementPlan &plan, const std::vector<ExplainedRoute> &routes, const TextStyle &style);

/// JSON, a list when there are several routes: {"source", "destination", "port", "protocol", "verdict",
/// "planes": {...}} with "steps" (stage, plane, verdict, reason, control, decidedBy) and "obstacles", the
/// numbers of the steps, from 1, that keep the joint verdict from being open. A step without plane only
/// describes.
std::string explanationJson(const std::vector<ExplainedRoute> &routes);

/// "ai-data/kb-vectors", or the name of an external endpoint, or the id itself.
std::string displayName(const EnforcementPlan &plan, const ElementId &id);

/// The same for who names many.
std::string displayName(const PlanIndex &index, const ElementId &id);

/// The word for a verdict that people read: "permitted", "denied", "open by absence", "uncertain".
std::string_view verdictWord(Verdict verdict);

} // namespace fourplane
