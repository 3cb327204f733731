// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace fourplane {

/// A place in an input file. Lines and columns count from 1; 0 means "not known".
/// `documentIndex` is the position of the YAML document inside a multi-document file, counted from 0.
struct SourceLocation
{
    std::string file;
    int line = 0;
    int column = 0;
    int documentIndex = 0;

    bool isKnown() const { return !file.empty(); }

    bool operator==(const SourceLocation &) const = default;
};

/// "file:line:column"; parts that are not known are left out.
std::string toString(const SourceLocation &location);

} // namespace fourplane
