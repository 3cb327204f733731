// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/InspectorForm.h"

namespace fourplane::ui {

/// Edits a declared flow and can add the permission for it.
class FlowForm : public InspectorForm
{
    Q_OBJECT

public:
    FlowForm(ProjectDocument &document, const ElementId &id, QWidget *parent);

    bool isAlive() const override;

private:
    const Flow &flow() const;
    QString ends() const;
    void addData();
};

/// Edits a permission.
class AllowRuleForm : public InspectorForm
{
    Q_OBJECT

public:
    AllowRuleForm(ProjectDocument &document, const ElementId &id, QWidget *parent);

    bool isAlive() const override;

private:
    const AllowRule &rule() const;
};

} // namespace fourplane::ui
