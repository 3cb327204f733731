// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Labels.h"

#include <optional>
#include <string>
#include <vector>

namespace fourplane {

/// The service account annotation that binds this cloud role (AWS IRSA, Google Workload Identity), or nothing
/// when its form tells no provider.
std::optional<std::string> cloudRoleAnnotation(const std::string &role);

/// Annotations for the roles; of two roles of one provider the first, since an account takes only one.
Labels cloudRoleAnnotations(const std::vector<std::string> &roles);

} // namespace fourplane
