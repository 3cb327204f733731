// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/TechniqueSteps.h"

namespace fourplane::test {

using namespace steps;

namespace {

const Step noInternet = [](L &lab) { lab.project.topology.externals.erase(ElementId("internet")); };

Step noFlow(const std::string &from, const std::string &to)
{
    return [=](L &lab) { lab.project.topology.flows.erase(ElementId("flow-" + from + "-" + to)); };
}

/// The role of `sa-web` may also create pods, or may not any longer.
void alsoCreatesPods(L &lab)
{
    RbacRole &role = lab.project.topology.roles.at(ElementId("role"));
    role.rules.push_back({ { "" }, { "pods" }, {}, {}, { "create" } });
}

const Step createsNoPods = [](L &lab) { lab.project.topology.roles.at(ElementId("role")).rules.pop_back(); };

/// An agent that reads an attacker's text and calls the tool.
void driveTool(L &lab)
{
    lab.text("agent");
    lab.toolCall("agent", "tool");
}

Cases networkCases()
{
    return {
        { "exposed-app-rce", {},
            [](L &lab) {
                lab.network("users");
                lab.workload("web").exposed = true;
                lab.workload("web").exploitable.remote = true;
            },
            "users", "web", "web foothold", deny, network, "N1", restricted },
        { "flat-network-pivot", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("llm").exploitable.remote = true;
            },
            "web", "llm", "llm foothold", mesh, identity, "I4", restricted },
        { "ssrf-proxy", {},
            [](L &lab) {
                lab.network("users");
                lab.workload("gate").exposed = true;
                lab.workload("gate").traits.fetchesUrls = true;
            },
            "users", "gate", "gate net", deny, network, "N1", restricted },
    };
}

Cases credentialCases()
{
    return {
        { "sa-token-read", {}, [](L &lab) { lab.code("web"); }, "web", "sa-web", "sa-web held", unmount,
            identity, "I1", deny },
        { "mesh-key-steal", {},
            [](L &lab) {
                lab.code("web");
                lab.meshAllowList();
            },
            "web", "sa-web", "sa-web mesh_key",
            [](L &lab) { lab.workload("web").mesh = MeshMembership::Out; }, absent, "", deny },
        { "env-secret-harvest", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("web").traits.environmentSecrets = true;
            },
            "web", "sa-web", "sa-web held",
            [](L &lab) { lab.workload("web").traits.environmentSecrets = false; }, data, "D6", unmount },
        { "rag-credential-harvest", { "unauth-internal-service" },
            [](L &lab) {
                lab.code("web");
                lab.project.topology.stores.at(ElementId("documents")).collections[0].holdsCredentials = true;
            },
            "contracts", "sa-llm", "sa-llm held",
            [](L &lab) {
                lab.project.topology.stores.at(ElementId("documents")).collections[0].holdsCredentials =
                    false;
            },
            absent, "", unmount },
        { "imds-creds", {}, [](L &lab) { lab.code("web"); }, "web", "meta", "meta read", deny, network, "N1",
            unmount },
        { "node-token-request", { "imds-creds" }, [](L &lab) { lab.code("web"); }, "shared-node", "sa-llm",
            "sa-llm held", deny, absent, "", unmount },
        { "act-as-workload", {},
            [](L &lab) {
                lab.token("sa-ingest", "web");
                lab.wantCredentials("documents");
                lab.grant("sa-ingest", "contracts", read);
            },
            "web", "contracts", "contracts read", deny, network, "N1", unmount },
        { "write-as-workload", {},
            [](L &lab) {
                lab.token("sa-ingest", "web");
                lab.wantCredentials("documents");
                lab.grant("sa-ingest", "contracts", write);
            },
            "web", "contracts", "contracts written", readOnly("sa-ingest", "contracts"), data, "D2",
            restricted },
        { "mesh-identity-reuse", { "mesh-key-steal" },
            [](L &lab) {
                lab.code("web");
                lab.code("proxy"); // has the service account of ingest, but not its place in the network
                lab.workload("proxy").identityId = ElementId("sa-ingest");
                lab.project.topology.namespaces.at(ElementId("lab")).meshInjection = true;
                lab.wantCredentials("documents");
                lab.grant("sa-ingest", "contracts", read);
                lab.allow("ingest", "db");
            },
            "web", "contracts", "contracts read", deny, network, "N1", mesh },
    };
}

