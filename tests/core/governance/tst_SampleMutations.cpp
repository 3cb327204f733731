// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/governance/MutationScore.h"
#include "core/storage/ProjectFile.h"
#include "tests/core/governance/Survivors.h"
#include "tests/support/SampleProjects.h"

#include <QtTest>

using namespace fourplane;

/// What the probes of the samples notice of mistakes in their rules.
class tst_SampleMutations : public QObject
{
    Q_OBJECT

private slots:
    void everyMistakeInASampleTurnsAProbeRed_data();
    void everyMistakeInASampleTurnsAProbeRed();
};

void tst_SampleMutations::everyMistakeInASampleTurnsAProbeRed_data()
{
    QTest::addColumn<QString>("path");
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const std::filesystem::path name = file.parent_path().filename() / file.filename();
        // The templates are alike in kind and take half a minute each: the smallest stands for all five.
        const std::string folder = file.parent_path().filename().string();
        if (folder.starts_with("template-") && folder != "template-agent-tools")
            continue;
        QTest::newRow(name.c_str()) << QString::fromStdString(file.string());
    }
}

void tst_SampleMutations::everyMistakeInASampleTurnsAProbeRed()
{
    QFETCH(QString, path);
    const auto loaded = loadProject(path.toStdString());
    QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
    const EnforcementPlan plan = compilePlan(loaded->project).plan;
    const auto probes = deriveProbes(plan);
    QVERIFY(probes);
    const auto score = mutationScore(plan, probes->probes);
    QVERIFY(score);
    qInfo("%zu rules, %zu probes, %zu mistakes: %zu noticed, %zu without effect, %zu questions",
        score->rules.size(), probes->probes.size(), score->mutants.size(), score->killed(),
        score->equivalent(), score->questions);
    const std::string survivors = test::survivorsOf(*score);
    QVERIFY2(survivors.empty(), survivors.c_str());
}

QTEST_GUILESS_MAIN(tst_SampleMutations)
#include "tst_SampleMutations.moc"
