// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Result.h"

namespace fourplane {

std::string toString(const Error &error)
{
    std::string text;
    for (const Diagnostic &diagnostic : error.diagnostics) {
        if (!text.empty())
            text += "\n";
        text += toString(diagnostic);
    }
    return text;
}

} // namespace fourplane
