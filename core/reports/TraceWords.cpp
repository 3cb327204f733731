// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceWords.h"

#include "core/base/Text.h"

#include <algorithm>

namespace fourplane {

const Technique *techniqueOf(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const auto found = std::find_if(catalogue.techniques.begin(), catalogue.techniques.end(),
        [&id](const Technique &technique) { return technique.id == id; });
    return found == catalogue.techniques.end() ? nullptr : &*found;
}

std::string techniqueName(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const Technique *technique = techniqueOf(catalogue, id);
    return technique ? technique->name : id;
}

std::string techniqueReferences(const TechniqueCatalogue &catalogue, const std::string &id)
{
    const Technique *technique = techniqueOf(catalogue, id);
    std::vector<std::string> ids;
    if (technique) {
        for (const TechniqueReference &reference : technique->references)
            ids.push_back(reference.id);
    }
    return join(ids, " ");
}

std::string blockText(const PivotBlock &block)
{
    std::string text = std::string(nameOf(block.plane)) + " plane";
    if (!block.control.empty())
        text += " (" + block.control + ")";
    if (block.decidedBy) {
        text += ", " + block.decidedBy->kind + " ";
        if (!block.decidedBy->namespaceName.empty())
            text += block.decidedBy->namespaceName + "/";
        text += block.decidedBy->name;
        if (block.decidedBy->origin.isKnown())
            text += " at " + toString(block.decidedBy->origin);
    }
    return text + ": " + block.reason;
}

} // namespace fourplane
