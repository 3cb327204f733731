// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/architecture/IncludeRules.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <regex>

namespace fourplane::test {

namespace fs = std::filesystem;

namespace {

/// Folders of core in layer order: each may include itself and those before it.
constexpr std::array<std::string_view, 15> coreOrder { "base", "topology", "policy", "diagram", "project",
    "enforcement", "decision", "attack", "analysis", "governance", "graphlayout", "storage", "importers",
    "exporters", "reports" };

/// Folders of meaning, which never see the picture.
constexpr std::array<std::string_view, 6> meaning { "enforcement", "decision", "attack", "analysis",
    "governance", "exporters" };

constexpr std::array<std::string_view, 4> formatFolders { "storage", "importers", "exporters", "reports" };

template <std::size_t N>
bool isOneOf(std::string_view name, const std::array<std::string_view, N> &names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct Source
{
    std::string layer; ///< core, ui or app
    std::string folder; ///< second part of the path; empty for files directly in the layer
};

std::string partOf(const std::string &path, std::size_t index)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i < index; ++i) {
        start = path.find('/', start);
        if (start == std::string::npos)
            return {};
        ++start;
    }
    return path.substr(start, path.find('/', start) - start);
}

bool startsWith(const std::string &text, std::string_view prefix)
{
    return text.compare(0, prefix.size(), prefix) == 0;
}

std::optional<std::string> breachOfProjectInclude(const Source &source, const std::string &include)
{
    const std::string layer = partOf(include, 0);
    const std::string folder = partOf(include, 1);
    if (layer == "tests")
        return "product code includes a test header";
    if (source.layer == "core" && layer != "core")
        return "core includes " + layer;
    if (source.layer == "ui" && layer == "app")
        return "ui includes app";
    if (source.layer != "core" || layer != "core")
        return std::nullopt;
    const auto from = std::find(coreOrder.begin(), coreOrder.end(), source.folder);
    const auto to = std::find(coreOrder.begin(), coreOrder.end(), folder);
    if (from == coreOrder.end() || to == coreOrder.end())
        return "a folder of core that the layering does not know";
    if (to > from)
        return "core/" + source.folder + " includes the later core/" + folder;
    if (folder == "diagram" && isOneOf(source.folder, meaning))
        return "core/" + source.folder + " decides by the picture";
    return std::nullopt;
}

std::optional<std::string> breachOfLibraryInclude(const Source &source, const std::string &include)
{
    const bool isQt = include.size() > 1 && include[0] == 'Q'
        && (std::isupper(static_cast<unsigned char>(include[1])) || include[1] == 't');
    const bool isFormat = startsWith(include, "yaml-cpp/") || startsWith(include, "nlohmann/");
    const bool isGraphviz = startsWith(include, "graphviz/") || include == "gvc.h" || include == "cgraph.h";
    const bool isCore = source.layer == "core";
    if (isQt && isCore)
        return "Qt in core";
    if (isFormat && !(isCore && isOneOf(source.folder, formatFolders)))
        return "YAML or JSON outside storage, importers, exporters and reports";
    if (isGraphviz && !(isCore && source.folder == "graphlayout"))
        return "Graphviz outside core/graphlayout";
    return std::nullopt;
}

template <class Visit>
void forEachSource(const fs::path &root, const std::vector<std::string> &layers, Visit visit)
{
    for (const std::string &layer : layers) {
        if (!fs::exists(root / layer))
            continue;
        std::vector<fs::path> files;
        for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root / layer)) {
            const std::string extension = entry.path().extension().string();
            if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp"))
                files.push_back(entry.path());
        }
        std::sort(files.begin(), files.end());
        for (const fs::path &file : files)
            visit(file, fs::relative(file, root).generic_string());
    }
}

} // namespace

std::vector<RuleBreach> findForbiddenIncludes(const fs::path &root)
{
    static const std::regex includeLine(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
    std::vector<RuleBreach> breaches;
    forEachSource(root, { "core", "ui", "app" }, [&](const fs::path &file, const std::string &name) {
        Source source { partOf(name, 0), partOf(name, 1) };
        if (source.folder.find('.') != std::string::npos)
            source.folder.clear();
        std::ifstream stream(file);
        std::string line;
        for (int number = 1; std::getline(stream, line); ++number) {
            std::smatch match;
            if (!std::regex_search(line, match, includeLine))
                continue;
            const bool isProject = match[1] == "\"" && match[2].str().find('/') != std::string::npos;
            const auto breach = isProject ? breachOfProjectInclude(source, match[2])
                                          : breachOfLibraryInclude(source, match[2]);
            if (breach)
                breaches.push_back({ name, number, *breach + ": " + match[2].str() });
        }
    });
    return breaches;
}

std::vector<RuleBreach> findHouseBreaches(const fs::path &root)
{
    constexpr int longestFile = 600;
    std::vector<RuleBreach> breaches;
    forEachSource(root, { "core", "ui", "app", "tests" }, [&](const fs::path &file, const std::string &name) {
        std::ifstream stream(file);
        std::string line;
        int lines = 0;
        bool hasLicence = false;
        while (std::getline(stream, line)) {
            ++lines;
            hasLicence = hasLicence
                || (lines <= 3 && line.find("SPDX-License-Identifier: Apache-2.0") != std::string::npos);
        }
        if (!hasLicence)
            breaches.push_back({ name, 1, "no SPDX-License-Identifier in the first lines" });
        if (lines > longestFile && name.compare(0, 6, "tests/") != 0)
            breaches.push_back({ name, lines, "longer than " + std::to_string(longestFile) + " lines" });
    });
    return breaches;
}

} // namespace fourplane::test
