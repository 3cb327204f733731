// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TechniqueWords.h"

#include "core/attack/QuestionControls.h"
#include "core/attack/Vocabulary.h"
#include "core/base/Text.h"
#include "core/storage/Resources.h"

#include <algorithm>
#include <set>

namespace fourplane {

std::string patternSentence(const FactPattern &pattern)
{
    const Relation *relation = findRelation(pattern.relation);
    return relation ? sentence(*relation, pattern.subject, pattern.object)
                    : pattern.subject + " " + pattern.relation + " " + pattern.object;
}

std::string controlText(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const auto found = std::find_if(catalogue.controls.begin(), catalogue.controls.end(),
        [&id](const Control &control) { return control.id == id; });
    return found == catalogue.controls.end() ? id : id + " (" + found->name + ")";
}

std::string ruleSentences(const Technique &technique, const TechniqueCatalogue &catalogue)
{
    std::vector<std::string> premises, gains;
    for (const FactPattern &pattern : technique.requirements)
        premises.push_back(patternSentence(pattern));
    for (const FactPattern &pattern : technique.grants)
        gains.push_back(patternSentence(pattern));
    std::string text = "When " + join(premises, ", and ") + ", then " + join(gains, ", and ") + ".";
    for (const Gate &gate : technique.gates)
        text += " It fails where the " + std::string(nameOf(gate.plane))
            + " plane says no to: " + patternSentence(gate.question) + "?";
    for (const BlockedBy &control : technique.blockedBy)
        text += " " + controlText(catalogue, control.control)
            + (control.prevents ? " prevents it where " : " only makes it harder where ")
            + patternSentence(control.condition) + ".";
    return text;
}

std::vector<std::string> stoppingControls(const Technique &technique)
{
    std::set<std::string> ids;
    for (const BlockedBy &control : technique.blockedBy) {
        if (control.prevents)
            ids.insert(control.control);
    }
    for (const Gate &gate : technique.gates) {
        for (std::string_view id : controlsBehind(gate.question.relation))
            ids.emplace(id);
    }
    return { ids.begin(), ids.end() };
}

std::string basisMeaning(const std::string &basis)
{
    const std::string_view page = resource("help/techniques.md");
    const std::string start = "\n| " + basis + " | ";
    const std::size_t at = page.find(start);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = page.substr(at + start.size());
    const std::size_t end = rest.find(" |\n");
    return end == std::string_view::npos ? std::string() : std::string(rest.substr(0, end));
}

} // namespace fourplane
