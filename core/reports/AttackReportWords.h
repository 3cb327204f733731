// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Fact.h"
#include "core/decision/Decision.h"
#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane {

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string> &names);

/// The text with a capital letter at its start.
std::string capitalised(std::string text);

/// What a fact of the attacker means, without a full stop: "the attacker runs code in web". The names of
/// several subjects may be joined in `subject`.
std::string factSentence(const Project &project, const Fact &fact, const std::string &subject);

/// Where evidence with this code is found ("KA"): "the audit log of the Kubernetes API". The code itself
/// when it is not known.
std::string evidenceName(const std::string &code);

/// What an assumption about weaknesses means, as a sentence.
std::string_view assumptionSentence(Exploitability exploitability);

/// A note of a pivot as a sentence; notes of planes are "network: permit. REASON".
std::string passageSentence(const std::string &note);

/// What stopped an attempt: plane, control, object and reason.
std::string blockSentence(Plane plane, const std::string &control, const std::string &controlName,
    const std::optional<DecidingObject> &decidedBy, const std::string &reason);

/// What the element is: kind, home and description. Empty for an unknown id.
std::string elementAbout(const Project &project, const ElementId &id);

} // namespace fourplane
