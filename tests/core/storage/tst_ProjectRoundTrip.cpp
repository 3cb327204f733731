// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectFile.h"
#include "tests/support/ProjectGenerator.h"

#include <QtTest>

using namespace fourplane;

class tst_ProjectRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void generatedProjectsAreSound();
    void readingGivesTheWrittenProjectBack();
    void writingAgainGivesTheSameBytes();
};

namespace {

Project reread(const std::string &text)
{
    const auto loaded = parseProject(text, "f.yaml");
    if (!loaded)
        RC_FAIL(toString(loaded.error()) + "\n" + text);
    RC_ASSERT(loaded->diagnostics.empty());
    return loaded->project;
}

} // namespace

void tst_ProjectRoundTrip::generatedProjectsAreSound()
{
    QVERIFY(rc::check("no problem is found in a generated project", [] {
        for (const ProjectProblem &problem : findProblems(*test::soundProjects()))
            RC_FAIL(problem.message);
    }));
}

void tst_ProjectRoundTrip::readingGivesTheWrittenProjectBack()
{
    QVERIFY(rc::check("read(write(p)) == p", [] {
        const Project project = *test::soundProjects();
        const std::string text = writeProject(project);
        RC_ASSERT(reread(text) == project);
    }));
}

void tst_ProjectRoundTrip::writingAgainGivesTheSameBytes()
{
    QVERIFY(rc::check("write(read(write(p))) == write(p)", [] {
        const std::string text = writeProject(*test::soundProjects());
        RC_ASSERT(writeProject(reread(text)) == text);
    }));
}

QTEST_APPLESS_MAIN(tst_ProjectRoundTrip)
#include "tst_ProjectRoundTrip.moc"
