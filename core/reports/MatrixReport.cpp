// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/MatrixReport.h"

#include "core/enforcement/PlanIndex.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/Escaping.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view planeLetters = "INWD";

std::string endpoint(const PlanIndex &index, const AccessRow &row)
{
    const std::string port = row.port == 0 ? "any port" : std::to_string(row.port);
    return displayName(index, row.destinationId) + ":" + port + " " + std::string(nameOf(row.protocol));
}

/// "I+ N+ W. D?": permitted, denied (x), open by absence (.), uncertain (?).
std::string planeMarks(const Decision &decision)
{
    constexpr std::string_view marks = "+x.?";
    std::string text;
    for (std::size_t i = 0; i < planeCount; ++i) {
        text += i > 0 ? " " : "";
        text += planeLetters[i];
        text += marks[static_cast<std::size_t>(decision.planes[i].verdict)];
    }
    return text;
}

} // namespace

Verdict verdictOf(const MatrixReport &report, const AccessRow &row)
{
    return report.plane ? row.decision.on(*report.plane).verdict : row.decision.joint();
}

std::string matrixText(const MatrixReport &report, const TextStyle &style)
{
    const PlanIndex index(report.plan);
    std::vector<std::vector<std::string>> cells { { "source", "destination", "verdict", "planes" } };
    std::size_t denied = 0;
    for (const AccessRow &row : report.rows) {
        const Verdict verdict = verdictOf(report, row);
        if (verdict == Verdict::Deny) {
            ++denied;
            continue;
        }
        cells.push_back({ printable(displayName(index, row.sourceId)), printable(endpoint(index, row)),
            std::string(verdictWord(verdict)), planeMarks(row.decision) });
    }
    return table(cells, style) + "\n" + counted(report.rows.size(), "connection", "connections") + ": "
        + std::to_string(report.rows.size() - denied) + " not denied, " + std::to_string(denied)
        + " denied. Planes: + permits, x denies, . open by absence, ? uncertain.\n";
}

std::string matrixCsv(const MatrixReport &report)
{
    const PlanIndex index(report.plan);
    std::string text = "source,destination,port,protocol,verdict,identity,network,workload,data\r\n";
    for (const AccessRow &row : report.rows) {
        text += csvCell(displayName(index, row.sourceId)) + ","
            + csvCell(displayName(index, row.destinationId)) + "," + std::to_string(row.port) + ","
            + std::string(nameOf(row.protocol)) + "," + std::string(nameOf(verdictOf(report, row)));
        for (const PlaneVerdict &plane : row.decision.planes)
            text += "," + std::string(nameOf(plane.verdict));
        text += "\r\n";
    }
    return text;
}

std::string matrixJson(const MatrixReport &report)
{
    Json rows = Json::array();
    for (const AccessRow &row : report.rows) {
        Json one { { "source", row.sourceId.value() }, { "destination", row.destinationId.value() },
            { "port", row.port }, { "protocol", nameOf(row.protocol) } };
        one.update(toJson(row.decision));
        one["verdict"] = nameOf(verdictOf(report, row));
        rows.push_back(std::move(one));
    }
    return dumpJson({ { "rows", std::move(rows) } });
}

namespace {

constexpr std::string_view htmlStyle = R"(<style>
body { font: 14px Inter, system-ui, sans-serif; margin: 24px; color: #23272e; background: #fff }
table { border-collapse: collapse }
th, td { border: 1px solid #d5dae1; padding: 4px 8px; text-align: center }
thead th { writing-mode: vertical-rl; text-align: left; vertical-align: bottom }
tbody th { text-align: left; white-space: nowrap }
.permit { color: #0072b2 } .deny { color: #c74e00 } .uncertain { font-weight: 600 } .self { background: #eef1f5 }
</style>)";

/// Of several ports the most open one is shown; the tooltip has all.
int openness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Deny:
        return 0;
    case Verdict::Permit:
        return 1;
    case Verdict::Uncertain:
        return 2;
    case Verdict::NotEnforced:
        break;
    }
    return 3;
}

std::string htmlCell(
    const MatrixReport &report, const PlanIndex &index, const std::vector<const AccessRow *> &rows)
{
    constexpr std::array<std::string_view, 4> glyphs { "&#10003;", "&#8856;", "&#9675;", "?" };
    Verdict shown = Verdict::Deny;
    std::string title;
    for (const AccessRow *row : rows) {
        const Verdict verdict = verdictOf(report, *row);
        if (openness(verdict) > openness(shown))
            shown = verdict;
        title +=
            (title.empty() ? "" : "\n") + endpoint(index, *row) + ": " + std::string(verdictWord(verdict));
        for (std::size_t i = 0; i < planeCount; ++i) {
            if (row->decision.planes[i].verdict == verdict)
                title += std::string("\n  ") + planeLetters[i] + ": " + row->decision.planes[i].reason;
        }
    }
    const std::string word(nameOf(shown));
    return "<td class=\"" + word + "\" title=\"" + htmlText(title) + "\" aria-label=\""
        + std::string(verdictWord(shown)) + "\">" + std::string(glyphs[static_cast<std::size_t>(shown)])
        + "</td>";
}

} // namespace

std::string matrixHtml(const MatrixReport &report, const std::string &title)
{
    const PlanIndex index(report.plan);
    std::map<std::pair<ElementId, ElementId>, std::vector<const AccessRow *>> pairs;
    std::vector<ElementId> ends;
    for (const PlannedPod &pod : report.plan.pods)
        ends.push_back(pod.workloadId);
    for (const PlannedExternal &external : report.plan.externals)
        ends.push_back(external.id);
    for (const AccessRow &row : report.rows)
        pairs[{ row.sourceId, row.destinationId }].push_back(&row);

    const std::string scope = report.plane ? std::string(nameOf(*report.plane)) + " plane" : "all planes";
    std::string text = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
        + htmlText(title) + "</title>\n" + std::string(htmlStyle) + "\n</head>\n<body>\n<h1>"
        + htmlText(title) + "</h1>\n<p>Who may reach whom (" + scope
        + "). &#10003; permitted, &#8856; denied, &#9675; open by absence, ? uncertain. A cell shows the "
          "most open port; "
          "hover for reasons. Design-time verdicts.</p>\n<table>\n<thead><tr><th>source \\ destination</th>";
    for (const ElementId &end : ends)
        text += "<th scope=\"col\">" + htmlText(displayName(index, end)) + "</th>";
    text += "</tr></thead>\n<tbody>\n";
    for (const ElementId &source : ends) {
        text += "<tr><th scope=\"row\">" + htmlText(displayName(index, source)) + "</th>";
        for (const ElementId &destination : ends) {
            const auto found = pairs.find({ source, destination });
            text +=
                found == pairs.end() ? "<td class=\"self\"></td>" : htmlCell(report, index, found->second);
        }
        text += "</tr>\n";
    }
    return text + "</tbody>\n</table>\n</body>\n</html>\n";
}

} // namespace fourplane
