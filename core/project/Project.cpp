// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/Project.h"

namespace fourplane {

Project::Project() = default;
Project::Project(const Project &) = default;
Project::Project(Project &&) noexcept = default;
Project &Project::operator=(const Project &) = default;
Project &Project::operator=(Project &&) noexcept = default;
Project::~Project() = default;
bool Project::operator==(const Project &) const = default;

} // namespace fourplane
