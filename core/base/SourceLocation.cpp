// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/SourceLocation.h"

namespace fourplane {

std::string toString(const SourceLocation &location)
{
    std::string text = location.file;
    if (location.line > 0) {
        text += ":" + std::to_string(location.line);
        if (location.column > 0)
            text += ":" + std::to_string(location.column);
    }
    return text;
}

} // namespace fourplane
