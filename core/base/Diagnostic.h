// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/SourceLocation.h"

#include <string>
#include <vector>

namespace fourplane {

/// How bad a diagnostic is. `Note`: nothing is lost. `Warning`: usable, but read it. `Severe`: the object
/// concerned was not understood and is not simulated. `Fatal`: no result.
enum class DiagnosticLevel
{
    Note,
    Warning,
    Severe,
    Fatal
};

std::string_view toString(DiagnosticLevel level);

/// One message about an input, always saying where it is and, where there is one, what mends it.
struct Diagnostic
{
    DiagnosticLevel level = DiagnosticLevel::Warning;
    std::string code; ///< stable kebab-case id, for instance "duplicate-key"
    std::string message; ///< what is wrong, one sentence
    std::string fix; ///< what to do; may be empty
    SourceLocation where;

    bool operator==(const Diagnostic &) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// "file:line:column: level: message [code]\n  fix: ..." without a final newline.
std::string toString(const Diagnostic &diagnostic);

/// True when at least one diagnostic has this level or a worse one.
bool hasAtLeast(const Diagnostics &diagnostics, DiagnosticLevel level);

} // namespace fourplane
