// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/MatrixDiff.h"

#include "core/enforcement/PlanIndex.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/Escaping.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

using Question = std::tuple<std::string, std::string, std::uint16_t, Protocol>;

/// What an end is recognised by in the other design: its id where both have it, else its name.
std::string keyOf(const PlanIndex &own, const PlanIndex &other, const ElementId &id)
{
    return other.isKnown(id) ? "id " + id.value() : "name " + displayName(own, id);
}

std::map<Question, const AccessRow *> byQuestion(
    const MatrixReport &report, const PlanIndex &own, const PlanIndex &other)
{
    std::map<Question, const AccessRow *> rows;
    for (const AccessRow &row : report.rows)
        rows.emplace(Question { keyOf(own, other, row.sourceId), keyOf(own, other, row.destinationId),
                         row.port, row.protocol },
            &row);
    return rows;
}

AccessChangeKind kindOf(Verdict before, Verdict after)
{
    if (before == Verdict::Deny)
        return AccessChangeKind::Opened;
    if (after == Verdict::Deny)
        return AccessChangeKind::Closed;
    return after == Verdict::NotEnforced ? AccessChangeKind::Weakened : AccessChangeKind::Altered;
}

/// The reason of a plane that answers as the row does: of one that answered otherwise in `other`, if there is
/// one.
std::string reasonOf(const MatrixReport &report, const AccessRow &row, const AccessRow *other)
{
    const Verdict verdict = verdictOf(report, row);
    std::string reason;
    for (std::size_t i = 0; i < planeCount; ++i) {
        const PlaneVerdict &plane = row.decision.planes[i];
        if (plane.verdict != verdict || plane.reason.empty()
            || (report.plane && static_cast<std::size_t>(*report.plane) != i))
            continue;
        if (other && other->decision.planes[i].verdict != verdict)
            return plane.reason;
        if (reason.empty())
            reason = plane.reason;
    }
    return reason;
}

std::string wordOf(const std::optional<Verdict> &verdict)
{
    return verdict ? std::string(verdictWord(*verdict)) : "-";
}

std::string nameOrEmpty(const std::optional<Verdict> &verdict)
{
    return verdict ? std::string(nameOf(*verdict)) : std::string();
}

std::string endpoint(const AccessChange &change)
{
    return change.destination + ":" + (change.port == 0 ? "any port" : std::to_string(change.port)) + " "
        + std::string(nameOf(change.protocol));
}

std::size_t countOf(const std::vector<AccessChange> &changes, AccessChangeKind kind)
{
    return static_cast<std::size_t>(std::count_if(
        changes.begin(), changes.end(), [kind](const AccessChange &change) { return change.kind == kind; }));
}

std::string summaryOf(const std::vector<AccessChange> &changes)
{
    std::string text;
    for (std::size_t i = 0; i < EnumNames<AccessChangeKind>::names.size(); ++i) {
        const std::size_t count = countOf(changes, static_cast<AccessChangeKind>(i));
        if (count > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " "
                + std::string(EnumNames<AccessChangeKind>::names[i]);
    }
    return text.empty() ? "No connection is decided differently." : text + ".";
}

} // namespace

std::vector<AccessChange> compareAccess(const MatrixReport &before, const MatrixReport &after)
{
    const PlanIndex indexBefore(before.plan), indexAfter(after.plan);
    const auto old = byQuestion(before, indexBefore, indexAfter);
    const auto now = byQuestion(after, indexAfter, indexBefore);
    std::vector<AccessChange> changes;
    const auto add = [&](AccessChangeKind kind, const MatrixReport &report, const AccessRow &row,
                         std::optional<Verdict> was, std::optional<Verdict> is, const AccessRow *other) {
        const PlanIndex &index = &report == &before ? indexBefore : indexAfter;
        changes.push_back({ kind, displayName(index, row.sourceId), displayName(index, row.destinationId),
            row.port, row.protocol, was, is, reasonOf(report, row, other) });
    };
    for (const auto &[question, row] : old) {
        const Verdict was = verdictOf(before, *row);
        const auto found = now.find(question);
        if (found == now.end()) {
            add(AccessChangeKind::Gone, before, *row, was, std::nullopt, nullptr);
            continue;
        }
        const Verdict is = verdictOf(after, *found->second);
        if (is != was)
            add(kindOf(was, is), after, *found->second, was, is, row);
    }
    for (const auto &[question, row] : now) {
        if (old.count(question) == 0)
            add(AccessChangeKind::Appeared, after, *row, std::nullopt, verdictOf(after, *row), nullptr);
    }
    std::stable_sort(changes.begin(), changes.end(), [](const AccessChange &a, const AccessChange &b) {
        return std::tie(a.kind, a.source, a.destination, a.port)
            < std::tie(b.kind, b.source, b.destination, b.port);
    });
    return changes;
}

