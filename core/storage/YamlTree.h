// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// A YAML value with its place in the file. Immutable once loaded. Scalars keep their text and whether they
/// were quoted, since `"1"` and `1` are different things to Kubernetes.
class YamlNode
{
public:
    enum class Kind
    {
        Null,
        Scalar,
        Sequence,
        Map
    };

    struct Entry
    {
        std::string key;
        SourceLocation keyLocation;
        std::shared_ptr<const YamlNode> value;
    };

    Kind kind = Kind::Null;
    SourceLocation location;
    std::string text; ///< of a scalar
    bool quoted = false; ///< of a scalar
    std::vector<std::shared_ptr<const YamlNode>> items; ///< of a sequence
    std::vector<Entry> entries; ///< of a map, in file order, keys unique
    std::size_t weight = 1; ///< nodes below it with every alias expanded, itself included

    bool isNull() const { return kind == Kind::Null; }

    bool isScalar() const { return kind == Kind::Scalar; }

    bool isSequence() const { return kind == Kind::Sequence; }

    bool isMap() const { return kind == Kind::Map; }

    /// The value under `key`, or nullptr when this is no map or has no such key.
    const YamlNode *find(std::string_view key) const;

    /// The value under a path of keys, or nullptr.
    const YamlNode *find(std::initializer_list<std::string_view> path) const;
};

using YamlNodePtr = std::shared_ptr<const YamlNode>;

/// Bounds that every loaded document keeps, so that hostile input costs bounded time and memory.
struct YamlLimits
{
    std::size_t depth = 64; ///< deepest nesting
    std::size_t nodes = 2'000'000; ///< with every alias expanded
};

/// Loads every document of `text`. A document with an error is left out and reported; the others are still
/// loaded. Reports with file:line:column: "yaml-syntax", "duplicate-key", "yaml-too-deep", "yaml-too-large"
/// (alias bombs), "yaml-complex-key", "invalid-utf8" (nothing is loaded then).
struct YamlStream
{
    std::vector<YamlNodePtr> documents; ///< empty documents are left out
    Diagnostics diagnostics;
};

YamlStream loadYaml(std::string_view text, const std::string &fileName, const YamlLimits &limits = {});

/// The YAML 1.2 core-schema meaning of a plain scalar; quoted scalars are always strings.
bool isYamlNull(const YamlNode &node);
std::optional<bool> yamlBool(const YamlNode &node);
std::optional<std::int64_t> yamlInt(const YamlNode &node);
std::optional<double> yamlDouble(const YamlNode &node); ///< finite numbers, whole ones too

} // namespace fourplane
