// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/YamlTree.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace fourplane {

/// A value to be read: what it is called, where it stands, and where a message about it as a whole points
/// (the key of a map entry, the first column of a list item).
struct Field
{
    std::string_view key;
    const YamlNode &node;
    const SourceLocation &where;
};

/// Collects what is wrong with a file while it is read to the end. Keeps a bounded number of diagnostics and
/// counts the others.
class ReadContext
{
public:
    static constexpr std::size_t mostDiagnostics = 100;

    /// Reports an error.
    void report(std::string code, std::string message, std::string fix, const SourceLocation &where);
    /// Reports something at a chosen level.
    void report(Diagnostic diagnostic);
    /// "wrong-type": `field` must be `expected` ("a whole number"); `fix` says how to write it.
    void wrongType(const Field &field, std::string_view expected, std::string fix);
    /// True when something was reported at this line and column already.
    bool isReported(const SourceLocation &where) const;
    /// Everything reported, in file order, with a note at the end when some were only counted.
    Diagnostics take();

private:
    Diagnostics m_diagnostics;
    std::set<std::pair<int, int>> m_places;
    std::size_t m_uncounted = 0;
};

/// How a message calls the kind of value that stands in the file: "a list", "the number 3", ...
std::string describeNode(const YamlNode &node);

} // namespace fourplane
