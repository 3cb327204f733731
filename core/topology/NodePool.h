// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/topology/Labels.h"

#include <string>
#include <vector>

namespace fourplane {

/// A node taint; `effect` is NoSchedule, PreferNoSchedule or NoExecute.
struct Taint
{
    std::string key;
    std::string value;
    std::string effect = "NoSchedule";

    bool operator==(const Taint &) const = default;
};

/// Nodes that are alike to the scheduler. Workloads that may land in the same pool may share a node (paper
/// section 3.4).
struct NodePool
{
    ElementId id;
    std::string name;
    Labels labels;
    std::vector<Taint> taints;
    std::string
        cloudRole; ///< what the cloud gives to whoever asks its metadata service from a node; may be empty
    std::vector<std::string> nodes; ///< names of nodes known to be in it; there may be more

    bool operator==(const NodePool &) const = default;
};

} // namespace fourplane
