// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/topology/Workload.h"

#include <QString>

#include <optional>
#include <vector>

namespace fourplane::ui {

/// What a workload does by itself, as the forms ask for it: one line for each trait.
struct BehaviourField
{
    QString label;
    const char *name = ""; ///< the end of the field's object name: "Secrets"
    QString explanation; ///< what follows from it, and which plane decides
    bool WorkloadTraits::*flag = nullptr; ///< a trait that is there or not
    std::optional<bool> WorkloadTraits::*known = nullptr; ///< one whose absence must be said to count
};

/// All of them in the order of the forms. One of `flag` and `known` is set.
std::vector<BehaviourField> behaviourFields();

} // namespace fourplane::ui
