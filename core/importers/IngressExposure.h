// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/InboundPaths.h"

namespace fourplane {

/// Opens what an Ingress, or an OpenShift Route, leads to. Its controller counts as reachable from the
/// internet unless an annotation or the class keeps it inside.
void exposeIngress(InboundPaths &paths, const ManifestObject &object);

} // namespace fourplane
