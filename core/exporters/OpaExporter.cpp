// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Counting.h"
#include "core/base/Sha256.h"
#include "core/base/Text.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/OpaBundle.h"
#include "core/storage/Resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *bundleFolder = "opa/bundle/";

constexpr const char *chapter =
    R"(`opa/bundle` answers every question of the simulation: `data.fourplane.decision` in the terms of the design,
`data.envoy.authz.allow` as Envoy's ext_authz asks. Needs OPA 1.0 or later; for Envoy the build with the
`envoy_ext_authz_grpc` plugin. Check it, then build the bundle without its tests:

```sh
opa check --strict -b opa/bundle
opa test -b opa/bundle
opa build -b opa/bundle --ignore '*_test.rego' -o bundle.tar.gz
```

Start with `opa/config-audit.yaml`, which logs and refuses nothing, then use `opa/config-enforce.yaml`:

```sh
opa run --server --config-file opa/config-audit.yaml -b bundle.tar.gz
```

`opa/envoy-ext-authz.yaml` is the filter for Envoy's own configuration. It refuses when OPA does not answer, and it
needs the caller's certificate: put it only where the proxy itself ends mutual TLS. With Istio, name OPA in the mesh
configuration and let a policy ask it, namespace by namespace:

```yaml
# meshConfig
extensionProviders:
  - name: fourplane-opa
    envoyExtAuthzGrpc: {service: opa.opa-system.svc.cluster.local, port: "9191", failOpen: false}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ask-opa, namespace: NAMESPACE}
spec:
  action: CUSTOM
  provider: {name: fourplane-opa}
  rules: [{}]
```

In ambient mode ztunnels leave policies with the action CUSTOM out, so that nobody is asked: give the policy `targetRefs` with
a waypoint there.

Proxies ask OPA out of the pods that they stand in: under default-deny NetworkPolicies each of these pods needs a way to
port 9191 of OPA, and OPA one in, or every request is refused. Draw OPA as a workload with a flow from each of them.

Roll back by deleting that policy, or with `opa/config-audit.yaml`.
)";

std::string configuration(bool isDryRun)
{
    return std::string("plugins:\n  envoy_ext_authz_grpc:\n    addr: \":9191\"\n    path: envoy/authz/allow\n"
                       "    dry-run: ")
        + (isDryRun ? "true" : "false") + "\ndecision_logs:\n  console: true\n";
}

constexpr const char *envoyFilter = R"(http_filters:
  - name: envoy.filters.http.ext_authz
    typed_config:
      "@type": type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz
      transport_api_version: V3
      failure_mode_allow: false
      grpc_service:
        envoy_grpc:
          cluster_name: fourplane-opa
        timeout: 0.5s
)";

using Realised = std::map<std::string, std::set<ElementId>>;

/// The entries that realise something, as texts.
FileEntries entriesOf(const Realised &realised)
{
    FileEntries entries;
    for (const auto &[pointer, ids] : realised) {
        for (const ElementId &id : ids)
            entries[pointer].push_back(id.value());
    }
    return entries;
}

bool dependsOnMoreThanRequestLine(const AuthorizationRule &rule)
{
    return !rule.when.empty()
        || std::any_of(rule.from.begin(), rule.from.end(), [](const AuthorizationSource &source) {
               return !source.requestPrincipals.empty() || !source.notRequestPrincipals.empty();
           });
}

/// Pairs of ends, by what the bundle answers without more being asked.
std::size_t pairsWith(const AccessTable &table, Verdict wanted)
{
    std::size_t count = 0;
    for (const auto &[destination, ports] : table.destinations) {
        for (const auto &[source, verdict] : table.groups.at(ports.at("tcp/0").group))
            count += verdict == wanted && source != destination ? 1 : 0;
    }
    return count;
}

