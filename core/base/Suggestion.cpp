// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Suggestion.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

namespace {

/// Optimal string alignment distance, or `limit` + 1 as soon as it must exceed `limit`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit)
{
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit)
        return limit + 1;
    std::vector<std::size_t> twoBack(b.size() + 1);
    std::vector<std::size_t> back(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        back[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substitution = back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({ back[j] + 1, row[j - 1] + 1, substitution });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], twoBack[j - 2] + 1);
        }
        if (*std::min_element(row.begin(), row.end()) > limit)
            return limit + 1;
        std::swap(twoBack, back);
        std::swap(back, row);
    }
    return back[b.size()];
}

} // namespace

std::string closestWord(std::string_view word, const std::vector<std::string_view> &candidates)
{
    constexpr std::size_t longestWord = 253;
    if (word.empty() || word.size() > longestWord)
        return {};
    const std::string wanted = toLowerAscii(word);
    std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
    std::string closest;
    bool found = false;
    for (std::string_view candidate : candidates) {
        const std::size_t far = distance(wanted, toLowerAscii(candidate), limit);
        if (far > limit || (found && far == limit))
            continue;
        found = true;
        closest = candidate;
        limit = far;
        if (far == 0)
            break;
    }
    return closest;
}

} // namespace fourplane
