// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/OpaBundle.h"

#include <nlohmann/json.hpp>

namespace fourplane {

namespace {

using nlohmann::json;

json verdictMap(const std::map<std::string, Verdict> &verdicts)
{
    json map = json::object();
    for (const auto &[key, verdict] : verdicts)
        map[key] = nameOf(verdict);
    return map;
}

json egressJson(const EgressAnswers &answers)
{
    json classes = json::array();
    for (const auto &[one, group] : answers.classes)
        classes.push_back({ { "hosts", one.hosts ? json(*one.hosts) : json() },
            { "paths", one.paths ? json(*one.paths) : json() }, { "account", one.account },
            { "group", group } });
    return { { "hosts", answers.patterns.hosts }, { "paths", answers.patterns.paths },
        { "tenants", answers.patterns.tenants }, { "classes", std::move(classes) } };
}

json portJson(const PortAnswers &answers)
{
    json port { { "group", answers.group } };
    if (answers.egress)
        port["egress"] = egressJson(*answers.egress);
    if (answers.methods.empty() && answers.paths.empty() && answers.hosts.empty())
        return port;
    json classes = json::array();
    for (const HttpClass &item : answers.classes)
        classes.push_back({ { "methods", item.methods }, { "paths", item.paths }, { "hosts", item.hosts },
            { "group", item.group } });
    port["http"] = { { "methods", answers.methods }, { "paths", answers.paths }, { "hosts", answers.hosts },
        { "classes", std::move(classes) } };
    return port;
}

json accessJson(const AccessTable &table)
{
    json destinations = json::object();
    for (const auto &[destination, ports] : table.destinations) {
        json byPort = json::object();
        for (const auto &[port, answers] : ports)
            byPort[port] = portJson(answers);
        destinations[destination] = std::move(byPort);
    }
    json groups = json::object();
    for (const auto &[group, sources] : table.groups)
        groups[group] = verdictMap(sources);
    return { { "destinations", std::move(destinations) }, { "groups", std::move(groups) } };
}

json verbsJson(const VerbVerdicts &verbs)
{
    json map = json::object();
    for (const auto &[verb, answers] : verbs)
        map[verb] = { { "any", nameOf(answers.any) }, { "tenants", verdictMap(answers.tenants) },
            { "other", nameOf(answers.other) } };
    return map;
}

json storesJson(const AccessTable &table)
{
    json stores = json::object();
    for (const auto &[collection, answers] : table.collections) {
        json askers = json::object();
        for (const auto &[asker, verbs] : answers.askers)
            askers[asker] = verbsJson(verbs);
        stores[collection] = { { "host", answers.hostId },
            { "by", answers.isBySource ? "source" : "identity" }, { "answers", std::move(askers) },
            { "other", verbsJson(answers.other) } };
    }
    return stores;
}

json toolsJson(const AccessTable &table)
{
    json pairs = json::object();
    for (const auto &[agent, tools] : table.tools) {
        for (const auto &[tool, answers] : tools)
            pairs[agent][tool] = { { "operations", verdictMap(answers.operations) },
                { "other", nameOf(answers.other) }, { "approvals", answers.approvals } };
    }
    return { { "agents", table.agents }, { "tools", table.toolIds }, { "pairs", std::move(pairs) } };
}

} // namespace

OpaEnds opaEndsOf(const EnforcementPlan &plan)
{
    OpaEnds ends;
    for (const PlannedPod &pod : plan.pods) {
        ends.identities[pod.workloadId.value()] = pod.identityId.value();
        if (isIstio(pod.meshMode))
            ends.principals["spiffe://" + principalOf(plan, pod)].push_back(pod.workloadId.value());
    }
    for (const PlannedExternal &external : plan.externals)
        ends.outside.push_back(external.id.value());
    return ends;
}

std::map<std::string, std::string> opaDataFiles(const AccessTable &table, const OpaEnds &ends)
{
    const json endsJson { { "identities", ends.identities }, { "principals", ends.principals },
        { "outside", ends.outside } };
    return {
        { "fourplane/access/data.json", accessJson(table).dump(1) + "\n" },
        { "fourplane/ends/data.json", endsJson.dump(1) + "\n" },
        { "fourplane/stores/data.json", storesJson(table).dump(1) + "\n" },
        { "fourplane/tools/data.json", toolsJson(table).dump(1) + "\n" },
    };
}

} // namespace fourplane
