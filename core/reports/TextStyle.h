// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Counting.h"
#include "core/base/ElementId.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// How text reports are written: with terminal colours or without.
struct TextStyle
{
    bool colour = false;

    std::string bold(std::string_view text) const;
    std::string good(std::string_view text) const; ///< permitted, sound
    std::string bad(std::string_view text) const; ///< denied, fallen
    std::string dim(std::string_view text) const;
};

/// `text` with every control character (and so every terminal escape) made visible: names come from files
/// that nobody vouches for.
std::string printable(std::string_view text);

/// How many columns a line of UTF-8 text takes: its code points.
std::size_t widthOf(std::string_view text);

/// Ids in one line, printable, with commas.
std::string idList(const std::vector<ElementId> &ids);

/// As idList; of more than twenty the first twelve, and how many more there are. For what is good news: of
/// what is not, everything is said.
std::string someIds(const std::vector<ElementId> &ids);

/// Rows as columns, two spaces apart, each column as wide as its widest cell. The first row is the heading.
/// Cells must not hold line breaks; widths count UTF-8 code points.
std::string table(const std::vector<std::vector<std::string>> &rows, const TextStyle &style);

} // namespace fourplane
