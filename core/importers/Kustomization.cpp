// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/Kustomization.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace fourplane {

namespace {

/// The names that kustomize looks for (api/konfig: RecognizedKustomizationFileNames).
constexpr std::array<const char *, 3> fileNames { "kustomization.yaml", "kustomization.yml",
    "Kustomization" };

/// Fields of a kustomization that change or make manifests.
constexpr std::array<const char *, 21> changes { "namespace", "namePrefix", "nameSuffix", "labels",
    "commonLabels", "commonAnnotations", "patches", "patchesStrategicMerge", "patchesJson6902", "images",
    "replicas", "replacements", "vars", "configMapGenerator", "secretGenerator", "generators", "transformers",
    "helmCharts", "components", "crds", "configurations" };

/// Reading a folder reads what lies in it or below.
bool isElsewhere(const std::string &resource)
{
    return resource.rfind("../", 0) == 0 || resource == ".." || resource.front() == '/'
        || resource.find("://") != std::string::npos || resource.find("git@") != std::string::npos
        || resource.rfind("github.com/", 0) == 0;
}

void reportFailure(
    const std::filesystem::path &folder, const std::string &why, Diagnostics &diagnostics, bool isMissing)
{
    diagnostics.push_back({ isMissing ? DiagnosticLevel::Warning : DiagnosticLevel::Severe,
        isMissing ? "kustomize-missing" : "kustomize-failed",
        "The folder is a kustomization, which was not rendered: " + why
            + " Its files are read as they lie there.",
        isMissing ? "Install kubectl or kustomize."
                  : "Make `kubectl kustomize FOLDER` work, or import what it should give.",
        { folder.string(), 0, 0, 0 } });
}

} // namespace

bool isKustomizationName(const std::filesystem::path &path)
{
    const std::string name = path.filename().string();
    return std::any_of(
        fileNames.begin(), fileNames.end(), [&name](const char *known) { return name == known; });
}

bool isKustomizationFolder(const std::filesystem::path &folder)
{
    return std::any_of(fileNames.begin(), fileNames.end(), [&folder](const char *name) {
        std::error_code ignored;
        return std::filesystem::is_regular_file(folder / name, ignored);
    });
}

Result<std::optional<std::string>> renderKustomization(
    const std::filesystem::path &folder, const ToolRunner &run, Diagnostics &diagnostics)
{
    // A path that begins with '-' must not be taken for an option.
    const std::string place = std::filesystem::absolute(folder).string();
    std::string why = "there is neither kubectl nor kustomize.";
    const std::array<std::vector<std::string>, 2> commands { std::vector<std::string> {
                                                                 "kubectl", "kustomize", place },
        std::vector<std::string> { "kustomize", "build", place } };
    bool isMissing = true;
    for (const std::vector<std::string> &command : commands) {
        auto answer = run(command);
        if (answer && answer->exitCode == 0)
            return std::optional(std::move(answer->output));
        if (answer) {
            isMissing = false;
            why = "`" + join(command, " ") + "` says: " + answer->complaints.substr(0, 400);
            continue;
        }
        const Diagnostic &problem = answer.error().diagnostics.front();
        if (problem.code == "cancelled")
            return tl::make_unexpected(answer.error());
        if (problem.code != "tool-missing") {
            isMissing = false;
            why = problem.message;
        }
    }
    reportFailure(folder, why, diagnostics, isMissing);
    return std::optional<std::string>();
}

std::string unappliedText(const ManifestFields &kustomization)
{
    std::vector<std::string> left;
    for (const char *change : changes) {
        if (kustomization.has(change))
            left.emplace_back(change);
    }
    std::vector<std::string> unread;
    for (const char *list : { "resources", "bases", "components" }) {
        const YamlNode *items = kustomization.node().find(list);
        for (const auto &item : items ? items->items : std::vector<YamlNodePtr> {}) {
            if (item->isScalar() && !item->text.empty() && isElsewhere(item->text))
                unread.push_back(item->text);
        }
    }
    std::string text = join(left, ", ");
    if (!unread.empty())
        text += (text.empty() ? "not read: " : "; not read: ") + join(unread, ", ");
    return text;
}

} // namespace fourplane
