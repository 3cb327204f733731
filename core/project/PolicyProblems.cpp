// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/ProblemFinder.h"

#include <charconv>
#include <chrono>

namespace fourplane {

namespace {

using Need = ProblemFinder::Need;
using Kind = ElementKind;

void checkPorts(const std::vector<AllowedPort> &ports, const ElementPlace &place, ProblemFinder &finder)
{
    for (std::size_t i = 0; i < ports.size(); ++i)
        finder.port(place, { "ports", std::to_string(i) }, ports[i].number);
}

void checkLimit(
    std::optional<int> limit, const ElementPlace &place, std::string_view field, ProblemFinder &finder)
{
    if (limit && *limit < 1)
        finder.error(place, { field }, "out-of-range",
            "A limit of " + std::to_string(*limit) + " in a minute lets nothing through.",
            "Write 1 or more, or take the permission away.");
}

/// Whether `text` is a day of the calendar, written as 2026-11-23.
bool isDate(const std::string &text)
{
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-')
        return false;
    const auto number = [&text](std::size_t at, std::size_t size) {
        int value = -1;
        const char *const last = text.data() + at + size;
        const auto [end, error] = std::from_chars(text.data() + at, last, value);
        return error == std::errc {} && end == last ? value : -1;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    return year >= 0 && month > 0 && day > 0
        && std::chrono::year_month_day(std::chrono::year(year),
            std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day)))
               .ok();
}

void checkException(const ExceptionRecord &exception, const ElementPlace &place, ProblemFinder &finder)
{
    finder.reference(place, { "subject" }, exception.subjectId, {}, Need::Required);
    const auto check = [&](std::string_view field, const std::string &date) {
        if (!date.empty() && !isDate(date)) {
            finder.warning(place, { field }, "invalid-date", "\"" + date + "\" is not a date.",
                "Write year, month and day, for instance 2026-11-23.");
        }
    };
    check("created", exception.created);
    check("expires", exception.expires);
    if (isDate(exception.created) && isDate(exception.expires) && exception.expires < exception.created) {
        finder.warning(place, { "expires" }, "invalid-date", "The exception expires before it was created.",
            "Write a later date.");
    }
}

} // namespace

void findPolicyProblems(const Project &project, ProblemFinder &finder)
{
    const Policy &p = project.policy;
    for (const auto &[id, pattern] : p.patterns)
        checkPorts(pattern.ports, { id, { "patterns", id.value() } }, finder);
    for (const auto &[id, rule] : p.allowRules) {
        const ElementPlace place { id, { "allowRules", id.value() } };
        const auto ends = { Kind::Workload, Kind::External };
        finder.reference(place, { "pattern" }, rule.patternId, { Kind::Pattern }, Need::Optional);
        finder.reference(place, { "from" }, rule.sourceId, ends, Need::Required);
        finder.reference(place, { "to" }, rule.destinationId, ends, Need::Required);
        finder.reference(place, { "flow" }, rule.flowId, { Kind::Flow }, Need::Optional);
        checkPorts(rule.ports, place, finder);
        checkLimit(rule.requestsPerMinute, place, "requestsPerMinute", finder);
        checkLimit(rule.tokensPerMinute, place, "tokensPerMinute", finder);
    }
    for (const auto &[id, rule] : p.adopted) {
        const ObjectMeta &meta = metaOf(rule.object);
        finder.uniqueName({ id, { "adoptedRules", id.value(), "manifest", "metadata" } }, kindOf(rule.object),
            meta.namespaceName, meta.name);
    }
    for (const auto &[id, grant] : p.grants) {
        const ElementPlace place { id, { "dataGrants", id.value() } };
        finder.reference(place, { "identity" }, grant.identityId, { Kind::Identity }, Need::Required);
        finder.reference(place, { "collection" }, grant.collectionId, { Kind::Collection }, Need::Required);
    }
    for (const auto &[id, scope] : p.toolScopes) {
        const ElementPlace place { id, { "toolScopes", id.value() } };
        finder.reference(place, { "agent" }, scope.agentId, { Kind::Workload }, Need::Required);
        finder.reference(place, { "tool" }, scope.toolId, { Kind::Workload }, Need::Required);
        checkLimit(scope.requestsPerMinute, place, "requestsPerMinute", finder);
    }
    for (const auto &[id, list] : p.egressLists) {
        const ElementPlace place { id, { "egressAllowLists", id.value() } };
        finder.reference(place, { "proxy" }, list.proxyId, { Kind::Workload }, Need::Required);
        finder.reference(place, { "caller" }, list.callerId, { Kind::Workload }, Need::Optional);
        for (std::size_t i = 0; i < list.destinationIds.size(); ++i) {
            finder.reference(place, { "destinations", std::to_string(i) }, list.destinationIds[i],
                { Kind::External }, Need::Required);
        }
        for (std::size_t i = 0; i < list.restrictions.size(); ++i) {
            finder.reference(place, { "restrictions", std::to_string(i), "destination" },
                list.restrictions[i].destinationId, { Kind::External }, Need::Required);
        }
    }
    for (const auto &[id, exception] : p.exceptions)
        checkException(exception, { id, { "exceptions", id.value() } }, finder);
}

} // namespace fourplane
