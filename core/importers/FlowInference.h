// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// Adds flows for dependencies that the manifests themselves declare: environment values, ConfigMap values
/// used as such, and arguments that name a Service by URL ("http://qdrant:6333"), by host and port
/// ("redis:6379", or "postgres 5432" in a shell line) or by host in a variable whose name says that it is one
/// (REDIS_HOST). Only names that resolve to one Service with workloads behind it count. The flow's port is
/// the pod port behind the service port; 0 when the name leaves it open.
void inferFlows(ImportSession &session);

} // namespace fourplane
