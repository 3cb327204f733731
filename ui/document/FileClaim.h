// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

class QLockFile;

namespace fourplane::ui {

/// Says to other windows and other machines that a project file is being worked on, by a lock file beside it
/// (".NAME.lock"), which a crash does not leave in force. A folder that cannot be written to has no locks.
class FileClaim
{
public:
    FileClaim();
    ~FileClaim();

    /// Gives the former file up and claims `path`; an empty one claims nothing.
    void claim(const QString &path);

    /// Who claimed the file before, for people: "process 4711 on build-host"; empty when nobody did. Asks
    /// anew each time, and takes the claim over when it has become free.
    QString otherHolder();

private:
    std::unique_ptr<QLockFile> m_lock;
    bool m_isOurs = false;
};

} // namespace fourplane::ui
