// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

#include <set>
#include <span>
#include <string_view>

namespace fourplane {

class ExportBuilder;
struct EnforcementPlan;

/// A platform or product that an export writes for.
enum class ExportTarget
{
    Kubernetes, ///< namespaces, service accounts, NetworkPolicies; always part of an export
    ClusterNetworkPolicy, ///< policy.networking.k8s.io, AdminNetworkPolicy and BaselineAdminNetworkPolicy
                          ///< included
    IstioSidecar,
    IstioAmbient,
    Linkerd,
    Cilium,
    Opa, ///< Open Policy Agent: the decisions as data for Rego, with their tests
    Stores, ///< grants in PostgreSQL, Qdrant, Milvus and Weaviate themselves
    Vault, ///< policies and roles of HashiCorp Vault, by which workloads read their secrets
    Rbac, ///< roles and bindings of the Kubernetes API
    Spire, ///< which pods SPIRE gives which identity
    Hardening, ///< patches of the workloads: security contexts, tokens, placement
    Admission, ///< Kubernetes' own admission policies: pods as they were simulated
    Kyverno, ///< the same rules for Kyverno
    ExternalSecrets, ///< copies of Vault's secrets as Kubernetes Secrets
    EgressGateway, ///< the egress proxies of the design as Istio's egress gateways
    AiGateway, ///< tool scopes as routes of Envoy AI Gateway
    AdminTier, ///< ClusterNetworkPolicies that hold for the cluster what namespaces must not loosen
    AdminTierV1Alpha1, ///< the same as AdminNetworkPolicies and a BaselineAdminNetworkPolicy
};

template <>
struct EnumNames<ExportTarget>
{
    static constexpr std::array<std::string_view, 19> names { "kubernetes", "cluster-network-policy",
        "istio-sidecar", "istio-ambient", "linkerd", "cilium", "opa", "stores", "vault", "rbac", "spire",
        "hardening", "admission", "kyverno", "external-secrets", "egress-gateway", "ai-gateway", "admin-tier",
        "admin-tier-v1alpha1" };
};

using ExportTargets = std::set<ExportTarget>;

/// What is known of a target.
struct ExportTargetFacts
{
    ExportTarget target = ExportTarget::Kubernetes;
    std::string_view title; ///< for people
    std::string_view writes; ///< what of the plan it holds, in a sentence
    /// Whether the plan has something for it, so that it is chosen where nobody chooses.
    bool (*isWanted)(const EnforcementPlan &plan) = nullptr;
    /// Writes its part of the plan.
    void (*write)(ExportBuilder &builder) = nullptr;
};

/// Every target, in the order of ExportTarget.
std::span<const ExportTargetFacts> exportTargets();

/// Two targets that one export cannot be for.
struct TargetConflict
{
    ExportTarget first = ExportTarget::Kubernetes;
    ExportTarget second = ExportTarget::Kubernetes;
    std::string_view reason; ///< a sentence
    std::string_view fix;
};

std::span<const TargetConflict> targetConflicts();

/// Kubernetes, and every target that the plan has something for.
ExportTargets wantedTargets(const EnforcementPlan &plan);

} // namespace fourplane
