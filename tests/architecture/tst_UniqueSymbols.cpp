// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include <QHash>
#include <QProcess>
#include <QStringList>
#include <QtTest>

/// Everything of core is in one namespace, and a linker that finds a function in two libraries takes the one
/// that comes first without a word: two functions of the same name and parameters would answer for each
/// other.
class tst_UniqueSymbols : public QObject
{
    Q_OBJECT

private slots:
    void noFunctionIsDefinedInTwoLibraries();
};

void tst_UniqueSymbols::noFunctionIsDefinedInTwoLibraries()
{
    QHash<QString, QString> homes; // by symbol
    QStringList clashes;
    for (const QString &library : QStringLiteral(FOURPLANE_LIBRARIES).split(QLatin1Char(':'))) {
        QProcess nm;
        nm.start(QStringLiteral("nm"),
            { QStringLiteral("--defined-only"), QStringLiteral("--demangle"), library });
        QVERIFY(nm.waitForFinished());
        QCOMPARE(nm.exitCode(), 0);
        int functions = 0;
        const QStringList lines = QString::fromUtf8(nm.readAllStandardOutput()).split(QLatin1Char('\n'));
        for (const QString &line : lines) {
            // "0000000000012345 T fourplane::simulate(...)": T is a function that others can call, once only.
            const QString symbol = line.section(QLatin1Char(' '), 2);
            if (line.section(QLatin1Char(' '), 1, 1) != QLatin1String("T")
                || !symbol.contains(QLatin1String("fourplane")))
                continue;
            ++functions;
            const auto home = homes.constFind(symbol);
            if (home != homes.constEnd() && *home != library)
                clashes.append(symbol);
            homes.insert(symbol, library);
        }
        QVERIFY2(functions > 0, qPrintable(library));
    }
    QVERIFY2(clashes.isEmpty(), qPrintable(clashes.join(QLatin1Char('\n'))));
}

QTEST_APPLESS_MAIN(tst_UniqueSymbols)
#include "tst_UniqueSymbols.moc"
