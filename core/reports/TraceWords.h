// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"

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

} // namespace fourplane
