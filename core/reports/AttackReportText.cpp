// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/AttackReportText.h"

#include "core/base/Text.h"
#include "core/reports/AttackReportWords.h"
#include "core/reports/TextStyle.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr std::size_t lineWidth = 100;

/// Words in lines; the first line starts with `first`, the others with as many blanks.
std::string paragraph(const std::string &first, const std::string &text)
{
    const std::string indent(widthOf(first), ' ');
    std::string result;
    std::string line = first;
    bool isEmpty = true;
    for (const std::string &word : split(printable(text), ' ')) {
        if (!isEmpty && widthOf(line) + 1 + widthOf(word) > lineWidth) {
            result += line + "\n";
            line = indent;
            isEmpty = true;
        }
        line += (isEmpty ? "" : " ") + word;
        isEmpty = false;
    }
    return result + line + "\n";
}

std::string bullets(const std::vector<std::string> &texts, const std::string &indent = "  ")
{
    std::string result;
    for (const std::string &text : texts)
        result += paragraph(indent + "- ", text);
    return result;
}

std::string numbers(const std::vector<int> &steps)
{
    std::vector<std::string> names;
    for (int step : steps)
        names.push_back(std::to_string(step));
    return (names.size() == 1 ? "step " : "steps ") + listed(names);
}

std::string heading(const std::string &text, const TextStyle &style)
{
    return "\n" + style.bold(text) + "\n\n";
}

std::string stepText(const ReportedStep &step, const TextStyle &style)
{
    const std::string number = std::to_string(step.number) + ". ";
    const std::string indent(std::max<std::size_t>(number.size(), 4), ' ');
    std::string text = number + std::string(indent.size() - number.size(), ' ')
        + style.bold(printable(step.technique)) + "\n" + paragraph(indent, "(" + step.ends + ")");
    text += paragraph(indent, step.explanation);
    for (const std::string &gain : step.gains)
        text += paragraph(indent + "=> ", gain);
    if (!step.after.empty())
        text += paragraph(indent, "Builds on " + numbers(step.after) + ".");
    if (!step.passages.empty())
        text += indent + "Why it passes:\n" + bullets(step.passages, indent + "  ");
    if (!step.missing.empty())
        text += paragraph(indent, "Not in the design, and would stop it: " + step.missing + ".");
    if (step.isUnstoppable)
        text += paragraph(indent, "Nothing stops such a step once the attacker is there.");
    if (!step.evidence.empty())
        text += paragraph(indent, "Leaves evidence in " + step.evidence + ".");
    if (!step.references.empty())
        text += style.dim(paragraph(indent, "In public catalogues: " + step.references + "."));
    return text + "\n";
}

std::string attemptText(const ReportedAttempt &attempt, const std::string &indent)
{
    const std::string likewise = attempt.likewise.empty() ? "" : "; " + attempt.likewise;
    return paragraph(indent + "x ", attempt.technique + ", " + attempt.ends + likewise + ".")
        + bullets(attempt.reasons, indent + "  ");
}

std::string goalsText(const AttackReport &report, const TextStyle &style)
{
    std::string text;
    for (const ReportedGoal &goal : report.goals) {
        text += "  " + (goal.falls ? style.bad("FALLS") : style.good("HOLDS")) + "  ";
        text += style.bold(printable(goal.name)) + "\n" + paragraph("         ", goal.verdict);
        for (const ReportedAttempt &attempt : goal.stopped)
            text += attemptText(attempt, "         ");
    }
    return text.empty() ? "  The scenario names no goal.\n" : text;
}

std::string controlsText(const AttackReport &report)
{
    std::string text;
    for (const ReportedControl &control : report.controls) {
        text += paragraph("  ",
            control.name + ": stops " + counted(control.attempts, "attempt", "attempts")
                + (control.attempts > control.examples.size() ? ", for instance" : ""));
        for (const ReportedAttempt &attempt : control.examples)
            text += attemptText(attempt, "    ");
    }
    return text.empty() ? "  Nothing was stopped.\n" : text;
}

std::string reportText(const AttackReport &report, const TextStyle &style)
{
    std::string text = style.bold("Attack on " + printable(report.design)) + "\n";
    if (!report.designAbout.empty())
        text += paragraph("", report.designAbout);
    text += "\n" + style.bold("Scenario: " + printable(report.scenario)) + "\n";
    if (!report.scenarioAbout.empty())
        text += paragraph("", report.scenarioAbout);
    text += "\n" + paragraph("Assumption: ", report.assumption) + bullets(report.assumedWeaknesses);
    text += "\n" + paragraph("Result: ", report.result)
        + paragraph("", "Who the names stand for is said at the end, under \"Who is who\".");

    text += heading("Goals", style) + goalsText(report, style);
    text += heading("What the attacker has at the start", style) + bullets(report.start);
    text += heading(report.leadsToGoals ? "How the goals fall" : "How far the attacker gets", style);
    for (const ReportedStep &step : report.steps)
        text += stepText(step, style);
    if (report.steps.empty())
        text += "  No step succeeds.\n";
    if (!report.alsoFallen.empty())
        text += style.bold("What falls besides") + "\n\n" + bullets(report.alsoFallen);
    text += heading("What stopped the attacker", style) + controlsText(report);
    if (!report.evidence.empty()) {
        text += heading("Where to look for evidence", style);
        for (const ReportedEvidence &evidence : report.evidence)
            text += paragraph("  - ", evidence.source + ": " + numbers(evidence.steps) + ".");
    }
    text += heading("Who is who", style);
    for (const ReportedElement &element : report.elements)
        text += paragraph("  - ", element.name + ": " + element.about);
    return text;
}

} // namespace

std::string attackReportText(const std::vector<AttackReport> &reports, const TextStyle &style)
{
    std::string text;
    for (const AttackReport &report : reports)
        text += (text.empty() ? "" : "\n" + std::string(lineWidth, '=') + "\n\n") + reportText(report, style);
    return text + "\n"
        + style.dim(
            "Design-time simulation under the stated assumption; it proves nothing about a running cluster.")
        + "\n";
}

} // namespace fourplane
