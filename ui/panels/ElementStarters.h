// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <QString>

#include <vector>

namespace fourplane::ui {

/// A kind of element that has no card on the canvas, and how one begins.
struct ElementStarter
{
    const char *kindWord = ""; ///< as kindWordOf() gives it
    QString title; ///< "Data store"
    QString about; ///< what it is for, a sentence
};

/// The kinds, in the order in which a menu has them.
std::vector<ElementStarter> elementStarters();

/// What a kind of element is called in the window ("Data store", "Workload"), or the word itself.
QString kindTitle(std::string_view kindWord);

/// What a new element of the kind says at first, about `subjectId` where that can be its subject. Names what
/// the project has; where it has nothing fitting, the text waits for an id.
QString starterText(const Project &project, std::string_view kindWord, const ElementId &subjectId);

} // namespace fourplane::ui
