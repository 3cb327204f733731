// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/YamlTree.h"

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// Keys of maps, and positions (from 0) in sequences, from the root.
using YamlPath = std::vector<std::string>;

/// What to do with the value at a path.
enum class YamlEditKind
{
    Set, ///< put the value there, making the maps above it
    Remove, ///< take the key away; nothing happens when it is not there
    Append, ///< add the value to the sequence, which is made when it is not there
    TakeOut, ///< take every item that equals the value out of the sequence; an error when there is none
};

/// A path such as `traits.fetchesUrls`, `containers.0.image` or `labels."app.kubernetes.io/name"`. Error:
/// "bad-path".
Result<YamlPath> yamlPath(std::string_view text);

/// One YAML value, such as `8000`, `[a, b]` or `{from: a}`; null for an empty text. Error: "yaml-syntax".
Result<YamlNodePtr> yamlValue(const std::string &text);

/// A tree that differs from `root` in the one place. Shares everything else with it. Error: "bad-edit", when
/// something on the way is neither map nor sequence.
Result<YamlNodePtr> editedYaml(
    const YamlNodePtr &root, const YamlPath &path, YamlEditKind kind, const YamlNodePtr &value);

} // namespace fourplane
