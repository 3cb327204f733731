// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/InspectorForm.h"

namespace fourplane::ui {

/// Edits something outside the cluster.
class ExternalForm : public InspectorForm
{
    Q_OBJECT

public:
    ExternalForm(ProjectDocument &document, const ElementId &id, QWidget *parent);

    bool isAlive() const override;

private:
    const ExternalEndpoint &external() const;
};

} // namespace fourplane::ui
