// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/TechniqueReference.h"

#include <span>
#include <string>
#include <string_view>

namespace fourplane {

/// A public catalogue that techniques, controls and finding rules refer to.
struct ReferenceCatalogue
{
    std::string_view name; ///< "ATT&CK"; references write it with a version behind, "ATT&CK v18.1"
    std::string_view title; ///< "MITRE ATT&CK"
    std::string_view version; ///< that the shipped ids were checked against; empty = it has none
    std::string_view idForm; ///< what an id looks like, for people: "T1552 or T1552.001"
    bool (*isId)(std::string_view id); ///< whether a text has that form
    std::string_view home; ///< where it is published; empty = nowhere on the web
};

/// Every catalogue that is known.
std::span<const ReferenceCatalogue> referenceCatalogues();

/// The catalogue that a reference names, with or without version ("ATT&CK v18.1"); nullptr for others.
const ReferenceCatalogue *findReferenceCatalogue(std::string_view text);

/// The version that a reference names ("v18.1"); empty when it names none.
std::string_view versionOf(const ReferenceCatalogue &catalogue, std::string_view text);

/// A reference from an id alone, as finding rules write them: "T1552.001", "LLM08:2025", "LZTSM 3.2". The
/// catalogue is empty where no form fits.
TechniqueReference referenceFromId(const std::string &id);

/// The web page of a reference, or an empty text.
std::string pageOf(const TechniqueReference &reference);

} // namespace fourplane
