// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace fourplane {

/// Largest text file that any reader accepts, in bytes: bounds time and memory on hostile input.
inline constexpr std::uintmax_t largestTextFileBytes = 64u * 1024u * 1024u;

/// The bytes of a regular file. Errors: "file-not-found", "file-too-large" (decided before reading),
/// "file-unreadable".
Result<std::string> readTextFile(
    const std::filesystem::path &path, std::uintmax_t limitBytes = largestTextFileBytes);

/// Replaces `path` by `bytes` so that a reader, or a crash, sees either the old file or the new one: writes a
/// sibling temporary file, syncs it, renames it, syncs the folder. Keeps the permissions of an existing file
/// and follows a symbolic link. Error: "file-unwritable".
Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view bytes);

} // namespace fourplane
