// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/Technique.h"
#include "core/base/SourceLocation.h"
#include "core/project/Project.h"

#include <map>
#include <string>

namespace fourplane {

/// What reports for other programs say about a trace besides its content.
struct TraceContext
{
    const Project &project; ///< that was attacked
    const TechniqueCatalogue &catalogue; ///< with which
    std::string toolVersion; ///< of Fourplane, "0.1.0"
    std::string projectFile; ///< as it was named; may be empty
    /// Where elements stand in the project file (see findElementPlaces); may be empty.
    std::map<ElementId, SourceLocation> places;
};

/// Where a person looks for an element: where it was imported from, else its place in the project file. Not
/// known for what has neither.
SourceLocation placeOf(const TraceContext &context, const ElementId &id);

/// The namespace that an element is in; of a collection that of the workload that serves it. Empty for what
/// is in none.
ElementId namespaceOf(const Project &project, const ElementId &id);

/// What an element is, in words: "workload (agent)", "collection (restricted)", "node pool". "element" for
/// what the project does not hold.
std::string kindText(const Project &project, const ElementId &id);

/// "payments/gateway" for a workload, the name of an external endpoint, else the id.
std::string elementName(const Project &project, const ElementId &id);

} // namespace fourplane
