// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/DesignSketch.h"
#include "core/project/generate/ShapeTables.h"

#include <algorithm>
#include <set>
#include <utility>

namespace fourplane {

namespace {

/// Drawn so often inside that, after repeats are removed, three quarters of the flows are.
constexpr unsigned insidePercent = 79;
constexpr std::size_t drawTries = 12;
constexpr std::size_t flowStopInterval = 4096;

/// The pattern that a flow is an instance of.
const char *patternOf(WorkloadKind source, WorkloadKind destination)
{
    if (hostsStore(destination))
        return source == WorkloadKind::IngestionPipeline ? "data-write" : "data-access";
    switch (destination) {
    case WorkloadKind::ModelEndpoint:
        return "model-call";
    case WorkloadKind::Tool:
    case WorkloadKind::McpServer:
        return "tool-call";
    case WorkloadKind::EgressProxy:
        return "egress";
    default:
        return "service-call";
    }
}

void putPatterns(DesignSketch &sketch)
{
    using enum WorkloadKind;
    const auto pattern = [&sketch](const char *id, std::string description, std::vector<WorkloadKind> from,
                             std::vector<WorkloadKind> to) {
        put(sketch.project.policy.patterns,
            CommunicationPattern {
                ElementId(id), id, std::move(description), std::move(from), std::move(to), {} });
    };
    const std::vector<WorkloadKind> stores { VectorStore, DocumentStore, FeatureStore, Database, Cache,
        MessageBroker };
    pattern("data-access", "Work with the data of a store.", {}, stores);
    pattern("data-write", "Only ingestion fills what models read.", { IngestionPipeline }, stores);
    pattern("model-call", "Ask a model.", {}, { ModelEndpoint });
    pattern("tool-call", "Agents call tools.", { Agent }, { Tool, McpServer });
    pattern("egress", "Leave the cluster through a proxy that checks and logs.", {}, { EgressProxy });
    pattern("service-call", "One service calls another.", {}, {});
    pattern("edge", "Users come in, and what is approved goes out.", {}, {});
}

/// Draws the flows of each workload and makes what belongs to them.
class FlowMaker
{
public:
    explicit FlowMaker(DesignSketch &sketch)
        : m_sketch(sketch)
        , m_project(sketch.project)
    {
    }

    void drawFlowsOf(std::size_t source)
    {
        const SketchedWorkload &from = m_sketch.workloads[source];
        RandomStream random = m_sketch.random(DrawPurpose::Flow, source);
        m_destinations.clear();
        putEdgeFlows(source, random);
        // Hosts of stores call little, the others make up for it.
        const std::size_t draws = hostsStore(from.kind) ? random.below(2) : 4 + random.below(8);
        for (std::size_t i = 0; i < draws; ++i) {
            const std::size_t destination = drawDestination(source, random);
            if (destination != source && m_destinations.insert(destination).second)
                putFlow(source, destination, random);
        }
    }

private:
    /// A workload that the source usually calls; the source itself when none was found.
    std::size_t drawDestination(std::size_t source, RandomStream &random) const
    {
        const SketchedWorkload &from = m_sketch.workloads[source];
        const SketchedHome &home = m_sketch.homes[from.home];
        const bool isInside = random.chance(insidePercent);
        for (std::size_t i = 0; i < drawTries; ++i) {
            const SketchedHome &target =
                isInside ? home : m_sketch.homes[random.below(m_sketch.homes.size())];
            const bool isForeign = target.tenant != home.tenant && target.tenant != 0 && home.tenant != 0;
            const std::size_t destination = target.first + random.below(target.size);
            if (!isForeign && destination != source
                && usuallyCalls(from.kind, m_sketch.workloads[destination].kind))
                return destination;
        }
        return source;
    }

    void putEdgeFlows(std::size_t source, RandomStream &random)
    {
        const SketchedWorkload &from = m_sketch.workloads[source];
        switch (from.kind) {
        case WorkloadKind::Gateway:
            if (m_sketch.homes[from.home].isEdge)
                putPlainFlow(ElementId(usersExternal), from.id, from.port, "edge", "Users ask.");
            break;
        case WorkloadKind::IngestionPipeline:
            if (random.chance(50))
                putPlainFlow(from.id, ElementId(random.chance(60) ? portalExternal : webExternal), 443,
                    "edge", "Takes in what others wrote.");
            break;
        case WorkloadKind::ModelEndpoint:
            putModelLoad(from);
            break;
        case WorkloadKind::EgressProxy:
            putEgressList(from, random);
            break;
        default:
            break;
        }
    }

    Flow &putPlainFlow(const ElementId &source, const ElementId &destination, std::uint16_t port,
        const char *pattern, std::string purpose)
    {
        Flow flow;
        flow.id = ElementId(numbered("flow", ++m_flows));
        flow.sourceId = source;
        flow.destinationId = destination;
        flow.port = port;
        flow.purpose = std::move(purpose);
        AllowRule rule;
        rule.id = ElementId(numbered("rule", m_flows));
        rule.patternId = ElementId(pattern);
        rule.sourceId = source;
        rule.destinationId = destination;
        rule.ports = { { port, Protocol::Tcp } };
        rule.flowId = flow.id;
        put(m_project.policy.allowRules, std::move(rule));
        return put(m_project.topology.flows, std::move(flow));
    }

    void putModelLoad(const SketchedWorkload &model)
    {
        Flow &flow = putPlainFlow(model.id, ElementId(bucketExternal), 443, "edge", "Loads its weights.");
        flow.verb = AccessVerb::Read;
        flow.collectionId = ElementId(modelCollection);
        putGrant(model.identityId, m_project.topology.stores.at(ElementId(artifactStore)).collections.front(),
            AccessVerb::Read);
    }

