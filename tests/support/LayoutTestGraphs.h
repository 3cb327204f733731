// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/graphlayout/LayoutGraph.h"

#include <string>

namespace fourplane::test {

/// `containers` containers of `each` nodes, a chain in every container, every third node linked into the next
/// container, two nodes that stand alone, an empty container and one with a smallest size. The same for the
/// same numbers.
LayoutGraph chainedContainers(int containers, int each);

/// The first pair of boxes that overlap, or the first node that is not within its container below the title,
/// as a sentence; empty when the layout is sound and complete.
std::string firstFault(const LayoutGraph &graph, const LayoutResult &result);

} // namespace fourplane::test
