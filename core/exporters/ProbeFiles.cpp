// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ProbeFiles.h"

#include "core/governance/PlanRelation.h"
#include "core/storage/Resources.h"
#include "core/storage/YamlWriter.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr int probesFormatVersion = 1;

constexpr const char *blindSpots[] {
    "Expected answers are those of the simulation; a probe that fails says that cluster and design differ, "
    "not which is "
    "right.",
    "Rights inside stores and tools, egress proxies and UDP are to be tried by hand: kubectl does not speak "
    "their "
    "protocols.",
    "Callers outside the cluster, pods that nobody described and code that leaves its own proxy aside are "
    "not tried by the "
    "script.",
    "A refused connection is no proof: a closed port and a network plugin that rejects look alike.",
    "Between members of a mesh the own proxy takes every connection: only an HTTP answer says something "
    "there.",
    "What the network plane refuses hides what the other planes would say.",
};

constexpr const char *chapterText =
    R"(After enforcing, try out what was simulated. The script reads, connects and asks; it creates nothing unless told so
(`--help` says what it does):

```sh
sh probes/probe.sh --dry-run
sh probes/probe.sh
```

It ends with 0 when no probe failed, with 1 when cluster and design differ, and with 3 when every probe was skipped.
Skipped probes say why; `probes/probes.yaml` lists all of them with the rules they prove, those for the hand included.
)";

YamlValue idList(const std::set<ElementId> &ids)
{
    YamlValue list = YamlValue::list();
    for (const ElementId &id : ids)
        list.append(id.value());
    return list;
}

YamlValue textList(const std::set<std::string> &texts)
{
    return YamlValue::strings({ texts.begin(), texts.end() });
}

YamlValue requestValue(const PlanQuestion &question)
{
    YamlValue value = YamlValue::map();
    if (const auto *right = std::get_if<AccountRight>(&question.asked)) {
        value.add("accountNamespace", right->namespaceName).add("account", right->accountName);
        value.add("verb", right->request.verb).addUnlessEmpty("apiGroup", right->request.apiGroup);
        value.addUnlessEmpty("resource", right->request.resource)
            .addUnlessEmpty("subresource", right->request.subresource)
            .addUnlessEmpty("namespace", right->request.namespaceName)
            .addUnlessEmpty("name", right->request.name)
            .addUnlessEmpty("path", right->request.path);
        return value;
    }
    if (const auto *admission = std::get_if<PodAdmission>(&question.asked))
        return value.add("namespace", admission->namespaceName).add("level", nameOf(admission->level));
    const auto &access = std::get<AccessRequest>(question.asked);
    value.addUnlessEmpty("source", access.sourceId.value())
        .addUnlessEmpty("destination", access.destinationId.value())
        .addUnlessEmpty("identity", access.identityId.value())
        .addUnlessEmpty("caller", access.callerId.value())
        .addUnlessEmpty("collection", access.collectionId.value());
    if (access.verb)
        value.add("verb", nameOf(*access.verb));
    value.addUnlessEmpty("operation", access.toolOperation);
    if (access.port != 0)
        value.add("protocol", nameOf(access.protocol)).add("port", int(access.port));
    if (access.transport)
        value.add("transport", *access.transport == Transport::Mesh ? "mesh" : "plaintext");
    value.addUnlessEmpty("method", access.method)
        .addUnlessEmpty("path", access.path)
        .addUnlessEmpty("host", access.host)
        .addUnlessEmpty("tenant", access.tenant);
    return value;
}

YamlValue probeValue(const Probe &probe, const ProbeRun &run, const EnforcementPlan &plan)
{
    YamlValue value = YamlValue::map();
    value.add("id", probe.id).add("edges", idList(probe.edges)).add("rules", textList(probe.rules));
    value.add("plane", nameOf(probe.plane)).add("asks", nameOf(probe.question.family));
    value.add("question", describe(probe.question, plan)).add("expected", nameOf(probe.expected));
    value.add("request", requestValue(probe.question)).addUnlessEmpty("reason", probe.reason);
    YamlValue tried = YamlValue::map();
    tried.add("by", nameOf(run.method)).addUnlessEmpty("because", run.why);
    return value.add("tried", std::move(tried));
}

YamlValue ruleValue(const RuleProbes &proved)
{
    YamlValue value = YamlValue::map();
    YamlValue edges = YamlValue::list();
    for (const ElementId &id : proved.rule.edges)
        edges.append(id.value());
    value.add("rule", titleOf(proved.rule)).add("edges", std::move(edges));
    value.add("plane", nameOf(proved.rule.plane));
    value.add("allowed", textList(proved.allowed)).add("denied", textList(proved.denied));
    const bool hasBoth = !proved.allowed.empty() && !proved.denied.empty();
    if (!hasBoth)
        value.add("gap",
            std::string("Of all requests that the rule can speak of, none that could be seen is ")
                + (proved.allowed.empty() && proved.denied.empty() ? "certain"
                        : proved.allowed.empty()                   ? "allowed"
                                                                   : "denied")
                + " in this design.");
    return value;
}

std::string probesYaml(const ProbeSet &probes, const std::vector<ProbeRun> &runs, const EnforcementPlan &plan)
{
    YamlValue notes = YamlValue::list();
    for (const char *text : blindSpots)
        notes.append(text);
    YamlValue list = YamlValue::list();
    for (std::size_t i = 0; i < probes.probes.size(); ++i)
        list.append(probeValue(probes.probes[i], runs[i], plan));
    YamlValue rules = YamlValue::list();
    for (const RuleProbes &rule : probes.rules)
        rules.append(ruleValue(rule));
    YamlValue document = YamlValue::map();
    document.add("format", "fourplane-probes").add("formatVersion", probesFormatVersion);
    document.add("cannotSee", std::move(notes));
    document.add("probes", std::move(list)).add("rules", std::move(rules));
    return toYaml(document);
}

std::string probeScript(const std::vector<ProbeRun> &runs)
{
    std::string script = "#!/bin/sh\n" + std::string(resource("probes/probe-lib.sh")) + "\n";
    for (const ProbeRun &run : runs)
        script += run.command + "\n";
    return script + "finish\n";
}

std::vector<std::string> edgesOf(const ProbeSet &probes)
{
    std::set<std::string> edges;
    for (const Probe &probe : probes.probes) {
        for (const ElementId &id : probe.edges)
            edges.insert(id.value());
    }
    return { edges.begin(), edges.end() };
}

} // namespace

std::vector<ExportedFile> probeFiles(const ProbeSet &probes, const EnforcementPlan &plan)
{
    const std::vector<ProbeRun> runs = probeRunsOf(probes.probes, plan);
    const std::vector<std::string> edges = edgesOf(probes);
    return { { "probes/probe.sh", probeScript(runs), edges },
        { "probes/probes.yaml", probesYaml(probes, runs, withStandIns(plan)), edges } };
}

RunbookChapter probeChapter()
{
    return { "Probes", chapterText };
}

} // namespace fourplane