    void putEgressList(const SketchedWorkload &proxy, RandomStream &random)
    {
        EgressAllowList list;
        list.id = ElementId("egress-" + proxy.id.value());
        list.proxyId = proxy.id;
        list.tenantAware = random.chance(40);
        const std::size_t wanted = 1 + random.below(4);
        for (std::size_t i = 0; i < wanted; ++i) {
            const ElementId &partner = m_sketch.partners[random.below(m_sketch.partners.size())];
            if (std::find(list.destinationIds.begin(), list.destinationIds.end(), partner)
                != list.destinationIds.end())
                continue;
            list.destinationIds.push_back(partner);
            putPlainFlow(proxy.id, partner, 443, "edge", {});
        }
        put(m_project.policy.egressLists, std::move(list));
    }

    void putFlow(std::size_t source, std::size_t destination, RandomStream &random)
    {
        const SketchedWorkload &from = m_sketch.workloads[source];
        const SketchedWorkload &to = m_sketch.workloads[destination];
        Flow &flow = putPlainFlow(from.id, to.id, to.port, patternOf(from.kind, to.kind), {});
        if (!to.storeId.isEmpty())
            putAccess(flow, from, to, random);
        if (to.kind == WorkloadKind::Tool || to.kind == WorkloadKind::McpServer) {
            flow.carriesToolCalls = true;
            putToolScope(from, to, random);
        }
        AllowRule &rule = m_project.policy.allowRules.at(ElementId(numbered("rule", m_flows)));
        if (to.kind == WorkloadKind::GenericService && random.chance(20))
            rule.httpMethods = { "GET" };
        if (random.chance(1)) // an exception: no pattern, but somebody answers for it
            putException(rule);
    }

    void putException(AllowRule &rule)
    {
        rule.patternId = {};
        ExceptionRecord record;
        record.id = ElementId("exception-" + rule.id.value());
        record.subjectId = rule.id;
        record.reason = "The pattern does not exist yet.";
        record.owner = "platform team";
        record.approvedBy = "security board";
        record.created = "2026-01-15";
        record.expires = "2030-12-31";
        put(m_project.policy.exceptions, std::move(record));
    }

    static AccessVerb drawVerb(WorkloadKind source, RandomStream &random)
    {
        switch (source) {
        case WorkloadKind::Retriever:
        case WorkloadKind::ModelEndpoint:
        case WorkloadKind::TrainingJob:
            return AccessVerb::Read;
        case WorkloadKind::IngestionPipeline:
            return AccessVerb::Write;
        default:
            return random.chance(65) ? AccessVerb::Read : AccessVerb::Write;
        }
    }

    void putAccess(Flow &flow, const SketchedWorkload &from, const SketchedWorkload &to, RandomStream &random)
    {
        const DataStore &store = m_project.topology.stores.at(to.storeId);
        const Collection &collection = store.collections[random.below(store.collections.size())];
        flow.collectionId = collection.id;
        flow.verb = drawVerb(from.kind, random);
        if (store.authentication == StoreAuthentication::PerIdentity
            || store.authentication == StoreAuthentication::SharedSecret)
            putGrant(from.identityId, collection, *flow.verb);
        if (store.authentication != StoreAuthentication::SharedSecret)
            return;
        const ElementId secretId("secret-" + store.id.value());
        SecretUse use { secretId, random.chance(40) ? SecretDelivery::Environment : SecretDelivery::Volume };
        Secret &secret = m_project.topology.secrets.at(secretId);
        if (secret.home == SecretHome::SecretStore) {
            use.delivery = SecretDelivery::SecretStore;
            if (std::find(secret.readerIds.begin(), secret.readerIds.end(), from.identityId)
                == secret.readerIds.end())
                secret.readerIds.push_back(from.identityId);
        }
        m_project.topology.workloads.at(from.id).secrets.push_back(std::move(use));
    }

    void putGrant(const ElementId &identity, const Collection &collection, AccessVerb verb)
    {
        DataGrant grant;
        grant.id =
            ElementId(collection.id.value() + "/" + std::string(nameOf(verb)) + "/" + identity.value());
        grant.identityId = identity;
        grant.collectionId = collection.id;
        grant.verb = verb;
        grant.tenant = collection.tenant;
        put(m_project.policy.grants, std::move(grant));
    }

    void putToolScope(const SketchedWorkload &agent, const SketchedWorkload &tool, RandomStream &random)
    {
        ToolScope scope;
        scope.id = ElementId("scope-" + agent.id.value() + "-" + tool.id.value());
        scope.agentId = agent.id;
        scope.toolId = tool.id;
        if (random.chance(60))
            scope.operations = { "lookup" };
        const std::size_t approval = random.below(10);
        if (approval < 2)
            scope.approval = ApprovalMode::Human;
        else if (approval < 5)
            scope.approval = ApprovalMode::PolicyDecisionPoint;
        scope.delegatedCredential = random.chance(25);
        scope.blocksUntrustedContext = random.chance(30);
        put(m_project.policy.toolScopes, std::move(scope));
    }

    DesignSketch &m_sketch;
    Project &m_project;
    std::set<std::size_t> m_destinations; ///< of the workload at hand
    std::size_t m_flows = 0;
};

} // namespace

void generateFlows(DesignSketch &sketch)
{
    putPatterns(sketch);
    FlowMaker maker(sketch);
    const std::size_t count = sketch.workloads.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i % flowStopInterval == 0) {
            if (sketch.job.isStopped())
                return;
            sketch.job.progress(i, count, "Drawing flows");
        }
        maker.drawFlowsOf(i);
    }
}

} // namespace fourplane
