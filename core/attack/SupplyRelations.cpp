// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/SupplyRelations.h"

#include "core/topology/TopologyIndex.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace fourplane {

namespace {

constexpr std::string_view defaultRegistry = "docker.io";

/// The registry of an image as the container runtimes read it.
std::string registryOf(const std::string &image)
{
    const std::size_t slash = image.find('/');
    const std::string first = slash == std::string::npos ? std::string() : image.substr(0, slash);
    const bool isHost = first.find_first_of(".:") != std::string::npos || first == "localhost";
    return isHost ? first.substr(0, first.find(':')) : std::string(defaultRegistry);
}

bool isPinned(const Container &container)
{
    return container.image.find("@sha256:") != std::string::npos;
}

/// What others run or install from a collection.
bool isInstalled(CollectionContent content)
{
    return content == CollectionContent::Packages || content == CollectionContent::Code
        || content == CollectionContent::Tools;
}

class SupplyExtraction
{
public:
    SupplyExtraction(const Project &project, DesignModel &model)
        : m_topology(project.topology)
        , m_index(project.topology)
        , m_model(model)
    {
    }

    void run()
    {
        for (const auto &[id, store] : m_topology.stores) {
            for (const Collection &collection : store.collections)
                stateCollection(store, collection);
        }
        for (const auto &[id, flow] : m_topology.flows)
            stateUse(flow);
        for (const auto &[id, workload] : m_topology.workloads) {
            stateImages(workload);
            if (workload.traits.runsTenantCode || workload.traits.loadsFromConfig)
                stateIntake(at(id));
        }
        stateEmbeddings();
    }

private:
    EntityIndex at(const ElementId &id) const { return *m_model.find(id); }

    bool known(const ElementId &id) const { return m_model.find(id).has_value(); }

    void stateCollection(const DataStore &store, const Collection &collection)
    {
        const EntityIndex self = at(collection.id);
        switch (collection.content) {
        case CollectionContent::Data:
            break;
        case CollectionContent::Models:
            m_model.state("holds_models", self);
            break;
        case CollectionContent::Images:
            m_model.state("holds_images", self);
            break;
        case CollectionContent::Packages:
            m_model.state("holds_packages", self);
            break;
        case CollectionContent::Code:
            m_model.state("holds_code", self);
            break;
        case CollectionContent::Tools:
            m_model.state("holds_tools", self);
            break;
        case CollectionContent::Logs:
            m_model.state("holds_logs", self);
            break;
        }
        if (store.returnsVectors == false)
            m_model.state("gives_no_vectors", self);
        if (collection.changeable != false)
            return;
        m_model.state("unchangeable", self);
        if (find(m_topology.externals, store.hostId))
            m_model.state("append_only_outside", self);
    }

    /// A flow that reads from a store, or names nothing there, uses what is in it.
    void stateUse(const Flow &flow)
    {
        if (!find(m_topology.workloads, flow.sourceId))
            return;
        if (flow.carriesToolCalls && find(m_topology.externals, flow.destinationId))
            m_model.state("calls_outside_tool", at(flow.sourceId), at(flow.destinationId));
        if (flow.verb == AccessVerb::Write)
            return;
        for (const DataStore *store : m_index.storesAt(flow.destinationId)) {
            for (const Collection &collection : store->collections) {
                const bool isMeant = flow.collectionId.isEmpty() || flow.collectionId == collection.id;
                if (isMeant && isInstalled(collection.content))
                    m_model.state("installs", at(flow.sourceId), at(collection.id));
                if (isMeant && collection.content == CollectionContent::Images)
                    m_model.state("runs_image_of", at(flow.sourceId), at(collection.id));
            }
        }
    }

    bool isServedBy(const DataStore &store, const std::string &registry) const
    {
        if (store.name == registry)
            return true;
        const ExternalEndpoint *host = find(m_topology.externals, store.hostId);
        if (host && (host->name == registry || std::count(host->hosts.begin(), host->hosts.end(), registry)))
            return true;
        const Workload *server = find(m_topology.workloads, store.hostId);
        return server && registry.substr(0, registry.find('.')) == server->name;
    }

