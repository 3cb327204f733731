// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Technique.h"
#include "core/base/Diagnostic.h"

namespace fourplane {

// What lintCatalogue is made of besides the rule of each technique; each adds what it finds.

/// What can never succeed, because no chain of techniques from a foothold gives what it requires:
/// "never-produced", "circular-definition", "unreachable-technique".
void lintReach(const TechniqueCatalogue &catalogue, Diagnostics &diagnostics);

/// What is said about a technique or control and not read by the engine, but by people: "unknown-evidence",
/// "unknown-catalogue", "unversioned-reference", "malformed-reference".
void lintReferences(const TechniqueCatalogue &catalogue, Diagnostics &diagnostics);

/// The place of a part of a technique (see Technique::places); that of the technique where it is not known.
SourceLocation placeIn(const Technique &technique, const std::string &part);

} // namespace fourplane
