// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/TreeComparison.h"
#include "ui/theme/Theme.h"

#include <QDialog>

#include <functional>
#include <optional>
#include <string>
#include <vector>

class QListWidget;

namespace fourplane::ui {

class SourceView;

/// Asks before files that were edited by hand are replaced: lists them, and shows of each what the hand did
/// and what the design did. Accepted = replace them all. Closing it changes nothing, and is what Enter does.
class OverwriteDialog : public QDialog
{
    Q_OBJECT

public:
    /// `lastExport` gives the text that the last export wrote to a path, where it is known.
    OverwriteDialog(const QString &folder, std::vector<FileComparison> files,
        std::function<std::optional<std::string>(const QString &)> lastExport, const Theme &theme,
        QWidget *parent);

private:
    void showFile(int row);

    std::vector<FileComparison> m_files;
    std::function<std::optional<std::string>(const QString &)> m_lastExport;
    QListWidget *m_list;
    SourceView *m_difference;
};

} // namespace fourplane::ui
