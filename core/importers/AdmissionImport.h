// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <vector>

namespace fourplane {

/// ValidatingAdmissionPolicy and its bindings, and ValidatingPolicies of Kyverno (`inForce`), which need
/// none, as declared controls: their CEL expressions are not evaluated. Kept as affecting verdicts only where
/// a binding makes one deny and it matches pods or what makes pods, for the namespaces that the selectors of
/// both match; the annotation fourplane.dev/enforces of the policy declares a Pod Security level. Comes after
/// everything that makes namespaces.
void importAdmissionPolicies(ImportSession &session, const std::vector<const ManifestObject *> &policies,
    const std::vector<const ManifestObject *> &bindings, const std::vector<const ManifestObject *> &inForce);

} // namespace fourplane
