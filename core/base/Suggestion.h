// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// The candidate that `word` is most likely a misspelling of, or an empty text when none is near: letter case
/// aside, at most a third of the letters may differ (insertions, deletions, substitutions, swaps of
/// neighbours). The first of equally near candidates wins.
std::string closestWord(std::string_view word, const std::vector<std::string_view> &candidates);

} // namespace fourplane
