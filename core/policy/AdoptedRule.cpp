// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/AdoptedRule.h"

namespace fourplane {

AdoptedRule::AdoptedRule() = default;

AdoptedRule::AdoptedRule(ElementId ownId, NativeObject policyObject, SourceLocation readFrom)
    : id(std::move(ownId))
    , object(std::move(policyObject))
    , origin(std::move(readFrom))
{
}

AdoptedRule::AdoptedRule(const AdoptedRule &) = default;
AdoptedRule::AdoptedRule(AdoptedRule &&) noexcept = default;
AdoptedRule &AdoptedRule::operator=(const AdoptedRule &) = default;
AdoptedRule &AdoptedRule::operator=(AdoptedRule &&) noexcept = default;
AdoptedRule::~AdoptedRule() = default;
bool AdoptedRule::operator==(const AdoptedRule &) const = default;

namespace {

struct TypeNames
{
    std::string_view apiVersion;
    std::string_view kind;
};

TypeNames typeNames(const NetworkPolicy &)
{
    return { "networking.k8s.io/v1", "NetworkPolicy" };
}

TypeNames typeNames(const AuthorizationPolicy &)
{
    return { "security.istio.io/v1", "AuthorizationPolicy" };
}

TypeNames typeNames(const PeerAuthentication &)
{
    return { "security.istio.io/v1", "PeerAuthentication" };
}

TypeNames typeNames(const ServiceEntry &)
{
    return { "networking.istio.io/v1", "ServiceEntry" };
}

TypeNames typeNames(const Sidecar &)
{
    return { "networking.istio.io/v1", "Sidecar" };
}

TypeNames typeNames(const AdminPolicy &policy)
{
    return { policy.kind == AdminPolicyKind::ClusterNetworkPolicy ? "policy.networking.k8s.io/v1alpha2"
                                                                  : "policy.networking.k8s.io/v1alpha1",
        nameOf(policy.kind) };
}

TypeNames typeNames(const LinkerdServer &)
{
    return { "policy.linkerd.io/v1beta3", "Server" };
}

TypeNames typeNames(const ServerAuthorization &)
{
    return { "policy.linkerd.io/v1beta1", "ServerAuthorization" };
}

TypeNames typeNames(const LinkerdAuthorizationPolicy &)
{
    return { "policy.linkerd.io/v1alpha1", "AuthorizationPolicy" };
}

TypeNames typeNames(const MeshTlsAuthentication &)
{
    return { "policy.linkerd.io/v1alpha1", "MeshTLSAuthentication" };
}

TypeNames typeNames(const NetworkAuthentication &)
{
    return { "policy.linkerd.io/v1alpha1", "NetworkAuthentication" };
}

TypeNames typeNames(const ServerRoute &route)
{
    return { route.group == "policy.linkerd.io" ? "policy.linkerd.io/v1beta3"
                                                : "gateway.networking.k8s.io/v1",
        nameOf(route.kind) };
}

TypeNames typeNames(const WaypointGateway &)
{
    return { "gateway.networking.k8s.io/v1", "Gateway" };
}

TypeNames typeNames(const CiliumPolicy &policy)
{
    return { "cilium.io/v2", nameOf(policy.kind) };
}

} // namespace

std::string_view kindOf(const NativeObject &object)
{
    return std::visit([](const auto &native) { return typeNames(native).kind; }, object);
}

std::string_view apiVersionOf(const NativeObject &object)
{
    return std::visit([](const auto &native) { return typeNames(native).apiVersion; }, object);
}

const ObjectMeta &metaOf(const NativeObject &object)
{
    return std::visit([](const auto &native) -> const ObjectMeta & { return native.meta; }, object);
}

bool isClusterScoped(std::string_view kind)
{
    return kind == "AdminNetworkPolicy" || kind == "BaselineAdminNetworkPolicy"
        || kind == "ClusterNetworkPolicy" || kind == "CiliumClusterwideNetworkPolicy";
}

bool isClusterScoped(const NativeObject &object)
{
    return isClusterScoped(kindOf(object));
}

} // namespace fourplane
