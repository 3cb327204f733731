// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/SourceView.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTextLayout>
#include <QtTest>

#include <cmath>

using namespace fourplane;
using namespace fourplane::ui;

/// Exported files as they are read: the colours of their languages, line numbers, marks, words to be found.
class tst_SourceView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatsAreToldByTheName();
    void tokensAreFound_data();
    void tokensAreFound();
    void textsOfSeveralLinesGoOn();
    void everyColourCanBeRead();
    void theViewIsColoured();
    void clicksAndKeysTellTheLine();
    void wordsAreFound();
    void theSameTextKeepsTheCursor();
};

Q_DECLARE_METATYPE(fourplane::ui::SourceFormat)

namespace {

/// "text=Key" for each token, of the visible layer: later tokens lie over earlier ones.
QStringList described(SourceFormat format, const QString &line)
{
    static const char *const names[] { "Key", "Keyword", "String", "Value", "Comment", "Heading", "Added",
        "Removed" };
    int state = 0;
    QStringList texts;
    for (const SourceToken &token : tokensOf(format, line, state))
        texts.append(line.mid(token.start, token.length) + QLatin1Char('=')
            + QString::fromLatin1(names[static_cast<int>(token.kind)]));
    return texts;
}

/// Contrast of two colours after WCAG 2.
double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto channel = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
            + 0.0722 * channel(colour.blueF());
    };
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

} // namespace

void tst_SourceView::formatsAreToldByTheName()
{
    const auto format = [](const char *name) { return sourceFormatOf(QString::fromLatin1(name)); };
    QCOMPARE(format("base/a.yaml"), SourceFormat::Yaml);
    QCOMPARE(format("index.json"), SourceFormat::Json);
    QCOMPARE(format("opa/.manifest"), SourceFormat::Json);
    QCOMPARE(format("opa/a.rego"), SourceFormat::Rego);
    QCOMPARE(format("stores/a.sql"), SourceFormat::Sql);
    QCOMPARE(format("vault/a.hcl"), SourceFormat::Hcl);
    QCOMPARE(format("probes/probe.sh"), SourceFormat::Shell);
    QCOMPARE(format("RUNBOOK.md"), SourceFormat::Markdown);
    QCOMPARE(format("LICENCE"), SourceFormat::Plain);
}

void tst_SourceView::tokensAreFound_data()
{
    QTest::addColumn<SourceFormat>("format");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("tokens");
    const auto row = [](const char *name, SourceFormat format, const char *line, const char *tokens) {
        const QString text = QString::fromLatin1(tokens);
        QTest::newRow(name) << format << QString::fromLatin1(line)
                            << (text.isEmpty() ? QStringList() : text.split(QLatin1Char('|')));
    };
    row("YAML map", SourceFormat::Yaml, "  name: web", "name=Key");
    row("YAML item", SourceFormat::Yaml, "    - port: 8080 # http", "port=Key|8080=Value|# http=Comment");
    row("YAML quoted", SourceFormat::Yaml, "  \"a: b\": 'on'", "\"a: b\"=Key|'on'=String");
    row("YAML path with a hash", SourceFormat::Yaml, "url: http://a/#b", "url=Key");
    row("YAML key with a slash", SourceFormat::Yaml, "    kubernetes.io/metadata.name: ai-data",
        "kubernetes.io/metadata.name=Key");
    row("YAML version is no number", SourceFormat::Yaml, "v: v1.31", "v=Key");
    row("YAML address is no number", SourceFormat::Yaml, "cidr: 10.0.0.0/8", "cidr=Key");
    row("JSON", SourceFormat::Json, "  \"a\": [\"b\", 1, true]", "\"a\"=Key|\"b\"=String|1=Value|true=Value");
    row("Rego", SourceFormat::Rego, "allow if input.x == \"a#b\" # why",
        "if=Keyword|input=Key|\"a#b\"=String|# why=Comment");
    row("SQL", SourceFormat::Sql, "GRANT SELECT ON TABLE \"a\" TO 'it''s'; -- x",
        "GRANT=Keyword|SELECT=Keyword|ON=Keyword|TABLE=Keyword|\"a\"=Key|TO=Keyword|'it''s'=String|-- "
        "x=Comment");
    row("HCL", SourceFormat::Hcl, "path \"kv/data/a\" {", "path=Key|\"kv/data/a\"=String");
    row("HCL list", SourceFormat::Hcl, "  capabilities = [\"read\"] # r",
        "capabilities=Key|\"read\"=String|# r=Comment");
    row("shell", SourceFormat::Shell, "if [ \"$a\" ]; then b='c' # d",
        "if=Keyword|\"$a\"=String|then=Keyword|'c'=String|# d=Comment");
    row("shell variable", SourceFormat::Shell, "echo $1 ${x}", "$1=Key|${x}=Key");
    row("heading", SourceFormat::Markdown, "# Run book", "# Run book=Heading");
    row("Markdown", SourceFormat::Markdown, "- **warning** `code`",
        "-=Key|**warning**=Keyword|`code`=String");
    row("added", SourceFormat::Difference, "+a", "+a=Added");
    row("removed", SourceFormat::Difference, "-a", "-a=Removed");
    row("kept", SourceFormat::Difference, " a", "");
    row("plain", SourceFormat::Plain, "a: 1 # b", "");
}

void tst_SourceView::tokensAreFound()
{
    QFETCH(SourceFormat, format);
    QFETCH(QString, line);
    QFETCH(QStringList, tokens);
    QCOMPARE(described(format, line), tokens);
}

