// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/FactName.h"
#include "core/enforcement/PlanCompiler.h"
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

using namespace fourplane;
using test::AttackLab;

namespace {

DesignModel labModel()
{
    const AttackLab lab;
    const CompiledPlan compiled = compilePlan(lab.project);
    const PolicyDecisionPoint decisions(compiled.plan);
    return makeDesignModel(lab.project, decisions, Exploitability::All);
}

/// Names that the project gives: "lab/web" is web, "twin" is two elements, others are nobody's.
Result<ElementId> byName(const std::string &name)
{
    if (name == "lab/web")
        return ElementId("web");
    if (name == "twin")
        return failure("ambiguous-element", "Several elements are called \"twin\".", "Use an id: a, b.");
    return failure("unknown-element", "Nothing is called so.", "");
}

} // namespace

class tst_FactName : public QObject
{
    Q_OBJECT

private slots:
    void findsFacts_data();
    void findsFacts();
    void everyRelationIsFoundByItsSentence();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
};

void tst_FactName::findsFacts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fact");
    const auto row = [](const char *text, const char *fact) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(fact);
    };
    row("web foothold", "web foothold");
    row("  contracts \t read ", "contracts read");
    row("lab/web net", "web net");
    row("the attacker runs code in web", "web foothold");
    row("The attacker runs code in lab/web.", "web foothold");
    row("Data leaves the organisation through saas, or saas has left it.", "saas leaked");
    row("untrusted text of the attacker is in the context of llm", "llm influenced");
    row("llm is called as the attacker wishes", ""); // a model is no tool
    row("tool is called as the attacker wishes", "tool controlled");
}

void tst_FactName::findsFacts()
{
    QFETCH(QString, text);
    QFETCH(QString, fact);
    static const DesignModel model = labModel();
    const auto found = findFact(model, text.toStdString(), byName);
    if (fact.isEmpty()) {
        QVERIFY(!found);
        return;
    }
    QVERIFY2(found.has_value(), found ? "" : found.error().diagnostics.front().message.c_str());
    QCOMPARE(model.id(found->subject).value() + " " + std::string(relations()[found->relation].name),
        fact.toStdString());
}

/// As reports write it, about an element of each kind.
void tst_FactName::everyRelationIsFoundByItsSentence()
{
    static const DesignModel model = labModel();
    int told = 0;
    for (const Relation &relation : relations()) {
        if (relation.relationClass != RelationClass::Attacker)
            continue;
        for (EntityIndex element = 0; element < model.size(); ++element) {
            if (!model.hasType(element, *typeBit(relation.subjectType)))
                continue;
            const auto found = findFact(model, sentence(relation, model.id(element).value(), {}), byName);
            QVERIFY2(found.has_value(), std::string(relation.name).c_str());
            QCOMPARE(relations()[found->relation].name, relation.name);
            QCOMPARE(found->subject, element);
            ++told;
        }
    }
    QVERIFY(told > 100);
}

void tst_FactName::refusesWhatIsNone_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("told"); ///< in message or fix
    const auto row = [](const char *name, const char *text, const char *code, const char *told) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(code) << QString::fromUtf8(told);
    };
    row("empty", "", "unknown-fact", "\"web foothold\"");
    row("one word", "web", "unknown-fact", "\"web foothold\"");
    row("misspelt relation", "web footold", "unknown-fact", "Did you mean \"web foothold\"?");
    row("no relation near", "web xyzzy", "unknown-fact", "foothold, net, held");
    row("a relation of the design", "web exploitable", "unknown-fact", "no relation of the attacker");
    row("misspelt element", "contract read", "unknown-fact", "Did you mean \"contracts\"?");
    row("no element near", "moonbase read", "unknown-fact", "namespace/name");
    row("several elements", "twin read", "ambiguous-element", "a, b");
    row("another type", "contracts foothold", "unknown-fact", "read, leaked, drained");
}

void tst_FactName::refusesWhatIsNone()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(QString, told);
    static const DesignModel model = labModel();
    const auto found = findFact(model, text.toStdString(), byName);
    QVERIFY(!found);
    const Diagnostic &diagnostic = found.error().diagnostics.front();
    QCOMPARE(diagnostic.code, code.toStdString());
    const std::string whole = diagnostic.message + " " + diagnostic.fix;
    QVERIFY2(whole.find(told.toStdString()) != std::string::npos, whole.c_str());
}

QTEST_APPLESS_MAIN(tst_FactName)
#include "tst_FactName.moc"
