// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/HelpWindow.h"

#include "core/storage/Resources.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>
#include <QTextList>
#include <QTextTable>
#include <QUrl>

#include <algorithm>

namespace fourplane::ui {

namespace {

QString textOf(const QString &file)
{
    const std::string_view text = resource("help/" + file.toStdString());
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The first heading of a page.
QString titleOf(const QString &text, const QString &file)
{
    const QString line = text.section(QLatin1Char('\n'), 0, 0);
    return line.startsWith(QLatin1String("# ")) ? line.mid(2) : file;
}

/// Markdown comes without any space between paragraphs and in the cells of tables.
void giveRoom(QTextDocument &document)
{
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        if (cursor.currentTable() || cursor.currentList())
            continue;
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(format.headingLevel() > 0 ? 18 : 6);
        format.setBottomMargin(6);
        cursor.setBlockFormat(format);
    }
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setCellPadding(6);
        format.setCellSpacing(0);
        format.setBorderCollapse(true);
        format.setTopMargin(6);
        format.setBottomMargin(10);
        table->setFormat(format);
    }
}

/// Shows links between pages by itself, pictures of the guide from the program.
class HelpBrowser : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl &name) override
    {
        const QImage picture(QStringLiteral(":/fourplane/help/") + name.path());
        if (type != QTextDocument::ImageResource || picture.isNull())
            return QTextBrowser::loadResource(type, name);
        return picture.scaledToWidth(std::min(picture.width(), 640), Qt::SmoothTransformation);
    }
};

} // namespace

HelpWindow::HelpWindow(QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_text(new HelpBrowser(this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Fourplane Help"));
    resize(980, 680);
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setFixedWidth(240);
    m_list->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Page"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(20);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_list);
    layout->addWidget(m_text, 1);

    // The page about the window itself comes first.
    QStringList files;
    for (const std::string_view path : resourcesBelow("help")) {
        if (path.ends_with(".md"))
            files.append(QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size())).mid(5));
    }
    std::stable_partition(
        files.begin(), files.end(), [](const QString &file) { return file == QLatin1String("window.md"); });
    for (const QString &file : std::as_const(files)) {
        auto *item = new QListWidgetItem(titleOf(textOf(file), file), m_list);
        item->setData(Qt::UserRole, file);
    }
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        m_text->setMarkdown(textOf(item->data(Qt::UserRole).toString()));
        giveRoom(*m_text->document());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    m_list->setCurrentRow(0);
}

QStringList HelpWindow::pages() const
{
    QStringList files;
    for (int row = 0; row < m_list->count(); ++row)
        files.append(m_list->item(row)->data(Qt::UserRole).toString());
    return files;
}

void HelpWindow::showPage(const QString &file)
{
    m_list->setCurrentRow(std::max(0, static_cast<int>(pages().indexOf(file))));
    show();
    raise();
    activateWindow();
}

void HelpWindow::follow(const QUrl &link)
{
    if (link.isRelative() && pages().contains(link.path()))
        showPage(link.path());
    else if (link.scheme() == QLatin1String("https"))
        QDesktopServices::openUrl(link);
}

} // namespace fourplane::ui
