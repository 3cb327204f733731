// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/WindowFixture.h"
#include "tests/support/TestData.h"
#include "ui/canvas/CanvasScene.h"
#include "ui/canvas/CanvasView.h"
#include "ui/shell/Language.h"

#include <QAbstractButton>
#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

using namespace fourplane;
using namespace fourplane::ui;
using fourplane::test::WindowFixture;

/// The window in a language that reads from right to left and takes more room, and in German.
class tst_LanguageJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void germanIsComplete();
    void germanIsBuiltIn();
    void everyTextIsGivenToTranslators();
    void theWindowIsMirrored();
    void longerTextsAreNotCutOff();
    void cardsSpeakGermanAndKeepTheirSize();
    void theCanvasWorksAsBefore();
};

namespace {

bool isTranslated(const QString &text)
{
    return text.contains(QChar(0x2067));
}

/// Texts that are the same in every language.
bool isExempt(const QString &text)
{
    static const QRegularExpression letters(QStringLiteral("[A-Za-z]{2}"));
    static const QStringList names { QStringLiteral("Fourplane"), QStringLiteral("English"),
        QStringLiteral("Deutsch") };
    return !letters.match(text).hasMatch() || names.contains(text);
}

/// Every text of the menus, submenus included.
void collect(const QMenu &menu, QStringList &texts)
{
    texts.append(menu.title());
    for (const QAction *action : menu.actions()) {
        if (action->menu())
            collect(*action->menu(), texts);
        else
            texts << action->text() << action->statusTip();
    }
}

} // namespace

void tst_LanguageJourney::germanIsComplete()
{
    QFile file(QString::fromStdString(test::sourcePath("resources/translations/fourplane_de.ts").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    int messages = 0;
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
            ++messages;
        } else if (xml.name() == QLatin1String("translation")) {
            QVERIFY2(!xml.attributes().hasAttribute(QLatin1String("type")), qPrintable(source));
            QVERIFY2(!xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed().isEmpty(),
                qPrintable(source));
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(messages > 600);
}

void tst_LanguageJourney::germanIsBuiltIn()
{
    QTranslator german;
    QVERIFY(german.load(QStringLiteral("fourplane_de"), QStringLiteral(":/fourplane/translations")));
    QCOMPARE(german.translate("fourplane::ui::MainWindow", "&File"), QStringLiteral("&Datei"));
    QTranslator english;
    QVERIFY(english.load(QStringLiteral("fourplane_en"), QStringLiteral(":/fourplane/translations")));
    QCOMPARE(english.translate("QObject", "Move %n objects", nullptr, 1), QStringLiteral("Move %n object"));
}

void tst_LanguageJourney::everyTextIsGivenToTranslators()
{
    setLanguage(QStringLiteral("pseudo"));
    WindowFixture fixture;
    QTest::qWait(50);
    QStringList texts;
    for (const QAction *action : fixture.window().menuBar()->actions()) {
        if (action->menu())
            collect(*action->menu(), texts);
    }
    for (const QLabel *label : fixture.window().findChildren<QLabel *>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    for (const QAbstractButton *button : fixture.window().findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            texts.append(button->text());
    }
    QVERIFY(texts.size() > 150);
    QStringList missing;
    for (const QString &text : std::as_const(texts)) {
        const bool isExample = text.startsWith(QStringLiteral("Incident "))
            || text.startsWith(QStringLiteral("Imported ")) || text.startsWith(QStringLiteral("Rag "))
            || text.startsWith(QStringLiteral("Template ")); // names of files
        if (!isTranslated(text) && !isExempt(text) && !isExample)
            missing.append(text);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral(" | "))));
}

void tst_LanguageJourney::theWindowIsMirrored()
{
    WindowFixture fixture;
    QTest::qWait(50);
    QCOMPARE(fixture.window().layoutDirection(), Qt::RightToLeft);
    const auto middleOf = [&fixture](const char *dock) {
        return fixture.child<QDockWidget>(dock)->geometry().center().x();
    };
    // Docks keep their side by name; what is in them reads from right to left.
    QVERIFY(middleOf("leftDock") != middleOf("rightDock"));
    auto *scenario = fixture.child<QComboBox>("scenarioChoice");
    QVERIFY(scenario->mapTo(&fixture.window(), scenario->rect().center()).x() > fixture.window().width() / 2);
}

void tst_LanguageJourney::longerTextsAreNotCutOff()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    for (const QAbstractButton *button : fixture.window().findChildren<QAbstractButton *>()) {
        if (button->isVisible() && isTranslated(button->text())) {
            QVERIFY2(button->width() >= button->minimumSizeHint().width(),
                qPrintable(QStringLiteral("%1: %2 of %3 px")
                               .arg(button->text())
                               .arg(button->width())
                               .arg(button->minimumSizeHint().width())));
        }
    }
}

void tst_LanguageJourney::cardsSpeakGermanAndKeepTheirSize()
{
    Project project;
    project.topology.namespaces[ElementId("n")] = { ElementId("n"), "n" };
    Workload model;
    model.id = ElementId("m");
    model.name = "llm";
    model.namespaceId = ElementId("n");
    model.kind = WorkloadKind::ModelEndpoint;
    project.topology.workloads[model.id] = model;
    model.id = ElementId("a");
    model.kind = WorkloadKind::Agent;
    project.topology.workloads[model.id] = model;
    ExternalEndpoint people;
    people.id = ElementId("p");
    people.name = "people";
    people.kind = ExternalKind::UserGroup;
    people.trust = TrustTier::Untrusted;
    project.topology.externals[people.id] = people;
    CanvasScene other; // in the language of this journey, whose words are longer
    other.rebuild(project);
    QTranslator german;
    QVERIFY(german.load(QStringLiteral("fourplane_de"), QStringLiteral(":/fourplane/translations")));
    QCoreApplication::installTranslator(&german);
    CanvasScene scene;
    scene.rebuild(project);
    QCoreApplication::removeTranslator(&german);
    QCOMPARE(scene.node(ElementId("m"))->kindText, QStringLiteral("Modell-Endpunkt"));
    QCOMPARE(scene.node(ElementId("a"))->kindText, QStringLiteral("Agent"));
    QCOMPARE(scene.node(ElementId("p"))->detail, QStringLiteral("nicht vertrauenswürdig"));
    // A layout made in one language holds in the other.
    for (const SceneNode &node : scene.nodes())
        QCOMPARE(node.rect.size(), other.node(node.id)->rect.size());
}

void tst_LanguageJourney::theCanvasWorksAsBefore()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    fixture.click("llm-server");
    QVERIFY(fixture.window().canvas().selection() == std::vector { ElementId("llm-server") });
    fixture.type("workloadName", QStringLiteral("gpt-oss"));
    QCOMPARE(fixture.project().topology.workloads.at(ElementId("llm-server")).name, std::string("gpt-oss"));
}

QTEST_MAIN(tst_LanguageJourney)
#include "tst_LanguageJourney.moc"