Cases apiCases()
{
    const Step token = [](L &lab) { lab.token("sa-web", "users"); };
    const auto with = [token](const Step &more) {
        return [=](L &lab) {
            token(lab);
            more(lab);
        };
    };
    return {
        { "k8s-secret-dump", {}, with([](L &lab) {
             lab.workload("llm").traits.environmentSecrets = true;
             lab.role("secrets", "get");
         }),
            "sa-web", "lab", "sa-llm held", noRole, identity, "I3", deny },
        { "pod-create-escalate", {}, with([](L &lab) { lab.role("pods", "create"); }), "sa-web", "lab",
            "sa-llm held", noRole, identity, "I3", restricted },
        { "pod-create-node", {}, with([](L &lab) { lab.role("pods", "create"); }), "sa-web", "shared-node",
            "shared-node host", restricted, pods, "W1", deny },
        { "pod-exec-patch", {}, with([](L &lab) { lab.role("pods/exec", "create"); }), "sa-web", "llm",
            "llm foothold", noRole, absent, "", deny },
        { "impersonate-tokenrequest", {}, with([](L &lab) { lab.role("serviceaccounts/token", "create"); }),
            "sa-web", "sa-llm", "sa-llm held", noRole, absent, "", restricted },
        { "role-bind", {},
            with([](L &lab) { lab.clusterRole("clusterroles", "bind", "rbac.authorization.k8s.io"); }),
            "sa-web", "lab", "sa-web admin", noRole, absent, "", deny },
        { "cluster-admin-takeover", { "role-bind" },
            with([](L &lab) { lab.clusterRole("clusterroles", "escalate", "rbac.authorization.k8s.io"); }),
            "sa-web", "llm", "llm foothold", noRole, absent, "", restricted },
        { "nodes-proxy", {}, with([](L &lab) { lab.clusterRole("nodes/proxy", "get"); }), "sa-web", "llm",
            "llm foothold", noRole, absent, "", restricted },
        { "policy-object-tamper", {}, with([](L &lab) {
             lab.role("namespaces", "patch");
             alsoCreatesPods(lab);
         }),
            "sa-web", "shared-node", "shared-node host", createsNoPods, identity, "I3", restricted },
        { "volume-node", {}, with([](L &lab) {
             lab.clusterRole("persistentvolumes", "create");
             alsoCreatesPods(lab);
         }),
            "sa-web", "shared-node", "shared-node host", createsNoPods, identity, "I3", restricted },
    };
}

Cases nodeCases()
{
    return {
        { "privileged-escape", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("web").containers[0].security.privileged = true;
            },
            "web", "shared-node", "shared-node host", restricted, pods, "W1", deny },
        { "hostpath-escape", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("web").placement.hostPaths = { "/var/run" };
                lab.workload("web").placement.volumeTypes = { "hostPath" };
            },
            "web", "shared-node", "shared-node host", restricted, pods, "W1", deny },
        { "runtime-cve-escape", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("web").exploitable.escape = true;
            },
            "web", "shared-node", "shared-node host",
            [](L &lab) {
                lab.workload("web").placement.runtimeClass = "kata";
                lab.workload("web").placement.sandboxedRuntime = true;
            },
            pods, "W5", restricted },
        { "node-harvest", { "runtime-cve-escape" },
            [](L &lab) {
                lab.code("web");
                lab.workload("web").exploitable.escape = true;
                lab.pools("web", "pool-a");
                lab.pools("llm", "pool-a");
            },
            "pool-a", "llm", "llm foothold", [](L &lab) { lab.pools("llm", "pool-b"); }, pods, "W4",
            restricted },
    };
}

