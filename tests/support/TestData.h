// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace fourplane::test {

/// A path below the project's root.
std::filesystem::path sourcePath(const std::string &relative);

/// A path below the folder of reference corpora and schemas. May not exist: see REQUIRE_OR_SKIP.
std::filesystem::path sharedPath(const std::string &relative);

/// A program of this build, for instance "fourplanectl".
std::filesystem::path programPath(const std::string &name);

/// True when a missing corpus or tool must fail instead of skip (FOURPLANE_REQUIRE_ALL=1).
bool mustHaveEverything();

/// The bytes of a file; an empty text when it cannot be read.
std::string readBytes(const std::filesystem::path &path);

} // namespace fourplane::test

/// Leaves the test function when `needed` does not exist: as a visible skip, or as a failure where everything
/// is required.
#define REQUIRE_OR_SKIP(needed)                                                                              \
    do {                                                                                                     \
        if (!std::filesystem::exists(needed)) {                                                              \
            const std::string missing_ = "missing: " + std::filesystem::path(needed).string();               \
            if (fourplane::test::mustHaveEverything())                                                       \
                QFAIL(missing_.c_str());                                                                     \
            QSKIP(missing_.c_str());                                                                         \
        }                                                                                                    \
    } while (false)
