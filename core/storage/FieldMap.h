// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/ReadContext.h"

#include <optional>
#include <vector>

namespace fourplane {

/// The entries of one map of a file while its fields are read: knows which keys the format has and which of
/// them the file uses, so that every other key is reported.
class FieldMap
{
public:
    /// `title` names what the map stands for, with its article ("a workload"). An empty value counts as an
    /// empty map; anything else that is no map is reported.
    FieldMap(ReadContext &context, const Field &field, std::string_view title);

    ReadContext &context() { return m_context; }

    /// The value under `key`, which is from now on a key of the format; nothing when the file has none.
    std::optional<Field> take(std::string_view key);
    /// As take, and reports "missing-key" when the file has none. `fix` may be empty.
    std::optional<Field> takeRequired(std::string_view key);

    /// True when `key` is in the file.
    bool has(std::string_view key) const { return m_node.find(key) != nullptr; }

    /// Where a message about the whole map points.
    const SourceLocation &where() const { return m_where; }

    /// Reports every key of the file that was not taken, as "unknown-key".
    void finish();

private:
    ReadContext &m_context;
    const YamlNode &m_node;
    const SourceLocation &m_where;
    std::string_view m_title;
    std::vector<std::string_view> m_known;
    std::vector<bool> m_taken;
};

} // namespace fourplane
