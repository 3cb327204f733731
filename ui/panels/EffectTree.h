// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/analysis/ChangeRunner.h"
#include "ui/theme/Theme.h"

class QTreeWidget;

namespace fourplane::ui {

/// Shows in a tree of one column what a change from `before` to `after` does: the edits, declared flows,
/// findings, and by scenario what is saved or lost and which steps close and open.
void fillEffectTree(QTreeWidget &tree, const Project &before, const Project &after,
    const ProposalEffect &effect, const Theme &theme);

} // namespace fourplane::ui
