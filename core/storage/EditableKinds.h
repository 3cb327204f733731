// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace fourplane {

/// The word for a kind of element in a written edit, and the key of the project file under which they stand.
struct EditableKind
{
    std::string_view word;
    std::string_view section;
};

inline constexpr std::array editableKindTable { EditableKind { "namespace", "namespaces" },
    EditableKind { "nodePool", "nodePools" }, EditableKind { "identity", "identities" },
    EditableKind { "role", "roles" }, EditableKind { "binding", "bindings" },
    EditableKind { "workload", "workloads" }, EditableKind { "service", "services" },
    EditableKind { "external", "externals" }, EditableKind { "store", "stores" },
    EditableKind { "flow", "flows" }, EditableKind { "contextFeed", "contextFeeds" },
    EditableKind { "secret", "secrets" }, EditableKind { "pattern", "patterns" },
    EditableKind { "allowRule", "allowRules" }, EditableKind { "adoptedRule", "adoptedRules" },
    EditableKind { "dataGrant", "dataGrants" }, EditableKind { "toolScope", "toolScopes" },
    EditableKind { "egressAllowList", "egressAllowLists" }, EditableKind { "exception", "exceptions" },
    EditableKind { "scenario", "scenarios" } };

/// Collections stand inside their store.
inline constexpr std::string_view collectionWord = "collection";

} // namespace fourplane
