// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <rapidcheck.h>

namespace fourplane::test {

/// Random sound projects (findProblems is empty): every field of every kind of element occurs, with ids,
/// names and texts that YAML readers like to mistake for something else. A few elements of each kind.
rc::Gen<Project> soundProjects();

} // namespace fourplane::test
