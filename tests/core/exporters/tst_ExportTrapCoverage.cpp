// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/TestData.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

#include <map>
#include <set>
#include <vector>

/// Every clause of what the export reference says about rules and targets has a test that keeps to it, or a
/// reason why there is none: export-traps.tsv lists them by how the clause begins.
class tst_ExportTrapCoverage : public QObject
{
    Q_OBJECT

private slots:
    void everyClauseOfTheDocumentIsListed();
    void everyLineOfTheListIsInTheDocument();
    void everyTestOfTheListIsThere();
    void clausesAreFoundInText();
};

namespace {

using namespace fourplane;

struct Line
{
    QString key; ///< how the clause begins
    QString answer; ///< tests, or a reason
};

std::filesystem::path document()
{
    return test::sharedPath("reference/exports.md");
}

/// Sentences and half sentences; of a table, those of its last column.
QStringList clausesOf(QString text)
{
    static const QRegularExpression examples(
        QStringLiteral("```.*?```"), QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression ends(QStringLiteral("(?<=[.;])\\s+"));
    static const QRegularExpression ruling(QStringLiteral("^[| -]+$"));
    constexpr int shortest = 4;
    text.remove(examples);
    QStringList clauses;
    for (QString line : text.split(QLatin1Char('\n'))) {
        line = line.trimmed();
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')) || ruling.match(line).hasMatch())
            continue;
        if (line.startsWith(QLatin1Char('|')))
            line = line.section(QLatin1Char('|'), -2, -2).trimmed();
        for (const QString &clause : line.split(ends)) {
            if (clause.trimmed().size() >= shortest)
                clauses.append(clause.trimmed());
        }
    }
    return clauses;
}

/// The clauses of sections 0 and 1.
QStringList clausesOfTheDocument()
{
    const QString text = QString::fromStdString(test::readBytes(document()));
    const qsizetype begin = text.indexOf(QLatin1String("## 0. Rules"));
    const qsizetype end = text.indexOf(QLatin1String("## 2. Validators"));
    return clausesOf(text.mid(begin, end - begin));
}

std::vector<Line> listed()
{
    std::vector<Line> lines;
    const QString text =
        QString::fromStdString(test::readBytes(test::sourcePath("tests/core/exporters/export-traps.tsv")));
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.startsWith(QLatin1Char('#')))
            lines.push_back({ line.section(QLatin1Char('\t'), 0, 0), line.section(QLatin1Char('\t'), 1) });
    }
    return lines;
}

/// Sources of tests, by the class of the test.
std::map<QString, QString> testSources()
{
    std::map<QString, QString> sources;
    QDirIterator files(QString::fromStdString(test::sourcePath("tests").string()),
        { QStringLiteral("tst_*.cpp") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        sources[QFileInfo(path).baseName()] = QString::fromStdString(test::readBytes(path.toStdString()));
    }
    return sources;
}

} // namespace

void tst_ExportTrapCoverage::everyClauseOfTheDocumentIsListed()
{
    REQUIRE_OR_SKIP(document());
    const QStringList clauses = clausesOfTheDocument();
    QVERIFY(clauses.size() > 150); // a change of the document's form is noticed
    const std::vector<Line> lines = listed();
    QStringList missing;
    for (const QString &clause : clauses) {
        const bool isListed = std::any_of(
            lines.begin(), lines.end(), [&clause](const Line &line) { return clause.startsWith(line.key); });
        if (!isListed)
            missing.append(clause);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
}

void tst_ExportTrapCoverage::everyLineOfTheListIsInTheDocument()
{
    REQUIRE_OR_SKIP(document());
    const QStringList clauses = clausesOfTheDocument();
    std::set<QString> keys;
    for (const Line &line : listed()) {
        QVERIFY2(keys.insert(line.key).second, qPrintable(line.key));
        const bool isThere = std::any_of(clauses.begin(), clauses.end(),
            [&line](const QString &clause) { return clause.startsWith(line.key); });
        QVERIFY2(isThere, qPrintable(line.key));
    }
}

void tst_ExportTrapCoverage::everyTestOfTheListIsThere()
{
    static const QRegularExpression named(QStringLiteral("^(tst_\\w+)::(\\w+)(?:\\((.+)\\))?$"));
    const std::map<QString, QString> sources = testSources();
    std::map<QString, int> counts;
    for (const Line &line : listed()) {
        const QString reason = line.answer.section(QLatin1String(": "), 0, 0);
        const bool isReason = reason == QLatin1String("fact") || reason == QLatin1String("design")
            || reason == QLatin1String("not exported") || reason == QLatin1String("installation");
        ++counts[isReason ? reason : QStringLiteral("tested")];
        if (isReason)
            continue;
        // Rows have commas too, but no name of a test after one.
        static const QRegularExpression between(QStringLiteral(", (?=tst_)"));
        for (const QString &name : line.answer.split(between)) {
            const auto match = named.match(name);
            QVERIFY2(match.hasMatch(), qPrintable(line.key + QLatin1String(": ") + name));
            const auto source = sources.find(match.captured(1));
            QVERIFY2(source != sources.end(), qPrintable(name));
            const QString slot = QStringLiteral("void %1::%2()").arg(match.captured(1), match.captured(2));
            QVERIFY2(source->second.contains(slot), qPrintable(name));
            QVERIFY2(match.captured(3).isEmpty()
                    || source->second.contains(QLatin1Char('"') + match.captured(3) + QLatin1Char('"')),
                qPrintable(name));
        }
    }
    for (const auto &[answer, count] : counts)
        qInfo("%s: %d", qPrintable(answer), count);
    QVERIFY(counts[QStringLiteral("tested")] > 140);
}

void tst_ExportTrapCoverage::clausesAreFoundInText()
{
    const QString text = QStringLiteral("## A heading\n1. First. Second; third (v1.2).\n```yaml\nnone: "
                                        "1.\n```\n| a | b |\n|---|---|\n| x. y | last one |\n");
    QCOMPARE(clausesOf(text),
        QStringList({ QStringLiteral("First."), QStringLiteral("Second;"), QStringLiteral("third (v1.2)."),
            QStringLiteral("last one") }));
}

QTEST_APPLESS_MAIN(tst_ExportTrapCoverage)
#include "tst_ExportTrapCoverage.moc"
