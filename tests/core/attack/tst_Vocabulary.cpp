// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/Fact.h"
#include "core/attack/Vocabulary.h"
#include "core/storage/Resources.h"

#include <QtTest>

#include <set>

using namespace fourplane;

class tst_Vocabulary : public QObject
{
    Q_OBJECT

private slots:
    void namesEachRelationOnce();
    void attackerRelationsAreAboutOneElement();
    void typesOfRelationsExist();
    void everyKindIsAType();
    void helpPageExplainsEveryWord();
    void fillsNamesIntoSentences();
};

void tst_Vocabulary::namesEachRelationOnce()
{
    std::set<std::string_view> names;
    for (const Relation &relation : relations())
        QVERIFY2(names.insert(relation.name).second, std::string(relation.name).c_str());
    QVERIFY(!findRelation("foothold_"));
}

void tst_Vocabulary::attackerRelationsAreAboutOneElement()
{
    // The grounding numbers attacker facts by relation and one element.
    for (const Relation &relation : relations())
        QVERIFY(relation.relationClass != RelationClass::Attacker || relation.isUnary());
}

void tst_Vocabulary::typesOfRelationsExist()
{
    for (const Relation &relation : relations()) {
        QVERIFY2(typeBit(relation.subjectType), std::string(relation.name).c_str());
        QVERIFY2(relation.isUnary() || typeBit(relation.objectType), std::string(relation.name).c_str());
        QVERIFY(!relation.meaning.empty());
    }
    for (const Implication &implication : implications()) {
        QVERIFY(findRelation(implication.from));
        QVERIFY(findRelation(implication.to));
        QVERIFY(typeBit(implication.subjectType));
    }
}

void tst_Vocabulary::everyKindIsAType()
{
    for (std::string_view name : EnumNames<WorkloadKind>::names)
        QVERIFY2(typeBit(name), std::string(name).c_str());
    for (std::string_view name : EnumNames<ExternalKind>::names)
        QVERIFY2(typeBit(name), std::string(name).c_str());
    QVERIFY(!typeBit("model-server"));
}

void tst_Vocabulary::helpPageExplainsEveryWord()
{
    const std::string page(resource("help/techniques.md"));
    for (const Relation &relation : relations())
        QVERIFY2(page.find("`" + std::string(relation.name) + "`") != std::string::npos,
            std::string(relation.name).c_str());
    for (std::string_view name : typeNames())
        QVERIFY2(page.find("`" + std::string(name) + "`") != std::string::npos, std::string(name).c_str());
}

void tst_Vocabulary::fillsNamesIntoSentences()
{
    QCOMPARE(sentence(*findRelation("runs_as"), "llm", "sa-llm"), std::string("llm runs as sa-llm"));
    QCOMPARE(toString(Fact { ElementId("llm"), "foothold", {} }), std::string("llm foothold"));
}

QTEST_APPLESS_MAIN(tst_Vocabulary)
#include "tst_Vocabulary.moc"
