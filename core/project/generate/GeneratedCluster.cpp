// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/DesignSketch.h"
#include "core/project/generate/ShapeTables.h"
#include "core/topology/PodHardening.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

constexpr std::size_t smallestHome = 10;
constexpr std::size_t largestHome = 40;
constexpr std::size_t homesPerPool = 12;
constexpr std::size_t homesPerTenant = 3;
constexpr std::size_t platformEvery =
    6; ///< of six namespaces the first faces users, the second is the platform's
constexpr std::size_t storeEvery = 8;
constexpr unsigned sharedIdentityPercent = 5;
constexpr unsigned exploitablePercent = 30;
constexpr unsigned escapablePercent = 5;
constexpr const char *poolLabel = "fourplane.dev/pool";

constexpr std::array<std::string_view, 16> domains { "billing", "claims", "contracts", "fraud", "hr", "legal",
    "logistics", "marketing", "payments", "pricing", "procurement", "research", "risk", "sales", "search",
    "support" };

void drawHomes(DesignSketch &sketch)
{
    const std::size_t count = sketch.options.workloads;
    const bool hasTenants = sketch.options.shape == DesignShape::MultiTenant;
    for (std::size_t first = 0; first < count;) {
        const std::size_t number = sketch.homes.size();
        RandomStream random = sketch.random(DrawPurpose::Home, number);
        SketchedHome home;
        home.first = first;
        const std::size_t rest = count - first;
        home.size = std::min(rest, smallestHome + random.below(largestHome - smallestHome + 1));
        if (rest - home.size < smallestHome) // no namespace too small comes after this one
            home.size = rest <= largestHome ? rest : rest - smallestHome;
        home.isEdge = number % platformEvery == 0;
        home.isPlatform = number % platformEvery == 1;
        const std::string_view word = home.isPlatform ? "platform" : random.oneOf(domains);
        home.id = ElementId(numbered(word, number + 1));
        if (hasTenants && !home.isPlatform)
            home.tenant = number / homesPerTenant + 1;
        const std::size_t level = random.below(100);
        if (home.isPlatform)
            home.level = PodSecurityLevel::Privileged;
        else if (level < 60)
            home.level = PodSecurityLevel::Restricted;
        else if (level < 85)
            home.level = PodSecurityLevel::Baseline;
        home.poolId = ElementId(home.tenant > 0 && home.tenant % 2 == 0
                ? numbered("tenant-pool", home.tenant)
                : numbered("general", number / homesPerPool + 1));
        first += home.size;
        sketch.homes.push_back(std::move(home));
    }
}

void putPools(DesignSketch &sketch)
{
    ElementMap<NodePool> &pools = sketch.project.topology.nodePools;
    for (const SketchedHome &home : sketch.homes) {
        if (pools.count(home.poolId) > 0)
            continue;
        NodePool pool;
        pool.id = home.poolId;
        pool.name = home.poolId.value();
        pool.labels = { { poolLabel, pool.name } };
        if (home.poolId.value().rfind("tenant", 0) == 0)
            pool.taints.push_back({ "fourplane.dev/tenant", numbered("tenant", home.tenant), "NoSchedule" });
        pool.cloudRole = "node-basic";
        put(pools, std::move(pool));
    }
    NodePool gpu;
    gpu.id = ElementId("gpu");
    gpu.name = "gpu";
    gpu.labels = { { poolLabel, "gpu" } };
    gpu.taints.push_back({ "nvidia.com/gpu", "present", "NoSchedule" });
    gpu.cloudRole = "node-basic";
    put(pools, std::move(gpu));
}

void putNamespace(DesignSketch &sketch, std::size_t number)
{
    const SketchedHome &home = sketch.homes[number];
    RandomStream random = sketch.random(DrawPurpose::Pod, number);
    Namespace made;
    made.id = home.id;
    made.name = home.id.value();
    made.labels = { { "fourplane.dev/zone", home.isPlatform ? "platform" : "application" } };
    made.podSecurity.enforce = home.level;
    made.meshInjection = true;
    made.segmentation = { true, true, home.isEdge ? MtlsMode::Permissive : MtlsMode::Strict };
    const std::size_t mesh = random.below(10);
    if (mesh == 0) { // nobody wrote rules for the mesh yet
        made.segmentation.meshAllowList = false;
        made.segmentation.mtls = MtlsMode::Permissive;
    } else if (mesh == 1) { // and some wrote one that is as wide as the namespace
        AuthorizationPolicy policy;
        policy.meta = { "allow-own-namespace", made.name, {}, {} };
        AuthorizationSource own;
        own.namespaces = { made.name };
        AuthorizationRule rule;
        rule.from = { own };
        policy.rules = { rule };
        put(sketch.project.policy.adopted, AdoptedRule { ElementId(made.name + "/mesh-wide"), policy, {} });
    }
    if (random.below(5) == 0) {
        NetworkPolicy policy;
        policy.meta = { "allow-same-namespace", made.name, {}, {} };
        const NetworkPolicyPeer everyPod { LabelSelector {}, {}, {} };
        policy.policyTypes = { PolicyDirection::Ingress, PolicyDirection::Egress };
        const NetworkPolicyRule everyPort { { everyPod }, {} };
        policy.ingress = { everyPort };
        policy.egress = { everyPort };
        put(sketch.project.policy.adopted,
            AdoptedRule { ElementId(made.name + "/same-namespace"), policy, {} });
    }
    if (home.tenant > 0)
        made.tenant = numbered("tenant", home.tenant);
    put(sketch.project.topology.namespaces, std::move(made));
}

