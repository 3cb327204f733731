// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"

namespace fourplane {

/// What the attacker holds at the start of a scenario.
enum class FootholdKind
{
    CodeExecution, ///< code runs in the workload
    StolenToken, ///< the identity's token, used from the outside or from a workload
    UntrustedText, ///< writes a source of text that a model reads
    NetworkAccess, ///< can send packets from there
};

template <>
struct EnumNames<FootholdKind>
{
    static constexpr std::array<std::string_view, 4> names { "code-execution", "stolen-token",
        "untrusted-text", "network-access" };
};

} // namespace fourplane
