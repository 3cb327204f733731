// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/storage/YamlTree.h"
#include "core/topology/Labels.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// Reads the fields of a Kubernetes object strictly and gathers every problem with its place. Typing is that
/// of the API server: a plain `true` or `1` is no string, `null` is as good as absent.
class ManifestReader
{
public:
    bool isSound() const { return m_problems.empty(); }

    const Diagnostics &problems() const { return m_problems; }

    void problem(std::string code, std::string message, std::string fix, const SourceLocation &where);

    /// True when `node` is a map with no keys but `known`. `unheld` are keys that the type has in Kubernetes
    /// but Fourplane does not model: their use is an "unsupported-field". `what` names the map in messages.
    bool expectMap(const YamlNode &node, std::string_view what, std::initializer_list<std::string_view> known,
        std::initializer_list<std::string_view> unheld = {});

    /// The value under `key`; nullptr when it is absent or null.
    static const YamlNode *field(const YamlNode &map, std::string_view key);
    /// As `field`, but its absence is a problem.
    const YamlNode *requiredField(const YamlNode &map, std::string_view key);

    /// The text under `key`; empty when absent.
    std::string text(const YamlNode &map, std::string_view key);
    /// As `text`, but absent or empty is a problem.
    std::string requiredText(const YamlNode &map, std::string_view key);
    /// The items of the list under `key`, null items included; empty when absent.
    std::vector<const YamlNode *> items(const YamlNode &map, std::string_view key);
    /// The list of texts under `key`; empty when absent.
    std::vector<std::string> texts(const YamlNode &map, std::string_view key);
    /// The map of texts under `key`; nothing when absent.
    std::optional<Labels> textMap(const YamlNode &map, std::string_view key);
    /// The integer under `key`, within bounds; nothing when absent or out of bounds (a problem).
    std::optional<std::int64_t> integer(
        const YamlNode &map, std::string_view key, std::int64_t least, std::int64_t greatest);
    /// The integer that `node` is, within bounds; `what` names it in messages.
    std::optional<std::int64_t> integerOf(
        const YamlNode &node, std::string_view what, std::int64_t least, std::int64_t greatest);

    /// The text that `node` is, or nothing (a problem).
    std::optional<std::string> textOf(const YamlNode &node, std::string_view what);

    /// The enum word under `key`; nothing when absent or not one of them (a problem).
    template <class E>
    std::optional<E> word(const YamlNode &map, std::string_view key)
    {
        const YamlNode *value = field(map, key);
        return value ? wordOf<E>(*value, key) : std::nullopt;
    }

    /// The enum word that `node` is; nothing when it is not one of them (a problem).
    template <class E>
    std::optional<E> wordOf(const YamlNode &node, std::string_view what)
    {
        const auto read = textOf(node, what);
        const auto value = read ? enumFromName<E>(*read) : std::nullopt;
        if (read && !value)
            unknownWord(node, what, allNames<E>());
        return value;
    }

private:
    void unknownWord(const YamlNode &node, std::string_view what, const std::string &allowed);

    Diagnostics m_problems;
};

/// True when the API server reads the scalar as a string: it is quoted, or YAML 1.1 (which its reader
/// follows) takes it for no boolean, number or null.
bool isKubernetesString(const YamlNode &node);

} // namespace fourplane
