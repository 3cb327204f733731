// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace fourplane::test {

/// What a run of fourplanectl left behind.
struct CommandRun
{
    int exitCode = -1; ///< -1 when it did not end by itself within four minutes
    QByteArray out; ///< standard output
    QByteArray err; ///< standard error

    QString text() const { return QString::fromUtf8(out); }

    QString errorText() const { return QString::fromUtf8(err); }

    QJsonObject json() const; ///< standard output as a JSON object; empty when it is none

    QJsonObject scenario() const; ///< the first of the JSON's "scenarios"
};

/// Runs the fourplanectl of this build.
CommandRun ctl(const QStringList &arguments);

/// The words of a line, as a shell without quotes would give them.
QStringList words(const char *line);

/// The shipped RAG assistant: its file "flat.fourplane.yaml" is called "flat".
QString sampleFile(const char *name);

} // namespace fourplane::test
