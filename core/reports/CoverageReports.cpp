// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/CoverageReports.h"

#include "core/base/Text.h"
#include "core/reports/Escaping.h"
#include "core/reports/JsonParts.h"
#include "core/reports/TraceWords.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view attackPrefix = "ATT&CK ";
constexpr const char *openColour = "#d55e00"; // orange and blue: told apart with colour-vision deficiency
constexpr const char *blockedColour = "#56b4e9";

/// "1 attempt on the data plane by D6".
std::string blockedBy(const Coverage &coverage)
{
    std::vector<std::string> texts;
    for (const CoverageBlock &block : coverage.blocks)
        texts.push_back(counted(block.attempts, "attempt", "attempts") + " on the "
            + std::string(nameOf(block.plane)) + " plane"
            + (block.control.empty() ? std::string() : " by " + block.control));
    return join(texts, ", ");
}

std::string openAt(const Coverage &coverage, std::size_t most)
{
    std::vector<std::string> texts;
    for (const AttemptEnds &ends : coverage.openAt) {
        if (texts.size() == most) {
            texts.push_back("and " + std::to_string(coverage.openAt.size() - most) + " more");
            break;
        }
        texts.push_back(ends.fromId == ends.toId ? ends.fromId.value()
                                                 : ends.fromId.value() + " -> " + ends.toId.value());
    }
    return join(texts, ", ");
}

/// "stolen token (exploitability marked)".
std::vector<std::string> scenarioNames(const CoverageReport &report)
{
    std::vector<std::string> names;
    for (const CoveredScenario &scenario : report.scenarios)
        names.push_back(
            scenario.name + " (exploitability " + std::string(nameOf(scenario.exploitability)) + ")");
    return names;
}

/// Catalogue, entries, open, blocked, out of reach.
std::string cataloguesText(const CoverageReport &report, const TextStyle &style)
{
    std::map<std::string, std::array<std::size_t, 3>> counts;
    for (const ReferenceCoverage &reference : report.references)
        ++counts[reference.reference.catalogue][static_cast<std::size_t>(reference.coverage.state)];
    std::vector<std::vector<std::string>> rows { { "catalogue", "entries", "open", "blocked",
        "out of reach" } };
    for (const auto &[name, states] : counts)
        rows.push_back({ printable(name), std::to_string(states[0] + states[1] + states[2]),
            std::to_string(states[0]), std::to_string(states[1]), std::to_string(states[2]) });
    return table(rows, style);
}

Json toJson(const Coverage &coverage)
{
    Json blocks = Json::array();
    for (const CoverageBlock &block : coverage.blocks)
        blocks.push_back({ { "plane", nameOf(block.plane) }, { "control", block.control },
            { "attempts", block.attempts } });
    Json open = Json::array();
    for (const AttemptEnds &ends : coverage.openAt)
        open.push_back({ { "from", ends.fromId.value() }, { "to", ends.toId.value() } });
    return { { "state", nameOf(coverage.state) }, { "attempts", coverage.attempts },
        { "successes", coverage.successes }, { "unlistedAttempts", coverage.unlisted },
        { "blockedBy", std::move(blocks) }, { "openAt", std::move(open) } };
}

/// "18" of "ATT&CK v18.1": the Navigator knows major versions.
std::string attackVersion(const CoverageReport &report)
{
    for (const ReferenceCoverage &reference : report.references) {
        const std::string &name = reference.reference.catalogue;
        if (name.rfind(std::string(attackPrefix) + "v", 0) == 0)
            return split(name.substr(attackPrefix.size() + 1), '.').front();
    }
    return {};
}

Json navigatorTechnique(const ReferenceCoverage &reference)
{
    const Coverage &coverage = reference.coverage;
    std::string comment =
        "Fourplane: " + std::string(nameOf(coverage.state)) + "; " + join(reference.techniqueIds, ", ") + ".";
    if (!coverage.openAt.empty())
        comment += " Open: " + openAt(coverage, 10) + ".";
    if (!coverage.blocks.empty())
        comment += " Blocked: " + blockedBy(coverage) + ".";
    Json json { { "techniqueID", reference.reference.id }, { "comment", comment }, { "enabled", true } };
    if (coverage.attempts > 0)
        json["score"] = static_cast<int>(coverage.successes * 100 / coverage.attempts);
    return json;
}

} // namespace

