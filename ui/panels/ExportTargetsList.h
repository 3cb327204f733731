// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exporters/ExportTarget.h"
#include "ui/theme/Theme.h"

#include <QTreeWidget>

namespace fourplane::ui {

/// The targets of an export in groups, each to be ticked, with what it needs of the platform.
class ExportTargetsList : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ExportTargetsList(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);

    /// Ticks these. `wanted` are those that the design asks for; they are told apart in bold.
    void showTargets(const ExportTargets &chosen, const ExportTargets &wanted);

    /// The ticked ones; Kubernetes always.
    ExportTargets chosen() const;

Q_SIGNALS:
    /// Somebody ticked or unticked one.
    void targetsChosen();

private:
    QTreeWidgetItem *itemOf(ExportTarget target) const;

    std::vector<QTreeWidgetItem *> m_items; ///< in the order of ExportTarget
};

} // namespace fourplane::ui
