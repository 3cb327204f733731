// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fourplane {

/// What the mesh's policies for a pod say of callers, without those whom they name.
struct CallersOfPod
{
    bool isEverybody = false; ///< a condition may tell every caller apart
    std::string text; ///< equal texts treat callers alike who are not named
    std::vector<std::uint32_t> named; ///< pods that a pattern matches which matches few, perhaps with repeats
    /// Patterns that match many pods, with those; they are in the text.
    std::vector<std::pair<std::string, const std::vector<std::uint32_t> *>> large;
};

} // namespace fourplane
