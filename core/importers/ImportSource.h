// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane {

/// Manifests that stand in no file of their own.
struct ManifestText
{
    std::string shownName; ///< by which locations call it
    std::string text; ///< YAML or JSON
};

/// What to import, gathered from somewhere else than the folders of the user.
struct ImportSource
{
    std::vector<ManifestText> texts;
    std::string defaultName; ///< of the project
    Diagnostics diagnostics; ///< about the gathering
    std::vector<UnmodelledObject> unread; ///< what could not be gathered although verdicts depend on it
};

} // namespace fourplane