void drawKinds(DesignSketch &sketch)
{
    std::vector<std::size_t> counts(EnumNames<WorkloadKind>::names.size());
    for (std::size_t number = 0; number < sketch.homes.size(); ++number) {
        const SketchedHome &home = sketch.homes[number];
        const KindMix mix = kindMix(sketch.options.shape, home.isPlatform);
        std::size_t chain = 0, stores = 0;
        for (std::size_t i = home.first; i < home.first + home.size; ++i) {
            RandomStream random = sketch.random(DrawPurpose::Kind, i);
            SketchedWorkload workload;
            workload.home = number;
            if (i % storeEvery == storeEvery - 1)
                workload.kind = stores++ == 0 ? mix.stores.front().kind : drawKind(mix.stores, random);
            else
                workload.kind = chain < mix.first.size() ? mix.first[chain++] : drawKind(mix.further, random);
            const std::string_view word = nameOf(workload.kind);
            workload.id = ElementId(numbered(word, ++counts[static_cast<std::size_t>(workload.kind)]));
            workload.port = usualPort(workload.kind);
            sketch.workloads.push_back(std::move(workload));
        }
    }
}

void putIdentity(DesignSketch &sketch, std::size_t i)
{
    SketchedWorkload &workload = sketch.workloads[i];
    const SketchedHome &home = sketch.homes[workload.home];
    RandomStream random = sketch.random(DrawPurpose::Identity, i);
    if (i > home.first && random.chance(sharedIdentityPercent)) {
        workload.identityId = sketch.workloads[home.first + random.below(i - home.first)].identityId;
        return;
    }
    WorkloadIdentity identity;
    identity.name = workload.id.value();
    identity.id = ElementId("sa-" + identity.name);
    identity.namespaceId = home.id;
    if (random.chance(75))
        identity.automountToken = false;
    if (random.chance(60))
        identity.tokenLifetimeSeconds = 3600;
    if (workload.kind == WorkloadKind::ModelEndpoint || workload.kind == WorkloadKind::TrainingJob)
        identity.cloudRoles = { "artifact-reader" };
    workload.identityId = identity.id;
    put(sketch.project.topology.identities, std::move(identity));
}

WorkloadTraits drawTraits(WorkloadKind kind, RandomStream &random)
{
    WorkloadTraits traits;
    traits.environmentSecrets = random.chance(30);
    traits.uidSettable = false;
    switch (kind) {
    case WorkloadKind::Tool:
    case WorkloadKind::McpServer:
        traits.executesModelOutput = random.chance(10);
        traits.sendsOutside = random.chance(15);
        traits.fetchesUrls = random.chance(15);
        traits.parsesInPlace = random.chance(50);
        break;
    case WorkloadKind::Agent:
        traits.updatesToolsUnchecked = random.chance(40);
        traits.rendersModelOutput = random.chance(20);
        break;
    case WorkloadKind::ModelEndpoint:
        traits.acceptsAnonymousCallers = random.chance(20);
        traits.loadsUnsafeModels = random.chance(25);
        traits.loadsUnverifiedModels = random.chance(50);
        traits.takesUnlimitedRequests = random.chance(40);
        break;
    case WorkloadKind::Gateway:
        traits.acceptsAnonymousCallers = random.chance(10);
        traits.takesUnlimitedRequests = random.chance(30);
        break;
    case WorkloadKind::Frontend:
        traits.rendersModelOutput = random.chance(30);
        break;
    case WorkloadKind::IngestionPipeline:
        traits.parsesInPlace = random.chance(70);
        traits.loadsFromConfig = random.chance(15);
        break;
    case WorkloadKind::TrainingJob:
        traits.loadsUnsafeModels = random.chance(40);
        traits.loadsUnpinnedDependencies = random.chance(50);
        break;
    case WorkloadKind::CiRunner:
        traits.loadsUnpinnedDependencies = random.chance(60);
        break;
    default:
        break;
    }
    return traits;
}

ControllerKind controllerOf(WorkloadKind kind)
{
    if (kind == WorkloadKind::NodeAgent)
        return ControllerKind::DaemonSet;
    if (kind == WorkloadKind::TrainingJob)
        return ControllerKind::Job;
    return hostsStore(kind) ? ControllerKind::StatefulSet : ControllerKind::Deployment;
}

