// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/project/ProblemFinder.h"

namespace fourplane {

namespace {

using Need = ProblemFinder::Need;

void checkContainers(const Workload &workload, const ElementPlace &place, ProblemFinder &finder)
{
    for (std::size_t c = 0; c < workload.containers.size(); ++c) {
        const std::vector<NamedPort> &ports = workload.containers[c].ports;
        for (std::size_t p = 0; p < ports.size(); ++p) {
            const std::string container = std::to_string(c);
            const std::string position = std::to_string(p);
            finder.port(place, { "containers", container, "ports", position, "number" }, ports[p].number);
            if (!ports[p].name.empty() && !isPortName(ports[p].name)) {
                finder.warning(place, { "containers", container, "ports", position, "name" }, "invalid-name",
                    "Kubernetes refuses the port name \"" + ports[p].name + "\".",
                    "Use at most 15 lower case letters, digits and \"-\", with a letter among them.");
            }
        }
    }
}

void checkPlacement(const Placement &placement, const ElementPlace &place, ProblemFinder &finder)
{
    finder.labels(place, { "placement", "nodeSelector" }, placement.nodeSelector);
    for (std::size_t i = 0; i < placement.tolerations.size(); ++i) {
        const std::string position = std::to_string(i);
        finder.word(place, { "placement", "tolerations", position, "operator" }, placement.tolerations[i].op,
            { "", "Equal", "Exists" });
        finder.word(place, { "placement", "tolerations", position, "effect" },
            placement.tolerations[i].effect, { "", "NoSchedule", "PreferNoSchedule", "NoExecute" });
    }
}

void checkWorkload(
    const Workload &workload, const Topology &topology, const ElementPlace &place, ProblemFinder &finder)
{
    finder.reference(
        place, { "namespace" }, workload.namespaceId, { ElementKind::Namespace }, Need::Required);
    finder.reference(place, { "identity" }, workload.identityId, { ElementKind::Identity }, Need::Optional);
    const WorkloadIdentity *identity = find(topology.identities, workload.identityId);
    if (identity && identity->kind != IdentityKind::ServiceAccount) {
        finder.error(place, { "identity" }, "wrong-identity",
            "The identity \"" + workload.identityId.value() + "\" is no service account.",
            "Pods run as a service account; name the cloud roles that it may take on under its cloudRoles.");
    } else if (identity && !(identity->namespaceId == workload.namespaceId)) {
        finder.warning(place, { "identity" }, "identity-elsewhere",
            "The identity \"" + workload.identityId.value() + "\" is of another namespace than \""
                + place.id.value() + "\".",
            "Use an identity of the same namespace; pods cannot use others.");
    }
    finder.name(place, workload.name, isDnsSubdomain(workload.name),
        "lower case letters, digits, \"-\" and \".\", with a letter or digit at both ends");
    finder.uniqueName(place, nameOf(workload.controller), workload.namespaceId.value(), workload.name);
    finder.labels(place, { "labels" }, workload.labels);
    if (workload.replicas < 0)
        finder.error(
            place, { "replicas" }, "out-of-range", "The number of replicas is negative.", "Write 0 or more.");
    for (std::size_t i = 0; i < workload.secrets.size(); ++i)
        finder.reference(place, { "secrets", std::to_string(i), "secret" }, workload.secrets[i].secretId,
            { ElementKind::Secret }, Need::Required);
    checkContainers(workload, place, finder);
    checkPlacement(workload.placement, place, finder);
}

void checkService(const Service &service, const ElementPlace &place, ProblemFinder &finder)
{
    finder.reference(place, { "namespace" }, service.namespaceId, { ElementKind::Namespace }, Need::Required);
    finder.name(place, service.name, isDnsLabel(service.name),
        "at most 63 lower case letters, digits and \"-\", with a letter or digit at both ends");
    finder.uniqueName(place, "service", service.namespaceId.value(), service.name);
    finder.labels(place, { "selector" }, service.selector);
    finder.word(place, { "type" }, service.type, { "ClusterIP", "NodePort", "LoadBalancer", "ExternalName" });
    for (std::size_t i = 0; i < service.ports.size(); ++i) {
        const std::string position = std::to_string(i);
        finder.port(place, { "ports", position, "port" }, service.ports[i].port);
        const auto *number = std::get_if<std::uint16_t>(&service.ports[i].targetPort);
        if (number && *number != service.ports[i].port)
            finder.port(place, { "ports", position, "targetPort" }, *number);
    }
}

} // namespace

void findWorkloadProblems(const Project &project, ProblemFinder &finder)
{
    const Topology &t = project.topology;
    for (const auto &[id, workload] : t.workloads)
        checkWorkload(workload, t, { id, { "workloads", id.value() } }, finder);
    for (const auto &[id, service] : t.services)
        checkService(service, { id, { "services", id.value() } }, finder);
    for (const auto &[id, external] : t.externals) {
        const ElementPlace place { id, { "externals", id.value() } };
        for (std::size_t i = 0; i < external.cidrs.size(); ++i)
            finder.cidr(place, { "cidrs", std::to_string(i) }, external.cidrs[i]);
        for (std::size_t i = 0; i < external.ports.size(); ++i)
            finder.port(place, { "ports", std::to_string(i), "number" }, external.ports[i].number);
    }
}

} // namespace fourplane
