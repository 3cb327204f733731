// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane {

/// Applies edits that are written as text, in order, and gives the changed project. One edit is
///  - "workload/model: podSecurity=restricted": sets a field. What stands before the colon is an element,
///  with
///    or without the word for its kind, or `project`. The field is one of the project file, with dots into
///    inner maps and positions in lists (`containers.0.image`); keys with dots are quoted
///    (`labels."app.kubernetes.io/name"=x`). The value is YAML in one line; no value removes the field, so
///    that its default holds. `podSecurity` of a workload changes its pods so that they keep to the level;
///    `image` and `ports` are those of its only container, however the file writes that.
///  - "identity/app: audiences+=vault" and "...-=vault": adds to, or takes from, a list;
///  - "allowRule/new: add {from: web, to: model}": makes an element;
///  - "allowRule/old: remove": removes one, with everything that cannot be without it.
/// The result is sound. Errors name the edit and the place in it: "bad-edit", "unknown-element",
/// "unknown-key", "wrong-type", and everything findProblems may say.
Result<Project> withEdits(const Project &project, const std::vector<std::string> &edits);

/// The edits, as withEdits reads them, that make `after` of `before`: removals first, then additions, then
/// changes of fields. Applied once more to be sure. Error: "not-expressible", when they do not give `after`
/// (a change of the picture or of scenarios' variants, for instance, or one in an order that is not sound).
Result<std::vector<std::string>> writtenEdits(const Project &before, const Project &after);

/// The project with the edits of its variants applied, one variant after the other. Errors:
/// "unknown-variant", and those of withEdits.
Result<Project> withVariants(const Project &project, const std::vector<ElementId> &variants);

/// The words for the kinds of element that an edit may put before an id ("workload", "allowRule", ...).
std::vector<std::string> editableKinds();

} // namespace fourplane
