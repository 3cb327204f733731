// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/LineDiff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace fourplane {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t contextLines = 3;
constexpr std::size_t mostCells = 16'000'000;

/// One line of a comparison: ' ' in both, '-' only before, '+' only after.
struct Step
{
    char sign = ' ';
    std::string_view line;
};

/// The lines, each with its line break where it has one.
Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

/// The middles of two texts, step by step along a longest common subsequence.
void compareMiddles(const Lines &before, const Lines &after, std::vector<Step> &steps)
{
    const std::size_t width = after.size() + 1;
    if ((before.size() + 1) * width > mostCells) {
        for (const std::string_view line : before)
            steps.push_back({ '-', line });
        for (const std::string_view line : after)
            steps.push_back({ '+', line });
        return;
    }
    // common[i * width + j]: length of the longest common subsequence from line i and line j on.
    std::vector<std::uint32_t> common((before.size() + 1) * width, 0);
    for (std::size_t i = before.size(); i-- > 0;) {
        for (std::size_t j = after.size(); j-- > 0;)
            common[i * width + j] = before[i] == after[j]
                ? common[(i + 1) * width + j + 1] + 1
                : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            steps.push_back({ ' ', before[i++] });
            ++j;
        } else if (j == after.size()
            || (i < before.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
            steps.push_back({ '-', before[i++] });
        } else {
            steps.push_back({ '+', after[j++] });
        }
    }
}

std::vector<Step> stepsBetween(const Lines &before, const Lines &after)
{
    std::size_t head = 0;
    const std::size_t shorter = std::min(before.size(), after.size());
    while (head < shorter && before[head] == after[head])
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    std::vector<Step> steps;
    const auto at = [](const Lines &lines, std::size_t index) {
        return lines.begin() + static_cast<std::ptrdiff_t>(index);
    };
    for (std::size_t i = 0; i < head; ++i)
        steps.push_back({ ' ', before[i] });
    compareMiddles({ at(before, head), at(before, before.size() - tail) },
        { at(after, head), at(after, after.size() - tail) }, steps);
    for (std::size_t i = before.size() - tail; i < before.size(); ++i)
        steps.push_back({ ' ', before[i] });
    return steps;
}

/// "first,count" as hunk headers have it; an empty range names the line before it.
std::string range(std::size_t linesBefore, std::size_t count)
{
    return std::to_string(count == 0 ? linesBefore : linesBefore + 1) + "," + std::to_string(count);
}

} // namespace

std::string lineDiff(std::string_view before, std::string_view after)
{
    const std::vector<Step> steps = stepsBetween(linesOf(before), linesOf(after));
    std::string text;
    std::size_t oldLine = 0;
    std::size_t newLine = 0;
    std::size_t position = 0;
    const auto isChange = [](const Step &step) { return step.sign != ' '; };
    const auto count = [](std::size_t &oldCount, std::size_t &newCount, const Step &step) {
        oldCount += step.sign != '+' ? 1 : 0;
        newCount += step.sign != '-' ? 1 : 0;
    };
    while (true) {
        const auto first =
            std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(position), steps.end(), isChange);
        if (first == steps.end())
            return text;
        const auto change = static_cast<std::size_t>(first - steps.begin());
        const std::size_t start = std::max(position, change > contextLines ? change - contextLines : 0);
        // The hunk goes on as long as the next change is near enough to share its context.
        std::size_t end = change + 1;
        for (std::size_t i = end; i < steps.size() && i - end <= 2 * contextLines; ++i) {
            if (isChange(steps[i]))
                end = i + 1;
        }
        end = std::min(end + contextLines, steps.size());
        for (; position < start; ++position)
            count(oldLine, newLine, steps[position]);
        std::size_t oldCount = 0;
        std::size_t newCount = 0;
        std::string body;
        for (; position < end; ++position) {
            count(oldCount, newCount, steps[position]);
            body += steps[position].sign;
            body += steps[position].line;
            if (body.back() != '\n')
                body += "\n\\ No newline at end of file\n";
        }
        text += "@@ -" + range(oldLine, oldCount) + " +" + range(newLine, newCount) + " @@\n" + body;
        oldLine += oldCount;
        newLine += newCount;
    }
}

} // namespace fourplane
