// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/Kustomize.h"

#include "tests/conformance/Oracle.h"

#include <QProcess>

namespace fourplane::test {

std::filesystem::path kustomizePath()
{
    return oraclePath("kustomize");
}

KustomizeResult kustomized(const std::filesystem::path &folder)
{
    QProcess process;
    process.start(
        QString::fromStdString(kustomizePath().string()), { QString::fromStdString(folder.string()) });
    const bool worked = process.waitForFinished(60'000) && process.exitCode() == 0;
    return { worked,
        (worked ? process.readAllStandardOutput() : process.readAllStandardError()).toStdString() };
}

} // namespace fourplane::test
