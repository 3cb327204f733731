// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/DesignBuilder.h"

#include <utility>

namespace fourplane::test {

Namespace &DesignBuilder::addNamespace(const std::string &name, bool segmented)
{
    Namespace home;
    home.id = ElementId(name);
    home.name = name;
    home.meshInjection = segmented;
    if (segmented)
        home.segmentation = { true, true, MtlsMode::Strict };
    return project.topology.namespaces[home.id] = home;
}

Workload &DesignBuilder::addWorkload(
    const std::string &namespaceName, const std::string &name, std::uint16_t port)
{
    WorkloadIdentity identity;
    identity.id = ElementId("sa-" + name);
    identity.name = "sa-" + name;
    identity.namespaceId = ElementId(namespaceName);
    project.topology.identities[identity.id] = identity;

    Workload workload;
    workload.id = ElementId(name);
    workload.name = name;
    workload.namespaceId = ElementId(namespaceName);
    workload.identityId = identity.id;
    workload.labels = { { "app", name } };
    Container container;
    container.name = "main";
    if (port != 0)
        container.ports.push_back({ "", port, Protocol::Tcp });
    workload.containers.push_back(container);
    return project.topology.workloads[workload.id] = workload;
}

ExternalEndpoint &DesignBuilder::addExternal(
    const std::string &name, ExternalKind kind, const std::vector<std::string> &cidrs)
{
    ExternalEndpoint external;
    external.id = ElementId(name);
    external.name = name;
    external.kind = kind;
    external.cidrs = cidrs;
    return project.topology.externals[external.id] = external;
}

AllowRule &DesignBuilder::allow(
    const std::string &source, const std::string &destination, const std::vector<AllowedPort> &ports)
{
    AllowRule rule;
    rule.id = ElementId(source + "-to-" + destination);
    rule.sourceId = ElementId(source);
    rule.destinationId = ElementId(destination);
    rule.ports = ports;
    return project.policy.allowRules[rule.id] = rule;
}

AdoptedRule &DesignBuilder::adopt(NativeObject object)
{
    AdoptedRule rule;
    rule.id = ElementId("adopted-" + metaOf(object).name);
    rule.object = std::move(object);
    return project.policy.adopted[rule.id] = rule;
}

void DesignBuilder::adoptAll(const std::vector<NativeObject> &objects)
{
    bool hasBaseline = false;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        NativeObject object = objects[i];
        const auto *admin = std::get_if<AdminPolicy>(&object);
        const bool isBaseline = admin && admin->kind == AdminPolicyKind::BaselineAdminNetworkPolicy;
        if (isBaseline && std::exchange(hasBaseline, true))
            continue;
        const bool inNamespace = !admin && !isClusterScoped(object);
        std::visit(
            [i, isBaseline, inNamespace](auto &native) {
                if (!isBaseline)
                    native.meta.name += "-" + std::to_string(i);
                if (inNamespace)
                    native.meta.namespaceName = i % 2 == 0 ? "on" : "rag";
            },
            object);
        adopt(std::move(object));
    }
}

} // namespace fourplane::test
