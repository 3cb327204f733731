// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/Session.h"

#include "app/fourplanectl/ProjectFileChoice.h"
#include "core/base/Text.h"
#include "core/reports/FindingReport.h"
#include "core/storage/ProjectEdits.h"
#include "core/storage/ProjectFile.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <set>

namespace fourplane::ctl {

namespace {

/// Every line on its own, so that the breaks between message and fix stay and those inside names do not.
void writeDiagnostics(const Diagnostics &diagnostics)
{
    for (const Diagnostic &diagnostic : diagnostics)
        std::cerr << diagnosticText(diagnostic) << "\n";
}

std::stop_source &interruption()
{
    static std::stop_source source;
    return source;
}

volatile std::sig_atomic_t interrupted = 0;

bool hasLostOutput = false;

void onInterrupt(int)
{
    interrupted = 1;
    std::signal(SIGINT, SIG_DFL); // the second Ctrl+C ends the program at once
}

} // namespace

TextStyle Session::style() const
{
    if (colour != "auto")
        return { colour == "always" };
    const char *refused = std::getenv("NO_COLOR");
    return { ::isatty(STDOUT_FILENO) == 1 && (!refused || *refused == '\0') };
}

Job Session::job() const
{
    std::signal(SIGINT, onInterrupt);
    Job job;
    job.stop = interruption().get_token();
    const bool shows = ::isatty(STDERR_FILENO) == 1;
    job.report = [shows](const Progress &progress) {
        isInterrupted();
        if (!shows)
            return;
        std::cerr << "\r\x1b[K" << printable(progress.activity);
        if (progress.total > 0)
            std::cerr << " " << progress.done << " of " << progress.total;
        std::cerr << std::flush;
    };
    return job;
}

bool Session::isInterrupted()
{
    if (interrupted)
        interruption().request_stop();
    return interrupted != 0;
}

void Session::endProgress()
{
    if (::isatty(STDERR_FILENO) == 1)
        std::cerr << "\r\x1b[K" << std::flush;
}

void Session::print(const std::string &text)
{
    errno = 0;
    std::cout << text << std::flush;
    hasLostOutput = hasLostOutput || (!std::cout && errno != EPIPE && errno != 0);
}

bool Session::hasWrittenEverything()
{
    return !hasLostOutput;
}

void Session::printAside(const std::string &text)
{
    std::cerr << text << std::flush;
}

void Session::fail(const Error &error, ExitCode code)
{
    exitCode = code;
    if (isJson()) {
        print(diagnosticsJson(error.diagnostics));
        return;
    }
    writeDiagnostics(error.diagnostics);
}

void Session::failUsage(const std::string &message, const std::string &fix)
{
    fail(Error { { Diagnostic { DiagnosticLevel::Fatal, "usage", message, fix, {} } } }, Usage);
}

void Session::warn(const Diagnostics &diagnostics) const
{
    if (!isJson())
        writeDiagnostics(diagnostics);
}

std::unique_ptr<Design> designOf(Project project)
{
    auto design = std::make_unique<Design>();
    design->project = std::move(project);
    design->compiled = compilePlan(design->project);
    design->decisions = std::make_unique<PolicyDecisionPoint>(design->compiled.plan);
    return design;
}

std::unique_ptr<Design> Session::loadDesign(const std::string &path, const std::vector<std::string> &variants)
{
    const auto file = projectFileAt(path);
    if (!file) {
        fail(file.error());
        return nullptr;
    }
    auto loaded = loadProject(*file);
    if (!loaded) {
        fail(loaded.error());
        return nullptr;
    }
    auto project = withVariants(loaded->project, { variants.begin(), variants.end() });
    if (!project) {
        const bool isUsage = project.error().diagnostics.front().code == "unknown-variant";
        fail(project.error(), isUsage ? Usage : BadInput);
        return nullptr;
    }
    auto design = designOf(std::move(*project));
    design->file = file->string();
    design->readDiagnostics = std::move(loaded->diagnostics);
    return design;
}

namespace {

/// Every name by which an element may be called.
std::multimap<std::string, ElementId> namesOf(const Project &project)
{
    const Topology &topology = project.topology;
    std::multimap<std::string, ElementId> names;
    for (const auto &[id, workload] : topology.workloads) {
        names.emplace(namespaceName(topology, workload) + "/" + workload.name, id);
        names.emplace(workload.name, id);
    }
    for (const auto &[id, external] : topology.externals)
        names.emplace(external.name, id);
    for (const auto &[id, store] : topology.stores) {
        for (const Collection &collection : store.collections)
            names.emplace(collection.name, collection.id);
    }
    return names;
}

std::set<ElementId> idsOf(const Project &project)
{
    std::set<ElementId> ids;
    for (const auto &[id, workload] : project.topology.workloads)
        ids.insert(id);
    for (const auto &[id, external] : project.topology.externals)
        ids.insert(id);
    for (const auto &[id, identity] : project.topology.identities)
        ids.insert(id);
    for (const auto &[id, store] : project.topology.stores) {
        for (const Collection &collection : store.collections)
            ids.insert(collection.id);
    }
    return ids;
}

} // namespace

Result<ElementId> findElement(const Project &project, const std::string &text)
{
    const std::set<ElementId> ids = idsOf(project);
    if (ids.count(ElementId(text)) > 0)
        return ElementId(text);
    const auto names = namesOf(project);
    const auto [first, last] = names.equal_range(text);
    if (std::distance(first, last) == 1)
        return first->second;
    if (first != last) {
        std::vector<std::string> candidates;
        for (auto it = first; it != last; ++it)
            candidates.push_back(it->second.value());
        return failure("ambiguous-element", "Several elements are called \"" + text + "\".",
            "Use an id: " + join(candidates, ", ") + ".");
    }
    std::vector<std::string> near;
    for (const ElementId &id : ids) {
        if (id.value().find(text) != std::string::npos && near.size() < 8)
            near.push_back(id.value());
    }
    return failure("unknown-element", "Nothing is called \"" + text + "\".",
        near.empty() ? "`fourplanectl matrix FILE` lists the names."
                     : "Did you mean " + join(near, ", ") + "?");
}

} // namespace fourplane::ctl
