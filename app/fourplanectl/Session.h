// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Job.h"
#include "core/base/Result.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/project/Project.h"
#include "core/reports/TextStyle.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fourplane::ctl {

/// Exit codes, as --help and the man page document them.
enum ExitCode
{
    Clean = 0,
    FindingsOrGoalReached = 1,
    Usage = 2,
    BadInput = 3
};

/// A project with all that follows from it.
struct Design
{
    Project project;
    std::string file; ///< it was read from; empty when it was not
    Diagnostics readDiagnostics;
    CompiledPlan compiled;
    std::unique_ptr<PolicyDecisionPoint> decisions; ///< about `compiled.plan`
};

/// Compiles a project and makes its decision point.
std::unique_ptr<Design> designOf(Project project);

/// What every command shares: output format, colours, the exit code.
class Session
{
public:
    std::string format =
        "text"; ///< "text", "json", and what else a command knows: "csv", "dot", "sarif", ...
    std::string colour = "auto"; ///< "auto", "always", "never"
    int exitCode = Clean;

    bool isJson() const { return format == "json"; }

    /// Colours on standard output: only where it is a terminal and NO_COLOR is not set, unless told
    /// otherwise.
    TextStyle style() const;

    /// A job that reports on standard error when that is a terminal, and stops on the first Ctrl+C.
    Job job() const;

    /// Whether Ctrl+C was pressed while a job ran; then that job is told to stop.
    static bool isInterrupted();

    /// Ends the progress line that `job` may have left on standard error.
    static void endProgress();

    /// Writes to standard output. A closed pipe is not an error; anything else that goes wrong there is told
    /// by hasWrittenEverything.
    static void print(const std::string &text);

    static bool hasWrittenEverything();

    /// Writes to standard error what is no part of the output.
    static void printAside(const std::string &text);

    /// Reports an error (text on standard error; JSON on standard output) and sets the exit code.
    void fail(const Error &error, ExitCode code = BadInput);
    void failUsage(const std::string &message, const std::string &fix = {});

    /// Writes diagnostics to standard error, in text format only.
    void warn(const Diagnostics &diagnostics) const;

    /// Reads and compiles a project, with the edits of `variants` applied; nothing after reporting the error.
    /// `path` is a project file, or a folder with one.
    std::unique_ptr<Design> loadDesign(
        const std::string &path, const std::vector<std::string> &variants = {});
};

/// The workload, external endpoint, identity or collection that `text` names: an id, "namespace/name", or a
/// name that only one element has. Error: "unknown-element" with the nearest ids.
Result<ElementId> findElement(const Project &project, const std::string &text);

} // namespace fourplane::ctl
