// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/TestData.h"

#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

/// The program renders its real window without a display.
class tst_ScreenshotProgram : public QObject
{
    Q_OBJECT

private slots:
    void rendersTheWindow_data();
    void rendersTheWindow();
    void refusesWhatItCannotDo_data();
    void refusesWhatItCannotDo();
    void helpAndVersionNeedNoDisplay();
};

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Outcome run(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QString::fromLatin1(name));
    process.setProcessEnvironment(environment);
    process.start(QString::fromStdString(programPath("fourplane").string()), arguments);
    Outcome outcome;
    if (process.waitForFinished(120000) && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

QString sample()
{
    return QString::fromStdString(
        sourcePath("sample-topologies/rag-assistant/segmented.fourplane.yaml").string());
}

} // namespace

void tst_ScreenshotProgram::rendersTheWindow_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QSize>("pixels");
    QTest::newRow("plain") << QStringList() << QSize(1440, 900);
    QTest::newRow("small, dark, with a run") << QStringList { QStringLiteral("--size"),
        QStringLiteral("1000x700"), QStringLiteral("--theme"), QStringLiteral("dark"),
        QStringLiteral("--scenario"), QStringLiteral("model-server-rce"), QStringLiteral("--exploitability"),
        QStringLiteral("all"), QStringLiteral("--pivot"), QStringLiteral("1") }
                                             << QSize(1000, 700);
    QTest::newRow("scaled, a lens, a selection") << QStringList { QStringLiteral("--size"),
        QStringLiteral("1000x700"), QStringLiteral("--scale"), QStringLiteral("2"), QStringLiteral("--lens"),
        QStringLiteral("network"), QStringLiteral("--select"), QStringLiteral("llm-server") }
                                                 << QSize(2000, 1400);
}

void tst_ScreenshotProgram::rendersTheWindow()
{
    QFETCH(QStringList, options);
    QFETCH(QSize, pixels);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.png"));
    const Outcome outcome = run(QStringList { QStringLiteral("--screenshot"), path } + options << sample());
    QVERIFY2(outcome.exitCode == 0, outcome.errors.constData());
    const QImage image(path);
    QCOMPARE(image.size(), pixels);
    // The middle of the window, where the canvas is: a blank one has a handful of colours at most.
    QSet<QRgb> colours;
    const QRect middle(image.width() / 4, image.height() / 5, image.width() / 2, image.height() / 3);
    for (int y = middle.top(); y < middle.bottom(); y += 2) {
        for (int x = middle.left(); x < middle.right(); x += 2)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY2(colours.size() > 40, qPrintable(QString::number(colours.size())));
}

void tst_ScreenshotProgram::refusesWhatItCannotDo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("message");
    const QString shot = QStringLiteral("--screenshot");
    const QString out = QStringLiteral("/nonexistent-folder/out.png");
    QTest::newRow("bad zoom") << QStringList { shot, out, QStringLiteral("--zoom"), QStringLiteral("9") } << 2
                              << QByteArray("--zoom takes");
    QTest::newRow("unknown entry") << QStringList { shot, out, QStringLiteral("--action"),
        QStringLiteral("Nope") } << 3
                                   << QByteArray("They have: ");
    QTest::newRow("bad size") << QStringList { shot, out, QStringLiteral("--size"), QStringLiteral("7"),
        sample() } << 2 << QByteArray("--size takes");
    QTest::newRow("missing project") << QStringList { shot, out,
        QStringLiteral("/nonexistent.fourplane.yaml") }
                                     << 3 << QByteArray("/nonexistent.fourplane.yaml");
    QTest::newRow("unknown scenario")
        << QStringList { shot, out, QStringLiteral("--scenario"), QStringLiteral("nope"), sample() } << 3
        << QByteArray("model-server-rce");
    QTest::newRow("unknown element") << QStringList { shot, out, QStringLiteral("--select"),
        QStringLiteral("nope"), sample() }
                                     << 3 << QByteArray("nope");
    QTest::newRow("cannot write") << QStringList { shot, out, sample() } << 3
                                  << QByteArray("could not be written");
}

void tst_ScreenshotProgram::refusesWhatItCannotDo()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, message);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exitCode, exitCode);
    QVERIFY2(outcome.errors.contains(message), outcome.errors.constData());
}

void tst_ScreenshotProgram::helpAndVersionNeedNoDisplay()
{
    const Outcome help = run({ QStringLiteral("--help") });
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.output.contains("--screenshot"));
    const Outcome version = run({ QStringLiteral("--version") });
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.output.startsWith("fourplane "));
}

QTEST_GUILESS_MAIN(tst_ScreenshotProgram)
#include "tst_ScreenshotProgram.moc"
