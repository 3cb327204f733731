// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

#include <string>

namespace fourplane {

/// Refuses what no patch could name: a name of workload or namespace, or a service account, outside
/// Kubernetes' syntax. False when it refused.
bool isPatchable(ExportBuilder &builder, const PlannedPod &pod);

/// A strategic merge patch of the object that makes these pods: `podSpec` at the place where its kind has
/// the pod's specification, and the edges annotation.
YamlValue workloadPatch(const PlannedPod &pod, YamlValue podSpec);

/// The name of its file, for instance "deployment-retriever.yaml".
std::string patchFileName(const PlannedPod &pod);

/// "rag/retriever", for messages.
std::string described(const PlannedPod &pod);

} // namespace fourplane