std::string coverageText(
    const CoverageReport &report, const TechniqueCatalogue &catalogue, const TextStyle &style)
{
    std::string text = style.bold("Scenarios") + "\n  " + printable(join(scenarioNames(report), ", "))
        + "\n\n" + cataloguesText(report, style);
    for (CoverageState state : { CoverageState::Open, CoverageState::Blocked, CoverageState::OutOfReach }) {
        text += "\n" + style.bold(std::string("Techniques: ") + std::string(nameOf(state))) + "\n";
        bool isAny = false;
        for (const TechniqueCoverage &technique : report.techniques) {
            const Coverage &coverage = technique.coverage;
            if (coverage.state != state)
                continue;
            isAny = true;
            text += "  " + printable(techniqueName(catalogue, technique.techniqueId))
                + style.dim("  " + printable(techniqueReferences(catalogue, technique.techniqueId))) + "\n";
            if (!coverage.openAt.empty())
                text += "      " + std::to_string(coverage.successes) + " of "
                    + counted(coverage.attempts, "attempt", "attempts") + " "
                    + (coverage.successes == 1 ? "succeeds: " : "succeed: ") + printable(openAt(coverage, 4))
                    + "\n";
            if (!coverage.blocks.empty())
                text += "      blocked: " + printable(blockedBy(coverage)) + "\n";
            if (coverage.unlisted > 0)
                text += "      of " + counted(coverage.attempts, "attempt", "attempts") + " "
                    + std::to_string(coverage.unlisted)
                    + " are only counted: there are too many to say of each where "
                      "and by what\n";
        }
        if (!isAny)
            text += "  None.\n";
    }
    return text + "\n"
        + style.dim("An attempt is counted where the attacker gets to the point of trying it. Design-time "
                    "simulation; it proves nothing about a running cluster.")
        + "\n";
}

std::string coverageJson(const CoverageReport &report, const TechniqueCatalogue &catalogue)
{
    Json techniques = Json::array();
    for (const TechniqueCoverage &technique : report.techniques) {
        Json json { { "id", technique.techniqueId },
            { "name", techniqueName(catalogue, technique.techniqueId) } };
        json.update(toJson(technique.coverage));
        techniques.push_back(std::move(json));
    }
    Json references = Json::array();
    for (const ReferenceCoverage &reference : report.references) {
        Json json { { "catalogue", reference.reference.catalogue }, { "id", reference.reference.id },
            { "techniques", reference.techniqueIds } };
        json.update(toJson(reference.coverage));
        references.push_back(std::move(json));
    }
    Json scenarios = Json::array();
    for (const CoveredScenario &scenario : report.scenarios)
        scenarios.push_back(
            { { "scenario", scenario.name }, { "exploitability", nameOf(scenario.exploitability) } });
    return dumpJson({ { "scenarios", std::move(scenarios) }, { "techniques", std::move(techniques) },
        { "references", std::move(references) } });
}

std::string coverageCsv(const CoverageReport &report)
{
    std::string text = "catalogue,id,state,attempts,successes,techniques,blocked by,open at\r\n";
    for (const ReferenceCoverage &reference : report.references) {
        const Coverage &coverage = reference.coverage;
        std::vector<std::string> cells { reference.reference.catalogue, reference.reference.id,
            std::string(nameOf(coverage.state)), std::to_string(coverage.attempts),
            std::to_string(coverage.successes), join(reference.techniqueIds, " "), blockedBy(coverage),
            openAt(coverage, coverage.openAt.size()) };
        for (std::string &cell : cells)
            cell = csvCell(std::move(cell));
        text += join(cells, ",") + "\r\n";
    }
    return text;
}

std::string coverageNavigatorLayer(const CoverageReport &report, const std::string &projectName)
{
    Json techniques = Json::array();
    for (const ReferenceCoverage &reference : report.references) {
        if (reference.reference.catalogue.rfind(attackPrefix, 0) == 0)
            techniques.push_back(navigatorTechnique(reference));
    }
    Json versions = Json::object();
    if (const std::string version = attackVersion(report); !version.empty())
        versions["attack"] = version;
    versions.update({ { "navigator", "5.1.0" }, { "layer", "4.5" } });
    return dumpJson({ { "name", projectName.empty() ? "Fourplane" : projectName },
        { "versions", std::move(versions) }, { "domain", "enterprise-attack" },
        { "description",
            "What Fourplane tried in a design-time simulation: " + join(scenarioNames(report), ", ")
                + ". Score 0: every attempt is blocked; 100: every attempt succeeds; no score: nobody gets "
                  "to "
                  "the point of trying." },
        { "sorting", 3 }, { "hideDisabled", false }, { "techniques", std::move(techniques) },
        { "gradient",
            { { "colors", { blockedColour, openColour } }, { "minValue", 0 }, { "maxValue", 100 } } },
        { "legendItems",
            { { { "label", "every attempt is blocked" }, { "color", blockedColour } },
                { { "label", "every attempt succeeds" }, { "color", openColour } } } } });
}

} // namespace fourplane
