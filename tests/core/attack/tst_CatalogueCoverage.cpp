// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/QuestionControls.h"
#include "core/base/Text.h"
#include "core/storage/CatalogueFile.h"
#include "tests/support/TestData.h"

#include <QRegularExpression>
#include <QtTest>

#include <map>
#include <set>

using namespace fourplane;

namespace {

/// A row of the reference catalogue: "| id | refs | pre => post | blocks | slows | effort | evidence |".
struct ReferenceRow
{
    QString id;
    QStringList refs;
    std::set<std::string> blocks;
};

/// Controls of the reference catalogue that no `prevent` and no gate of the technique of that name stands
/// for, each with the reason. Whoever closes a difference removes its line: the test fails for lines that are
/// not needed.
const std::map<std::pair<std::string, std::string>, std::string> realisedOtherwise {
    { { "open-inference-api", "I6" }, "precondition: only a model with accepts_anonymous has an instance" },
    { { "dataset-loader-injection", "D6" },
        "removes the loot: env-secret-harvest and the secret techniques" },
    { { "indirect-prompt-injection", "D5" },
        "gates the consequences: prevents tool-abuse, not the injection" },
    { { "indirect-prompt-injection", "D2" },
        "a gate of rag-poison and ingest-poison, which write the source" },
    { { "env-secret-harvest", "I5" }, "no static cloud key: prevents leaked-cloud-key; other keys stay" },
    { { "k8s-secret-dump", "D6" }, "design: a namespace keeps no Secret whose value is in a secret store" },
    { { "rag-credential-harvest", "D3" }, "a gate of the technique that reads the collection first" },
    { { "sniff-mitm", "I3" }, "editing CoreDNS is not modelled; only packets on a shared node are" },
    { { "webhook-from-pod", "I3" }, "limits what the controller's identity gives afterwards" },
    { { "act-as-workload", "I1" }, "prevents sa-token-read, which gives the credential" },
    { { "act-as-workload", "I3" },
        "RBAC decides in the techniques of the Kubernetes API; grants decide here" },
    { { "pod-create-escalate", "W1" }, "a gate of pod-create-node, the half that reaches the node" },
    { { "pod-exec-patch", "I3" }, "precondition: only identities with a role have can_exec_in" },
    { { "pod-exec-patch", "W3" }, "concerns images that a patch brings in; running code needs no new image" },
    { { "role-bind", "I3" }, "precondition: only identities with a role have can_become_admin" },
    { { "impersonate-tokenrequest", "I3" },
        "precondition: only identities with a role have can_request_tokens" },
    { { "nodes-proxy", "I3" }, "precondition: only identities with a role have can_proxy_nodes" },
    { { "policy-object-tamper", "W2" },
        "not modelled: admission policies of one's own count for pods, not for a namespace" },
    { { "cloud-role-pivot", "I5" },
        "prevents leaked-cloud-key; a narrow role has few grants, and those are its gate" },
    { { "broker-overprivilege", "I1" }, "prevents sa-token-read, which gives the credential" },
    { { "rag-poison", "D5" }, "gates the consequences: prevents tool-abuse" },
    { { "memory-poison-worm", "D5" }, "gates the consequences: prevents tool-abuse" },
    { { "agent-code-exec", "W7" }, "only slows here: code runs in the isolated pod all the same" },
    { { "mcp-server-rce", "W10" }, "prevents hostile-mcp-server, where the client connects to the attacker" },
    { { "model-theft", "D1" }, "a gate of what reads the artefact store; here the serving pod is held" },
    { { "model-theft", "D8" }, "immutability stops tampering; a held serving pod has read the weights" },
    { { "model-theft", "N3" }, "a gate of egress-c2 and proxied-c2, which give the way out" },
    { { "model-registry-tamper", "W3" }, "prevents image-registry-tamper, the half about images" },
    { { "ci-pivot", "W3" }, "prevents image-registry-tamper, what a runner pushes" },
    { { "tool-exfil", "I8" }, "prevents tool-abuse, which calls the tool" },
    { { "tool-exfil", "D5" }, "prevents tool-abuse, which calls the tool" },
    { { "destructive-tool", "I7" }, "prevents tool-abuse, which calls the tool" },
    { { "destructive-tool", "I8" }, "prevents tool-abuse, which calls the tool" },
    { { "denial-of-wallet", "I6" }, "precondition of open-inference-api, which gives the answers" },
};

std::filesystem::path catalogueFile()
{
    return test::sharedPath("reference/attack-catalogue.md");
}

std::vector<QStringList> tableRows(const QString &from, const QString &to)
{
    const QString page = QString::fromStdString(test::readBytes(catalogueFile()));
    const int start = page.indexOf(from);
    const QString part = page.mid(start, page.indexOf(to, start) - start);
    std::vector<QStringList> rows;
    for (const QString &line : part.split(QLatin1Char('\n'))) {
        if (!line.startsWith(QLatin1String("| ")))
            continue;
        QStringList cells;
        for (const QString &cell : line.mid(1, line.size() - 2).split(QLatin1Char('|')))
            cells << cell.trimmed();
        rows.push_back(cells);
    }
    return rows;
}

std::vector<ReferenceRow> referenceRows()
{
    static const QRegularExpression control(QStringLiteral("\\b[INWD][0-9]{1,2}\\b"));
    std::vector<ReferenceRow> rows;
    for (const QStringList &cells :
        tableRows(QStringLiteral("## 2. Techniques"), QStringLiteral("## 3. Controls"))) {
        if (cells.size() != 7 || cells[0] == QLatin1String("id") || cells[0].startsWith(QLatin1String("**")))
            continue;
        ReferenceRow row { cells[0], cells[1].split(QLatin1Char(' ')), {} };
        // "— (W5+N1 contain)": nothing blocks, what is named contains.
        if (!cells[3].startsWith(QStringLiteral("\u2014"))) {
            auto found = control.globalMatch(cells[3]);
            while (found.hasNext())
                row.blocks.insert(found.next().captured().toStdString());
        }
        rows.push_back(row);
    }
    return rows;
}

const Technique *techniqueOf(const TechniqueCatalogue &catalogue, const QString &id)
{
    for (const Technique &technique : catalogue.techniques) {
        if (technique.id == id.toStdString())
            return &technique;
    }
    return nullptr;
}

/// Controls that a technique's own rule stands for: those it names as `prevent`, and those behind its gates.
std::set<std::string> controlsOf(const Technique &technique)
{
    std::set<std::string> ids;
    for (const BlockedBy &control : technique.blockedBy) {
        if (control.prevents)
            ids.insert(control.control);
    }
    for (const Gate &gate : technique.gates) {
        for (std::string_view id : controlsBehind(gate.question.relation))
            ids.emplace(id);
    }
    return ids;
}

/// "LLM01" of the reference is "LLM01:2025" in data, "ASI01" is "ASI01:2026".
std::string asWritten(const QString &ref)
{
    if (ref.startsWith(QLatin1String("LLM")))
        return ref.toStdString() + ":2025";
    if (ref.startsWith(QLatin1String("ASI")))
        return ref.toStdString() + ":2026";
    return ref.toStdString();
}

} // namespace

