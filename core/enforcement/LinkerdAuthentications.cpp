// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/LinkerdAuthentications.h"

#include <vector>

namespace fourplane {

namespace {

template <class T, class Map>
void takeByName(const std::vector<Planned<T>> &list, Map &byName)
{
    for (const Planned<T> &planned : list)
        byName.try_emplace({ planned.object.meta.namespaceName, planned.object.meta.name }, &planned.object);
}

template <class Map>
typename Map::mapped_type referred(
    const Map &byName, const LinkerdReference &reference, const std::string &home)
{
    const auto found =
        byName.find({ reference.namespaceName.empty() ? home : reference.namespaceName, reference.name });
    return found == byName.end() ? nullptr : found->second;
}

} // namespace

LinkerdAuthentications::LinkerdAuthentications(const EnforcementPlan &plan)
{
    takeByName(plan.meshTlsAuthentications, m_meshTls);
    takeByName(plan.networkAuthentications, m_networks);
}

const MeshTlsAuthentication *LinkerdAuthentications::meshTls(
    const LinkerdReference &reference, const std::string &home) const
{
    return referred(m_meshTls, reference, home);
}

const NetworkAuthentication *LinkerdAuthentications::networks(
    const LinkerdReference &reference, const std::string &home) const
{
    return referred(m_networks, reference, home);
}

} // namespace fourplane
