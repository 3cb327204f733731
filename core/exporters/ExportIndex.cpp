// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportIndex.h"

#include "core/base/Sha256.h"

#include <nlohmann/json.hpp>

namespace fourplane {

namespace {

constexpr const char *formatKey = "fourplane-export";
constexpr int formatVersion = 1;

} // namespace

std::string writeExportIndex(const std::vector<ExportedFile> &files)
{
    nlohmann::json hashes = nlohmann::json::object();
    nlohmann::json edges = nlohmann::json::object();
    nlohmann::json entries = nlohmann::json::object();
    for (const ExportedFile &file : files) {
        const std::string hash = sha256(file.content);
        hashes[file.path] = hash;
        for (const std::string &source : file.sources)
            edges[source][file.path] = hash;
        if (!file.entries.empty())
            entries[file.path] = file.entries;
    }
    nlohmann::json index {
        { formatKey, formatVersion },
        { "edges", std::move(edges) },
        { "files", std::move(hashes) },
    };
    if (!entries.empty())
        index["entries"] = std::move(entries);
    return index.dump(2) + "\n";
}

Result<ExportHashes> readExportIndex(std::string_view text, const std::string &fileName)
{
    const auto index = nlohmann::json::parse(text, nullptr, false);
    const auto refuse = [&fileName] {
        return failure("not-an-index", "The file is not the index of an export that Fourplane wrote.",
            "Choose another folder, or allow overwriting.", { fileName, 0, 0, 0 });
    };
    if (!index.is_object() || !index.contains(formatKey) || index[formatKey] != formatVersion
        || !index.contains("files") || !index["files"].is_object())
        return refuse();
    ExportHashes hashes;
    for (const auto &[path, hash] : index["files"].items()) {
        if (!hash.is_string())
            return refuse();
        hashes.emplace(path, hash.get<std::string>());
    }
    return hashes;
}

} // namespace fourplane
