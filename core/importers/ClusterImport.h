// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// Namespace: labels, Pod Security Admission levels and Istio's injection label.
void importNamespace(ImportSession &session, const ManifestObject &object);

/// ServiceAccount: token mounting and cloud roles (annotations of EKS, GKE and Azure workload identity).
void importServiceAccount(ImportSession &session, const ManifestObject &object);

/// Service. Workloads behind a NodePort, a LoadBalancer or external addresses become exposed in
/// importExposure.
void importService(ImportSession &session, const ManifestObject &object);

/// Role or ClusterRole.
/// Name, type and names of the entries; values are never looked at.
void importSecret(ImportSession &session, const ManifestObject &object);
void importRole(ImportSession &session, const ManifestObject &object);

/// RoleBinding or ClusterRoleBinding.
void importBinding(ImportSession &session, const ManifestObject &object);

/// ConfigMap: only for environment values that name services.
void collectConfigMap(ImportSession &session, const ManifestObject &object);

} // namespace fourplane