    const std::set<ElementId> &storesServing(const std::string &registry)
    {
        const auto [place, isNew] = m_storesServing.try_emplace(registry);
        if (isNew) {
            for (const auto &[id, store] : m_topology.stores) {
                if (isServedBy(store, registry))
                    place->second.insert(id);
            }
        }
        return place->second;
    }

    void stateImages(const Workload &workload)
    {
        const std::vector<Container> &containers = workload.containers;
        if (!containers.empty() && std::all_of(containers.begin(), containers.end(), isPinned))
            m_model.state("images_pinned", at(workload.id));
        std::set<ElementId> used;
        for (const Container &container : containers) {
            const std::set<ElementId> &some = storesServing(registryOf(container.image));
            used.insert(some.begin(), some.end());
        }
        for (const ElementId &id : used) {
            for (const Collection &collection : find(m_topology.stores, id)->collections) {
                if (collection.content == CollectionContent::Images)
                    m_model.state("runs_image_of", at(workload.id), at(collection.id));
            }
        }
    }

    /// Content comes to a workload from whoever calls it, from what it reads, and the same for each of its
    /// callers: who passes work on passes its content on.
    void stateIntake(EntityIndex worker)
    {
        std::vector<bool> seen(m_model.size(), false), isTaken(m_model.size(), false);
        seen[worker] = true;
        std::vector<EntityIndex> open { worker };
        while (!open.empty()) {
            const Intake &current = intakeOf(open.back());
            open.pop_back();
            for (EntityIndex source : current.content) {
                if (!isTaken[source])
                    m_model.state("takes_in", worker, source);
                isTaken[source] = true;
            }
            for (EntityIndex caller : current.callers) {
                if (!seen[caller])
                    open.push_back(caller);
                seen[caller] = true;
            }
        }
    }

    /// What comes to one element by its own flows.
    struct Intake
    {
        std::vector<EntityIndex> content; ///< what it reads, and who calls it from outside
        std::vector<EntityIndex> callers; ///< within the design
    };

    const Intake &intakeOf(EntityIndex element)
    {
        const auto [place, isNew] = m_intakes.try_emplace(element);
        Intake &intake = place->second;
        if (!isNew)
            return intake;
        const ElementId &self = m_model.id(element);
        for (const Flow *flow : m_index.flowsAt(self)) {
            if (flow->sourceId == self && flow->verb != AccessVerb::Write)
                addReadContent(*flow, intake.content);
            if (!(flow->destinationId == self) || !known(flow->sourceId))
                continue;
            const bool isOutside = find(m_topology.externals, flow->sourceId) != nullptr;
            (isOutside ? intake.content : intake.callers).push_back(at(flow->sourceId));
        }
        return intake;
    }

    void addReadContent(const Flow &flow, std::vector<EntityIndex> &content) const
    {
        if (find(m_topology.externals, flow.destinationId))
            content.push_back(at(flow.destinationId));
        for (const DataStore *store : m_index.storesAt(flow.destinationId)) {
            for (const Collection &collection : store->collections) {
                if (flow.collectionId.isEmpty() || flow.collectionId == collection.id)
                    content.push_back(at(collection.id));
            }
        }
    }

    /// A pipeline that reads a collection and fills one with embeddings makes the second from the first.
    void stateEmbeddings()
    {
        const RelationTable &fills = m_model.table(relationIndex("fills"));
        const RelationTable &ingests = m_model.table(relationIndex("ingests"));
        for (EntityIndex pipeline : fills.subjects()) {
            for (EntityIndex made : fills.objectsOf(pipeline)) {
                if (!m_model.holds("vector_data", made))
                    continue;
                for (EntityIndex source : ingests.objectsOf(pipeline)) {
                    if (m_model.hasType(source, *typeBit("collection")) && source != made)
                        m_model.state("made_from", made, source);
                }
            }
        }
    }

    const Topology &m_topology;
    TopologyIndex m_index;
    DesignModel &m_model;
    std::map<std::string, std::set<ElementId>> m_storesServing; ///< stores by registry, as far as asked
    std::unordered_map<EntityIndex, Intake> m_intakes; ///< as far as asked
};

} // namespace

void stateSupplyRelations(const Project &project, DesignModel &model)
{
    SupplyExtraction(project, model).run();
}

} // namespace fourplane
