// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TraceWords.h"

#include "core/attack/EvidenceSource.h"
#include "core/attack/Vocabulary.h"
#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fourplane {

namespace {

using NameAndPlane = std::pair<std::string_view, Plane>;

/// Relations of the attacker that are not about data.
constexpr std::array<NameAndPlane, 10> planesOfRelations { {
    { "foothold", Plane::Workload },
    { "host", Plane::Workload },
    { "net", Plane::Network },
    { "on_network", Plane::Network },
    { "unproxied", Plane::Network },
    { "leaked", Plane::Network },
    { "held", Plane::Identity },
    { "mesh_key", Plane::Identity },
    { "admin", Plane::Identity },
    { "node_credential", Plane::Identity },
} };

} // namespace

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

std::string factSentence(const Fact &fact, const ElementNamer &name)
{
    const Relation *relation = findRelation(fact.relation);
    return relation ? sentence(*relation, name(fact.subject), fact.object.isEmpty() ? "" : name(fact.object))
                    : toString(fact);
}

Plane planeOf(const std::string &relation)
{
    const auto found = std::find_if(planesOfRelations.begin(), planesOfRelations.end(),
        [&relation](const NameAndPlane &entry) { return entry.first == relation; });
    return found == planesOfRelations.end() ? Plane::Data : found->second;
}

std::string evidenceText(const Technique &technique)
{
    std::vector<std::string> texts;
    for (const std::string &code : technique.detection) {
        const EvidenceSource *source = findEvidenceSource(code);
        texts.push_back(source ? std::string(source->name) + " (" + code + ")" : code);
    }
    return join(texts, ", ");
}

std::string referencesText(const std::vector<TechniqueReference> &references)
{
    std::string text;
    for (std::size_t i = 0; i < references.size(); ++i) {
        const bool isNew = i == 0 || references[i - 1].catalogue != references[i].catalogue;
        if (i > 0)
            text += isNew ? "; " : ", ";
        text += (isNew ? references[i].catalogue + " " : std::string()) + references[i].id;
    }
    return text;
}

std::string_view assumptionText(Exploitability exploitability)
{
    switch (exploitability) {
    case Exploitability::None:
        break;
    case Exploitability::Marked:
        return "what is marked as exploitable falls when it is reached";
    case Exploitability::All:
        return "everything that is reached falls";
    }
    return "no software weakness is used, only stolen credentials and misuse";
}

std::string assumptionLine(Exploitability exploitability)
{
    return "Assumption: exploitability " + std::string(nameOf(exploitability)) + ": "
        + std::string(assumptionText(exploitability));
}

} // namespace fourplane
