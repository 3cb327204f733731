// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/generate/ServiceDescription.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace fourplane::ui {

/// The onboarding form: a team says what its service is and depends on, and a project is made of it. Only the
/// name is needed; what is left open becomes a note of questions in the project.
class DescribeDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DescribeDialog(QWidget *parent = nullptr);

    /// What was answered so far.
    ServiceDescription description() const;

private:
    QWidget *makeDataSources();
    void addDataSource();
    template <class W>
    W *add(QFormLayout *form, const QString &label, W *field, const char *name, const QString &tip);
    void updateFault();

    QLineEdit *m_name;
    QComboBox *m_environment;
    QLineEdit *m_owner;
    QLineEdit *m_purpose;
    QLineEdit *m_identity;
    QCheckBox *m_internet;
    QLineEdit *m_callers;
    QTableWidget *m_dataSources;
    QPushButton *m_removeSource;
    QLineEdit *m_tools;
    QPlainTextEdit *m_parties;
    QComboBox *m_model;
    QLineEdit *m_provider;
    QLineEdit *m_tenants;
    QLabel *m_fault;
    QPushButton *m_create;
};

} // namespace fourplane::ui
