// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "core/storage/project/ShortForms.h"

namespace fourplane {

std::string writeProject(const Project &project)
{
    return toYaml(yamlOf(project));
}

YamlNodePtr projectTree(const Project &project)
{
    return toYamlTree(yamlOf(project));
}

} // namespace fourplane
