// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportTree.h"

#include <string>
#include <vector>

namespace fourplane {

/// Lines of an exported file that realise draft elements, counted from 1, both ends included.
struct EdgeSpan
{
    int first = 1;
    int last = 1;
    std::vector<std::string> ids; ///< never empty

    bool operator==(const EdgeSpan &) const = default;
};

/// What the parts of a file realise: the whole file first, then its parts, each after what contains it. A
/// part is a rule of an object whose rules stand for one element each, an entry of FileEntries, a map of a
/// YAML or JSON file that lists its `edges` or `grants`, or the lines of another text from one that names an
/// element to the next blank line. Nothing for a file without sources.
std::vector<EdgeSpan> edgeSpansOf(const ExportedFile &file);

/// The ids of the innermost part with this line; empty outside of all.
std::vector<std::string> edgesAt(const std::vector<EdgeSpan> &spans, int line);

} // namespace fourplane
