// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <QProcess>

#include <filesystem>
#include <string>
#include <vector>

namespace fourplane::test {

/// Where the driver "oracle-NAME" is expected: in the folder of the environment variable
/// FOURPLANE_ORACLE_DIR, else in build/oracles of the source tree. May not exist: see REQUIRE_OR_SKIP.
std::filesystem::path oraclePath(const std::string &name);

/// An evaluator that nobody here wrote, behind a driver: one JSON value a line in, one a line out, in order.
/// The process runs as long as this object.
class Oracle
{
public:
    /// Starts `program`. Throws std::runtime_error when it does not start.
    explicit Oracle(const std::filesystem::path &program, const std::vector<std::string> &arguments = {});
    ~Oracle();
    Oracle(const Oracle &) = delete;
    Oracle &operator=(const Oracle &) = delete;

    /// The answers to all questions, in order. Throws std::runtime_error when the driver ends early, answers
    /// something else than JSON, or is silent for two minutes.
    std::vector<nlohmann::json> ask(const std::vector<nlohmann::json> &questions);

    nlohmann::json ask(const nlohmann::json &question);

private:
    QProcess m_process;
};

} // namespace fourplane::test
