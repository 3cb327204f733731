// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace fourplane {

/// True when the name of an environment variable says that its value is a credential: its last words are
/// PASSWORD, SECRET, TOKEN, API_KEY and the like. OPENAI_API_KEY is one; MAX_TOKENS and PASSWORD_FILE are
/// not.
bool isCredentialName(std::string_view name);

/// True when a variable of that name with that value puts a credential into the environment: a credential
/// name with more than an empty or yes/no value, or a URL with a password in it.
bool isPlainCredential(std::string_view name, std::string_view value);

} // namespace fourplane