void tst_SourceView::textsOfSeveralLinesGoOn()
{
    const auto kindsOf = [](SourceFormat format, std::initializer_list<const char *> lines) {
        int state = 0;
        QList<int> first; // kind of the token at the beginning of each line, -1 = none
        for (const char *line : lines) {
            const auto tokens = tokensOf(format, QString::fromLatin1(line), state);
            first.append(
                tokens.empty() || tokens.front().start > 0 ? -1 : static_cast<int>(tokens.front().kind));
        }
        return first;
    };
    const int key = static_cast<int>(TokenKind::Key);
    const int text = static_cast<int>(TokenKind::String);
    const int comment = static_cast<int>(TokenKind::Comment);
    QCOMPARE(kindsOf(SourceFormat::Yaml, { "data: |", "  a: 1", "", "  b", "next: 1" }),
        (QList<int> { key, text, -1, text, key }));
    QCOMPARE(kindsOf(SourceFormat::Sql, { "/* one", "two", "three */ SELECT", "/* no */ x", "plain" }),
        (QList<int> { comment, comment, comment, comment, -1 }));
    QCOMPARE(kindsOf(SourceFormat::Shell, { "awk '", "a = 1", "' file", "plain" }),
        (QList<int> { -1, text, text, -1 }));
    QCOMPARE(kindsOf(SourceFormat::Shell, { "x=''", "plain" }), (QList<int> { -1, -1 }));
    QCOMPARE(kindsOf(SourceFormat::Markdown, { "```sh", "# no heading", "```", "plain" }),
        (QList<int> { comment, text, comment, -1 }));
}

void tst_SourceView::everyColourCanBeRead()
{
    for (const Theme &theme : { Theme::light(), Theme::darkTheme() }) {
        for (int kind = 0; kind <= static_cast<int>(TokenKind::Removed); ++kind) {
            const QColor colour = tokenStyle(static_cast<TokenKind>(kind), theme).foreground().color();
            // The surface of marked lines too, where all but the colours of verdicts may stand.
            QList<QColor> surfaces { theme.window };
            if (kind < static_cast<int>(TokenKind::Added))
                surfaces.append(theme.selectionSurface);
            for (const QColor &surface : std::as_const(surfaces))
                QVERIFY2(contrast(colour, surface) >= 4.5,
                    qPrintable(QStringLiteral("kind %1, dark %2: %3")
                                   .arg(kind)
                                   .arg(theme.dark)
                                   .arg(contrast(colour, surface))));
        }
    }
}

void tst_SourceView::theViewIsColoured()
{
    SourceView view;
    view.showText(QStringLiteral("name: web\n"), SourceFormat::Yaml);
    const auto formats = view.document()->firstBlock().layout()->formats();
    QCOMPARE(formats.size(), 1);
    QCOMPARE(formats.first().length, 4);
    QCOMPARE(formats.first().format.foreground().color(),
        tokenStyle(TokenKind::Key, Theme::light()).foreground().color());
    view.setTheme(Theme::darkTheme());
    QCOMPARE(view.document()->firstBlock().layout()->formats().first().format.foreground().color(),
        tokenStyle(TokenKind::Key, Theme::darkTheme()).foreground().color());
}

void tst_SourceView::clicksAndKeysTellTheLine()
{
    SourceView view;
    view.resize(400, 300);
    view.showText(QStringLiteral("one\ntwo\nthree\nfour"), SourceFormat::Plain);
    view.show();
    QSignalSpy chosen(&view, &SourceView::lineChosen);
    QTextCursor third(view.document()->findBlockByNumber(2));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.cursorRect(third).center() + QPoint(3, 0));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.last().first().toInt(), 3);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.last().first().toInt(), 4);
    QTest::keyClick(&view, Qt::Key_Right); // the same line is told once
    QCOMPARE(chosen.count(), 2);
    QTest::keyClicks(&view, QStringLiteral("x"));
    QCOMPARE(view.toPlainText(), QStringLiteral("one\ntwo\nthree\nfour"));
}

void tst_SourceView::wordsAreFound()
{
    SourceView view;
    view.resize(600, 300);
    view.showText(QStringLiteral("port: 1\nname: a\nport: 2\n"), SourceFormat::Yaml);
    view.show();
    auto *field = view.findChild<QLineEdit *>(QStringLiteral("sourceFind"));
    QVERIFY(!field->isVisible());
    QTest::keyClick(&view, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, QStringLiteral("port"));
    QCOMPARE(view.textCursor().blockNumber(), 0);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(view.textCursor().blockNumber(), 2);
    QTest::keyClick(field, Qt::Key_Return); // from the end it begins again
    QCOMPARE(view.textCursor().blockNumber(), 0);
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(view.textCursor().blockNumber(), 2);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
}

void tst_SourceView::theSameTextKeepsTheCursor()
{
    SourceView view;
    view.showText(QStringLiteral("one\ntwo\n"), SourceFormat::Plain);
    view.setTextCursor(QTextCursor(view.document()->findBlockByNumber(1)));
    view.showText(QStringLiteral("one\ntwo\n"), SourceFormat::Plain);
    QCOMPARE(view.textCursor().blockNumber(), 1);
    view.markLines({ { 2, 2 } });
    QCOMPARE(view.extraSelections().size(), 1);
    view.showText(QStringLiteral("other\n"), SourceFormat::Plain);
    QVERIFY(view.extraSelections().isEmpty());
}

QTEST_MAIN(tst_SourceView)
#include "tst_SourceView.moc"
