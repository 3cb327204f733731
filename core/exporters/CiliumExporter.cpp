// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

namespace fourplane {

void writeCilium(ExportBuilder &builder)
{
    builder.addRules("components/cilium", builder.plan().ciliumPolicies, { true, {} });
}

} // namespace fourplane
