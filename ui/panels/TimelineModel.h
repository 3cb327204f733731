// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "ui/analysis/SimulationRunner.h"

#include <QAbstractTableModel>

#include <vector>

namespace fourplane::ui {

/// Which pivots the timeline lists.
enum class PivotFilter
{
    All,
    Succeeded,
    Blocked,
    ToTheGoal, ///< those that bring a crown jewel down (pivotsToGoals)
};

/// The pivots of a simulation as rows, in the order of steps; of one step those that succeed come first.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Step,
        Ends,
        TechniqueName,
        References,
        Planes,
        Outcome,
        ColumnCount
    };

    /// Data for the delegate.
    enum Role
    {
        PivotRole = Qt::UserRole, ///< index into AttackTrace::pivots
        BlockedRole, ///< bool
        PlanesRole, ///< bits of PlaneSet: planes that block
    };

    explicit TimelineModel(QObject *parent = nullptr);

    /// Shows a result; texts are made from `project` as it is now.
    void setResult(const SimulationResult &result, const Project &project);
    void clear();
    void setFilter(PivotFilter filter);

    PivotFilter filter() const { return m_filter; }

    /// The pivots listed, as indexes into AttackTrace::pivots, rows in order.
    std::vector<std::uint32_t> visiblePivots() const;

    /// All pivots of the result, listed or not.
    int pivotCount() const { return static_cast<int>(m_rows.size()); }

    /// Row of a pivot, or -1.
    int rowOf(std::uint32_t pivotIndex) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString headerTip(int section);

    struct Row
    {
        std::uint32_t pivot = 0;
        int step = 0;
        bool blocked = false;
        bool leadsToGoal = false;
        std::uint8_t planes = 0;
        QString texts[ColumnCount];
    };

    Row makeRow(std::uint32_t pivotIndex, const SimulationResult &result, const Project &project) const;
    bool isWanted(const Row &row) const;
    void applyFilter();

    std::vector<Row> m_rows;
    std::vector<std::size_t> m_visible;
    PivotFilter m_filter = PivotFilter::All;
};

} // namespace fourplane::ui
