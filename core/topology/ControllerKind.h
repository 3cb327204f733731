// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// The Kubernetes object that owns the pods of a workload.
enum class ControllerKind
{
    Deployment,
    StatefulSet,
    DaemonSet,
    Job,
    CronJob,
    ReplicaSet,
    ReplicationController,
    Pod, ///< a bare pod
};

template <>
struct EnumNames<ControllerKind>
{
    static constexpr std::array<std::string_view, 8> names { "Deployment", "StatefulSet", "DaemonSet", "Job",
        "CronJob", "ReplicaSet", "ReplicationController", "Pod" };
};

} // namespace fourplane
