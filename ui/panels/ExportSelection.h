// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/EdgeSpans.h"
#include "core/project/Project.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fourplane::ui {

/// What the canvas has for draft elements that an exported file names: itself for what is drawn, otherwise
/// what it belongs to (the workloads of an identity, the host of a store, both ends of a grant or tool
/// scope). Sorted, each once.
std::vector<ElementId> canvasElementsOf(const Project &project, const std::vector<std::string> &draftIds);

/// The draft elements that what is selected on the canvas stands for: of a flow the permissions for it, of a
/// workload everything that speaks of it.
std::set<std::string> draftElementsOf(const Project &project, const std::vector<ElementId> &selection);

/// The lines that realise any of the elements, of the innermost parts of a file. The file as a whole counts
/// only where no part of it does.
std::vector<std::pair<int, int>> linesOf(
    const std::vector<EdgeSpan> &spans, const std::set<std::string> &draftIds);

} // namespace fourplane::ui
