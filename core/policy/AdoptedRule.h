// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"
#include "core/policy/native/AdminPolicy.h"
#include "core/policy/native/AuthorizationPolicy.h"
#include "core/policy/native/CiliumPolicy.h"
#include "core/policy/native/LinkerdPolicy.h"
#include "core/policy/native/MeshEgress.h"
#include "core/policy/native/NetworkPolicy.h"
#include "core/policy/native/PeerAuthentication.h"
#include "core/policy/native/WaypointGateway.h"

#include <variant>

namespace fourplane {

using NativeObject = std::variant<NetworkPolicy, AuthorizationPolicy, PeerAuthentication, ServiceEntry,
    Sidecar, AdminPolicy, LinkerdServer, ServerAuthorization, LinkerdAuthorizationPolicy,
    MeshTlsAuthentication, NetworkAuthentication, ServerRoute, CiliumPolicy, WaypointGateway>;

/// A rule object taken over as it is, from a manifest or written by hand. The compiler copies it into the
/// plan unchanged.
struct AdoptedRule
{
    // Defined once, in the source file: else each file that copies or drops one compiles all its parts anew.
    AdoptedRule();
    AdoptedRule(ElementId ownId, NativeObject policyObject, SourceLocation readFrom);
    AdoptedRule(const AdoptedRule &);
    AdoptedRule(AdoptedRule &&) noexcept;
    AdoptedRule &operator=(const AdoptedRule &);
    AdoptedRule &operator=(AdoptedRule &&) noexcept;
    ~AdoptedRule();
    bool operator==(const AdoptedRule &) const;

    ElementId id;
    NativeObject object;
    SourceLocation origin;
};

/// Kubernetes kind of the object, for instance "NetworkPolicy".
std::string_view kindOf(const NativeObject &object);

/// apiVersion that Fourplane writes for the object, for instance "networking.k8s.io/v1".
std::string_view apiVersionOf(const NativeObject &object);

const ObjectMeta &metaOf(const NativeObject &object);

/// True for the kinds that live in no namespace, whether or not an object of them can be read.
bool isClusterScoped(std::string_view kind);
bool isClusterScoped(const NativeObject &object);

} // namespace fourplane
