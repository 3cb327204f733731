// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <vector>

namespace fourplane::ui {

/// A language of the window. Names of Kubernetes, and what the engine says about a design, stay English.
struct Language
{
    QString code; ///< "en", "de"; "pseudo" is no language but a check: longer texts, from right to left
    QString name; ///< in the language itself
};

/// The languages the program has, English first, without the check.
std::vector<Language> languages();

/// The language of the system, where the program has it, otherwise English.
QString systemLanguage();

/// Gives the application this language and its direction. To be called before the first window is made; an
/// unknown code gives English.
void setLanguage(const QString &code);

} // namespace fourplane::ui
