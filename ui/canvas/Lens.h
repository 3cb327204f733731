// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fourplane::ui {

/// What the canvas emphasises. A lens recolours; it never moves anything.
enum class Lens
{
    All,
    Identity,
    Network,
    Workload,
    Data,
};

} // namespace fourplane::ui
