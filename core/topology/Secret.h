// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/EnumNames.h"
#include "core/base/SourceLocation.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Where the value of a secret lives.
enum class SecretHome
{
    KubernetesSecret, ///< an object of the API server: RBAC decides who reads it
    SecretStore, ///< Vault, a cloud's secret manager: its own grants decide
    Environment, ///< written into the pod template as it is
    File, ///< in an image or on a volume
};

template <>
struct EnumNames<SecretHome>
{
    static constexpr std::array<std::string_view, 4> names { "kubernetes-secret", "secret-store",
        "environment", "file" };
};

/// What a secret is good for.
enum class SecretPurpose
{
    Credential, ///< proves an identity, or opens a store or an external endpoint
    JoinKey, ///< lets a device into the private networks that it opens
    SigningKey, ///< makes credentials of the identities that it opens; of all when it names none
};

template <>
struct EnumNames<SecretPurpose>
{
    static constexpr std::array<std::string_view, 3> names { "credential", "join-key", "signing-key" };
};

/// A credential as a thing of its own: what it opens and where it lives. Never its value.
struct Secret
{
    ElementId id;
    std::string name; ///< object name in Kubernetes
    ElementId namespaceId;
    SecretHome home = SecretHome::KubernetesSecret;
    ElementId keeperId; ///< Workload or ExternalEndpoint that is the secret store
    /// A Secret of type kubernetes.io/service-account-token: a credential for the API server that does not
    /// expire.
    bool isServiceAccountToken = false;
    std::vector<std::string> keys; ///< names of its entries
    std::vector<ElementId> opens; ///< identities it proves, stores and external endpoints it opens
    std::vector<ElementId> readerIds; ///< identities that the secret store gives it to
    SecretPurpose purpose = SecretPurpose::Credential;
    bool neverLeavesKeeper = false; ///< its keeper signs with it and gives it to nobody (KMS, HSM)
    bool boundToHolder = false; ///< worth nothing in other hands: bound to an address or a key (control I7)
    std::optional<int> lifetimeSeconds; ///< absent = it does not expire
    SourceLocation origin;

    bool operator==(const Secret &) const = default;
};

/// How a workload gets a secret.
enum class SecretDelivery
{
    Environment,
    Volume,
    SecretStore, ///< fetched at run time, with the workload's identity
};

template <>
struct EnumNames<SecretDelivery>
{
    static constexpr std::array<std::string_view, 3> names { "environment", "volume", "secret-store" };
};

/// A secret that a workload uses.
struct SecretUse
{
    ElementId secretId;
    SecretDelivery delivery = SecretDelivery::Environment;

    bool operator==(const SecretUse &) const = default;
};

} // namespace fourplane
