// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/YamlTree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fourplane {

/// A value to be written as YAML. Maps keep the order in which keys were added.
class YamlValue
{
public:
    using List = std::vector<YamlValue>;
    using Map = std::vector<std::pair<std::string, YamlValue>>;

    YamlValue() = default; ///< null
    YamlValue(std::string text);
    YamlValue(std::string_view text);
    YamlValue(const char *text);
    YamlValue(bool value);
    YamlValue(int value);
    YamlValue(std::int64_t value);
    YamlValue(double value); ///< finite; written as the shortest text that reads back equal
    YamlValue(List items);
    YamlValue(Map entries);

    static YamlValue map() { return YamlValue(Map {}); }

    static YamlValue list() { return YamlValue(List {}); }

    static YamlValue strings(const std::vector<std::string> &texts);

    /// Adds a key at the end. This must be a map without that key.
    YamlValue &add(std::string key, YamlValue value);
    /// Adds a key unless the value is null, an empty text, an empty list or an empty map.
    YamlValue &addUnlessEmpty(std::string key, YamlValue value);
    /// Adds an item. This must be a list.
    YamlValue &append(YamlValue value);

    bool isEmpty() const;

private:
    friend class YamlPrinter;
    friend class YamlPlanter;
    std::variant<std::monostate, std::string, bool, std::int64_t, double, List, Map> m_value;
};

/// Block-style YAML with a final newline, two spaces per level. Texts are quoted wherever a YAML 1.1 or 1.2
/// reader would otherwise take them for something else (`on`, `1e3`, `null`, `{{`, dates); control characters
/// are escaped; texts of several lines become literal blocks where that is exact. loadYaml gives the same
/// values back.
std::string toYaml(const YamlValue &value);

/// The tree that loadYaml makes of toYaml(value), without places: for who would read the text back at once.
YamlNodePtr toYamlTree(const YamlValue &value);

} // namespace fourplane
