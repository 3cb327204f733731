// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/StartPage.h"

#include "core/storage/Resources.h"
#include "ui/theme/Icons.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include <algorithm>
#include <initializer_list>

namespace fourplane::ui {

namespace {

constexpr int mostRecent = 5;

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

/// One line that ends in an ellipsis where there is no room for it; the button's tool tip has it in full.
class ElidedLabel : public QLabel
{
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override { return { 0, QLabel::minimumSizeHint().height() }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        style()->drawItemText(
            &painter, rect(), static_cast<int>(alignment()), palette(), isEnabled(), shown, foregroundRole());
    }
};

} // namespace

std::vector<StartTemplate> startTemplates()
{
    const auto path = [](const char *name) {
        return QStringLiteral("sample-topologies/") + QString::fromLatin1(name)
            + QStringLiteral(".fourplane.yaml");
    };
    const auto tr = [](const char *text) { return QCoreApplication::translate("fourplane::ui", text); };
    std::vector<StartTemplate> templates {
        { path("rag-assistant/segmented"), tr("RAG assistant"),
            tr("Gateway, agent, model and stores, every plane enforced"), QStringLiteral("retriever") },
        { path("rag-assistant/flat"), tr("RAG assistant, flat"),
            tr("The same service as it is often found: attack it and see"), QStringLiteral("shield-off") },
        { path("template-agent-tools/project"), tr("Agent with tools"),
            tr("A planning agent, its tools behind a scope, and people who approve"),
            QStringLiteral("agent") },
        { path("template-mcp-hub/project"), tr("MCP hub"),
            tr("Many assistants share MCP servers with scopes of their own"), QStringLiteral("mcp-server") },
        { path("template-multi-tenant/project"), tr("Multi-tenant inference"),
            tr("Tenants share models, never data or nodes"), QStringLiteral("model-endpoint") },
        { path("template-training/project"), tr("Training and registry"),
            tr("From data to a signed model: pipeline, registry, promotion"),
            QStringLiteral("training-job") },
        { path("template-regulated-bank/project"), tr("Regulated bank"),
            tr("A customer assistant with classified data, egress lists and evidence"),
            QStringLiteral("shield") },
    };
    std::erase_if(templates,
        [](const StartTemplate &entry) { return resource(entry.resourcePath.toStdString()).empty(); });
    return templates;
}

StartPage::StartPage(QWidget *parent)
    : QFrame(parent)
    , m_recent(new QVBoxLayout)
    , m_noRecent(new QLabel(tr("None yet"), this))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("startPage"));
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(tr("Start"));
    auto *title = new QLabel(tr("Design, attack, hand over"), this);
    title->setProperty("role", QStringLiteral("title"));
    auto *hint = new QLabel(
        tr("Press / and type what you need (\"gateway\", \"vector\"), or drag a kind from the palette."),
        this);
    hint->setObjectName(QStringLiteral("canvasHint"));
    hint->setProperty("role", QStringLiteral("secondary"));
    hint->setWordWrap(true);

    auto *left = new QVBoxLayout;
    left->setSpacing(2);
    left->addWidget(heading(tr("Open"), this));
    connect(addChoice(left, QStringLiteral("open"), tr("Open a project…"), tr("Ctrl+O")),
        &QPushButton::clicked, this, &StartPage::openRequested);
    connect(addChoice(left, QStringLiteral("import"), tr("Import manifests…"),
                tr("From a folder of Kubernetes manifests")),
        &QPushButton::clicked, this, &StartPage::importRequested);
    QPushButton *describe = addChoice(
        left, QStringLiteral("note"), tr("Describe your service…"), tr("Answer a form; it becomes a design"));
    describe->setObjectName(QStringLiteral("startDescribe"));
    connect(describe, &QPushButton::clicked, this, &StartPage::describeRequested);
    left->addSpacing(12);
    left->addWidget(heading(tr("Recent"), this));
    m_noRecent->setProperty("role", QStringLiteral("secondary"));
    m_noRecent->setContentsMargins(8, 4, 0, 0);
    m_recent->setSpacing(2);
    left->addLayout(m_recent);
    left->addWidget(m_noRecent);
    left->addStretch(1);

    auto *right = new QVBoxLayout;
    right->setSpacing(2);
    right->addWidget(heading(tr("Start from a design"), this));
    for (const StartTemplate &entry : startTemplates()) {
        QPushButton *button = addChoice(right, entry.icon, entry.title, entry.description);
        button->setObjectName(QStringLiteral("template-") + entry.resourcePath);
        connect(button, &QPushButton::clicked, this,
            [this, path = entry.resourcePath] { Q_EMIT templateChosen(path); });
    }
    right->addStretch(1);

    auto *columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addLayout(left, 3);
    columns->addLayout(right, 5);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 20, 18, 20);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addLayout(columns);
}

QPushButton *StartPage::addChoice(
    QVBoxLayout *column, const QString &icon, const QString &title, const QString &detail)
{
    auto *button = new QPushButton(this);
    button->setProperty("role", QStringLiteral("choice"));
    button->setProperty("iconName", icon);
    button->setAccessibleName(title + QStringLiteral(". ") + detail);
    button->setToolTip(detail);
    auto *row = new QHBoxLayout(button);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(10);
    auto *picture = new QLabel(button);
    picture->setObjectName(QStringLiteral("choiceIcon"));
    picture->setFixedSize(20, 20);
    row->addWidget(picture);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *name = new QLabel(title, button);
    name->setFont(interfaceFont(13, QFont::DemiBold));
    auto *more = new ElidedLabel(detail, button);
    more->setProperty("role", QStringLiteral("secondary"));
    more->setFont(interfaceFont(12));
    words->addWidget(name);
    words->addWidget(more);
    row->addLayout(words, 1);
    for (QLabel *label : std::initializer_list<QLabel *> { picture, name, more }) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        label->setTextFormat(Qt::PlainText);
    }
    column->addWidget(button);
    return button;
}

void StartPage::setTheme(const Theme &theme)
{
    m_theme = theme;
    colourIcons();
}

void StartPage::colourIcons()
{
    for (const QPushButton *button : findChildren<QPushButton *>()) {
        if (auto *picture = button->findChild<QLabel *>(QStringLiteral("choiceIcon")))
            picture->setPixmap(iconPixmap(
                button->property("iconName").toString(), m_theme.secondaryText, 20, devicePixelRatioF()));
    }
}

void StartPage::setRecent(const QStringList &paths)
{
    for (QPushButton *button : m_recentButtons)
        delete button;
    m_recentButtons.clear();
    for (const QString &path : paths.mid(0, mostRecent)) {
        const QFileInfo file(path);
        QPushButton *button =
            addChoice(m_recent, QStringLiteral("project"), file.fileName(), file.absolutePath());
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentChosen(path); });
        m_recentButtons.push_back(button);
    }
    m_noRecent->setVisible(paths.isEmpty());
    colourIcons();
    adjustSize();
}

} // namespace fourplane::ui
