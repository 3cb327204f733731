// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"

#include <array>
#include <string>

namespace fourplane {

/// Something that holds in the attack model, written as an infix triple: `subject relation object`, or
/// `subject relation` alone. Relations are the words of the rule language; see resources/help/techniques.md.
struct Fact
{
    ElementId subject;
    std::string relation;
    ElementId object; ///< empty for unary facts

    bool operator==(const Fact &) const = default;

    bool operator<(const Fact &other) const
    {
        if (!(subject == other.subject))
            return subject < other.subject;
        if (relation != other.relation)
            return relation < other.relation;
        return object < other.object;
    }
};

/// "llm-server foothold" or "kb feeds assistant".
std::string toString(const Fact &fact);

} // namespace fourplane
