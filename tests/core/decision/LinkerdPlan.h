// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/LinkerdPolicyEvaluator.h"
#include "tests/core/decision/NetworkPlan.h"

namespace fourplane::test {

inline std::string linkerdName(const std::string &account, const std::string &home = "x")
{
    return account + "." + home + ".serviceaccount.identity.linkerd.cluster.local";
}

/// The namespace x with meshed pods a, b and server, out without a proxy, and an outside end net. Every pod
/// offers http 80, admin 81 (TCP) and dns 53 (UDP).
struct LinkerdPlan : NetworkPlan
{
    LinkerdPlan()
    {
        platform.mesh = MeshKind::Linkerd;
        home("x");
        for (const char *name : { "a", "b", "out", "server" }) {
            PlannedPod &made = pod("x", name, { { "app", name } },
                { { "http", 80, Protocol::Tcp }, { "admin", 81, Protocol::Tcp },
                    { "dns", 53, Protocol::Udp } });
            made.serviceAccount = name;
            made.inMesh = std::string(name) != "out";
            made.meshMode = made.inMesh ? MeshMode::Linkerd : MeshMode::None;
        }
        external("net", { "203.0.113.0/24" });
    }

    template <class T>
    static T &add(std::vector<Planned<T>> &list, const std::string &name)
    {
        list.emplace_back();
        list.back().object.meta = { name, "x", {}, {} };
        return list.back().object;
    }

    /// Asks as `from` for a port of the pod server.
    PlaneVerdict ask(const std::string &from, std::uint16_t port = 80,
        std::optional<Transport> transport = std::nullopt) const
    {
        const PlanIndex index(*this);
        AccessRequest request;
        request.sourceId = ElementId(from == "net" ? from : "x/" + from);
        request.destinationId = ElementId("x/server");
        request.port = port;
        request.transport = transport;
        return LinkerdPolicyEvaluator(index).evaluate({ index, request });
    }
};

} // namespace fourplane::test
