// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// What a collection holds, where whoever uses the content runs it or relies on it.
enum class CollectionContent
{
    Data,
    Models, ///< weights and other artefacts that serving or training loads
    Images, ///< container images
    Packages, ///< libraries that builds or programs install
    Code, ///< repositories, workflows and actions that CI runs
    Tools, ///< tools and MCP servers that agents install
    Logs, ///< audit and other evidence
};

template <>
struct EnumNames<CollectionContent>
{
    static constexpr std::array<std::string_view, 7> names { "data", "models", "images", "packages", "code",
        "tools", "logs" };
};

} // namespace fourplane
