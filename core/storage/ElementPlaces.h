// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"

#include <map>
#include <string>
#include <string_view>

namespace fourplane {

/// Where each element of a project file stands: the place of its id under its section, of a collection that
/// under its store. `text` is one that parseProject reads; what cannot be read has no places.
std::map<ElementId, SourceLocation> findElementPlaces(std::string_view text, const std::string &fileName);

} // namespace fourplane
