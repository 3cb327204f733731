// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/AiRelations.h"

#include "core/topology/TopologyIndex.h"

#include <algorithm>
#include <set>

namespace fourplane {

namespace {

bool isEntrance(WorkloadKind kind)
{
    return kind == WorkloadKind::Gateway || kind == WorkloadKind::Frontend;
}

bool loadsModels(const Workload &workload)
{
    return workload.kind == WorkloadKind::ModelEndpoint || workload.kind == WorkloadKind::TrainingJob
        || workload.traits.loadsUnsafeModels == true;
}

/// Whether the workload shows people what a model says; where nobody has said so, by its kind.
bool showsOutput(const Workload &workload)
{
    return workload.traits.rendersModelOutput.value_or(
        isEntrance(workload.kind) || workload.kind == WorkloadKind::GenericService);
}

class AiExtraction
{
public:
    AiExtraction(const Project &project, DesignModel &model)
        : m_project(project)
        , m_topology(project.topology)
        , m_index(project.topology)
        , m_model(model)
    {
    }

    void run()
    {
        addTypes();
        stateFeeds();
        stateTools();
        for (const auto &[id, flow] : m_topology.flows) {
            if (known(flow.sourceId) && known(flow.destinationId))
                stateFlow(flow);
        }
        for (const auto &[id, workload] : m_topology.workloads) {
            if (isEntrance(workload.kind))
                stateRelays(id);
            if (showsOutput(workload) && m_model.hasType(at(id), *typeBit("model")))
                m_model.state("shown_by", at(id), at(id));
        }
        stateUseOfCollections();
    }

private:
    bool known(const ElementId &id) const { return m_model.find(id).has_value(); }

    EntityIndex at(const ElementId &id) const { return *m_model.find(id); }

    const Workload *workload(const ElementId &id) const { return find(m_topology.workloads, id); }

    void addType(const ElementId &id, std::string_view type)
    {
        if (workload(id))
            m_model.add(id, *typeBit(type));
    }

    /// Whoever reads text or calls tools is a model; whoever is called as a tool is one.
    void addTypes()
    {
        for (const auto &[id, workload] : m_topology.workloads) {
            if (workload.kind == WorkloadKind::ModelEndpoint || workload.kind == WorkloadKind::Agent)
                addType(id, "model");
            if (workload.kind == WorkloadKind::McpServer)
                addType(id, "tool");
        }
        for (const auto &[id, feed] : m_topology.feeds)
            addType(feed.modelId, "model");
        for (const auto &[id, scope] : m_project.policy.toolScopes) {
            addType(scope.agentId, "model");
            addType(scope.toolId, "tool");
        }
        for (const auto &[id, flow] : m_topology.flows) {
            if (flow.carriesToolCalls) {
                addType(flow.sourceId, "model");
                addType(flow.destinationId, "tool");
            }
        }
    }

    void stateFeeds()
    {
        for (const auto &[id, feed] : m_topology.feeds) {
            if (!known(feed.sourceId) || !workload(feed.modelId))
                continue;
            const EntityIndex source = at(feed.sourceId);
            const EntityIndex model = at(feed.modelId);
            m_model.state("feeds", source, model);
            m_model.state(feed.trust == TrustTier::Trusted ? "feeds_trusted" : "feeds_marked", source, model);
        }
    }

    void stateTools()
    {
        for (const auto &[id, scope] : m_project.policy.toolScopes) {
            if (!workload(scope.agentId) || !workload(scope.toolId))
                continue;
            const EntityIndex agent = at(scope.agentId);
            const EntityIndex tool = at(scope.toolId);
            m_model.state("wired", agent, tool);
            if (scope.delegatedCredential)
                m_model.state("delegates", agent, tool);
            if (scope.approval == ApprovalMode::PolicyDecisionPoint)
                m_model.state("approved_by_policy", agent, tool);
            if (scope.approval == ApprovalMode::Human)
                m_model.state("approved_by_human", agent, tool);
            if (scope.blocksUntrustedContext)
                m_model.state("locked_by_provenance", agent, tool);
        }
    }