void place(Workload &workload, const SketchedHome &home, const Project &project)
{
    const bool wantsGpu =
        workload.kind == WorkloadKind::ModelEndpoint || workload.kind == WorkloadKind::TrainingJob;
    const ElementId poolId = wantsGpu ? ElementId("gpu") : home.poolId;
    workload.placement.nodeSelector = { { poolLabel, poolId.value() } };
    for (const Taint &taint : project.topology.nodePools.at(poolId).taints)
        workload.placement.tolerations.push_back({ taint.key, "Equal", taint.value, taint.effect });
}

void putWorkload(DesignSketch &sketch, std::size_t i)
{
    const SketchedWorkload &sketched = sketch.workloads[i];
    const SketchedHome &home = sketch.homes[sketched.home];
    // Numbers below those of workloads are those of namespaces.
    RandomStream random = sketch.random(DrawPurpose::Pod, sketch.homes.size() + i);
    Workload workload;
    workload.id = sketched.id;
    workload.name = sketched.id.value();
    workload.kind = sketched.kind;
    workload.namespaceId = home.id;
    workload.controller = controllerOf(sketched.kind);
    workload.replicas = hostsStore(sketched.kind) ? 1 : 1 + static_cast<int>(random.below(3));
    workload.labels = { { "app", workload.name } };
    workload.identityId = sketched.identityId;
    Container container;
    container.name = workload.name;
    container.image = "registry.example.com/" + std::string(nameOf(sketched.kind)) + ":1."
        + std::to_string(random.below(20));
    container.ports.push_back({ {}, sketched.port, Protocol::Tcp });
    workload.containers.push_back(std::move(container));
    workload.traits = drawTraits(sketched.kind, random);
    workload.exposed = home.isEdge && sketched.kind == WorkloadKind::Gateway;
    if (random.chance(exploitablePercent))
        workload.exploitable.remote = true;
    if (random.chance(escapablePercent))
        workload.exploitable.escape = true;
    if (workload.exploitable.remote || workload.exploitable.escape)
        workload.exploitable.reason = "assumption of the generator";
    place(workload, home, sketch.project);
    if (sketched.kind == WorkloadKind::NodeAgent) {
        workload.containers.front().security.privileged = true;
        if (random.chance(50))
            workload.placement.hostPaths = { "/var/log" };
    }
    if (home.level)
        meetPodSecurity(workload, *home.level);
    put(sketch.project.topology.workloads, std::move(workload));
}

/// Rights in the Kubernetes API as platform namespaces have them: whoever watches sees everything, whoever
/// deploys makes pods in the namespace beside it.
void putRights(DesignSketch &sketch)
{
    Topology &topology = sketch.project.topology;
    RbacRole deployer;
    deployer.id = ElementId("clusterrole-deployer");
    deployer.name = "deployer";
    deployer.rules = { { { "", "apps" }, { "pods", "deployments" }, {}, {}, { "create", "patch", "list" } } };
    put(topology.roles, std::move(deployer));
    RbacBinding watchers;
    watchers.id = ElementId("binding-watchers");
    watchers.name = "watchers";
    watchers.refersToClusterRole = true;
    watchers.roleName = "view";
    for (const SketchedHome &home : sketch.homes) {
        if (!home.isPlatform)
            continue;
        for (std::size_t i : sketch.ofKind(home, WorkloadKind::Observability))
            watchers.subjects.push_back({ "ServiceAccount",
                topology.identities.at(sketch.workloads[i].identityId).name, home.id.value() });
        const SketchedHome &beside = sketch.homes[sketch.workloads[home.first].home - 1];
        for (std::size_t i : sketch.ofKind(home, WorkloadKind::CiRunner)) {
            RbacBinding binding;
            binding.name = sketch.workloads[i].id.value() + "-deploys";
            binding.id = ElementId("binding-" + binding.name);
            binding.namespaceId = beside.id;
            binding.refersToClusterRole = true;
            binding.roleName = "deployer";
            binding.subjects = { { "ServiceAccount",
                topology.identities.at(sketch.workloads[i].identityId).name, home.id.value() } };
            put(topology.bindings, std::move(binding));
        }
    }
    if (!watchers.subjects.empty())
        put(topology.bindings, std::move(watchers));
}

} // namespace

std::string numbered(std::string_view word, std::size_t number)
{
    return std::string(word) + "-" + std::to_string(number);
}

void generateCluster(DesignSketch &sketch)
{
    drawHomes(sketch);
    putPools(sketch);
    for (std::size_t number = 0; number < sketch.homes.size(); ++number)
        putNamespace(sketch, number);
    drawKinds(sketch);
    for (std::size_t i = 0; i < sketch.workloads.size(); ++i) {
        putIdentity(sketch, i);
        putWorkload(sketch, i);
    }
    putRights(sketch);
}

} // namespace fourplane
