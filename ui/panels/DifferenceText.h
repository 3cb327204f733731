// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/TreeComparison.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace fourplane::ui {

/// A difference as a text to be read, and the number that each of its lines has in the file: that of the
/// newer side, of the older one where a line is gone, 0 for what stands in neither.
struct DifferenceText
{
    QString text;
    std::vector<int> numbers;
    /// The line of the file that would be written for each; for what is gone, the one in its place; 0 where
    /// there is none.
    std::vector<int> wantedLines;
};

/// How the folder differs from what would be written. Where a file was edited by hand, three ways: what the
/// hand did since the last export, and what the design did, from `lastExport` where its text is known.
DifferenceText differenceOf(const FileComparison &file, const std::optional<std::string> &lastExport);

/// What a state means for saving, as a sentence.
QString stateSentence(FileState state);

/// One or two words for a badge.
QString stateWord(FileState state);

} // namespace fourplane::ui
