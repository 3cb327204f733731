// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fourplane {

/// An image reference without tag and digest: "ghcr.io/ggml-org/llama.cpp:server" is
/// "ghcr.io/ggml-org/llama.cpp". The colon of a registry's port stays.
inline std::string withoutVersion(const std::string &image)
{
    std::string name = image.substr(0, image.find('@'));
    const std::size_t slash = name.rfind('/');
    const std::size_t colon = name.rfind(':');
    if (colon != std::string::npos && (slash == std::string::npos || colon > slash))
        name.resize(colon);
    return name;
}

} // namespace fourplane
