// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/Oracle.h"

#include "tests/support/TestData.h"

#include <stdexcept>

namespace fourplane::test {

namespace {

constexpr int longestSilenceMs = 120'000;

} // namespace

std::filesystem::path oraclePath(const std::string &name)
{
    const QByteArray folder = qgetenv("FOURPLANE_ORACLE_DIR");
    const std::filesystem::path base =
        folder.isEmpty() ? sourcePath("build/oracles") : std::filesystem::path(folder.toStdString());
    return base / ("oracle-" + name);
}

Oracle::Oracle(const std::filesystem::path &program, const std::vector<std::string> &arguments)
{
    QStringList words;
    for (const std::string &argument : arguments)
        words.append(QString::fromStdString(argument));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QString::fromStdString(program.string()), words);
    if (!m_process.waitForStarted())
        throw std::runtime_error("cannot start " + program.string());
}

Oracle::~Oracle()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
}

std::vector<nlohmann::json> Oracle::ask(const std::vector<nlohmann::json> &questions)
{
    for (const nlohmann::json &question : questions)
        m_process.write(QByteArray::fromStdString(question.dump() + "\n"));
    std::vector<nlohmann::json> answers;
    while (answers.size() < questions.size()) {
        if (!m_process.canReadLine() && !m_process.waitForReadyRead(longestSilenceMs))
            throw std::runtime_error("the driver gave " + std::to_string(answers.size()) + " of "
                + std::to_string(questions.size()) + " answers");
        while (m_process.canReadLine() && answers.size() < questions.size())
            answers.push_back(nlohmann::json::parse(m_process.readLine().toStdString()));
    }
    return answers;
}

nlohmann::json Oracle::ask(const nlohmann::json &question)
{
    return ask(std::vector<nlohmann::json> { question }).front();
}

} // namespace fourplane::test
