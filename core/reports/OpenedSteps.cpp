// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/OpenedSteps.h"

#include "core/base/Counting.h"
#include "core/base/Text.h"
#include "core/reports/TextStyle.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

namespace fourplane {

namespace {

/// Of a change that opens many.
constexpr std::size_t mostNamedSteps = 5;

} // namespace

std::string openedStepsText(const std::vector<OpenedStep> &steps, const TechniqueCatalogue &catalogue)
{
    if (steps.empty())
        return {};
    std::vector<std::string> words;
    for (const OpenedStep &step : steps) {
        if (words.size() == mostNamedSteps) {
            words.push_back("and " + std::to_string(steps.size() - mostNamedSteps) + " more");
            break;
        }
        const std::string ends =
            step.fromId == step.toId ? step.fromId.value() : step.fromId.value() + " -> " + step.toId.value();
        words.push_back(ends + " (" + techniqueName(catalogue, step.techniqueId) + ")");
    }
    return printable("Careful: opens " + counted(steps.size(), "step", "steps") + ": " + join(words, ", "));
}

nlohmann::ordered_json openedStepsJson(const std::vector<OpenedStep> &steps)
{
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    for (const OpenedStep &step : steps)
        array.push_back({ { "technique", step.techniqueId }, { "from", step.fromId.value() },
            { "to", step.toId.value() } });
    return array;
}

} // namespace fourplane
