// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/PodRelations.h"

#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/MeshFacts.h"
#include "core/enforcement/PlanIndex.h"
#include "core/topology/TopologyIndex.h"

#include <algorithm>

namespace fourplane {

namespace {

bool hasCapability(const std::vector<std::string> &capabilities, std::string_view wanted)
{
    return std::any_of(capabilities.begin(), capabilities.end(), [wanted](const std::string &capability) {
        return capability == wanted || capability == "CAP_" + std::string(wanted);
    });
}

/// Container runtimes give NET_RAW unless it is dropped.
bool sendsRawPackets(const Container &container)
{
    const SecurityContext &security = container.security;
    const std::vector<std::string> &added = security.addedCapabilities;
    const std::vector<std::string> &dropped = security.droppedCapabilities;
    return security.privileged == true || hasCapability(added, "NET_RAW") || hasCapability(added, "ALL")
        || !(hasCapability(dropped, "NET_RAW") || hasCapability(dropped, "ALL"));
}

class PodExtraction
{
public:
    PodExtraction(const Project &project, const PolicyDecisionPoint &decisions, DesignModel &model)
        : m_topology(project.topology)
        , m_index(project.topology)
        , m_decisions(decisions)
        , m_model(model)
    {
    }

    void run()
    {
        const PlanIndex pods(m_decisions.plan());
        for (const auto &[id, store] : m_topology.stores) {
            const PlannedPod *host = pods.pod(store.hostId);
            if (host && !host->inMesh)
                m_hostsOutsideMesh.push_back(host);
        }
        for (const auto &[id, workload] : m_topology.workloads) {
            stateTraits(*m_model.find(id), workload.traits);
            stateContainers(*m_model.find(id), workload);
        }
        for (const PlannedPod &pod : m_decisions.plan().pods)
            statePod(*m_model.find(pod.workloadId), pod);
        for (const auto &[id, flow] : m_topology.flows)
            stateCredentialShown(flow);
    }

private:
    void stateIf(bool condition, std::string_view relation, EntityIndex self)
    {
        if (condition)
            m_model.state(relation, self);
    }

    /// A trait that is not set earns no credit: nobody has looked.
    void stateTraits(EntityIndex self, const WorkloadTraits &traits)
    {
        stateIf(traits.environmentSecrets == false, "no_secrets_in_env", self);
        stateIf(traits.loadsUnsafeModels == false, "safe_models_only", self);
        stateIf(traits.loadsUnverifiedModels == false, "verifies_models", self);
        stateIf(traits.rendersModelOutput == false, "shows_links_inert", self);
        stateIf(traits.acceptsAnonymousCallers != false, "accepts_anonymous", self);
        stateIf(traits.acceptsAnonymousCallers == false, "authenticates", self);
        stateIf(traits.parsesInPlace == false, "parses_apart", self);
        stateIf(traits.loadsUnpinnedDependencies == false, "inputs_pinned", self);
        stateIf(traits.updatesToolsUnchecked == false, "tools_pinned", self);
        stateIf(traits.uidSettable == false, "uid_fixed", self);
        stateIf(traits.takesUnlimitedRequests == false, "limited", self);
        stateIf(traits.executesModelOutput, "executes_model_output", self);
        stateIf(traits.sendsOutside, "sends_outside", self);
        stateIf(traits.fetchesUrls, "fetches_urls", self);
        stateIf(traits.runsTenantCode, "runs_tenant_code", self);
        stateIf(traits.runsSubmittedJobs, "runs_submitted_jobs", self);
        stateIf(traits.loadsFromConfig, "loads_from_config", self);
    }

    void stateContainers(EntityIndex self, const Workload &workload)
    {
        const std::vector<Container> &containers = workload.containers;
        const auto mains = std::count_if(containers.begin(), containers.end(),
            [](const Container &container) { return container.role == ContainerRole::Main; });
        stateIf(mains > 1, "many_containers", self);
        const Placement &placement = workload.placement;
        stateIf(!placement.shareProcessNamespace && !placement.hostPid, "processes_apart", self);
        stateIf(!containers.empty() && std::none_of(containers.begin(), containers.end(), sendsRawPackets),
            "no_raw_packets", self);
    }

    void statePod(EntityIndex self, const PlannedPod &pod)
    {
        stateIf(pod.hostNetwork, "host_network", self);
        const auto &controls = m_decisions.plan().admissionControls;
        stateIf(std::any_of(controls.begin(), controls.end(),
                    [&pod](const PlannedAdmissionControl &control) {
                        return control.namespaceName.empty() || control.namespaceName == pod.namespaceName;
                    }),
            "checked_by_admission", self);
        // The proxy of an ambient mesh is on the node and keeps the key there.
        if (behaviourOf(pod.meshMode).holdsKeyInPod == EngineBehaviour::No)
            return;
        m_model.state("in_mesh", self);
        for (const auto &[id, external] : m_topology.externals)
            m_model.state("leaves_mesh", self, *m_model.find(id));
        for (const PlannedPod *host : m_hostsOutsideMesh) {
            if (host != &pod)
                m_model.state("leaves_mesh", self, *m_model.find(host->workloadId));
        }
    }

    /// Who reads or writes a store that wants a credential shows one. Only a destination that refuses
    /// plaintext is sure to get it encrypted.
    void stateCredentialShown(const Flow &flow)
    {
        const Workload *source = find(m_topology.workloads, flow.sourceId);
        if (!source || !flow.verb)
            return;
        const EntityIndex from = *m_model.find(flow.sourceId);
        for (const DataStore *store : m_index.storesAt(flow.destinationId)) {
            const bool isAsked = store->authentication == StoreAuthentication::PerIdentity
                || store->authentication == StoreAuthentication::SharedSecret;
            if (!isAsked || !m_model.find(store->hostId))
                continue;
            const EntityIndex to = *m_model.find(store->hostId);
            m_model.state("sends_credential", from, to);
            if (refusesPlaintext(flow))
                m_model.state("refuses_plaintext", from, to);
        }
    }

    bool refusesPlaintext(const Flow &flow) const
    {
        AccessRequest request;
        request.sourceId = flow.sourceId;
        request.destinationId = flow.destinationId;
        request.port = flow.port;
        request.protocol = flow.protocol;
        request.transport = Transport::Plaintext;
        return m_decisions.verdicts(request).on(Plane::Network) == Verdict::Deny
            && m_decisions.decide(request).on(Plane::Network).control == "N7";
    }

    const Topology &m_topology;
    TopologyIndex m_index;
    const PolicyDecisionPoint &m_decisions;
    DesignModel &m_model;
    std::vector<const PlannedPod *> m_hostsOutsideMesh; ///< of stores, in the order of those
};

} // namespace

void statePodRelations(const Project &project, const PolicyDecisionPoint &decisions, DesignModel &model)
{
    PodExtraction(project, decisions, model).run();
}

} // namespace fourplane
