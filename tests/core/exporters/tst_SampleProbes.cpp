// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/core/exporters/ProbeProblems.h"
#include "tests/support/SampleProjects.h"

#include <QtTest>

using namespace fourplane;

/// The probes of every sample: schema, answers, and both kinds for every rule.
class tst_SampleProbes : public QObject
{
    Q_OBJECT

private slots:
    void probesHold_data();
    void probesHold();
    void cleanupTestCase();

private:
    std::size_t m_probes = 0;
};

void tst_SampleProbes::probesHold_data()
{
    QTest::addColumn<QString>("path");
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const std::filesystem::path name = file.parent_path().filename() / file.filename();
        QTest::newRow(name.c_str()) << QString::fromStdString(file.string());
    }
}

void tst_SampleProbes::probesHold()
{
    QFETCH(QString, path);
    const auto loaded = loadProject(path.toStdString());
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    const std::string found = test::probeProblems(loaded->project, m_probes);
    QVERIFY2(found.empty(), found.c_str());
}

void tst_SampleProbes::cleanupTestCase()
{
    qInfo("%zu probes", m_probes);
    QVERIFY(m_probes >= 200);
}

QTEST_APPLESS_MAIN(tst_SampleProbes)
#include "tst_SampleProbes.moc"
