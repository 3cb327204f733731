// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/GroundSystem.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fourplane::bench {

/// Lists of numbers, one for each number from 0.
class Rows
{
public:
    Rows() = default;
    explicit Rows(const std::vector<std::vector<std::uint32_t>> &lists);

    std::span<const std::uint32_t> operator[](std::size_t row) const
    {
        return { items.data() + starts[row], items.data() + starts[row + 1] };
    }

    std::size_t size() const { return starts.size() - 1; }

    std::vector<std::uint32_t> starts { 0 };
    std::vector<std::uint32_t> items;
};

enum class MeshRule
{
    Principals,
    Namespace,
    None
};

/// A cluster as an attacker sees it: namespaces of 10 to 40 services; six flows drawn for each service, three
/// quarters of them inside the namespace; 5 % of the services share an identity with another one of their
/// namespace; 3 % are privileged; a tenth as many nodes as services and an eighth as many stores, 10 % of
/// which hold the credential of some identity. One policy for each service lets its flows out and in (17 % of
/// the ingress peers and 30 % of the egress peers are coarse: a tier of the namespace, one of three), and
/// what both ends let through is allowed. Mesh rules name principals (80 %), namespaces (10 %), or do not
/// exist (10 %).
struct SeededCluster
{
    /// `exploitablePercent` 30 is "seg", 100 is "lax". Same arguments, same cluster.
    static SeededCluster make(std::size_t services, unsigned exploitablePercent, unsigned seed = 20261123);

    std::size_t services() const { return homeOf.size(); }

    std::size_t stores() const { return readersOf.size(); }

    static constexpr std::uint32_t tiersEach = 3; ///< in a namespace

    std::size_t homeCount = 0;
    std::size_t nodeCount = 0;
    std::vector<std::uint32_t> homeOf; ///< by service: its namespace
    std::vector<std::uint32_t> identityOf; ///< by service; numbers of services
    std::vector<std::uint32_t> nodeOf; ///< by service
    std::vector<char> isExploitable; ///< by service
    std::vector<char> isPrivileged; ///< by service
    std::vector<std::uint32_t> tierOf; ///< by service: three tiers for each namespace, counted through
    Rows calleesOf; ///< by service: the other ends of its egress rules
    std::vector<char> isCoarseCallee; ///< by item of calleesOf: the rule admits the tier of the other end
    Rows callersOf; ///< by service: the other ends of its ingress rules
    std::vector<char> isCoarseCaller; ///< by item of callersOf
    Rows allowed; ///< by service: where its packets arrive
    std::vector<MeshRule> meshRule; ///< by service
    Rows principalsOf; ///< by service: identities that its mesh rule admits
    Rows homesOf; ///< by service: namespaces that its mesh rule admits
    Rows storesOf; ///< by service: stores that its packets arrive at
    Rows readersOf; ///< by store: identities with a grant
    std::vector<std::uint32_t>
        credentialIn; ///< by store: the identity whose credential lies there, or noIndex
};

/// The cluster as a ground system of twelve Horn clauses, with one bit per world for every pivot.
struct GroundCluster
{
    explicit GroundCluster(const SeededCluster &cluster);

    std::uint32_t execFact(std::size_t service) const { return static_cast<std::uint32_t>(service); }

    std::uint32_t readFact(std::size_t store) const { return firstRead + static_cast<std::uint32_t>(store); }

    GroundSystem system { 0 };
    std::vector<WorldMask> open; ///< by pivot
    std::vector<std::uint32_t> execPivot; ///< by service: the exploit; noIndex where it is not exploitable
    std::vector<std::uint32_t> allowedPivot; ///< by item of SeededCluster::allowed
    std::uint32_t firstRead = 0;
};

} // namespace fourplane::bench
