// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/TreeComparisonReport.h"

#include "core/base/LineDiff.h"
#include "core/base/Text.h"
#include "core/reports/JsonParts.h"

#include <algorithm>

namespace fourplane {

namespace {

std::string wordsFor(FileState state)
{
    switch (state) {
    case FileState::Same:
        return "as it would be written";
    case FileState::New:
        return "would be new";
    case FileState::Deleted:
        return "was deleted since the last export, would be written again";
    case FileState::Changed:
        return "would change with the design";
    case FileState::Stale:
        return "is no longer part of the export, would be removed";
    case FileState::Edited:
        return "was edited since the last export; writing needs --overwrite and loses the edit";
    case FileState::Conflict:
        return "was edited since the last export, and the design has changed there too; writing needs "
               "--overwrite and loses the edit";
    case FileState::Foreign:
        return "was not written by an export; writing needs --overwrite and replaces it";
    case FileState::StaleEdited:
        return "is no longer part of the export but was edited since; removing needs --overwrite";
    case FileState::Extra:
        return "is no part of the export";
    }
    return {};
}

std::string summary(const std::vector<FileComparison> &compared)
{
    const auto total = std::count_if(compared.begin(), compared.end(),
        [](const FileComparison &file) { return file.state != FileState::Same; });
    const auto blocked = std::count_if(compared.begin(), compared.end(),
        [](const FileComparison &file) { return needsConsent(file.state); });
    if (total == 0)
        return "The folder holds exactly what would be written.\n";
    return counted(static_cast<std::size_t>(total), "file differs", "files differ")
        + (blocked == 0 ? ".\n"
                        : ", " + std::to_string(blocked) + " of them by hand: --overwrite would replace "
                    + (blocked == 1 ? "it.\n" : "them.\n"));
}

std::string lineFor(const FileComparison &file, const TextStyle &style)
{
    return style.bold(printable(file.path)) + ": " + wordsFor(file.state) + "\n";
}

} // namespace

std::string treeComparisonText(const std::vector<FileComparison> &compared, const TextStyle &style)
{
    std::string text;
    for (const FileComparison &file : compared) {
        if (file.state != FileState::Same)
            text += lineFor(file, style);
    }
    return text + summary(compared);
}

std::string treeDiffText(const std::vector<FileComparison> &compared, const TextStyle &style)
{
    std::string text;
    for (const FileComparison &file : compared) {
        if (file.state == FileState::Same || file.state == FileState::Extra)
            continue;
        text += lineFor(file, style) + "--- folder/" + printable(file.path) + "\n+++ export/"
            + printable(file.path) + "\n";
        std::vector<std::string> lines = split(lineDiff(file.present, file.wanted), '\n');
        if (!lines.empty() && lines.back().empty())
            lines.pop_back();
        for (const std::string &line : lines) {
            const std::string shown = printable(line);
            text += (line[0] == '+' ? style.good(shown) : line[0] == '-' ? style.bad(shown) : shown) + "\n";
        }
    }
    return text + summary(compared);
}

std::string treeComparisonJson(const std::vector<FileComparison> &compared, bool withDiff)
{
    nlohmann::ordered_json files = nlohmann::ordered_json::array();
    for (const FileComparison &file : compared) {
        if (file.state == FileState::Same)
            continue;
        nlohmann::ordered_json item { { "path", file.path }, { "state", nameOf(file.state) },
            { "needsConsent", needsConsent(file.state) } };
        if (withDiff)
            item["diff"] = lineDiff(file.present, file.wanted);
        files.push_back(std::move(item));
    }
    return dumpJson({ { "files", std::move(files) } });
}

} // namespace fourplane
