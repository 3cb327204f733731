// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// The word that stands for the project itself, whose id is empty.
inline constexpr std::string_view projectWord = "project";

/// The word for the kind of an element, as in written edits ("workload", "store", ...), "project" for the
/// empty id; empty where nothing in the project has the id, or only the picture has it.
std::string_view kindWordOf(const Project &project, const ElementId &id);

/// Everything that the project file says of one element: the lines below its id, not indented. Of the
/// project: name, description and platform. Fields at their default are left out, so the text may be empty;
/// it is empty too when there is no such element.
std::string elementText(const Project &project, const ElementId &id);

/// The edit that makes an element say what `text` says, or adds it when it is not there yet; `kindWord` as
/// kindWordOf() gives it. Errors are those of reading a project with that text in it; where they are about
/// the text, `where` has the file name "text" and the line in it.
Result<Edit> elementTextEdit(const Project &project, std::string_view kindWord, const ElementId &id,
    std::string_view text, std::string label);

/// A field of the project file and what it stands for.
struct FieldMeaning
{
    std::string key;
    std::string about; ///< a sentence
};

/// Every field that an element of this kind may have, in the order in which the file has them.
std::vector<FieldMeaning> fieldMeanings(std::string_view kindWord);

} // namespace fourplane
