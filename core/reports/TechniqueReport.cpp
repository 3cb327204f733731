// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TechniqueReport.h"

#include "core/attack/QuestionControls.h"
#include "core/attack/ReferenceCatalogue.h"
#include "core/attack/Vocabulary.h"
#include "core/base/Text.h"
#include "core/reports/TechniqueWords.h"

#include <algorithm>

namespace fourplane {

namespace {

bool concernsPlane(const Technique &technique, Plane plane)
{
    return std::any_of(technique.gates.begin(), technique.gates.end(),
               [plane](const Gate &gate) { return gate.plane == plane; })
        || std::any_of(technique.blockedBy.begin(), technique.blockedBy.end(),
            [plane](const BlockedBy &control) { return control.plane == plane; });
}

bool concernsKind(const Technique &technique, const std::string &kind)
{
    return std::any_of(technique.bind.begin(), technique.bind.end(),
        [&kind](const auto &variable) { return variable.second == kind; });
}

bool concernsReference(const Technique &technique, const std::string &wanted)
{
    return std::any_of(technique.references.begin(), technique.references.end(),
        [&wanted](const TechniqueReference &reference) {
            const ReferenceCatalogue *catalogue = findReferenceCatalogue(reference.catalogue);
            return reference.id == wanted || reference.id.rfind(wanted + ".", 0) == 0
                || reference.id.rfind(wanted + ":", 0) == 0 || reference.catalogue == wanted
                || (catalogue && catalogue->name == wanted);
        });
}

bool concernsControl(const Technique &technique, const std::string &id)
{
    const std::vector<std::string> stopping = stoppingControls(technique);
    return std::find(stopping.begin(), stopping.end(), id) != stopping.end()
        || std::any_of(technique.blockedBy.begin(), technique.blockedBy.end(),
            [&id](const BlockedBy &control) { return control.control == id; });
}

std::string section(const std::string &title, const std::vector<std::string> &lines, const TextStyle &style)
{
    if (lines.empty())
        return {};
    std::string text = "\n" + style.bold(title) + "\n";
    for (const std::string &line : lines)
        text += "  " + printable(line) + "\n";
    return text;
}

std::string basisText(const std::string &basis)
{
    std::vector<std::string> parts;
    for (std::string part : split(basis, ',')) {
        if (!part.empty() && part.front() == ' ')
            part.erase(0, 1);
        const std::string meaning = basisMeaning(part);
        parts.push_back(meaning.empty() ? part : part + ", " + meaning);
    }
    return join(parts, "; ");
}

} // namespace

std::vector<const Technique *> selectTechniques(
    const TechniqueCatalogue &catalogue, const TechniqueFilter &filter)
{
    std::vector<const Technique *> selected;
    for (const Technique &technique : catalogue.techniques) {
        if ((!filter.plane || concernsPlane(technique, *filter.plane))
            && (filter.kind.empty() || concernsKind(technique, filter.kind))
            && (filter.reference.empty() || concernsReference(technique, filter.reference))
            && (filter.control.empty() || concernsControl(technique, filter.control)))
            selected.push_back(&technique);
    }
    return selected;
}

std::string techniqueListText(const std::vector<const Technique *> &techniques, const TextStyle &style)
{
    std::vector<std::vector<std::string>> rows { { "technique", "name", "effort", "can be stopped by" } };
    for (const Technique *technique : techniques) {
        const std::string controls = join(stoppingControls(*technique), " ");
        rows.push_back(
            { printable(technique->id), printable(technique->name), std::string(nameOf(technique->effort)),
                controls.empty() ? "nothing; contain it" : printable(controls) });
    }
    return table(rows, style) + "\n" + counted(techniques.size(), "technique", "techniques") + "\n";
}

std::string techniqueText(
    const Technique &technique, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bold(printable(technique.id + ": " + technique.name)) + "\n"
        + printable(technique.description) + "\n";
    std::vector<std::string> rule;
    for (const auto &[variable, type] : technique.bind)
        rule.push_back("for each  " + variable + ", of type " + type);
    for (std::size_t i = 0; i < technique.requirements.size(); ++i)
        rule.push_back((i == 0 ? "when      " : "and       ") + patternSentence(technique.requirements[i]));
    for (std::size_t i = 0; i < technique.grants.size(); ++i)
        rule.push_back((i == 0 ? "then      " : "and       ") + patternSentence(technique.grants[i]));
    text += section("Rule", rule, style);
    std::vector<std::string> questions, stops, slows;
    for (const Gate &gate : technique.gates) {
        std::string line =
            std::string(nameOf(gate.plane)) + " plane: " + patternSentence(gate.question) + "?";
        const auto controls = controlsBehind(gate.question.relation);
        if (!controls.empty())
            line += " (" + join({ controls.begin(), controls.end() }, ", ") + ")";
        questions.push_back(std::move(line));
    }
    for (const BlockedBy &control : technique.blockedBy)
        (control.prevents ? stops : slows)
            .push_back(controlText(catalogue, control.control) + ", " + std::string(nameOf(control.plane))
                + " plane: where " + patternSentence(control.condition));
    text += section("Asked of the decision point; one no, and it fails", questions, style);
    text += section("Prevented by", stops, style) + section("Made harder by", slows, style);
    std::vector<std::string> rest { "effort " + std::string(nameOf(technique.effort))
        + (technique.basis.empty() ? "" : ", which rests on: " + basisText(technique.basis)) };
    if (!technique.detection.empty())
        rest.push_back("leaves evidence in " + evidenceText(technique));
    text += section("Effort and evidence", rest, style);
    std::vector<std::string> references;
    for (const TechniqueReference &reference : technique.references)
        references.push_back(reference.catalogue + "  " + reference.id + "  " + pageOf(reference));
    text += section("References", references, style);
    if (technique.origin.isKnown())
        text += style.dim("\n" + printable("Defined at " + toString(technique.origin))) + "\n";
    return text;
}

namespace {

/// What a trace says about one technique.
std::string traceSection(
    const Technique &technique, const AttackTrace &trace, const ElementNamer &name, const TextStyle &style)
{
    std::vector<std::string> succeeded, stopped;
    for (const Pivot &pivot : trace.pivots) {
        if (pivot.techniqueId != technique.id)
            continue;
        std::string line = "step " + std::to_string(pivot.step) + ", " + name(pivot.fromId);
        if (!(pivot.toId == pivot.fromId) && !pivot.toId.isEmpty())
            line += " -> " + name(pivot.toId);
        if (pivot.succeeded()) {
            std::vector<std::string> gains;
            for (std::uint32_t fact : pivot.grants)
                gains.push_back(factSentence(trace.facts[fact].fact, name));
            succeeded.push_back(line + ": " + join(gains, ", and "));
            continue;
        }
        for (const PivotBlock &block : pivot.blocks)
            stopped.push_back(line + ": stopped on the " + blockText(block));
    }
    std::string text = "\n" + style.bold(printable("Scenario " + trace.scenarioName)) + ", exploitability "
        + std::string(nameOf(trace.exploitability)) + ": " + std::string(assumptionText(trace.exploitability))
        + "\n";
    for (const FurtherAttempts &further : trace.further) {
        if (further.techniqueId == technique.id)
            text += "  " + std::to_string(further.succeeded) + " more succeed and "
                + std::to_string(further.blocked) + " more are stopped; they are not listed\n";
    }
    if (succeeded.empty() && stopped.empty()) {
        std::vector<std::string> missing;
        for (const FactPattern &pattern : technique.requirements) {
            const Relation *relation = findRelation(pattern.relation);
            const bool isHeld =
                std::any_of(trace.facts.begin(), trace.facts.end(), [&pattern](const AttackFact &fact) {
                    return fact.fact.relation == pattern.relation && (fact.worlds & 1U) != 0;
                });
            if (relation && relation->relationClass == RelationClass::Attacker && !isHeld)
                missing.push_back(patternSentence(pattern));
        }
        return text + "  never tried: "
            + (missing.empty() ? "no elements of the design fit the rule"
                               : "it never comes about that " + join(missing, ", or that "))
            + "\n";
    }
    for (const auto &[title, lines] :
        { std::pair("  succeeds", &succeeded), std::pair("  is stopped", &stopped) }) {
        if (lines->empty())
            continue;
        text += std::string(title) + " " + counted(lines->size(), "time", "times") + "\n";
        for (const std::string &line : *lines)
            text += "    " + printable(line) + "\n";
    }
    return text;
}

} // namespace

std::string techniqueExplanationText(const Technique &technique, const TechniqueCatalogue &catalogue,
    const std::vector<AttackTrace> &traces, const ElementNamer &name, const TextStyle &style)
{
    std::string text = style.bold(printable(technique.id + ": " + technique.name)) + "\n"
        + printable(technique.description) + "\n\n" + printable(ruleSentences(technique, catalogue)) + "\n";
    for (const AttackTrace &trace : traces)
        text += traceSection(technique, trace, name, style);
    if (!traces.empty())
        text += style.dim(traceLimit) + "\n";
    return text;
}

} // namespace fourplane
