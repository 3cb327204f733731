// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/topology/WorkloadIdentity.h"

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// A role or binding and the Kubernetes name of its namespace; empty = cluster-wide. The `namespaceId` of the
/// object itself is not set: the API server makes it, the project need not have the namespace.
template <class T>
struct InNamespace
{
    T object;
    std::string namespaceName;
};

/// The roles and bindings that every API server with RBAC makes by itself.
struct RbacDefaults
{
    std::vector<InNamespace<RbacRole>> roles;
    std::vector<InNamespace<RbacBinding>> bindings;
};

/// Reads the form that resources/rbac/default-roles.tsv explains. Error: "rbac-defaults" with the line.
Result<RbacDefaults> readRbacDefaults(std::string_view text);

/// Those of resources/rbac/default-roles.tsv, which is built into the program.
const RbacDefaults &rbacDefaults();

/// The text of resources/rbac/default-roles.tsv.
std::string_view rbacDefaultsText();

} // namespace fourplane