class tst_CatalogueCoverage : public QObject
{
    Q_OBJECT

private slots:
    void everyTechniqueIsThereWithItsReferences();
    void everyBlockingControlStopsItInDataOrIsExplained();
    void everyControlIsThere();
};

void tst_CatalogueCoverage::everyTechniqueIsThereWithItsReferences()
{
    REQUIRE_OR_SKIP(catalogueFile());
    const auto catalogue = shippedCatalogue();
    const auto rows = referenceRows();
    QCOMPARE(rows.size(), std::size_t { 60 });
    for (const ReferenceRow &row : rows) {
        const Technique *technique = techniqueOf(*catalogue, row.id);
        QVERIFY2(technique, qPrintable(row.id));
        std::set<std::string> ids;
        for (const TechniqueReference &reference : technique->references)
            ids.insert(reference.id);
        for (const QString &ref : row.refs) {
            if (ref == QLatin1String("KH") || ref == QLatin1String("Stratus")) // names of catalogues
                continue;
            QVERIFY2(ids.count(asWritten(ref)) > 0, qPrintable(row.id + QLatin1String(" lacks ") + ref));
        }
    }
}

void tst_CatalogueCoverage::everyBlockingControlStopsItInDataOrIsExplained()
{
    REQUIRE_OR_SKIP(catalogueFile());
    const auto catalogue = shippedCatalogue();
    std::set<std::pair<std::string, std::string>> open, needed;
    std::size_t inData = 0;
    for (const ReferenceRow &row : referenceRows()) {
        const Technique *technique = techniqueOf(*catalogue, row.id);
        QVERIFY2(technique, qPrintable(row.id));
        const std::set<std::string> stopping = controlsOf(*technique);
        for (const std::string &id : row.blocks) {
            const std::pair key(technique->id, id);
            if (stopping.count(id) > 0)
                ++inData;
            else if (realisedOtherwise.count(key) > 0)
                needed.insert(key);
            else
                open.insert(key);
        }
    }
    for (const auto &[technique, control] : open)
        qWarning("%s: nothing stands for %s", technique.c_str(), control.c_str());
    QVERIFY(open.empty());
    for (const auto &[key, reason] : realisedOtherwise) {
        QVERIFY2(needed.count(key) > 0, (key.first + " " + key.second + " needs no explanation").c_str());
        QVERIFY(!reason.empty());
    }
    QVERIFY(inData > needed.size()); // the rule, not the exception
}

void tst_CatalogueCoverage::everyControlIsThere()
{
    REQUIRE_OR_SKIP(catalogueFile());
    const auto catalogue = shippedCatalogue();
    std::set<std::string> shipped, wanted;
    for (const Control &control : catalogue->controls)
        shipped.insert(control.id);
    for (const QStringList &cells : tableRows(QStringLiteral("## 3. Controls"), QStringLiteral("Pitfalls"))) {
        if (cells[0].startsWith(QLatin1String("**")))
            wanted.insert(QString(cells[0]).remove(QLatin1Char('*')).toStdString());
    }
    QCOMPARE(wanted.size(), std::size_t { 35 });
    QCOMPARE(shipped, wanted);
}

QTEST_APPLESS_MAIN(tst_CatalogueCoverage)
#include "tst_CatalogueCoverage.moc"
