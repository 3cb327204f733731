// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/NetpolAnalyzer.h"

#include "core/base/Text.h"
#include "core/decision/NetworkPolicyEvaluator.h"

#include <map>
#include <regex>
#include <stdexcept>

namespace fourplane::test {

namespace {

/// An end as the text of netpol-analyzer has it.
std::string endName(const EnforcementPlan &plan, const ConnectivityEnd &end)
{
    return std::holds_alternative<IpRange>(end) ? shortName(plan, end) : longName(plan, end);
}

/// "192.0.2.1" as a number.
std::uint32_t addressNumber(const std::string &text)
{
    std::uint32_t number = 0;
    for (const std::string &part : split(text, '.'))
        number = number * 256 + static_cast<std::uint32_t>(std::stoul(part));
    return number;
}

} // namespace

Lines ourConnectivityLines(EnforcementPlan plan, std::size_t &undecided)
{
    for (PlannedPod &pod : plan.pods)
        pod.controller = ControllerKind::Pod;
    const NetworkPolicyEvaluator evaluator(plan);
    Lines lines;
    const auto list = listConnectivity(evaluator);
    for (const ConnectivityLine &line : *list) {
        undecided += line.connections.certain == line.connections.possible ? 0u : 1u;
        if (!line.connections.certain.isEmpty())
            lines.insert(endName(plan, line.source) + " => " + endName(plan, line.destination) + " : "
                + toString(line.connections.certain));
    }
    return lines;
}

Lines netpolAnalyzerLines(Oracle &oracle, const std::string &folder)
{
    const nlohmann::json answer = oracle.ask(nlohmann::json { { "folder", folder } });
    if (answer.contains("error"))
        throw std::runtime_error("netpol-analyzer: " + answer.dump());
    Lines lines;
    for (const nlohmann::json &line : answer.at("lines"))
        lines.insert(line.get<std::string>());
    return lines;
}

Lines withJoinedRanges(const Lines &lines)
{
    static const std::regex outside(R"((^|=> )(\d+\.\d+\.\d+\.\d+)-(\d+\.\d+\.\d+\.\d+)(?= ))");
    Lines joined;
    std::map<std::string, std::map<std::uint32_t, std::uint32_t>> ranges; // by the rest of the line
    for (const std::string &line : lines) {
        std::smatch match;
        if (!std::regex_search(line, match, outside)) {
            joined.insert(line);
            continue;
        }
        const std::string rest = match.prefix().str() + match[1].str() + "OUTSIDE" + match.suffix().str();
        ranges[rest].emplace(addressNumber(match[2]), addressNumber(match[3]));
    }
    for (const auto &[rest, pieces] : ranges) {
        std::uint64_t first = pieces.begin()->first, end = first; // one past the last
        const auto add = [&, &text = rest] {
            joined.insert(text + " from " + std::to_string(first) + " to " + std::to_string(end - 1));
        };
        for (const auto &[from, to] : pieces) {
            if (from != end) {
                add();
                first = from;
            }
            end = std::uint64_t { to } + 1;
        }
        add();
    }
    return joined;
}

} // namespace fourplane::test
