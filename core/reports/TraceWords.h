// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"

#include <functional>
#include <string>

namespace fourplane {

/// The technique with this id, or nullptr.
const Technique *techniqueOf(const TechniqueCatalogue &catalogue, const std::string &id);

/// The name of a technique; its id when the catalogue does not have it.
std::string techniqueName(const TechniqueCatalogue &catalogue, const std::string &id);

/// The ids of a technique in public catalogues, with blanks between them.
std::string techniqueReferences(const TechniqueCatalogue &catalogue, const std::string &id);

/// What stopped an attempt: plane, control, object with its place, reason. Not made printable.
std::string blockText(const PivotBlock &block);

/// How an element is called in a text.
using ElementNamer = std::function<std::string(const ElementId &)>;

/// A fact as a sentence without a full stop: "the attacker runs code in web".
std::string factSentence(const Fact &fact, const ElementNamer &name);

/// The plane whose failure a fact of this relation is: identity for credentials, network for places to send
/// from, workload for running code and nodes, data for what is read, written or said.
Plane planeOf(const std::string &relation);

/// "the Kubernetes audit log (KA), runtime detection (RT)".
std::string evidenceText(const Technique &technique);

/// "ATT&CK v18.1 T1528, T1552.001; KubeHound TOKEN_STEAL".
std::string referencesText(const std::vector<TechniqueReference> &references);

/// What a result holds under: "what is marked as exploitable falls when it is reached".
std::string_view assumptionText(Exploitability exploitability);

/// "Assumption: exploitability marked: what is marked as exploitable falls when it is reached".
std::string assumptionLine(Exploitability exploitability);

/// What every report of a simulation says about itself.
inline constexpr std::string_view traceLimit =
    "Design-time simulation under the stated assumption; it proves nothing about a running cluster.";

} // namespace fourplane