Cases dataCases()
{
    const auto owns = [](const std::string &name, const std::string &store, const std::string &collection,
                          AccessVerb verb) {
        return [=](L &lab) {
            lab.code(name);
            lab.wantCredentials(store);
            lab.grant("sa-" + name, collection, verb);
            lab.feed("chunks", "agent");
        };
    };
    return {
        { "vector-bulk-query", {}, owns("web", "vectors", "chunks", read), "web", "chunks", "chunks read",
            revoke, data, "D1", restricted },
        { "store-bulk-read", {}, owns("web", "documents", "contracts", read), "web", "contracts",
            "contracts read", deny, network, "N1", unmount },
        { "unauth-internal-service", {}, [](L &lab) { lab.code("web"); }, "web", "contracts",
            "contracts read", deny, network, "N1", unmount },
        { "store-host-read", {}, [](L &lab) { lab.code("db"); }, "db", "contracts", "contracts read",
            [](L &lab) { lab.project.topology.stores.at(ElementId("documents")).hostId = ElementId("vec"); },
            absent, "",
            [](L &lab) {
                lab.wantCredentials("documents");
                lab.denyNetwork();
            } },
        { "rag-poison", {}, owns("ingest", "vectors", "chunks", write), "ingest", "chunks", "chunks written",
            readOnly("sa-ingest", "chunks"), data, "D2", restricted },
        { "store-tamper", {}, owns("web", "documents", "contracts", write), "web", "contracts",
            "contracts written", readOnly("sa-web", "contracts"), data, "D2", unmount },
        { "ingest-poison", {},
            [](L &lab) {
                lab.text("portal");
                lab.flow("ingest", "portal");
                lab.dataFlow("ingest", "vec", write, "chunks");
            },
            "portal", "chunks", "chunks written", deny, network, "N1", unmount },
        { "malicious-model-load", {},
            [](L &lab) {
                lab.text("contracts");
                lab.dataFlow("llm", "db", read, "contracts");
                lab.workload("llm").traits.loadsUnsafeModels = true;
            },
            "contracts", "llm", "llm foothold",
            [](L &lab) { lab.workload("llm").traits.loadsUnsafeModels = false; }, pods, "W6", deny },
    };
}

Cases modelCases()
{
    return {
        { "indirect-prompt-injection", {},
            [](L &lab) {
                lab.text("contracts");
                lab.feed("contracts", "agent");
            },
            "contracts", "agent", "agent influenced", [](L &lab) { lab.project.topology.feeds.clear(); },
            absent, "", deny },
        { "trusted-source-poisoning", {},
            [](L &lab) {
                lab.text("contracts");
                lab.feed("contracts", "agent", TrustTier::Trusted);
            },
            "contracts", "agent", "agent steered",
            [](L &lab) { lab.feed("contracts", "agent", TrustTier::Untrusted); }, absent, "", deny },
        { "direct-prompt-injection", {},
            [](L &lab) {
                lab.network("users");
                lab.workload("gate").exposed = true;
                lab.flow("gate", "agent");
            },
            "users", "agent", "agent answers", deny, network, "N1", restricted },
        { "open-inference-api", {},
            [](L &lab) {
                lab.code("web");
                lab.workload("llm").traits.acceptsAnonymousCallers = true;
            },
            "web", "llm", "llm answers", mesh, identity, "I4", restricted },
        { "caller-takeover", {},
            [](L &lab) {
                lab.code("web");
                lab.flow("web", "llm");
            },
            "web", "llm", "llm answers", deny, network, "N1",
            [](L &lab) { lab.workload("llm").traits.acceptsAnonymousCallers = false; } },
        { "poisoned-model-output", {},
            [](L &lab) {
                lab.text("llm");
                lab.flow("agent", "llm");
            },
            "llm", "agent", "agent influenced", noFlow("agent", "llm"), absent, "", deny },
        { "rogue-model-output", {},
            [](L &lab) {
                lab.code("llm");
                lab.flow("agent", "llm");
            },
            "llm", "agent", "agent steered", noFlow("agent", "llm"), absent, "", deny },
        { "memory-poison-worm", {},
            [](L &lab) {
                lab.text("agent");
                lab.dataFlow("agent", "vec", write, "chunks");
                lab.wantCredentials("vectors");
                lab.grant("sa-agent", "chunks", write);
            },
            "agent", "chunks", "chunks written", readOnly("sa-agent", "chunks"), data, "D2", restricted },
        { "context-disclosure", { "open-inference-api" },
            [](L &lab) {
                lab.code("web");
                lab.workload("llm").traits.acceptsAnonymousCallers = true;
                lab.feed("chunks", "llm");
            },
            "llm", "chunks", "chunks read",
            [](L &lab) { lab.workload("llm").traits.acceptsAnonymousCallers = false; }, absent, "",
            // The store knows the model, not who asks it: that tenant's rows are in its answers.
            [](L &lab) {
                lab.wantCredentials("vectors");
                lab.grant("sa-llm", "chunks", read, "tenant-a");
            } },
    };
}

