// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <vector>

namespace fourplane {

/// Takes ImageValidatingPolicies of Kyverno as the signers of images that namespaces ask for: those that
/// deny, are about the pods of one namespace named by its own label, and ask every image for one of cosign's
/// signatures, in the words of an export. Every other policy is kept as unmodelled. To be called when
/// namespaces are there.
void importImagePolicies(ImportSession &session, const std::vector<const ManifestObject *> &policies);

} // namespace fourplane
