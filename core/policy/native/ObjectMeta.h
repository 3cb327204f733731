// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Labels.h"

#include <string>

namespace fourplane {

/// The part of Kubernetes' metadata that a rule object keeps. Namespace and name are Kubernetes names, not
/// ids.
struct ObjectMeta
{
    std::string name;
    std::string namespaceName; ///< empty for cluster-scoped objects
    Labels labels;
    Labels annotations;

    bool operator==(const ObjectMeta &) const = default;
};

} // namespace fourplane
