// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/PacketAnswers.h"

#include "core/decision/NetworkPolicyEvaluator.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/importers/ManifestImporter.h"
#include "tests/conformance/NetworkPolicyGenerator.h"
#include "tests/conformance/Oracle.h"
#include "tests/support/TestData.h"

#include <QTemporaryDir>

#include <fstream>

namespace fourplane::test {

using nlohmann::json;

namespace {

EnforcementPlan planOf(const json &cluster, const std::function<void(PlatformProfile &)> &answerAlike)
{
    const QTemporaryDir folder;
    const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "cluster.yaml";
    std::ofstream(file) << manifestsOf(cluster).dump();
    Result<ImportResult> imported = importManifests({ file });
    if (!imported)
        throw std::runtime_error("the cluster cannot be imported");
    for (const Diagnostic &diagnostic : imported->diagnostics) {
        if (diagnostic.level == DiagnosticLevel::Severe)
            throw std::runtime_error(diagnostic.message);
    }
    answerAlike(imported->project.platform);
    return compilePlan(imported->project).plan;
}

} // namespace

std::string packetAnswers(const json &cluster, const std::function<void(PlatformProfile &)> &answerAlike)
{
    const EnforcementPlan plan = planOf(cluster, answerAlike);
    const NetworkPolicyEvaluator evaluator(plan);
    const std::size_t pods = cluster["pods"].size();
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < pods; ++i) {
        const std::string name = "pod" + std::to_string(i);
        const auto found = std::find_if(
            plan.pods.begin(), plan.pods.end(), [&name](const PlannedPod &pod) { return pod.name == name; });
        if (found == plan.pods.end())
            throw std::runtime_error("the pod " + name + " was not imported");
        positions.push_back(std::size_t(found - plan.pods.begin()));
    }
    const auto outside = [&](std::size_t end) {
        return IpRanges::parse(cluster["externals"][end - pods].get<std::string>())->ranges().front();
    };
    const std::size_t ends = pods + cluster["externals"].size();
    std::string digits;
    for (std::size_t source = 0; source < ends; ++source) {
        for (std::size_t destination = 0; destination < ends; ++destination) {
            if (source == destination || (source >= pods && destination >= pods))
                continue;
            const Connectivity open = source >= pods
                ? evaluator.connectionsFrom(outside(source), positions[destination])
                : destination >= pods ? evaluator.connectionsTo(positions[source], outside(destination))
                                      : evaluator.connections(positions[source], positions[destination]);
            for (const json &asked : cluster["asked"]) {
                const Protocol protocol = *enumFromName<Protocol>(asked["protocol"].get<std::string>());
                const auto port = asked["port"].get<std::uint16_t>();
                const bool certain = open.certain.contains(protocol, port);
                digits += certain ? '1' : open.possible.contains(protocol, port) ? '?' : '0';
            }
        }
    }
    return digits;
}

std::string excludedCasesProblem(const std::filesystem::path &driver, const std::string &cases,
    const std::function<std::string(const json &)> &ourAnswers)
{
    Oracle oracle(driver);
    std::ifstream file(sourcePath("tests/conformance/cases/" + cases));
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        const std::string place = cases + ":" + std::to_string(++number) + ": ";
        const json value = json::parse(line);
        if (value["quotation"].get<std::string>().empty())
            return place + "no quotation";
        const auto expected = value["expected"].get<std::string>();
        if (const std::string ours = ourAnswers(value["cluster"]); ours != expected)
            return place + "we answer " + ours + " instead of " + expected;
        if (oracle.ask(value["cluster"])["allowed"].get<std::string>() == expected)
            return place + "the evaluator has been mended, the exclusion in the generator can go";
    }
    return number > 0 ? std::string() : cases + " holds no case";
}

} // namespace fourplane::test
