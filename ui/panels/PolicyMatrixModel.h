// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/project/Permissions.h"
#include "ui/analysis/ProjectEvaluation.h"

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fourplane::ui {

/// What one cell of the policy matrix says: whether the row's element reaches the column's.
struct MatrixCell
{
    Decision decision; ///< about any port that the destination offers, or about the declared ones; see
                       ///< `isDeclared`
    bool isDeclared =
        false; ///< the design declares a flow: then the verdicts are those of the declared flows
    int permissions = 0; ///< rules from the row's element to the column's
};

/// Sources x destinations of a project, workloads first, in the order of their namespaces, then externals. A
/// cell is decided when it is asked for, so that 5,000 x 5,000 cost nothing but what is on the screen.
class PolicyMatrixModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit PolicyMatrixModel(QObject *parent = nullptr);

    /// The project and what is known about it. Both stay referred to until the next call; without an
    /// evaluation the matrix is empty.
    void setEvaluation(const Project *project, std::shared_ptr<const ProjectEvaluation> evaluation);

    /// Leaves only sources and destinations whose name or namespace has every word of these texts.
    void setFilters(const QString &source, const QString &destination);

    /// Number of elements that could be a source, without any filter.
    std::size_t elementCount() const { return m_elements.size(); }

    /// Ends of a cell.
    EndPair pairAt(const QModelIndex &index) const;

    /// What the cell says; nothing on the diagonal.
    std::optional<MatrixCell> cellAt(const QModelIndex &index) const;

    /// The cell as a sentence, for tool tips and screen readers.
    QString sentence(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// The decision, with the objects that are not understood by name.
    Decision named(const AccessRequest &request) const;
    MatrixCell decide(const EndPair &ends) const;
    void filter();
    QString placeOf(const ElementId &id) const;

    const Project *m_project = nullptr;
    std::shared_ptr<const ProjectEvaluation> m_evaluation;
    std::vector<ElementId> m_elements;
    std::map<EndPair, std::vector<ElementId>> m_flows;
    std::map<EndPair, int> m_permissions;
    std::vector<std::size_t> m_rows; ///< into m_elements
    std::vector<std::size_t> m_columns;
    QString m_sourceFilter;
    QString m_destinationFilter;
    mutable std::unordered_map<std::uint64_t, MatrixCell> m_cells; ///< by row and column of m_elements
};

} // namespace fourplane::ui
