// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "ui/canvas/CanvasView.h"
#include "ui/panels/AcceptDialog.h"
#include "ui/panels/ChangeDialog.h"
#include "ui/panels/FindingsPanel.h"
#include "ui/shell/DescribeDialog.h"
#include "ui/shell/DiagnosticsDialog.h"
#include "ui/shell/MergeDialog.h"
#include "ui/shell/RecoveryDialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// Every control says what it is for, to the eye and to a screen reader; and what a person set up is there
/// again.
class tst_ControlsJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMenuEntryExplainsItself();
    void everyControlOfTheWindowExplainsItself();
    void everyControlOfTheInspectorExplainsItself_data();
    void everyControlOfTheInspectorExplainsItself();
    void everyControlOfADialogExplainsItself();
    void theWindowComesBackAsItWasLeft();
};

namespace {

QString describe(const QWidget &widget)
{
    QString text =
        QString::fromLatin1(widget.metaObject()->className()) + QLatin1Char(' ') + widget.objectName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        text += QStringLiteral(" \"%1\"").arg(button->text());
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (!parent->objectName().isEmpty())
            return text + QStringLiteral(" in ") + parent->objectName();
    }
    return text;
}

/// Something that a person operates, and not a part that Qt puts into one.
bool isControl(const QWidget &widget)
{
    const bool isPartOfQt = widget.objectName().startsWith(QLatin1String("qt_"))
        || widget.objectName().startsWith(QLatin1String("_q_"))
        || QByteArray(widget.metaObject()->className()).startsWith("QTableCorner")
        || QByteArray(widget.metaObject()->className()).startsWith("QExpanding")
        || QByteArray(widget.metaObject()->className()).contains("Private")
        || qobject_cast<const QScrollBar *>(&widget) || qobject_cast<const QHeaderView *>(&widget)
        || qobject_cast<const QTabBar *>(widget.parentWidget())
        || qobject_cast<const QMenuBar *>(widget.parentWidget())
        || qobject_cast<const QLineEdit *>(widget.parentWidget())
        || qobject_cast<const QComboBox *>(widget.parentWidget())
        || qobject_cast<const QAbstractSpinBox *>(widget.parentWidget());
    if (isPartOfQt)
        return false;
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QComboBox *>(parent)) // its list
            return false;
    }
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
        || qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QAbstractItemView *>(&widget)
        || qobject_cast<const QAbstractSlider *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget)
        || qobject_cast<const QPlainTextEdit *>(&widget);
}

/// Something that one sets or types a value into.
bool isField(const QWidget &widget)
{
    return qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget)
        || qobject_cast<const QCheckBox *>(&widget) || qobject_cast<const QPlainTextEdit *>(&widget);
}

/// The controls below `root` that have no name for a screen reader (the label of a field counts), the buttons
/// without a tool tip and, with `fields`, the fields without one.
QStringList silentControls(const QWidget &root, bool fields = false)
{
    QStringList silent;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!isControl(*widget))
            continue;
        QAccessibleInterface *accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const bool isButton =
            qobject_cast<const QPushButton *>(widget) || qobject_cast<const QToolButton *>(widget);
        if ((isButton || (fields && isField(*widget))) && widget->toolTip().isEmpty())
            silent.append(describe(*widget) + QStringLiteral(": no tool tip"));
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            silent.append(describe(*widget) + QStringLiteral(": no accessible name"));
    }
    silent.removeDuplicates();
    return silent;
}

} // namespace

void tst_ControlsJourney::everyMenuEntryExplainsItself()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    QStringList silent;
    int entries = 0;
    for (const QAction *action : fixture.window().findChildren<QAction *>()) {
        if (!action->objectName().startsWith(QLatin1String("action")) || action->menu())
            continue;
        ++entries;
        QString text = action->text();
        text.remove(QLatin1Char('&'));
        if (action->statusTip().isEmpty() || action->toolTip().isEmpty() || action->toolTip() == text)
            silent.append(action->objectName());
    }
    QVERIFY(entries > 60);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QStringLiteral(", "))));
}

