// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/reports/TraceSamples.h"

#include "core/attack/AttackEngine.h"
#include "core/base/Text.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "core/storage/ElementPlaces.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/RandomValues.h"
#include "tests/support/TestData.h"

#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <stdexcept>

namespace fourplane::test {

namespace {

std::string hostileText()
{
    return *rc::gen::element<std::string>("a\"b", "line one\nline two", "a]]>b", "back\\slash", "tab\there",
        "<b>&amp;</b>", "&lt;", "{0}", "{1} and }{", "[click](http://x.example)", "\\N", "\\l", "%n%s",
        "caf\xC3\xA9", "\xF0\x9F\x98\x80", "\xE2\x80\xA8", "'; drop", "-", "graph", "a -> b", "\\",
        "x123456789x123456789x123456789x123456789x123456789x123456789x12", " lead", "trail ");
}

Pivot hostilePivot(const AttackTrace &trace, int number)
{
    Pivot pivot;
    pivot.techniqueId = coin() ? "sa-token-read" : hostileText();
    pivot.fromId = trace.facts[numberFrom<std::size_t>(0, trace.facts.size() - 1)].fact.subject;
    pivot.toId = coin() ? pivot.fromId : ElementId(hostileText() + std::to_string(number));
    for (std::size_t i = numberFrom<std::size_t>(1, 2); i > 0; --i)
        pivot.premises.push_back(
            numberFrom<std::uint32_t>(0, static_cast<std::uint32_t>(trace.facts.size() - 1)));
    pivot.notes = someOf(hostileText);
    pivot.step = number;
    return pivot;
}

PivotBlock hostileBlock()
{
    PivotBlock block;
    block.plane = anyOf<Plane>();
    block.control = coin() ? "N1" : "";
    block.reason = hostileText();
    if (coin())
        block.decidedBy = DecidingObject { "NetworkPolicy", hostileText(), hostileText(), {},
            { hostileText(), numberFrom(0, 9), numberFrom(0, 9) } };
    return block;
}

} // namespace

TraceSample tracesOf(const std::string &file)
{
    TraceSample sample;
    sample.file = file;
    const std::string text = readBytes(sourcePath(file));
    auto loaded = parseProject(text, file);
    auto catalogue = shippedCatalogue();
    if (!loaded || !catalogue)
        throw std::runtime_error("cannot read " + file);
    sample.project = std::move(loaded->project);
    sample.catalogue = std::move(*catalogue);
    sample.places = findElementPlaces(text, file);
    const CompiledPlan compiled = compilePlan(sample.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    for (const auto &[id, scenario] : sample.project.scenarios) {
        for (Exploitability assumption : { Exploitability::Marked, Exploitability::All }) {
            Scenario under = scenario;
            under.exploitability = assumption;
            auto trace = simulate(sample.project, decisions, sample.catalogue, under);
            if (!trace)
                throw std::runtime_error(toString(trace.error()));
            sample.traces.push_back(std::move(*trace));
        }
    }
    return sample;
}

TraceSample hostileTrace()
{
    static const TechniqueCatalogue shipped = *shippedCatalogue();
    TraceSample sample;
    sample.catalogue = shipped;
    sample.project.name = hostileText();
    sample.file = hostileText();
    AttackTrace trace;
    trace.scenarioName = hostileText();
    trace.exploitability = anyOf<Exploitability>();
    const ElementId start(hostileText() + "0");
    trace.facts.push_back({ { start, "foothold", {} }, 0xFFFF, true, noIndex });
    const int steps = numberFrom(0, 5);
    for (int number = 1; number <= steps; ++number) {
        Pivot pivot = hostilePivot(trace, number);
        if (coin()) {
            pivot.blocks.push_back(hostileBlock());
            if (coin())
                pivot.blocks.push_back(hostileBlock());
        } else {
            const auto fact = static_cast<std::uint32_t>(trace.facts.size());
            pivot.grants = { fact };
            const std::string relation = *rc::gen::element<std::string>("foothold", "read", "held", "net");
            // Numbered, so that no two facts are the same.
            trace.facts.push_back({ { ElementId(hostileText() + std::to_string(number)), relation, {} },
                0xFFFF, false, static_cast<std::uint32_t>(trace.pivots.size()) });
        }
        trace.pivots.push_back(std::move(pivot));
    }
    trace.jewels = { trace.facts.back().fact.subject };
    if (defenceDepth(trace, trace.jewels.front()) == 0)
        trace.fallenJewels = trace.jewels;
    sample.places[start] = { hostileText(), 3, 5, 0 };
    sample.traces.push_back(std::move(trace));
    return sample;
}

std::string schemaComplaint(
    const nlohmann::json &schema, const nlohmann::json &document, int draft, const std::string &folder)
{
    using valijson::SchemaParser;
    using valijson::adapters::NlohmannJsonAdapter;
    valijson::Schema parsed;
    SchemaParser parser(draft == 4 ? SchemaParser::kDraft4 : SchemaParser::kDraft7);
    const auto fetch = [&folder](const std::string &uri) -> const nlohmann::json * {
        const std::string name = uri.substr(uri.rfind('/') + 1);
        auto read = nlohmann::json::parse(readBytes(folder + "/" + name), nullptr, false);
        return read.is_discarded() ? nullptr : new nlohmann::json(std::move(read));
    };
    parser.populateSchema<NlohmannJsonAdapter>(
        NlohmannJsonAdapter(schema), parsed, fetch, [](const nlohmann::json *read) { delete read; });
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(parsed, NlohmannJsonAdapter(document), &results))
        return {};
    valijson::ValidationResults::Error error;
    std::string text = "refused";
    while (results.popError(error))
        text += "\n" + join(error.context, "") + ": " + error.description;
    return text;
}

} // namespace fourplane::test
