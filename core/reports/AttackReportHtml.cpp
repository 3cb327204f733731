// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AttackReportHtml.h"

#include "core/reports/AttackReportWords.h"
#include "core/reports/Escaping.h"
#include "core/reports/TextStyle.h"

namespace fourplane {

namespace {

constexpr std::string_view style = R"(<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d1d1f; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0 0 .25rem; }
.step { border-left: 4px solid #b3261e; padding: .25rem 0 .25rem 1rem; margin: 1rem 0; break-inside: avoid; }
.stopped { border-left: 4px solid #1f5fa8; padding: .25rem 0 .25rem 1rem; margin: .5rem 0; }
.falls { color: #b3261e; font-weight: 600; } .holds { color: #1f5fa8; font-weight: 600; }
.gain { font-weight: 600; } .small { color: #555; font-size: .875rem; }
p { margin: .25rem 0; } ul { margin: .25rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .25rem 1.5rem; }
@media (prefers-color-scheme: dark) { body { background: #1b1b1d; color: #eee; } .small { color: #bbb; }
.falls { color: #ff8a80; } .holds { color: #90caf9; } }
</style>)";

std::string element(std::string_view tag, std::string_view text, std::string_view cssClass = {})
{
    std::string html = "<" + std::string(tag);
    if (!cssClass.empty())
        html += " class=\"" + std::string(cssClass) + "\"";
    return html + ">" + htmlText(text) + "</" + std::string(tag) + ">\n";
}

std::string list(const std::vector<std::string> &texts)
{
    if (texts.empty())
        return {};
    std::string html = "<ul>\n";
    for (const std::string &text : texts)
        html += element("li", text);
    return html + "</ul>\n";
}

/// Steps as links to where they are told. `report` keeps the reports of a page apart.
std::string links(const std::vector<int> &steps, std::size_t report)
{
    std::vector<std::string> names;
    for (int step : steps)
        names.push_back("<a href=\"#r" + std::to_string(report) + "-step-" + std::to_string(step) + "\">"
            + std::to_string(step) + "</a>");
    return (names.size() == 1 ? "step " : "steps ") + listed(names);
}

std::string stepHtml(const ReportedStep &step, std::size_t report)
{
    std::string html = "<section class=\"step\" id=\"r" + std::to_string(report) + "-step-"
        + std::to_string(step.number) + "\">\n";
    html += element("h3", std::to_string(step.number) + ". " + step.technique + ", " + step.ends);
    html += element("p", step.explanation);
    for (const std::string &gain : step.gains)
        html += element("p", gain, "gain");
    if (!step.after.empty())
        html += "<p>Builds on " + links(step.after, report) + ".</p>\n";
    if (!step.passages.empty())
        html += "<p>Why it passes:</p>\n" + list(step.passages);
    if (!step.missing.empty())
        html += element("p", "Not in the design, and would stop it: " + step.missing + ".");
    if (step.isUnstoppable)
        html += element("p", "Nothing stops such a step once the attacker is there.");
    if (!step.evidence.empty())
        html += element("p", "Leaves evidence in " + step.evidence + ".");
    if (!step.references.empty())
        html += element("p", "In public catalogues: " + step.references + ".", "small");
    return html + "</section>\n";
}

std::string attemptHtml(const ReportedAttempt &attempt)
{
    const std::string likewise = attempt.likewise.empty() ? "" : "; " + attempt.likewise;
    return "<div class=\"stopped\">\n"
        + element("p", attempt.technique + ", " + attempt.ends + likewise + ".") + list(attempt.reasons)
        + "</div>\n";
}

std::string goalsHtml(const AttackReport &report)
{
    std::string html;
    for (const ReportedGoal &goal : report.goals) {
        html += "<p><span class=\"" + std::string(goal.falls ? "falls\">Falls" : "holds\">Holds")
            + "</span>: <strong>" + htmlText(goal.name) + "</strong>. " + htmlText(goal.verdict) + "</p>\n";
        for (const ReportedAttempt &attempt : goal.stopped)
            html += attemptHtml(attempt);
    }
    return html.empty() ? element("p", "The scenario names no goal.") : html;
}

std::string controlsHtml(const AttackReport &report)
{
    std::string html;
    for (const ReportedControl &control : report.controls) {
        html += element("h3",
            control.name + ": stops " + counted(control.attempts, "attempt", "attempts")
                + (control.attempts > control.examples.size() ? ", for instance" : ""));
        for (const ReportedAttempt &attempt : control.examples)
            html += attemptHtml(attempt);
    }
    return html.empty() ? element("p", "Nothing was stopped.") : html;
}

std::string reportHtml(const AttackReport &report, std::size_t number)
{
    std::string html = element("h1", "Attack on " + report.design) + element("p", report.designAbout);
    html += element("h2", "Scenario: " + report.scenario) + element("p", report.scenarioAbout);
    html += element("p", "Assumption: " + report.assumption) + list(report.assumedWeaknesses);
    html += element("p", "Result: " + report.result, "gain");
    html += element("h2", "Goals") + goalsHtml(report);
    html += element("h2", "What the attacker has at the start") + list(report.start);
    html += element("h2", report.leadsToGoals ? "How the goals fall" : "How far the attacker gets");
    for (const ReportedStep &step : report.steps)
        html += stepHtml(step, number);
    if (report.steps.empty())
        html += element("p", "No step succeeds.");
    if (!report.alsoFallen.empty())
        html += element("h2", "What falls besides") + list(report.alsoFallen);
    html += element("h2", "What stopped the attacker") + controlsHtml(report);
    if (!report.evidence.empty()) {
        html += element("h2", "Where to look for evidence") + "<ul>\n";
        for (const ReportedEvidence &evidence : report.evidence)
            html += "<li>" + htmlText(evidence.source) + ": " + links(evidence.steps, number) + ".</li>\n";
        html += "</ul>\n";
    }
    html += element("h2", "Who is who") + "<dl>\n";
    for (const ReportedElement &spokenOf : report.elements)
        html += element("dt", spokenOf.name) + element("dd", spokenOf.about);
    return html + "</dl>\n";
}

} // namespace

std::string attackReportHtml(const std::vector<AttackReport> &reports)
{
    const std::string title = reports.empty() ? "Attack" : "Attack on " + reports.front().design;
    std::string html = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + element("title", title) + std::string(style) + "\n</head>\n<body>\n";
    for (std::size_t i = 0; i < reports.size(); ++i)
        html += reportHtml(reports[i], i + 1);
    return html
        + element("p",
            "Design-time simulation under the stated assumption; it proves nothing about a running cluster.",
            "small")
        + "</body>\n</html>\n";
}

} // namespace fourplane
