// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"

#include "tests/support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

namespace fourplane::test {

namespace {

constexpr int longestRunMilliseconds = 240000;

} // namespace

QJsonObject CommandRun::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QJsonObject CommandRun::scenario() const
{
    return json()[QStringLiteral("scenarios")].toArray().first().toObject();
}

CommandRun ctl(const QStringList &arguments)
{
    QProcess process;
    process.start(QString::fromStdString(programPath("fourplanectl").string()), arguments);
    if (!process.waitForFinished(longestRunMilliseconds) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '));
}

QString sampleFile(const char *name)
{
    const std::string file = std::string("sample-topologies/rag-assistant/") + name + ".fourplane.yaml";
    return QString::fromStdString(sourcePath(file).string());
}

} // namespace fourplane::test
