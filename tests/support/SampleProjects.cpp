// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/SampleProjects.h"

#include "tests/support/TestData.h"

#include <algorithm>
#include <string>

namespace fourplane::test {

std::vector<std::filesystem::path> sampleProjects()
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(sourcePath("sample-topologies"))) {
        if (entry.path().filename().string().ends_with(".fourplane.yaml"))
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace fourplane::test
