// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ChangeText.h"

#include "core/storage/ProjectFile.h"

namespace fourplane {

std::string changeText(const Change &change)
{
    const std::string nothing = writeProject({});
    Project project;
    apply(project, { {}, { change } });
    const std::string text = writeProject(project);
    return text.rfind(nothing, 0) == 0 ? text.substr(nothing.size()) : text;
}

} // namespace fourplane
