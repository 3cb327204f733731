// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"
#include "core/reports/TextStyle.h"

#include <string>

namespace fourplane {

/// What a subject may do on the Kubernetes API, rule by rule with binding and role and where they stand, and
/// which of it gives more than it says (rule R5). What Kubernetes gives to everybody is only counted. Of a
/// service account also the workloads that use it: whether its token is in them, whether they reach the API
/// server and the cloud's metadata service, and which cloud roles they have.
std::string rightsText(
    const PolicyDecisionPoint &decisions, const ApiSubject &subject, const TextStyle &style);

/// The same as JSON, complete: {"subject", "permissions": [...], "unknownRoles": [...], "escalations":
/// [...], "workloads": [...]}.
std::string rightsJson(const PolicyDecisionPoint &decisions, const ApiSubject &subject);

/// The answer to one question to the Kubernetes API.
std::string apiAnswerText(
    const ApiSubject &subject, const ApiRequest &request, const PlaneVerdict &answer, const TextStyle &style);
std::string apiAnswerJson(const ApiSubject &subject, const ApiRequest &request, const PlaneVerdict &answer);

} // namespace fourplane
