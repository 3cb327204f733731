// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ElementText.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/ProjectGenerator.h"

#include <rapidcheck.h>

#include <QtTest>

using namespace fourplane;

class tst_ElementText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatTheFileSaysBelowTheId();
    void everyElementIsWhatItsTextSays();
    void aTextMayAddAnElement();
    void faultsNameTheLineOfTheText();
    void whatOthersNeedCannotBeTakenAway();
    void theProjectItselfHasItsSettings();
    void everyFieldOfEveryKindIsExplained();
};

namespace {

Project smallProject()
{
    const char *text = R"(fourplane: 1
name: small
namespaces:
  web: {}
workloads:
  portal:
    namespace: web
    replicas: 2
  base:
    namespace: web
stores:
  rows:
    host: base
    collections:
      people:
        classification: restricted
identities:
  sa-portal:
    namespace: web
dataGrants:
  reads:
    identity: sa-portal
    collection: people
    verb: read
)";
    return parseProject(text, "small.yaml").value().project;
}

Project applied(Project project, const Edit &edit)
{
    apply(project, edit);
    return project;
}

/// Every id that the meaning of a project has.
std::vector<ElementId> idsOf(const Project &project)
{
    std::vector<ElementId> ids { ElementId() };
    const auto add = [&ids](const auto &...maps) {
        const auto addMap = [&ids](const auto &map) {
            for (const auto &entry : map)
                ids.push_back(entry.first);
        };
        (addMap(maps), ...);
    };
    const Topology &t = project.topology;
    add(t.namespaces, t.nodePools, t.identities, t.roles, t.bindings, t.workloads, t.services, t.externals,
        t.stores, t.flows, t.feeds, t.secrets);
    const Policy &p = project.policy;
    add(p.patterns, p.allowRules, p.adopted, p.grants, p.toolScopes, p.egressLists, p.exceptions);
    add(project.scenarios, project.variants);
    return ids;
}

} // namespace

void tst_ElementText::holdsWhatTheFileSaysBelowTheId()
{
    const Project project = smallProject();
    QCOMPARE(elementText(project, ElementId("portal")), std::string("namespace: web\nreplicas: 2\n"));
    QCOMPARE(elementText(project, ElementId("rows")),
        std::string("host: base\ncollections:\n  people:\n    classification: restricted\n"));
    QCOMPARE(elementText(project, ElementId("web")), std::string());
    QCOMPARE(elementText(project, ElementId("nothing")), std::string());
    QCOMPARE(kindWordOf(project, ElementId("rows")), std::string_view("store"));
    QCOMPARE(kindWordOf(project, ElementId("nothing")), std::string_view());
}

void tst_ElementText::everyElementIsWhatItsTextSays()
{
    const bool holds = rc::check("the text of an element, read again, is the element", [] {
        const Project project = *test::soundProjects();
        const ElementId id = *rc::gen::elementOf(idsOf(project));
        const auto edit =
            elementTextEdit(project, kindWordOf(project, id), id, elementText(project, id), "the same");
        RC_ASSERT(edit.has_value());
        RC_ASSERT(edit->changes.size() == 1U);
        RC_ASSERT(applied(project, *edit) == project);
    });
    QVERIFY(holds);
}

void tst_ElementText::aTextMayAddAnElement()
{
    const Project project = smallProject();
    const auto edit = elementTextEdit(project, "dataGrant", ElementId("writes"),
        "identity: sa-portal\ncollection: people\nverb: write", "Add");
    QVERIFY(edit.has_value());
    const Project changed = applied(project, *edit);
    QCOMPARE(changed.policy.grants.at(ElementId("writes")).verb, AccessVerb::Write);
    QCOMPARE(changed.policy.grants.size(), std::size_t(2));
}

void tst_ElementText::faultsNameTheLineOfTheText()
{
    const Project project = smallProject();
    const auto diagnosticOf = [&](const char *text) {
        const auto edit = elementTextEdit(project, "workload", ElementId("portal"), text, "");
        return edit ? Diagnostic {} : edit.error().diagnostics.front();
    };
    const Diagnostic unknown = diagnosticOf("namespace: web\nreplicaz: 3\n");
    QCOMPARE(unknown.where.file, std::string("text"));
    QCOMPARE(unknown.where.line, 2);
    QVERIFY2(unknown.message.find("replicaz") != std::string::npos, unknown.message.c_str());
    QCOMPARE(diagnosticOf("namespace: web\nreplicas: many\n").where.line, 2);
    QCOMPARE(diagnosticOf("namespace: elsewhere\n").where.line, 1);
    QVERIFY(!diagnosticOf("namespace: [web\n").message.empty());
    QVERIFY(!diagnosticOf("namespace: web\n---\nnamespace: web\n").message.empty());
    QVERIFY(!diagnosticOf("just words").message.empty());
    QVERIFY(!elementTextEdit(project, "spoon", ElementId("portal"), "", "").has_value());
}

void tst_ElementText::whatOthersNeedCannotBeTakenAway()
{
    const auto edit = elementTextEdit(smallProject(), "store", ElementId("rows"), "host: base\n", "");
    QVERIFY(!edit.has_value());
    QVERIFY(edit.error().diagnostics.front().message.find("people") != std::string::npos);
}

void tst_ElementText::theProjectItselfHasItsSettings()
{
    const Project project = smallProject();
    QCOMPARE(kindWordOf(project, {}), projectWord);
    QCOMPARE(elementText(project, {}), std::string("name: small\n"));
    const auto edit = elementTextEdit(project, projectWord, {}, "name: larger\ndescription: More.\n", "");
    QVERIFY(edit.has_value());
    const Project changed = applied(project, *edit);
    QCOMPARE(changed.name, std::string("larger"));
    QCOMPARE(changed.description, std::string("More."));
    QCOMPARE(changed.topology, project.topology);
    QVERIFY(!elementTextEdit(project, projectWord, {}, "workloads: {}\n", "").has_value());
}

void tst_ElementText::everyFieldOfEveryKindIsExplained()
{
    for (const char *word :
        { "project", "namespace", "nodePool", "identity", "role", "binding", "workload", "service",
            "external", "store", "flow", "contextFeed", "secret", "pattern", "allowRule", "adoptedRule",
            "dataGrant", "toolScope", "egressAllowList", "exception", "scenario", "variant" }) {
        const std::vector<FieldMeaning> meanings = fieldMeanings(word);
        QVERIFY2(!meanings.empty(), word);
        for (const FieldMeaning &meaning : meanings)
            QVERIFY2(meaning.about.size() > 8 && meaning.about.back() == '.', meaning.key.c_str());
    }
    QVERIFY(fieldMeanings("spoon").empty());
}

QTEST_APPLESS_MAIN(tst_ElementText)
#include "tst_ElementText.moc"
