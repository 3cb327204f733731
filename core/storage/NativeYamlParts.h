// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/AdoptedRule.h"
#include "core/storage/YamlWriter.h"

#include <vector>

namespace fourplane {

// Parts that the writers of several kinds of rule objects share.

YamlValue labelsValue(const Labels &labels);

/// A metav1.LabelSelector.
YamlValue selectorValue(const LabelSelector &selector);

/// A list of what `make` gives for each element.
template <class List, class Function>
YamlValue listOf(const List &elements, Function make)
{
    YamlValue list = YamlValue::list();
    for (const auto &element : elements)
        list.append(make(element));
    return list;
}

/// `spec` of a rule object, for the kinds with a writer file of their own.
YamlValue specValue(const AdminPolicy &policy);
YamlValue specValue(const LinkerdServer &server);
YamlValue specValue(const ServerAuthorization &authorization);
YamlValue specValue(const LinkerdAuthorizationPolicy &policy);
YamlValue specValue(const MeshTlsAuthentication &authentication);
YamlValue specValue(const NetworkAuthentication &authentication);
YamlValue specValue(const ServerRoute &route);
YamlValue specValue(const WaypointGateway &gateway);
/// One of the specs of a CiliumPolicy.
YamlValue specValue(const CiliumSpec &spec);

} // namespace fourplane
