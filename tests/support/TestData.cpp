// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/TestData.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace fourplane::test {

std::filesystem::path sourcePath(const std::string &relative)
{
    return std::filesystem::path(FOURPLANE_SOURCE_DIR) / relative;
}

std::filesystem::path sharedPath(const std::string &relative)
{
    return std::filesystem::path(FOURPLANE_SHARED_DIR) / relative;
}

std::filesystem::path programPath(const std::string &name)
{
    return std::filesystem::path(FOURPLANE_BINARY_DIR) / name;
}

bool mustHaveEverything()
{
    const char *value = std::getenv("FOURPLANE_REQUIRE_ALL");
    return value && std::string(value) == "1";
}

std::string readBytes(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>() };
}

} // namespace fourplane::test
