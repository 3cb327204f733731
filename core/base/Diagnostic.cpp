// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Diagnostic.h"

#include <algorithm>

namespace fourplane {

std::string_view toString(DiagnosticLevel level)
{
    switch (level) {
    case DiagnosticLevel::Note:
        return "note";
    case DiagnosticLevel::Warning:
        return "warning";
    case DiagnosticLevel::Severe:
        return "severe";
    case DiagnosticLevel::Fatal:
        return "error";
    }
    return "error";
}

std::string toString(const Diagnostic &diagnostic)
{
    std::string text;
    if (diagnostic.where.isKnown())
        text += toString(diagnostic.where) + ": ";
    text += std::string(toString(diagnostic.level)) + ": " + diagnostic.message;
    if (!diagnostic.code.empty())
        text += " [" + diagnostic.code + "]";
    if (!diagnostic.fix.empty())
        text += "\n  fix: " + diagnostic.fix;
    return text;
}

bool hasAtLeast(const Diagnostics &diagnostics, DiagnosticLevel level)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(),
        [level](const Diagnostic &diagnostic) { return diagnostic.level >= level; });
}

} // namespace fourplane
