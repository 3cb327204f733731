// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/importers/ImportText.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

namespace fourplane::test {

ImportResult importFiles(const std::map<std::string, std::string> &files, const ImportOptions &options)
{
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    for (const auto &[name, text] : files) {
        std::filesystem::create_directories((root / name).parent_path());
        std::ofstream(root / name, std::ios::binary) << text;
    }
    ImportOptions named = options;
    if (named.projectName.empty())
        named.projectName = "test"; // not the folder's, which differs each time
    auto result = importManifests({ root }, named);
    if (!result)
        qFatal("%s", toString(result.error()).c_str());
    return std::move(*result);
}

ImportResult importText(const std::string &text, const ImportOptions &options)
{
    return importFiles({ { "m.yaml", text } }, options);
}

Diagnostics withCode(const ImportResult &result, const std::string &code)
{
    Diagnostics found;
    for (const Diagnostic &diagnostic : result.diagnostics) {
        if (diagnostic.code == code)
            found.push_back(diagnostic);
    }
    return found;
}

std::string describe(const ImportResult &result)
{
    std::string text;
    for (const Diagnostic &diagnostic : result.diagnostics)
        text += toString(diagnostic) + "\n";
    return text;
}

} // namespace fourplane::test
