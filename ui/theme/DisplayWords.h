// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string_view>

namespace fourplane::ui {

/// A name of core as people read it, in their language: "mcp-server" is "MCP server".
QString displayWord(std::string_view kebabName);

/// The same within a sentence: "model endpoint"; in German, whose nouns have capitals, "Modellendpunkt".
QString lowerWord(std::string_view kebabName);

/// The same in English, whatever the language of the window.
QString englishLowerWord(std::string_view kebabName);

} // namespace fourplane::ui