Cases toolCases()
{
    const auto toolMay = [](AccessVerb verb) {
        return [verb](L &lab) {
            driveTool(lab);
            lab.wantCredentials("documents");
            lab.grant("sa-tool", "contracts", verb);
        };
    };
    // The tool works with the credential of an account that may do this with the contracts.
    const auto toolAccountMay = [](AccessVerb verb) {
        return Step([verb](L &lab) {
            driveTool(lab);
            lab.outsider("bot", IdentityKind::ExternalAccount);
            lab.secret("key").opens = { ElementId("bot") };
            lab.give("tool", "key", SecretDelivery::Environment);
            lab.wantCredentials("documents");
            lab.grant("bot", "contracts", verb);
        });
    };
    const Step inSecretStore = [](L &lab) {
        lab.secret("key").home = SecretHome::SecretStore;
        lab.secret("key").keeperId = ElementId("proxy");
        lab.workload("tool").secrets.front().delivery = SecretDelivery::SecretStore;
    };
    const auto drivenWith = [](bool WorkloadTraits::*field) {
        return [=](L &lab) {
            driveTool(lab);
            trait("tool", field, true)(lab);
        };
    };
    const auto sandbox = [](const std::string &name) {
        return [name](L &lab) {
            lab.workload(name).placement.runtimeClass = "gvisor";
            lab.workload(name).placement.sandboxedRuntime = true;
        };
    };
    const Step lock = [](L &lab) { lab.scope("agent", "tool").blocksUntrustedContext = true; };
    return {
        { "tool-abuse", {}, driveTool, "agent", "tool", "tool controlled", lock, data, "D5",
            [](L &lab) { lab.scope("agent", "tool").approval = ApprovalMode::Human; } },
        { "rogue-agent-tool-abuse", {},
            [](L &lab) {
                lab.code("agent");
                lab.toolCall("agent", "tool");
            },
            "agent", "tool", "tool controlled",
            [](L &lab) { lab.scope("agent", "tool").approval = ApprovalMode::PolicyDecisionPoint; }, identity,
            "I8", lock },
        { "tool-data-access", { "tool-abuse" }, toolMay(read), "tool", "contracts", "contracts read", revoke,
            data, "D1", restricted },
        { "destructive-tool", { "tool-abuse" }, toolMay(write), "tool", "contracts", "contracts written",
            readOnly("sa-tool", "contracts"), data, "D2", restricted },
        { "tool-credential-read", { "tool-abuse" }, toolAccountMay(read), "tool", "contracts",
            "contracts read", [](L &lab) { lab.grant("bot", "contracts", write); }, data, "D1",
            inSecretStore },
        { "tool-credential-write", { "tool-abuse" }, toolAccountMay(write), "tool", "contracts",
            "contracts written", readOnly("bot", "contracts"), data, "D2", inSecretStore },
        { "tool-ssrf", { "tool-abuse" }, drivenWith(&WorkloadTraits::fetchesUrls), "tool", "tool", "tool net",
            trait("tool", &WorkloadTraits::fetchesUrls, false), absent, "", restricted },
        { "agent-code-exec", { "tool-abuse" }, drivenWith(&WorkloadTraits::executesModelOutput), "tool",
            "tool", "tool foothold", trait("tool", &WorkloadTraits::executesModelOutput, false), absent, "",
            sandbox("tool") },
        { "inline-code-exec", {},
            [](L &lab) {
                lab.text("agent");
                lab.workload("agent").traits.executesModelOutput = true;
            },
            "agent", "agent", "agent foothold", trait("agent", &WorkloadTraits::executesModelOutput, false),
            absent, "", sandbox("agent") },
        { "tool-exfil", { "tool-abuse", "tool-data-access" }, drivenWith(&WorkloadTraits::sendsOutside),
            "tool", "contracts", "contracts leaked", trait("tool", &WorkloadTraits::sendsOutside, false),
            absent, "", restricted },
        { "tool-context-exfil", { "tool-abuse" },
            [](L &lab) {
                driveTool(lab);
                lab.feed("contracts", "agent");
                lab.workload("tool").traits.sendsOutside = true;
            },
            "tool", "contracts", "contracts leaked", trait("tool", &WorkloadTraits::sendsOutside, false),
            absent, "", restricted },
        { "render-exfil", {},
            [](L &lab) {
                lab.text("agent");
                lab.feed("contracts", "agent");
                lab.flow("gate", "agent");
                lab.workload("gate").traits.rendersModelOutput = true;
            },
            "agent", "contracts", "contracts leaked",
            trait("gate", &WorkloadTraits::rendersModelOutput, false), data, "D7", deny },
        { "rogue-render-exfil", { "trusted-source-poisoning" },
            [](L &lab) {
                lab.text("portal");
                lab.feed("portal", "agent", TrustTier::Trusted);
                lab.feed("contracts", "agent");
                lab.flow("gate", "agent");
                lab.workload("gate").traits.rendersModelOutput = true;
            },
            "agent", "contracts", "contracts leaked",
            trait("gate", &WorkloadTraits::rendersModelOutput, false), data, "D7",
            [](L &lab) { lab.scope("agent", "gate").blocksUntrustedContext = true; } },
    };
}

