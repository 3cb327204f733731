// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportBuilder.h"

namespace fourplane {

/// Writes ImageValidatingPolicies for the signatures that namespaces ask for, one for each pattern of images.
/// False when the design asks for none.
bool writeKyvernoImages(ExportBuilder &builder);

} // namespace fourplane
