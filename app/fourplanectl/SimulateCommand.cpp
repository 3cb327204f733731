// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Commands.h"
#include "app/fourplanectl/ExplainFacts.h"
#include "app/fourplanectl/ReportContext.h"
#include "app/fourplanectl/RunStatistics.h"
#include "app/fourplanectl/ScenarioChoice.h"
#include "core/attack/AttackEngine.h"
#include "core/attack/PreparedDesign.h"
#include "core/reports/AttackFlow.h"
#include "core/reports/AttackReportHtml.h"
#include "core/reports/AttackReportText.h"
#include "core/reports/SarifReport.h"
#include "core/reports/TraceGraph.h"
#include "core/reports/TraceJson.h"
#include "core/reports/TraceReport.h"
#include "core/storage/CatalogueFile.h"

#include <CLI/CLI.hpp>

namespace fourplane::ctl {

namespace {

struct SimulateOptions : ScenarioOptions
{
    std::string file;
    std::string catalogue;
    std::vector<std::string> variants;
    bool summary = false;
    bool report = false;
    bool stats = false;
    ExplainChoice explain;
};

/// A summary without a named assumption shows both that reports show side by side.
std::vector<Scenario> underBothAssumptions(const std::vector<Scenario> &scenarios)
{
    std::vector<Scenario> both;
    for (const Scenario &scenario : scenarios) {
        for (Exploitability assumption : { Exploitability::Marked, Exploitability::All }) {
            both.push_back(scenario);
            both.back().exploitability = assumption;
        }
    }
    return both;
}

/// Whether the format and what is to be written go together; says so where not.
bool isSoundFormat(Session &session, const SimulateOptions &options)
{
    if (options.report && options.summary) {
        session.failUsage("A summary and a report cannot be written at once.", "Leave one of the two out.");
        return false;
    }
    const bool isExplained = !options.explain.facts.empty();
    if (isExplained && (options.report || options.summary)) {
        session.failUsage("A fact is explained for itself, without a summary or report.",
            "Leave --explain out, or the other.");
        return false;
    }
    if (isExplained && session.format != "text" && session.format != "json") {
        session.failUsage(
            "An explanation is written as text or json.", "Use --format text or --format json.");
        return false;
    }
    if (options.report && session.format != "text" && session.format != "html") {
        session.failUsage("A report is written as text or html.", "Use --format text or --format html.");
        return false;
    }
    if (!options.report && session.format == "html") {
        session.failUsage("Only a report is written as html.", "Add --report.");
        return false;
    }
    return true;
}

constexpr const char *attackFlowFormat = "attack-flow";

/// Writes what was simulated. A trace of a large design takes much memory, so that of each only that is kept
/// which the format needs once all are there.
class TraceOutput
{
public:
    TraceOutput(const Session &session, const SimulateOptions &options, const Design &design,
        const TechniqueCatalogue &catalogue)
        : m_session(session)
        , m_options(options)
        , m_design(design)
        , m_catalogue(catalogue)
    {
    }

    void add(const Scenario &scenario, AttackTrace trace)
    {
        if (m_options.report) {
            m_reports.push_back(
                makeAttackReport(m_design.project, scenario, trace, m_catalogue, m_design.compiled.plan));
        } else if (m_session.format != "text") {
            m_traces.push_back(std::move(trace));
        } else if (m_options.summary) {
            m_rows.push_back(traceSummaryRow(trace));
        } else {
            Session::print((m_isFirst ? "" : "\n")
                + traceText(trace, m_catalogue, m_design.compiled.plan, m_session.style()));
            m_isFirst = false;
        }
    }

