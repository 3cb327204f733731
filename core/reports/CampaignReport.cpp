// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/CampaignReport.h"

#include "core/attack/CampaignTime.h"
#include "core/reports/CampaignWords.h"
#include "core/reports/Escaping.h"
#include "core/reports/TraceWords.h"

#include <fmt/format.h>

#include <algorithm>

namespace fourplane {

namespace {

/// Other elements that the text shows; the page and JSON show all.
constexpr std::size_t mostOthers = 20;

std::vector<std::string> printableRow(std::vector<std::string> cells)
{
    for (std::string &cell : cells)
        cell = printable(cell);
    return cells;
}

std::string goalTable(const CampaignResult &result, const TextStyle &style)
{
    std::vector<std::vector<std::string>> rows { elementHeading(result) };
    rows.front().front() = "goal";
    for (const ElementTally &tally : result.elements) {
        if (tally.element.isGoal)
            rows.push_back(printableRow(elementRow(result, tally)));
    }
    return rows.size() > 1 ? table(rows, style) : "The scenario names no goal.\n";
}

std::string othersTable(const CampaignResult &result, const TextStyle &style)
{
    const auto others = otherFalls(result);
    if (others.empty())
        return "Nothing else is reachable.\n";
    std::vector<std::vector<std::string>> rows { elementHeading(result) };
    for (std::size_t i = 0; i < std::min(others.size(), mostOthers); ++i)
        rows.push_back(printableRow(elementRow(result, *others[i])));
    std::string text = table(rows, style);
    if (others.size() > mostOthers)
        text += "and " + counted(others.size() - mostOthers, "more element", "more elements")
            + ": see the formats json and html.\n";
    return text;
}

/// Bars of the share of runs for equal stretches of time up to the latest fall.
std::string histogramSvg(const CampaignHistogram &times)
{
    if (times.empty())
        return {};
    constexpr std::size_t barCount = 24;
    constexpr double barWidth = 10;
    constexpr double height = 40;
    const double end = static_cast<double>(timeBinEnd(times.rbegin()->first));
    std::array<double, barCount> bars {};
    for (const auto &[bin, count] : times) {
        // A bin's falls are spread evenly over it.
        const double from = static_cast<double>(timeBinStart(bin));
        const double to = static_cast<double>(timeBinEnd(bin));
        for (std::size_t i = 0; i < barCount; ++i) {
            const double left = end * static_cast<double>(i) / barCount;
            const double right = end * static_cast<double>(i + 1) / barCount;
            const double overlap = std::min(to, right) - std::max(from, left);
            if (overlap > 0)
                bars[i] += static_cast<double>(count) * overlap / (to - from);
        }
    }
    const double highest = *std::max_element(bars.begin(), bars.end());
    std::string svg = fmt::format("<svg width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\" "
                                  "aria-label=\"when it falls, from 0 to {2}\">",
        barWidth * barCount, height, htmlText(durationText(end)));
    for (std::size_t i = 0; i < barCount; ++i) {
        const double tall = height * bars[i] / highest;
        svg += fmt::format("<rect x=\"{:.0f}\" y=\"{:.1f}\" width=\"{:.0f}\" height=\"{:.1f}\"/>",
            barWidth * static_cast<double>(i), height - tall, barWidth - 1, tall);
    }
    return svg + "</svg> 0 to " + htmlText(durationText(end));
}

std::string htmlRow(const std::vector<std::string> &cells, std::string_view tag, const std::string &last)
{
    std::string row = "<tr>";
    for (const std::string &cell : cells)
        row += "<" + std::string(tag) + ">" + htmlText(cell) + "</" + std::string(tag) + ">";
    return row + "<" + std::string(tag) + ">" + last + "</" + std::string(tag) + "></tr>\n";
}

std::string htmlTable(const CampaignResult &result, const std::vector<const ElementTally *> &tallies)
{
    std::string text = "<table>\n" + htmlRow(elementHeading(result), "th", "when it falls");
    for (const ElementTally *tally : tallies)
        text += htmlRow(elementRow(result, *tally), "td", histogramSvg(tally->times));
    return text + "</table>\n";
}

std::string htmlList(const std::vector<std::string> &lines)
{
    std::string text = "<ul>\n";
    for (const std::string &line : lines)
        text += "<li>" + htmlText(line) + "</li>\n";
    return text + "</ul>\n";
}

} // namespace

std::string campaignText(const CampaignResult &result, const TextStyle &style)
{
    const CampaignSubject &subject = result.subject;
    std::string text = style.bold("Campaign: " + printable(subject.scenarioName)) + "\n"
        + campaignTitle(result) + "\n" + assumptionLine(subject.exploitability) + "\n";
    for (const std::string &line : assumptionLines(subject))
        text += printable(line) + "\n";
    text += "\n" + style.bold("Goals, under these assumptions") + "\n" + goalTable(result, style);
    text += "\n" + style.bold("Other elements that can fall") + "\n" + othersTable(result, style);
    text += "\n" + style.bold("First detection, under these assumptions") + "\n";
    for (const std::string &line : detectionLines(result))
        text += "  " + printable(line) + "\n";
    return text + "\n" + style.dim(campaignCaveat) + "\n";
}

std::string campaignHtml(const CampaignResult &result)
{
    const CampaignSubject &subject = result.subject;
    std::vector<const ElementTally *> goals;
    for (const ElementTally &tally : result.elements) {
        if (tally.element.isGoal)
            goals.push_back(&tally);
    }
    const auto others = otherFalls(result);
    std::vector<std::string> about { campaignTitle(result), assumptionLine(subject.exploitability) };
    for (std::string &line : assumptionLines(subject))
        about.push_back(std::move(line));
    const std::string title = subject.projectName + ": campaign " + subject.scenarioName;
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + htmlText(title)
        + "</title>\n<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
          "td,th{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}"
          "rect{fill:#4a6fa5}</style></head><body>\n<h1>"
        + htmlText(title) + "</h1>\n" + htmlList(about) + "<h2>Goals, under these assumptions</h2>\n"
        + (goals.empty() ? "<p>The scenario names no goal.</p>\n" : htmlTable(result, goals))
        + "<h2>Other elements that can fall</h2>\n"
        + (others.empty() ? "<p>Nothing else is reachable.</p>\n" : htmlTable(result, others))
        + "<h2>First detection, under these assumptions</h2>\n" + htmlList(detectionLines(result)) + "<p>"
        + htmlText(campaignCaveat) + "</p>\n</body></html>\n";
}

} // namespace fourplane
