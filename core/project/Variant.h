// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <string>
#include <vector>

namespace fourplane {

/// A named list of edits over a project: another design to be compared with it ("with the metadata service
/// closed"). The edits are texts such as "workload/model: podSecurity=restricted", applied in order;
/// storage/ProjectEdits.h says how they are written.
struct Variant
{
    ElementId id;
    std::string name;
    std::string description;
    std::vector<std::string> edits;

    bool operator==(const Variant &) const = default;
};

} // namespace fourplane
