// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/enforcement/EnforcementPlan.h"

#include <map>
#include <string>
#include <utility>

namespace fourplane {

/// Finds what policies of Linkerd require by reference (semantics L5). A reference without a namespace means
/// one in `home`, that of its own policy.
class LinkerdAuthentications
{
public:
    /// Keeps pointers to objects of the plan, whose lists must stay as they are.
    explicit LinkerdAuthentications(const EnforcementPlan &plan);

    /// Each returns nullptr when there is no such object; of several with one name, the first.
    const MeshTlsAuthentication *meshTls(const LinkerdReference &reference, const std::string &home) const;
    const NetworkAuthentication *networks(const LinkerdReference &reference, const std::string &home) const;

private:
    template <class T>
    using ByName = std::map<std::pair<std::string, std::string>, const T *>; ///< by namespace and name

    ByName<MeshTlsAuthentication> m_meshTls;
    ByName<NetworkAuthentication> m_networks;
};

} // namespace fourplane