void reportGaps(ExportBuilder &builder, const AccessTable &table, const OpaEnds &ends)
{
    const EnforcementPlan &plan = builder.plan();
    const auto warn = [&builder](const char *code, const std::string &message, const char *fix) {
        builder.report(DiagnosticLevel::Warning, code, message, fix);
    };
    if (const std::size_t open = pairsWith(table, Verdict::NotEnforced))
        warn("opa-open-by-absence",
            "The OPA bundle lets " + counted(open, "pair", "pairs")
                + " of ends talk because no rule of the design speaks of them, as simulated.",
            "Segment their namespaces.");
    if (const std::size_t uncertain = pairsWith(table, Verdict::Uncertain))
        warn("opa-uncertain-refused",
            "Whether " + counted(uncertain, "pair", "pairs")
                + " of ends may talk is uncertain; the OPA bundle refuses them.",
            "Settle what makes them uncertain: fourplanectl why names it.");
    for (const auto &[principal, workloads] : ends.principals) {
        if (workloads.size() > 1)
            warn("opa-shared-principal",
                "The workloads " + join(workloads, ", ") + " all show " + principal
                    + ": before Envoy, OPA lets each do what any of them may.",
                "Give each workload a service account of its own.");
    }
    std::vector<std::string> nameless;
    for (const PlannedPod &pod : plan.pods) {
        if (!isIstio(pod.meshMode))
            nameless.push_back(pod.namespaceName + "/" + pod.name);
    }
    if (!nameless.empty())
        warn("opa-no-principal",
            "Outside an Istio mesh " + join(nameless, ", ")
                + " show no certificate: before Envoy, OPA takes them for callers outside the cluster, and "
                  "answers nobody who calls them.",
            "Bring them into the mesh, or keep plaintext out with strict mutual TLS and NetworkPolicy.");
    for (const ElementId &destination : table.withoutHttp)
        warn("opa-too-many-patterns",
            "The rules before " + destination.value()
                + " name too many combinations of methods, paths and hosts: the OPA bundle refuses every "
                  "HTTP "
                  "request to it.",
            "Merge paths of its AuthorizationPolicies.");
    for (const Planned<AuthorizationPolicy> &planned : plan.authorizationPolicies) {
        const auto &rules = planned.object.rules;
        if (std::any_of(rules.begin(), rules.end(), dependsOnMoreThanRequestLine))
            warn("opa-conditions-not-expressed",
                "AuthorizationPolicy " + planned.object.meta.namespaceName + "/" + planned.object.meta.name
                    + " depends on headers, addresses or tokens: the OPA bundle answers for whichever the "
                      "caller may choose.",
                "Keep the AuthorizationPolicy in force beside OPA.");
    }
    const auto forOneCaller = std::count_if(plan.egressLists.begin(), plan.egressLists.end(),
        [](const EgressAllowList &list) { return !list.callerId.isEmpty(); });
    if (forOneCaller > 0)
        warn("opa-egress-not-expressed",
            counted(static_cast<std::size_t>(forOneCaller), "egress allow-list is", "egress allow-lists are")
                + " for one caller of a proxy, whom the OPA bundle does not see: it answers what the proxy "
                  "forwards for any caller.",
            "Write the lists into the proxies.");
}

} // namespace

void writeOpa(ExportBuilder &builder)
{
    const EnforcementPlan &plan = builder.plan();
    const PolicyDecisionPoint decisions(plan);
    const AccessTable table = accessTableOf(decisions);
    const OpaEnds ends = opaEndsOf(plan);
    std::map<std::string, std::string> files;
    try {
        files = opaDataFiles(table, ends);
        files["fourplane/decision_test.rego"] = opaDecisionTests(table, plan);
        files["envoy/authz_test.rego"] = opaEnvoyTests(table, ends);
    } catch (const nlohmann::json::exception &) {
        builder.refuse("The OPA bundle", "a name or pattern in it is not valid UTF-8.", "Correct the text.");
        return;
    }
    files["fourplane/decision.rego"] = resource("rego/decision.rego");
    files["envoy/authz.rego"] = resource("rego/authz.rego");
    std::string hashes;
    for (const auto &[path, content] : files)
        hashes += path + " " + sha256(content) + "\n";
    const nlohmann::json manifest { { "revision", sha256(hashes) }, { "rego_version", 1 },
        { "roots", { "fourplane", "envoy" } } };
    files[".manifest"] = manifest.dump(1) + "\n";
    const std::map<std::string, const Realised *> realised {
        { "fourplane/access/data.json", &table.realisedByDestination },
        { "fourplane/stores/data.json", &table.realisedByCollection },
        { "fourplane/tools/data.json", &table.realisedByTool },
    };
    std::set<ElementId> all;
    for (const auto &[path, entries] : realised) {
        for (const auto &[pointer, ids] : *entries)
            all.insert(ids.begin(), ids.end());
    }
    for (auto &[path, content] : files) {
        const auto entries = realised.find(path);
        builder.addFile(bundleFolder + path, std::move(content), { all.begin(), all.end() },
            entries == realised.end() ? FileEntries() : entriesOf(*entries->second));
    }
    builder.addFile("opa/config-audit.yaml", configuration(true), {});
    builder.addFile("opa/config-enforce.yaml", configuration(false), {});
    builder.addFile("opa/envoy-ext-authz.yaml", envoyFilter, {});
    builder.addChapter("Open Policy Agent", chapter);
    reportGaps(builder, table, ends);
}

} // namespace fourplane
