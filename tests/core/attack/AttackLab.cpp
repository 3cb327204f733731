// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/AttackLab.h"

#include "core/attack/AttackEngine.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/storage/CatalogueFile.h"
#include "tests/support/DesignBuilder.h"

#include <stdexcept>

namespace fourplane::test {

namespace {

const std::vector<std::pair<std::string, WorkloadKind>> crew { { "web", WorkloadKind::GenericService },
    { "gate", WorkloadKind::Gateway }, { "agent", WorkloadKind::Agent },
    { "llm", WorkloadKind::ModelEndpoint }, { "tool", WorkloadKind::Tool },
    { "ingest", WorkloadKind::IngestionPipeline }, { "proxy", WorkloadKind::EgressProxy },
    { "db", WorkloadKind::DocumentStore }, { "vec", WorkloadKind::VectorStore } };

DataStore storeOf(const std::string &id, const std::string &host, const std::string &collection)
{
    DataStore store;
    store.id = ElementId(id);
    store.name = id;
    store.hostId = ElementId(host);
    Collection content;
    content.id = ElementId(collection);
    content.name = collection;
    store.collections.push_back(content);
    return store;
}

/// Of everybody here it is known what they do with text and secrets: nothing dangerous.
void addTo(DesignBuilder &builder, const std::string &name, WorkloadKind kind)
{
    Workload &made = builder.addWorkload("lab", name);
    made.kind = kind;
    made.traits.environmentSecrets = false;
    made.traits.loadsUnsafeModels = false;
    made.traits.rendersModelOutput = false;
    made.traits.acceptsAnonymousCallers = false;
}

} // namespace

AttackLab::AttackLab()
{
    DesignBuilder builder;
    builder.addNamespace("lab", false);
    for (const auto &[name, kind] : crew)
        addTo(builder, name, kind);
    builder.addExternal("users", ExternalKind::UserGroup);
    builder.addExternal("portal", ExternalKind::UntrustedContent, { "198.51.100.0/24" });
    builder.addExternal("internet", ExternalKind::Internet);
    builder.addExternal("saas", ExternalKind::Saas, { "203.0.113.0/24" }).writableByAttacker = true;
    builder.addExternal("meta", ExternalKind::CloudMetadata, { "169.254.169.254/32" });
    project = builder.project;
    for (const DataStore &store :
        { storeOf("documents", "db", "contracts"), storeOf("vectors", "vec", "chunks") })
        project.topology.stores[store.id] = store;
    scenario.name = "lab";
}

Workload &AttackLab::workload(const std::string &name)
{
    return project.topology.workloads.at(ElementId(name));
}

void AttackLab::code(const std::string &name)
{
    scenario.footholds.push_back({ FootholdKind::CodeExecution, ElementId(name), {} });
}

void AttackLab::token(const std::string &identity, const std::string &from)
{
    scenario.footholds.push_back({ FootholdKind::StolenToken, ElementId(identity), ElementId(from) });
}

void AttackLab::text(const std::string &source)
{
    scenario.footholds.push_back({ FootholdKind::UntrustedText, ElementId(source), {} });
}

void AttackLab::network(const std::string &place)
{
    scenario.footholds.push_back({ FootholdKind::NetworkAccess, ElementId(place), {} });
}

void AttackLab::feed(const std::string &source, const std::string &model, TrustTier trust)
{
    ContextFeed feed;
    feed.id = ElementId("feed-" + source + "-" + model);
    feed.sourceId = ElementId(source);
    feed.modelId = ElementId(model);
    feed.trust = trust;
    project.topology.feeds[feed.id] = feed;
}

Flow &AttackLab::flow(const std::string &from, const std::string &to)
{
    Flow flow;
    flow.id = ElementId("flow-" + from + "-" + to);
    flow.sourceId = ElementId(from);
    flow.destinationId = ElementId(to);
    return project.topology.flows[flow.id] = flow;
}

void AttackLab::dataFlow(
    const std::string &from, const std::string &to, AccessVerb verb, const std::string &collection)
{
    Flow &data = flow(from, to);
    data.verb = verb;
    data.collectionId = ElementId(collection);
}

void AttackLab::toolCall(const std::string &from, const std::string &to)
{
    flow(from, to).carriesToolCalls = true;
}

void AttackLab::wantCredentials(const std::string &store)
{
    project.topology.stores.at(ElementId(store)).authentication = StoreAuthentication::PerIdentity;
}

void AttackLab::grant(
    const std::string &identity, const std::string &collection, AccessVerb verb, const std::string &tenant)
{
    DataGrant grant;
    grant.id = ElementId("grant-" + identity + "-" + collection);
    grant.identityId = ElementId(identity);
    grant.collectionId = ElementId(collection);
    grant.verb = verb;
    grant.tenant = tenant;
    project.policy.grants[grant.id] = grant;
}

Collection &AttackLab::addStore(const std::string &id, const std::string &host, const std::string &collection)
{
    DataStore &store = project.topology.stores[ElementId(id)] = storeOf(id, host, collection);
    return store.collections.front();
}

Collection &AttackLab::collection(const std::string &id)
{
    for (auto &[storeId, store] : project.topology.stores) {
        for (Collection &collection : store.collections) {
            if (collection.id.value() == id)
                return collection;
        }
    }
    throw std::out_of_range(id);
}

Secret &AttackLab::secret(const std::string &id)
{
    Secret &secret = project.topology.secrets[ElementId(id)];
    secret.id = ElementId(id);
    secret.name = id;
    secret.namespaceId = ElementId("lab");
    return secret;
}

void AttackLab::give(const std::string &name, const std::string &secret, SecretDelivery delivery)
{
    workload(name).secrets.push_back({ ElementId(secret), delivery });
}

WorkloadIdentity &AttackLab::outsider(const std::string &id, IdentityKind kind)
{
    WorkloadIdentity &identity = project.topology.identities[ElementId(id)];
    identity.id = ElementId(id);
    identity.name = id;
    identity.kind = kind;
    return identity;
}

WorkloadIdentity &AttackLab::account(const std::string &id)
{
    return project.topology.identities.at(ElementId(id));
}

void AttackLab::revokeGrants()
{
    project.policy.grants.clear();
}

ToolScope &AttackLab::scope(const std::string &agent, const std::string &tool)
{
    ToolScope scope;
    scope.id = ElementId("scope-" + agent + "-" + tool);
    scope.agentId = ElementId(agent);
    scope.toolId = ElementId(tool);
    return project.policy.toolScopes[scope.id] = scope;
}

void AttackLab::role(const std::string &resource, const std::string &verb, const std::string &group)
{
    bindRole(ElementId("lab"), { { group }, { resource }, {}, {}, { verb } });
}

void AttackLab::clusterRole(const std::string &resource, const std::string &verb, const std::string &group)
{
    bindRole({}, { { group }, { resource }, {}, {}, { verb } });
}

void AttackLab::bindRole(const ElementId &namespaceId, const RbacRule &rule)
{
    RbacRole role;
    role.id = ElementId("role");
    role.name = "role";
    role.namespaceId = namespaceId;
    role.rules.push_back(rule);
    project.topology.roles[role.id] = role;
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "binding";
    binding.namespaceId = namespaceId;
    binding.refersToClusterRole = namespaceId.isEmpty();
    binding.roleName = "role";
    binding.subjects.push_back({ "ServiceAccount", "sa-web", "lab" });
    project.topology.bindings[binding.id] = binding;
}

void AttackLab::pools(const std::string &name, const std::string &pool)
{
    for (const char *id : { "pool-a", "pool-b" }) {
        NodePool nodes;
        nodes.id = ElementId(id);
        nodes.name = id;
        nodes.labels = { { "pool", id } };
        project.topology.nodePools[nodes.id] = nodes;
    }
    workload(name).placement.nodeSelector = { { "pool", pool } };
}

void AttackLab::denyNetwork()
{
    project.topology.namespaces.at(ElementId("lab")).segmentation.defaultDeny = true;
}

void AttackLab::meshAllowList()
{
    Namespace &home = project.topology.namespaces.at(ElementId("lab"));
    home.meshInjection = true;
    home.segmentation.meshAllowList = true;
    home.segmentation.mtls = MtlsMode::Strict;
}

void AttackLab::allow(const std::string &from, const std::string &to)
{
    AllowRule rule;
    rule.id = ElementId(from + "-to-" + to);
    rule.sourceId = ElementId(from);
    rule.destinationId = ElementId(to);
    project.policy.allowRules[rule.id] = rule;
}

void AttackLab::restrictPods()
{
    project.topology.namespaces.at(ElementId("lab")).podSecurity.enforce = PodSecurityLevel::Restricted;
    for (auto &[id, workload] : project.topology.workloads) {
        workload.podSecurity.runAsNonRoot = true;
        workload.podSecurity.seccompType = "RuntimeDefault";
        for (Container &container : workload.containers) {
            container.security.allowPrivilegeEscalation = false;
            container.security.droppedCapabilities = { "ALL" };
        }
    }
}

void AttackLab::unmountTokens()
{
    for (auto &[id, workload] : project.topology.workloads)
        workload.automountToken = false;
}

AttackTrace AttackLab::run(const std::vector<std::string> &techniques) const
{
    const CompiledPlan compiled = compilePlan(project);
    const PolicyDecisionPoint decisions(compiled.plan);
    Scenario asked = scenario;
    asked.techniques = techniques;
    return simulate(project, decisions, shippedCatalogue().value(), asked).value();
}

AttackLab storeBehindProxy()
{
    AttackLab lab;
    lab.code("web");
    lab.project.topology.stores.at(ElementId("documents")).hostId = ElementId("saas");
    lab.wantCredentials("documents");
    lab.grant("sa-web", "contracts", AccessVerb::Read);
    lab.denyNetwork();
    lab.allow("web", "proxy");
    lab.allow("proxy", "saas");
    EgressAllowList list;
    list.id = ElementId("list");
    list.proxyId = ElementId("proxy");
    list.callerId = ElementId("web");
    list.destinationIds = { ElementId("saas") };
    lab.project.policy.egressLists[list.id] = list;
    return lab;
}

const Pivot *findPivot(
    const AttackTrace &trace, const std::string &technique, const std::string &from, const std::string &to)
{
    for (const Pivot &pivot : trace.pivots) {
        if (pivot.techniqueId == technique && pivot.fromId.value() == from && pivot.toId.value() == to)
            return &pivot;
    }
    return nullptr;
}

bool holds(const AttackTrace &trace, const std::string &fact)
{
    for (const AttackFact &held : trace.facts) {
        if (toString(held.fact) == fact)
            return (held.worlds & 1u) != 0;
    }
    return false;
}

} // namespace fourplane::test
