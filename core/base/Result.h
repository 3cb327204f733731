// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace fourplane {

/// Why an operation gave no value: one fatal diagnostic or several, in input order, never empty.
struct Error
{
    Diagnostics diagnostics;
};

/// A value, or the error that prevented it. No exception crosses a folder of core.
template <class T>
using Result = tl::expected<T, Error>;

/// Makes the error side of a Result from one fatal diagnostic.
inline tl::unexpected<Error> failure(
    std::string code, std::string message, std::string fix = {}, SourceLocation where = {})
{
    return tl::make_unexpected(Error { { Diagnostic {
        DiagnosticLevel::Fatal, std::move(code), std::move(message), std::move(fix), std::move(where) } } });
}

/// Makes the error side of a Result from diagnostics already at hand.
inline tl::unexpected<Error> failure(Diagnostics diagnostics)
{
    return tl::make_unexpected(Error { std::move(diagnostics) });
}

/// All diagnostics of an error, one per line.
std::string toString(const Error &error);

} // namespace fourplane
