// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/AccessVerb.h"
#include "core/topology/Classification.h"
#include "core/topology/TrustTier.h"

#include <QString>

namespace fourplane::ui {

// Words of the model that stand on cards and lines, in the language of the window.
QString wordFor(TrustTier tier);
QString wordFor(AccessVerb verb);
QString wordFor(Classification classification);

} // namespace fourplane::ui
