// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/policy/AdoptedRule.h"

#include <array>

namespace fourplane {

std::string_view kindOf(const NativeObject &object)
{
    static constexpr std::array<std::string_view, 5> kinds { "NetworkPolicy", "AuthorizationPolicy",
        "PeerAuthentication", "ServiceEntry", "Sidecar" };
    return kinds[object.index()];
}

std::string_view apiVersionOf(const NativeObject &object)
{
    static constexpr std::array<std::string_view, 5> versions { "networking.k8s.io/v1",
        "security.istio.io/v1", "security.istio.io/v1", "networking.istio.io/v1", "networking.istio.io/v1" };
    return versions[object.index()];
}

const ObjectMeta &metaOf(const NativeObject &object)
{
    return std::visit([](const auto &native) -> const ObjectMeta & { return native.meta; }, object);
}

} // namespace fourplane
