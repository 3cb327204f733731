// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <cstdint>
#include <string>

namespace fourplane::test {

/// A sound project and what was changed to come to it.
struct EditedProject
{
    Project project;
    std::string what; ///< "set workload", "remove grant", "add flow", "control", "platform"; empty = nothing
};

/// One random edit of any kind: an element of any kind gets the fields of one in `other`, is removed with
/// what cannot be without it, or is taken over from `other`; a control is put in force or taken out; the
/// platform becomes that of `other`; or one field changes. The same arguments give the same edit.
EditedProject randomEdit(const Project &project, const Project &other, std::uint32_t seed);

} // namespace fourplane::test
