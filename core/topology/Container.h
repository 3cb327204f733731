// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/PortNumber.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// Linux security settings of a pod or a container; an absent field takes the Kubernetes default or, for a
/// container, the pod's value.
struct SecurityContext
{
    std::optional<bool> privileged;
    std::optional<bool> allowPrivilegeEscalation;
    std::optional<bool> runAsNonRoot;
    std::optional<std::int64_t> runAsUser;
    std::optional<bool> readOnlyRootFilesystem;
    std::vector<std::string> addedCapabilities; ///< as in capabilities.add
    std::vector<std::string> droppedCapabilities; ///< as in capabilities.drop
    std::string seccompType; ///< RuntimeDefault, Localhost, Unconfined; empty = unset
    std::string appArmorType; ///< as above
    std::string seLinuxType;
    std::string seLinuxUser;
    std::string seLinuxRole;
    std::string procMount;
    std::optional<bool> windowsHostProcess; ///< windowsOptions.hostProcess

    bool operator==(const SecurityContext &) const = default;
};

enum class ContainerRole
{
    Main,
    Init,
    Ephemeral
};

template <>
struct EnumNames<ContainerRole>
{
    static constexpr std::array<std::string_view, 3> names { "main", "init", "ephemeral" };
};

/// A container of the pod template.
struct Container
{
    std::string name;
    ContainerRole role = ContainerRole::Main;
    std::string image;
    std::vector<NamedPort> ports;
    SecurityContext security;
    bool hasHostPort = false;
    bool namesProbeHost = false; ///< a probe or lifecycle handler sets `host` (Pod Security from 1.34)

    bool operator==(const Container &) const = default;
};

} // namespace fourplane
