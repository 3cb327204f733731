// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/InspectorForm.h"

namespace fourplane::ui {

struct BehaviourField;

/// Edits one workload and the pod-security level of its namespace.
class WorkloadForm : public InspectorForm
{
    Q_OBJECT

public:
    WorkloadForm(ProjectDocument &document, const ElementId &id, QWidget *parent);

    bool isAlive() const override;

private:
    const Workload &workload() const;
    void addGeneral();
    void addIdentity();
    void addNetwork();
    void addHardening();
    void addAssumptions();
    void addBehaviour();
    void addFlag(const BehaviourField &field, const QByteArray &name);
    void addKnown(const BehaviourField &field, const QByteArray &name);
    void addData();

    QString nameFault(const QString &name) const;
    Edit moveEdit(const ElementId &namespaceId) const;
    QList<FormOption> identityOptions() const;
    Edit identityEdit(const QString &choice) const;
    Edit portsEdit(const QString &text) const;
    Edit podSecurityEdit(const QString &level) const;
};

} // namespace fourplane::ui