void listOnProxy(L &lab, const std::string &external, bool tenantAware)
{
    EgressAllowList list;
    list.id = ElementId("list");
    list.proxyId = ElementId("proxy");
    list.destinationIds = { ElementId(external) };
    list.tenantAware = tenantAware;
    lab.project.policy.egressLists[list.id] = list;
}

Cases exfiltrationCases()
{
    const Step inWeb = [](L &lab) { lab.code("web"); };
    return {
        { "egress-c2", {}, inWeb, "web", "internet", "internet leaked", deny, network, "N1", restricted },
        { "allowlisted-saas-deaddrop", {}, inWeb, "web", "saas", "saas leaked", deny, network, "N1",
            unmount },
        { "proxied-c2", {},
            [](L &lab) {
                lab.code("web");
                listOnProxy(lab, "internet", false);
            },
            "web", "internet", "internet leaked", [](L &lab) { listOnProxy(lab, "saas", false); }, network,
            "N3", unmount },
        { "proxied-deaddrop", {},
            [](L &lab) {
                lab.code("web");
                listOnProxy(lab, "saas", false);
            },
            "web", "saas", "saas leaked", [](L &lab) { listOnProxy(lab, "saas", true); }, network, "N3",
            unmount },
        { "exfiltration", { "unauth-internal-service", "egress-c2" }, inWeb, "contracts", "internet",
            "contracts leaked", noInternet, absent, "", unmount },
        { "model-theft", { "egress-c2" }, [](L &lab) { lab.code("llm"); }, "llm", "internet", "llm leaked",
            noInternet, absent, "", unmount },
    };
}

} // namespace

std::vector<TechniqueCase> techniqueCases()
{
    Cases all;
    for (const Cases &part :
        { networkCases(), credentialCases(), apiCases(), nodeCases(), dataCases(), modelCases(), toolCases(),
            exfiltrationCases(), supplyCases(), secretCases(), cloudCases(), movementCases(), impactCases() })
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace fourplane::test
