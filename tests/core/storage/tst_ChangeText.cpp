// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ChangeText.h"

#include <QtTest>

using namespace fourplane;

class tst_ChangeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsTheElementAndNothingElse();
    void saysWhereSomethingStands();
    void whatIsTakenAwayHasNoText();
    void settingsHaveTheirName();
};

void tst_ChangeText::holdsTheElementAndNothingElse()
{
    AllowRule rule;
    rule.id = ElementId("web-to-model");
    rule.sourceId = ElementId("web");
    rule.destinationId = ElementId("model");
    QCOMPARE(changeText(ElementChange<AllowRule> { rule.id, rule }),
        std::string("allowRules:\n  web-to-model:\n    from: web\n    to: model\n"));
}

void tst_ChangeText::saysWhereSomethingStands()
{
    const std::string text =
        changeText(ElementChange<Placement2D> { ElementId("web"), Placement2D { { 120, 40 }, 200, 80 } });
    QVERIFY2(text.find("web") != std::string::npos && text.find("120") != std::string::npos, text.c_str());
}

void tst_ChangeText::whatIsTakenAwayHasNoText()
{
    QVERIFY(changeText(ElementChange<Workload> { ElementId("web"), std::nullopt }).empty());
}

void tst_ChangeText::settingsHaveTheirName()
{
    const std::string text = changeText(ProjectSettings { "Mine", "What it is", {} });
    QVERIFY2(text.find("name: Mine\n") != std::string::npos && text.find("What it is") != std::string::npos,
        text.c_str());
}

QTEST_APPLESS_MAIN(tst_ChangeText)
#include "tst_ChangeText.moc"
