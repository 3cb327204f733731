// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/InspectorForm.h"

namespace fourplane::ui {

/// Edits one namespace: labels, Pod Security Admission, mesh and what the compiler makes for it.
class NamespaceForm : public InspectorForm
{
    Q_OBJECT

public:
    NamespaceForm(ProjectDocument &document, const ElementId &id, QWidget *parent);

    bool isAlive() const override;

private:
    const Namespace &space() const;
    void addLevel(const QString &label, const char *name, const QString &explanation,
        std::optional<PodSecurityLevel> PodSecurityAdmission::*level);
    void addSegmentation();
    QString nameFault(const QString &name) const;
};

} // namespace fourplane::ui
