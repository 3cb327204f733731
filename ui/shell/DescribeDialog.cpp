// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/DescribeDialog.h"

#include "ui/panels/Words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

enum Column
{
    Name,
    Class,
    Written,
    Outsiders,
    InContext
};

std::vector<std::string> itemsOf(const QString &text)
{
    std::vector<std::string> items;
    for (const QString &item : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!item.trimmed().isEmpty())
            items.push_back(item.trimmed().toStdString());
    }
    return items;
}

/// "Name: host, host".
DescribedParty partyOf(const QString &text)
{
    return { text.section(QLatin1Char(':'), 0, 0).trimmed().toStdString(),
        itemsOf(text.section(QLatin1Char(':'), 1)) };
}

} // namespace

DescribeDialog::DescribeDialog(QWidget *parent)
    : QDialog(parent)
    , m_name(new QLineEdit(this))
    , m_environment(new QComboBox(this))
    , m_owner(new QLineEdit(this))
    , m_purpose(new QLineEdit(this))
    , m_identity(new QLineEdit(this))
    , m_internet(new QCheckBox(tr("Whoever is on the internet"), this))
    , m_callers(new QLineEdit(this))
    , m_dataSources(new QTableWidget(0, 5, this))
    , m_removeSource(nullptr)
    , m_tools(new QLineEdit(this))
    , m_parties(new QPlainTextEdit(this))
    , m_model(new QComboBox(this))
    , m_provider(new QLineEdit(this))
    , m_tenants(new QLineEdit(this))
    , m_fault(new QLabel(this))
    , m_create(nullptr)
{
    setObjectName(QStringLiteral("describeDialog"));
    setWindowTitle(tr("Describe Your Service"));
    resize(760, 720);
    auto *intro = new QLabel(
        tr("Say what the service is and what it depends on. Fourplane makes a segmented design of it that "
           "permits just that. Only the name is needed: what is left open becomes a list of questions."),
        this);
    intro->setWordWrap(true);
    intro->setProperty("role", QStringLiteral("secondary"));
    m_environment->setEditable(true);
    m_environment->addItems({ tr("production"), tr("staging"), tr("development") });
    m_model->addItem(tr("On a model server in the cluster"), static_cast<int>(ModelSource::SelfHosted));
    m_model->addItem(tr("At a provider"), static_cast<int>(ModelSource::HostedApi));
    m_parties->setTabChangesFocus(true);
    m_parties->setMaximumHeight(64);
    m_parties->setPlaceholderText(QStringLiteral("Signing Service: api.sign.example.com"));
    m_provider->setPlaceholderText(QStringLiteral("Provider: api.models.example.com"));
    m_callers->setPlaceholderText(tr("Lawyers, Intranet portal"));
    m_tenants->setPlaceholderText(tr("acme, globex"));

    auto *form = new QFormLayout;
    add(form, tr("Name"), m_name, "describeName",
        tr("What the service is called; its namespaces take the name"));
    add(form, tr("Environment"), m_environment, "describeEnvironment", tr("Where it will run"));
    add(form, tr("Owner"), m_owner, "describeOwner", tr("The team that answers for it"));
    add(form, tr("What it does"), m_purpose, "describePurpose", tr("One sentence"));
    add(form, tr("Service account"), m_identity, "describeIdentity",
        tr("The workload identity that it runs as; as the service when empty"));
    add(form, tr("Who calls it"), m_internet, "describeInternet", tr("It is exposed to the internet"));
    add(form, tr("And of your organisation"), m_callers, "describeCallers",
        tr("Groups of people and systems that call it, separated by commas"));
    form->addRow(tr("Data that it needs"), makeDataSources());
    add(form, tr("Tools"), m_tools, "describeTools",
        tr("What the model may act through, separated by commas"));
    add(form, tr("Model"), m_model, "describeModel", tr("Where the model runs"));
    add(form, tr("Model provider"), m_provider, "describeProvider",
        tr("Name and host; it is called through an egress proxy"));
    add(form, tr("Others that it calls"), m_parties, "describeParties",
        tr("One in a line: a name, and after a colon the hosts"));
    add(form, tr("Tenants"), m_tenants, "describeTenants",
        tr("Customers whose data must not mix, separated by commas; each gets collections of its own"));
    m_fault->setObjectName(QStringLiteral("describeFault"));
    m_fault->setProperty("role", QStringLiteral("fault"));
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(this);
    m_create = buttons->addButton(tr("Make the Design"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(QStringLiteral("describeCreate"));
    m_create->setToolTip(tr("Begin a project with what was said"));
    m_create->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel)->setToolTip(tr("Go back; nothing is made"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(intro);
    layout->addLayout(form, 1);
    layout->addWidget(m_fault);
    layout->addWidget(buttons);
    for (QLineEdit *field :
        { m_name, m_owner, m_purpose, m_identity, m_callers, m_tools, m_provider, m_tenants })
        connect(field, &QLineEdit::textChanged, this, &DescribeDialog::updateFault);
    connect(m_parties, &QPlainTextEdit::textChanged, this, &DescribeDialog::updateFault);
    connect(m_model, &QComboBox::currentIndexChanged, this, &DescribeDialog::updateFault);
    connect(m_dataSources, &QTableWidget::cellChanged, this, &DescribeDialog::updateFault);
    m_name->setFocus();
    updateFault();
}

template <class W>
W *DescribeDialog::add(
    QFormLayout *form, const QString &label, W *field, const char *name, const QString &tip)
{
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(label);
    field->setToolTip(tip);
    form->addRow(label, field);
    return field;
}

QWidget *DescribeDialog::makeDataSources()
{
    m_dataSources->setObjectName(QStringLiteral("describeData"));
    m_dataSources->setAccessibleName(tr("Data that it needs"));
    m_dataSources->setToolTip(tr("Each source of data that the service must access"));
    m_dataSources->setHorizontalHeaderLabels({ tr("Name"), tr("Classification"), tr("Writes it too"),
        tr("Outsiders write it"), tr("Model reads it") });
    m_dataSources->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_dataSources->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_dataSources->verticalHeader()->hide();
    m_dataSources->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_dataSources->setTabKeyNavigation(false);
    m_dataSources->setMinimumHeight(110);
    auto *box = new QWidget(this);
    auto *addSource = new QPushButton(tr("Add Data"), box);
    addSource->setObjectName(QStringLiteral("describeAddData"));
    addSource->setToolTip(tr("Add a line"));
    addSource->setAutoDefault(false);
    m_removeSource = new QPushButton(tr("Remove"), box);
    m_removeSource->setObjectName(QStringLiteral("describeRemoveData"));
    m_removeSource->setToolTip(tr("Remove the chosen line"));
    m_removeSource->setAutoDefault(false);
    connect(addSource, &QPushButton::clicked, this, &DescribeDialog::addDataSource);
    connect(m_removeSource, &QPushButton::clicked, this, [this] {
        m_dataSources->removeRow(m_dataSources->currentRow());
        updateFault();
    });
    auto *row = new QHBoxLayout;
    row->addWidget(addSource);
    row->addWidget(m_removeSource);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_dataSources);
    layout->addLayout(row);
    return box;
}

void DescribeDialog::addDataSource()
{
    const int row = m_dataSources->rowCount();
    {
        const QSignalBlocker blocker(m_dataSources);
        m_dataSources->insertRow(row);
        m_dataSources->setItem(row, Name, new QTableWidgetItem(tr("Documents")));
        auto *choice = new QComboBox(m_dataSources);
        choice->setAccessibleName(tr("Classification"));
        choice->setToolTip(tr("How sensitive it is"));
        for (const std::string_view name : EnumNames<Classification>::names)
            choice->addItem(displayWord(name));
        choice->setCurrentIndex(static_cast<int>(Classification::Internal));
        m_dataSources->setCellWidget(row, Class, choice);
        for (const int column : { Written, Outsiders, InContext }) {
            auto *check = new QTableWidgetItem;
            check->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
            check->setCheckState(column == InContext ? Qt::Checked : Qt::Unchecked);
            m_dataSources->setItem(row, column, check);
        }
    }
    m_dataSources->setCurrentCell(row, Name);
    m_dataSources->setFocus();
    m_dataSources->editItem(m_dataSources->item(row, Name));
    updateFault();
}

void DescribeDialog::updateFault()
{
    const bool isHosted = m_model->currentData().toInt() == static_cast<int>(ModelSource::HostedApi);
    m_provider->setEnabled(isHosted);
    m_removeSource->setEnabled(m_dataSources->rowCount() > 0);
    const Result<Project> made = projectFrom(description());
    const bool isBlank = m_name->text().trimmed().isEmpty();
    QString fault;
    if (!made && !isBlank) {
        const Diagnostic &first = made.error().diagnostics.front();
        fault = QString::fromStdString(first.message + " " + first.fix);
    }
    m_fault->setText(fault);
    m_create->setEnabled(made.has_value());
}

ServiceDescription DescribeDialog::description() const
{
    ServiceDescription description;
    description.name = m_name->text().trimmed().toStdString();
    description.environment = m_environment->currentText().trimmed().toStdString();
    description.owner = m_owner->text().trimmed().toStdString();
    description.purpose = m_purpose->text().trimmed().toStdString();
    description.identityName = m_identity->text().trimmed().toStdString();
    description.isOnTheInternet = m_internet->isChecked();
    description.callers = itemsOf(m_callers->text());
    for (int row = 0; row < m_dataSources->rowCount(); ++row) {
        const auto isChecked = [this, row](int column) {
            const QTableWidgetItem *item = m_dataSources->item(row, column);
            return item && item->checkState() == Qt::Checked;
        };
        const QTableWidgetItem *name = m_dataSources->item(row, Name);
        const auto *choice = qobject_cast<QComboBox *>(m_dataSources->cellWidget(row, Class));
        DescribedDataSource source;
        source.name = name ? name->text().trimmed().toStdString() : std::string();
        source.classification = static_cast<Classification>(choice ? choice->currentIndex() : 0);
        source.isWritten = isChecked(Written);
        source.isWrittenByOutsiders = isChecked(Outsiders);
        source.reachesModel = isChecked(InContext);
        description.dataSources.push_back(std::move(source));
    }
    description.tools = itemsOf(m_tools->text());
    for (const QString &line : m_parties->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            description.parties.push_back(partyOf(line));
    }
    description.model = static_cast<ModelSource>(m_model->currentData().toInt());
    description.provider = partyOf(m_provider->text());
    description.tenants = itemsOf(m_tenants->text());
    return description;
}

} // namespace fourplane::ui
