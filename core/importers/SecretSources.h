// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

namespace fourplane {

/// Where Secrets come from: the ExternalSecret or SealedSecret that makes a Secret, the SecretProviderClass
/// that mounts credentials of a secret store and may copy them into Secrets. Names and names of entries only;
/// who may read the store is not in the manifests, and that is said.
void importSecretSource(ImportSession &session, const ManifestObject &object);

/// The Secrets with which a service account, or a pod, pulls images. The node uses them; pods do not get
/// them.
void importPullSecrets(ImportSession &session, const std::string &namespaceName,
    const std::vector<std::string> &names, const SourceLocation &mention);

} // namespace fourplane