    /// What could not be written before all are there.
    void finish() const
    {
        if (m_options.report) {
            Session::print(m_session.format == "html" ? attackReportHtml(m_reports)
                                                      : attackReportText(m_reports, m_session.style()));
        } else if (m_session.isJson()) {
            Session::print(tracesJson(m_traces, reportContext(m_design, m_catalogue)));
        } else if (m_session.format == "dot") {
            Session::print(tracesGraph(m_traces, reportContext(m_design, m_catalogue)));
        } else if (m_session.format == attackFlowFormat) {
            Session::print(attackFlowJson(m_traces.front(), reportContext(m_design, m_catalogue)));
        } else if (m_session.format == "sarif") {
            Session::print(tracesSarif(m_traces, reportContext(m_design, m_catalogue)));
        } else if (m_options.summary) {
            Session::print(traceSummary(m_rows, m_session.style()));
        }
    }

private:
    const Session &m_session;
    const SimulateOptions &m_options;
    const Design &m_design;
    const TechniqueCatalogue &m_catalogue;
    std::vector<AttackReport> m_reports;
    std::vector<AttackTrace> m_traces;
    std::vector<std::vector<std::string>> m_rows;
    bool m_isFirst = true;
};

void simulateAll(Session &session, const SimulateOptions &options)
{
    if (!isSoundFormat(session, options))
        return;
    RunStatistics statistics;
    const auto design = session.loadDesign(options.file, options.variants);
    statistics.planned();
    if (!design)
        return;
    session.warn(design->readDiagnostics);
    auto catalogue = shippedCatalogue();
    if (catalogue && !options.catalogue.empty())
        catalogue = layeredCatalogue(*catalogue, options.catalogue);
    if (!catalogue) {
        session.fail(catalogue.error());
        return;
    }
    auto scenarios = scenariosFor(design->project, options);
    if (!scenarios) {
        session.fail(scenarios.error(), Usage);
        return;
    }
    if (options.summary && options.exploitability.empty())
        *scenarios = underBothAssumptions(*scenarios);
    if (session.format == attackFlowFormat && scenarios->size() != 1) {
        session.failUsage("A bundle of Attack Flow holds one flow, and " + std::to_string(scenarios->size())
                + " scenarios are asked for.",
            "Name one with --scenario, without --summary.");
        return;
    }
    if (!options.explain.facts.empty()) {
        ExplainChoice choice = options.explain;
        choice.limits = options.limits();
        explainFacts(session, *design, *catalogue, *scenarios, choice);
        return;
    }

    TraceOutput output(session, options, *design, *catalogue);
    const auto attacked = std::make_shared<PreparedDesign>(design->project, *design->decisions);
    for (const Scenario &scenario : *scenarios) {
        SimulationFigures figures;
        auto trace = simulate(attacked, *catalogue, scenario, session.job(), options.limits(), &figures);
        Session::endProgress();
        if (trace)
            statistics.add(scenario, figures);
        if (!trace) {
            session.fail(trace.error());
            return;
        }
        if (!trace->fallenJewels.empty())
            session.exitCode = FindingsOrGoalReached;
        output.add(scenario, std::move(*trace));
    }
    output.finish();
    if (options.stats)
        Session::printAside(statistics.text());
}

} // namespace

void addSimulateCommand(CLI::App &app, Session &session)
{
    CLI::App *command =
        app.add_subcommand("simulate", "Attack the design: what falls, step by step, and what stops it");
    auto options = std::make_shared<SimulateOptions>();
    command->add_option("file", options->file, "Project file, or a folder with one")->required();
    command->add_option("--variant", options->variants, "Apply this variant of the project; may be repeated");
    addScenarioOptions(*command, options);
    command->add_option(
        "--catalogue", options->catalogue, "Technique file to layer over the shipped catalogue");
    command->add_flag("--summary", options->summary, "One row for each scenario, under both assumptions");
    command->add_flag("--report", options->report,
        "Tell the attack for readers who do not know the techniques: what it starts from, a timeline, what "
        "fell, what held and why, and where it leaves evidence");
    command->add_flag("--stats", options->stats,
        "Also say on standard error what it took: size of the ground system, memory, time of each stage");
    addExplainOptions(*command, options->explain);
    addFormatOption(*command, session, { "text", "json", "html", "dot", attackFlowFormat, "sarif" });
    command->footer(
        "Examples:\n  fourplanectl simulate design.fourplane.yaml --scenario stolen-token "
        "--exploitability marked\n"
        "  fourplanectl simulate stack.fourplane.yaml --foothold open-webui --goal store-qdrant\n"
        "  fourplanectl simulate design.fourplane.yaml --report --format html > report.html\n"
        "  fourplanectl simulate design.fourplane.yaml --explain \"contracts read\" --by effort\n"
        "  fourplanectl simulate design.fourplane.yaml --scenario stolen-token --format dot | dot -Tsvg > "
        "attack.svg\n"
        "The formats: the help page on trace formats.");
    command->callback([&session, options] { simulateAll(session, *options); });
}

} // namespace fourplane::ctl
