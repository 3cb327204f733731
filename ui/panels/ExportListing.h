// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/analysis/ExportPreview.h"
#include "ui/panels/ExportFilePane.h"
#include "ui/panels/ExportFilesModel.h"
#include "ui/panels/ExportProblems.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fourplane::ui {

/// What there is to show of a preview: its files with their problems, and each file with what is known of it.
class ExportListing
{
public:
    /// Nothing.
    ExportListing() = default;

    explicit ExportListing(std::shared_ptr<const ExportPreview> preview);

    const std::vector<ExportProblem> &problems() const { return m_problems; }

    /// Every file that would be written or removed, by path.
    std::vector<ExportFileRow> rows() const;

    /// One of them; nothing when there is none.
    std::optional<ExportFileContent> contentOf(const QString &path) const;

    /// The file that is shown when nobody has chosen one: the first that holds network rules.
    QString firstFile() const;

    /// Those that realise any of these draft elements.
    std::set<QString> filesOf(const std::set<std::string> &draftIds) const;

private:
    std::set<std::size_t> problemsAt(const ExportedFile &file) const;

    std::shared_ptr<const ExportPreview> m_preview;
    std::vector<ExportProblem> m_problems;
    std::map<std::string, std::vector<std::size_t>> m_problemsOf; ///< by draft element
};

} // namespace fourplane::ui