std::string matrixDiffText(const std::vector<AccessChange> &changes, const TextStyle &style)
{
    if (changes.empty())
        return summaryOf(changes) + "\n";
    std::vector<std::vector<std::string>> cells { { "change", "source", "destination", "before", "after",
        "why" } };
    for (const AccessChange &change : changes)
        cells.push_back(
            { std::string(nameOf(change.kind)), printable(change.source), printable(endpoint(change)),
                wordOf(change.before), wordOf(change.after), printable(change.reason) });
    return table(cells, style) + "\n" + summaryOf(changes) + "\n";
}

std::string matrixDiffCsv(const std::vector<AccessChange> &changes)
{
    std::string text = "change,source,destination,port,protocol,before,after,reason\r\n";
    for (const AccessChange &change : changes)
        text += std::string(nameOf(change.kind)) + "," + csvCell(change.source) + ","
            + csvCell(change.destination) + "," + std::to_string(change.port) + ","
            + std::string(nameOf(change.protocol)) + "," + nameOrEmpty(change.before) + ","
            + nameOrEmpty(change.after) + "," + csvCell(change.reason) + "\r\n";
    return text;
}

std::string matrixDiffJson(const std::vector<AccessChange> &changes)
{
    Json list = Json::array();
    for (const AccessChange &change : changes) {
        Json one { { "change", nameOf(change.kind) }, { "source", change.source },
            { "destination", change.destination }, { "port", change.port },
            { "protocol", nameOf(change.protocol) } };
        if (change.before)
            one["before"] = nameOf(*change.before);
        if (change.after)
            one["after"] = nameOf(*change.after);
        one["reason"] = change.reason;
        list.push_back(std::move(one));
    }
    return dumpJson({ { "changes", std::move(list) } });
}

std::string matrixDiffHtml(const std::vector<AccessChange> &changes, const std::string &title)
{
    std::string text = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
        + htmlText(title)
        + "</title>\n<style>\nbody { font: 14px Inter, system-ui, sans-serif; margin: 24px; color: #23272e; "
          "background: #fff }\ntable { border-collapse: collapse }\nth, td { border: 1px solid #d5dae1; "
          "padding: "
          "4px 8px; text-align: left; vertical-align: top }\nthead th { position: sticky; top: 0; "
          "background: "
          "#eef1f5 }\n.opened, .weakened { color: #c74e00; font-weight: 600 } .closed { color: #0072b2 "
          "}\n</style>\n"
          "</head>\n<body>\n<h1>"
        + htmlText(title) + "</h1>\n<p>What is decided differently: " + htmlText(summaryOf(changes))
        + " Design-time verdicts.</p>\n<table>\n<thead><tr>";
    for (const char *head : { "change", "source", "destination", "before", "after", "why" })
        text += "<th scope=\"col\">" + std::string(head) + "</th>";
    text += "</tr></thead>\n<tbody>\n";
    for (const AccessChange &change : changes) {
        const std::string kind(nameOf(change.kind));
        text += "<tr><td class=\"" + kind + "\">" + kind + "</td>";
        for (const std::string &cell :
            { change.source, endpoint(change), wordOf(change.before), wordOf(change.after), change.reason })
            text += "<td>" + htmlText(cell) + "</td>";
        text += "</tr>\n";
    }
    return text + "</tbody>\n</table>\n</body>\n</html>\n";
}

} // namespace fourplane
