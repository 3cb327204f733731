// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/AcceptDialog.h"

#include "core/analysis/FindingAcceptance.h"

#include <QDate>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

constexpr int usualDays = 90;

} // namespace

AcceptDialog::AcceptDialog(const Project &project, const Finding &finding, QWidget *parent)
    : QDialog(parent)
    , m_record(acceptanceOf(finding))
    , m_reason(new QPlainTextEdit(this))
    , m_owner(new QLineEdit(this))
    , m_approvedBy(new QLineEdit(this))
    , m_compensating(new QLineEdit(this))
    , m_expires(new QDateEdit(this))
{
    setObjectName(QStringLiteral("acceptDialog"));
    setWindowTitle(tr("Accept Finding"));
    resize(560, 420);
    const ExceptionRecord *known = fourplane::find(project.policy.exceptions, m_record.id);
    if (known)
        m_record = *known;
    auto *message = new QLabel(QString::fromStdString(finding.message), this);
    message->setTextFormat(Qt::PlainText);
    message->setWordWrap(true);
    message->setProperty("role", QStringLiteral("title"));
    auto *meaning =
        new QLabel(tr("The register of exceptions in the project holds it until it expires. Nothing is "
                      "simulated differently, and when the finding says more later it is open again."),
            this);
    meaning->setWordWrap(true);
    meaning->setProperty("role", QStringLiteral("secondary"));

    const QDate today = QDate::currentDate();
    m_expires->setCalendarPopup(true);
    m_expires->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_expires->setMinimumDate(today);
    const QDate expires = QDate::fromString(QString::fromStdString(m_record.expires), Qt::ISODate);
    m_expires->setDate(expires.isValid() && expires >= today ? expires : today.addDays(usualDays));
    m_reason->setPlainText(QString::fromStdString(m_record.reason));
    m_reason->setTabChangesFocus(true);
    m_owner->setText(QString::fromStdString(m_record.owner));
    m_approvedBy->setText(QString::fromStdString(m_record.approvedBy));
    QStringList controls;
    for (const std::string &control : m_record.compensatingControls)
        controls += QString::fromStdString(control);
    m_compensating->setText(controls.join(QStringLiteral(", ")));

    auto *form = new QFormLayout;
    const auto add = [form](const QString &label, QWidget *field, const char *name, const QString &tip) {
        field->setObjectName(QString::fromLatin1(name));
        field->setAccessibleName(label);
        field->setToolTip(tip);
        form->addRow(label, field);
    };
    add(tr("Reason"), m_reason, "acceptReason", tr("Why it may stay as it is; auditors read this"));
    add(tr("Owner"), m_owner, "acceptOwner", tr("Who answers for it"));
    add(tr("Approved by"), m_approvedBy, "acceptApprovedBy",
        tr("Who approved it; until somebody has, the finding stays open"));
    add(tr("Compensating controls"), m_compensating, "acceptCompensating",
        tr("What makes up for it, separated by commas"));
    add(tr("Expires"), m_expires, "acceptExpires", tr("The last day on which it is accepted"));

    auto *buttons = new QDialogButtonBox(this);
    m_accept = buttons->addButton(known ? tr("Renew") : tr("Accept"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("acceptOk"));
    m_accept->setToolTip(tr("Write it into the register, as one step that can be undone"));
    m_accept->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel)->setToolTip(tr("Leave the register as it is"));
    if (known) {
        QPushButton *withdraw =
            buttons->addButton(tr("No Longer Accepted"), QDialogButtonBox::DestructiveRole);
        withdraw->setObjectName(QStringLiteral("acceptWithdraw"));
        withdraw->setToolTip(tr("Take it out of the register"));
        withdraw->setAutoDefault(false);
        connect(withdraw, &QPushButton::clicked, this, [this] {
            m_isWithdrawn = true;
            accept();
        });
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &AcceptDialog::updateButtons);
    connect(m_owner, &QLineEdit::textChanged, this, &AcceptDialog::updateButtons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(message);
    layout->addWidget(meaning);
    layout->addLayout(form, 1);
    layout->addWidget(buttons);
    m_reason->setFocus();
    updateButtons();
}

void AcceptDialog::updateButtons()
{
    m_accept->setEnabled(
        !m_reason->toPlainText().trimmed().isEmpty() && !m_owner->text().trimmed().isEmpty());
}

Edit AcceptDialog::edit() const
{
    if (m_isWithdrawn)
        return { tr("No longer accept a finding").toStdString(),
            { ElementChange<ExceptionRecord> { m_record.id, std::nullopt } } };
    ExceptionRecord record = m_record;
    record.reason = m_reason->toPlainText().trimmed().toStdString();
    record.owner = m_owner->text().trimmed().toStdString();
    record.approvedBy = m_approvedBy->text().trimmed().toStdString();
    record.created = QDate::currentDate().toString(Qt::ISODate).toStdString();
    record.expires = m_expires->date().toString(Qt::ISODate).toStdString();
    record.compensatingControls.clear();
    for (const QString &control : m_compensating->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!control.trimmed().isEmpty())
            record.compensatingControls.push_back(control.trimmed().toStdString());
    }
    return { tr("Accept a finding").toStdString(), { ElementChange<ExceptionRecord> { record.id, record } } };
}

} // namespace fourplane::ui