    void stateFlow(const Flow &flow)
    {
        const EntityIndex from = at(flow.sourceId);
        const EntityIndex to = at(flow.destinationId);
        const Workload *source = workload(flow.sourceId);
        const Workload *destination = workload(flow.destinationId);
        if (source && destination && flow.carriesToolCalls)
            m_model.state("wired", from, to);
        if (source && m_model.hasType(to, *typeBit("model"))) {
            m_model.state("consults", from, to);
            if (showsOutput(*source))
                m_model.state("shown_by", to, from);
        }
        if (source && find(m_topology.externals, flow.destinationId))
            m_model.state("ingests", from, to);
        if (destination && find(m_topology.externals, flow.sourceId))
            m_model.state("ingests", to, from);
        if (source && destination && destination->kind == WorkloadKind::EgressProxy)
            stateProxiedText(flow);
        if (source && flow.verb)
            stateDataFlow(flow, from);
    }

    /// Text from outside also arrives through an egress proxy, where its list lets the caller fetch it.
    void stateProxiedText(const Flow &toProxy)
    {
        for (const Flow *onward : m_index.flowsFrom(toProxy.destinationId)) {
            if (find(m_topology.externals, onward->destinationId) && mayFetch(toProxy, onward->destinationId))
                m_model.state("ingests", at(toProxy.sourceId), at(onward->destinationId));
        }
    }

    bool mayFetch(const Flow &toProxy, const ElementId &external) const
    {
        bool hasList = false;
        for (const auto &[id, list] : m_project.policy.egressLists) {
            if (!(list.proxyId == toProxy.destinationId))
                continue;
            hasList = true;
            const bool isCaller = list.callerId.isEmpty() || list.callerId == toProxy.sourceId;
            const auto &open = list.destinationIds;
            if (isCaller && std::find(open.begin(), open.end(), external) != open.end())
                return true;
        }
        return !hasList;
    }

    void stateDataFlow(const Flow &flow, EntityIndex from)
    {
        for (const DataStore *store : m_index.storesAt(flow.destinationId)) {
            for (const Collection &collection : store->collections) {
                if (!flow.collectionId.isEmpty() && flow.collectionId != collection.id)
                    continue;
                if (*flow.verb == AccessVerb::Read) {
                    if (loadsModels(*workload(flow.sourceId)))
                        m_model.state("loads", from, at(collection.id));
                    m_model.state("ingests", from, at(collection.id));
                } else {
                    m_model.state("fills", from, at(collection.id));
                }
            }
        }
    }

    /// A gateway or frontend relays to every model that it reaches over declared flows through other
    /// gateways and frontends.
    void stateRelays(const ElementId &entrance)
    {
        std::set<ElementId> seen { entrance };
        std::vector<ElementId> open { entrance };
        while (!open.empty()) {
            const ElementId current = open.back();
            open.pop_back();
            for (const Flow *flow : m_index.flowsFrom(current)) {
                const Workload *next = workload(flow->destinationId);
                if (!next || !seen.insert(next->id).second)
                    continue;
                if (m_model.hasType(at(next->id), *typeBit("model"))) {
                    m_model.state("relays", at(entrance), at(next->id));
                    m_model.state("shown_by", at(next->id), at(entrance));
                } else if (isEntrance(next->kind)) {
                    open.push_back(next->id);
                }
            }
        }
    }

    void stateUseOfCollections()
    {
        const RelationTable &feeds = m_model.table(relationIndex("feeds"));
        for (const auto &[id, store] : m_topology.stores) {
            for (const Collection &collection : store.collections) {
                const bool isContext = !feeds.objectsOf(at(collection.id)).empty();
                m_model.state(isContext ? "context_data" : "other_data", at(collection.id));
            }
        }
    }

    const Project &m_project;
    const Topology &m_topology;
    TopologyIndex m_index;
    DesignModel &m_model;
};

} // namespace

void stateAiRelations(const Project &project, DesignModel &model)
{
    AiExtraction(project, model).run();
}

} // namespace fourplane