void tst_ControlsJourney::everyControlOfTheWindowExplainsItself()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const QStringList silent = silentControls(fixture.window());
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
}

void tst_ControlsJourney::everyControlOfTheInspectorExplainsItself_data()
{
    QTest::addColumn<QString>("id");
    for (const char *id :
        { "llm-server", "ai-data", "supplier-portal", "flow-proxy-llm", "llm-server,retriever",
            "ai-data,ai-tools", "customers,supplier-portal", "flow-proxy-llm,flow-proxy-mail" })
        QTest::newRow(id) << QString::fromLatin1(id);
}

void tst_ControlsJourney::everyControlOfTheInspectorExplainsItself()
{
    QFETCH(QString, id);
    WindowFixture fixture;
    QVERIFY(fixture.open());
    std::vector<ElementId> ids;
    for (const QString &one : id.split(QLatin1Char(',')))
        ids.emplace_back(one.toStdString());
    fixture.window().canvas().select(ids);
    QCOMPARE(fixture.window().canvas().selection().size(), ids.size());
    auto *inspector = fixture.child<QWidget>("inspectorPanel");
    QVERIFY(inspector);
    QVERIFY(inspector->findChildren<QComboBox *>().size() > 1);
    const QStringList silent = silentControls(*inspector, true);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
}

void tst_ControlsJourney::everyControlOfADialogExplainsItself()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    const Project &project = fixture.project();
    Finding finding;
    finding.ruleId = "token-mounted";
    finding.elements = { ElementId("llm-server") };
    finding.message = "Something";
    Project theirs = project;
    theirs.name = "theirs";
    AcceptDialog accept(project, finding);
    ChangeDialog change(
        fixture.window().document(), Theme::light(), QStringLiteral("Fix"), QStringLiteral("What?"));
    DescribeDialog describeService;
    QTest::mouseClick(
        describeService.findChild<QPushButton *>(QStringLiteral("describeAddData")), Qt::LeftButton);
    DiagnosticsDialog diagnostics(QStringLiteral("Title"), QStringLiteral("Summary"), {});
    MergeDialog merge(project, project, theirs, QStringLiteral("file"), Theme::light());
    RecoveryDialog recovery(std::vector<RecoverableProject>(1), nullptr);
    QStringList silent;
    for (const QWidget *dialog : std::initializer_list<const QWidget *> {
             &accept, &change, &describeService, &diagnostics, &merge, &recovery })
        silent += silentControls(*dialog);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
}

void tst_ControlsJourney::theWindowComesBackAsItWasLeft()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    auto *bottom = fixture.child<QTabWidget>("bottomTabs");
    bottom->setCurrentWidget(fixture.child<QWidget>("findingsPanel"));
    fixture.child<QTabWidget>("leftTabs")->setCurrentIndex(1);
    fixture.window().setLens(Lens::Data);
    fixture.window().setTheme(Theme::darkTheme());
    fixture.child<QAction>("actionThemeDark")->trigger();
    fixture.child<QAction>("actionMinimap")->setChecked(false);
    fixture.window().close();

    MainWindow again(fixture.settings());
    QCOMPARE(again.findChild<QTabWidget *>(QStringLiteral("bottomTabs"))->currentWidget()->objectName(),
        QStringLiteral("findingsPanel"));
    QCOMPARE(again.findChild<QTabWidget *>(QStringLiteral("leftTabs"))->currentIndex(), 1);
    QCOMPARE(again.canvas().lens(), Lens::Data);
    QVERIFY(again.findChild<QAction *>(QStringLiteral("actionThemeDark"))->isChecked());
    QVERIFY(!again.findChild<QAction *>(QStringLiteral("actionMinimap"))->isChecked());
}

QTEST_MAIN(tst_ControlsJourney)
#include "tst_ControlsJourney.moc"
