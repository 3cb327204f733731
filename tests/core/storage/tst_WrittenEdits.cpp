// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ProjectEdits.h"
#include "core/topology/PodHardening.h"
#include "tests/support/DesignBuilder.h"

#include <QtTest>

#include <algorithm>

using namespace fourplane;
using namespace fourplane::test;

namespace {

using Texts = std::vector<std::string>;

Project shop()
{
    DesignBuilder builder;
    builder.addNamespace("shop", false);
    builder.addWorkload("shop", "web", 8080);
    builder.addWorkload("shop", "db", 5432);
    builder.allow("web", "db", { { 5432, Protocol::Tcp } });
    DataStore store;
    store.id = ElementId("orders");
    store.name = "orders";
    store.hostId = ElementId("db");
    Collection rows;
    rows.id = ElementId("rows");
    rows.name = "rows";
    store.collections = { rows };
    builder.project.topology.stores[store.id] = store;
    return builder.project;
}

} // namespace

class tst_WrittenEdits : public QObject
{
    Q_OBJECT

private slots:

    void nothingIsWrittenForEqualProjects() { QVERIFY(writtenEdits(shop(), shop()).value().empty()); }

    void fieldsAreSetAtTheirElement()
    {
        Project after = shop();
        after.topology.namespaces.at(ElementId("shop")).segmentation.defaultDeny = true;
        after.topology.stores.at(ElementId("orders")).collections.front().changeable = false;
        after.topology.workloads.at(ElementId("web")).traits.environmentSecrets = false;
        after.platform.metadataHopLimit = 1;
        const Texts expected { "project: platform.metadataHopLimit=1",
            "namespace/shop: segmentation.defaultDeny=true", "workload/web: traits.environmentSecrets=false",
            "collection/rows: changeable=false" };
        const Texts edits = writtenEdits(shop(), after).value();
        QVERIFY2(std::is_permutation(edits.begin(), edits.end(), expected.begin(), expected.end()),
            edits.empty() ? "" : edits.front().c_str());
    }

    void elementsAreAddedAndRemoved()
    {
        Project after = shop();
        after.policy.allowRules.clear();
        DataGrant grant;
        grant.id = ElementId("g");
        grant.identityId = ElementId("sa-web");
        grant.collectionId = ElementId("rows");
        after.policy.grants[grant.id] = grant;
        const Texts expected { "allowRule/web-to-db: remove",
            "dataGrant/g: add {identity: sa-web, collection: rows}" };
        QVERIFY(writtenEdits(shop(), after).value() == expected);
    }

    void hardenedPodsAreSaidInTheShortWay()
    {
        Project after = shop();
        meetPodSecurity(after.topology.workloads.at(ElementId("web")), PodSecurityLevel::Restricted);
        after.topology.workloads.at(ElementId("web")).automountToken = false;
        const Texts expected { "workload/web: podSecurity=restricted", "workload/web: automountToken=false" };
        QVERIFY(writtenEdits(shop(), after).value() == expected);
    }

    void labelsWithDotsAndOddTextsComeBack()
    {
        Project after = shop();
        Workload &web = after.topology.workloads.at(ElementId("web"));
        web.labels["app.kubernetes.io/name"] = "yes";
        web.description = "a = b: [c], \"d\" # e\nf";
        const auto edits = writtenEdits(shop(), after);
        QVERIFY(edits.has_value());
        QVERIFY(withEdits(shop(), *edits).value() == after);
    }

    void aFieldThatIsGoneIsTakenAway()
    {
        Project before = shop();
        before.topology.workloads.at(ElementId("web")).automountToken = false;
        const Texts expected { "workload/web: automountToken=" };
        QVERIFY(writtenEdits(before, shop()).value() == expected);
    }

    void whatNoEditCanSayIsAnError()
    {
        Project after = shop();
        Note note;
        note.id = ElementId("n");
        note.text = "picture only";
        after.diagram.notes[note.id] = note;
        const auto edits = writtenEdits(shop(), after);
        QVERIFY(!edits.has_value());
        QCOMPARE(edits.error().diagnostics.front().code, std::string("not-expressible"));
    }
};

QTEST_APPLESS_MAIN(tst_WrittenEdits)
#include "tst_WrittenEdits.moc"
