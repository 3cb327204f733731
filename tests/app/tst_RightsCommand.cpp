// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"
#include "tests/support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class tst_RightsCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rightsNamesRoleAndBindingWithTheirLines();
    void rightsSaysWhatEscalates();
    void rightsAsJsonIsComplete();
    void canExitsWithTheAnswer();
    void canKnowsPathsAndGroups();
    void anUnknownSubjectIsAnError();
    void secretsNamesReadersAndWays();

private:
    QTemporaryDir m_folder;
    QString m_file;
};

void tst_RightsCommand::initTestCase()
{
    m_file = m_folder.filePath(s("ml.fourplane.yaml"));
    const QString manifests = QString::fromStdString(sourcePath("tests/app/data/rbac.yaml").string());
    const CommandRun imported = ctl({ s("import"), manifests, s("-o"), m_file });
    QVERIFY2(imported.exitCode == 0, qPrintable(imported.errorText()));
}

void tst_RightsCommand::rightsNamesRoleAndBindingWithTheirLines()
{
    const CommandRun answer = ctl({ s("rights"), m_file, s("ml/agent") });
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.text().startsWith(s("service account ml/agent\n")));
    QVERIFY2(answer.text().contains(s("ClusterRole ops (rbac.yaml:11:")), qPrintable(answer.text()));
    QVERIFY2(answer.text().contains(s("RoleBinding ml/ops (rbac.yaml:19:")), qPrintable(answer.text()));
    QVERIFY2(answer.text().contains(s("ClusterRole chart-role, which the project does not hold")),
        qPrintable(answer.text()));
}

void tst_RightsCommand::rightsSaysWhatEscalates()
{
    const QString out = ctl({ s("rights"), m_file, s("ml/agent") }).text();
    QVERIFY2(out.contains(s("escalates  get secrets in ml: reads Secrets")), qPrintable(out));
    QVERIFY2(out.contains(s("escalates  create pods/exec in ml: runs code in the pods")), qPrintable(out));
    QVERIFY(ctl({ s("rights"), m_file, s("user:alice") }).text().contains(s("No binding of the project")));
}

void tst_RightsCommand::rightsAsJsonIsComplete()
{
    const CommandRun answer = ctl({ s("rights"), m_file, s("ml/agent"), s("--json") });
    const QJsonObject json = QJsonDocument::fromJson(answer.text().toUtf8()).object();
    QCOMPARE(json[s("subject")].toObject()[s("user")].toString(), s("system:serviceaccount:ml:agent"));
    QVERIFY(!json[s("permissions")].toArray().isEmpty());
    QCOMPARE(json[s("unknownRoles")].toArray().size(), 1);
    const QJsonObject first = json[s("escalations")].toArray().first().toObject();
    QCOMPARE(first[s("kind")].toString(), s("read-secrets"));
    QCOMPARE(first[s("namespace")].toString(), s("ml"));
    QCOMPARE(first[s("certain")].toBool(), true);
    const QJsonObject pod = json[s("workloads")].toArray().first().toObject();
    QCOMPARE(pod[s("apiCredential")].toObject()[s("verdict")].toString(), s("deny"));
    QCOMPARE(pod[s("apiRoute")].toObject()[s("verdict")].toString(), s("not-enforced"));
}

void tst_RightsCommand::canExitsWithTheAnswer()
{
    const CommandRun permitted =
        ctl({ s("can"), m_file, s("ml/agent"), s("create"), s("pods/exec"), s("-n"), s("ml") });
    QCOMPARE(permitted.exitCode, 0);
    QVERIFY2(permitted.text().contains(s("permitted")), qPrintable(permitted.text()));
    const CommandRun unknown = ctl({ s("can"), m_file, s("ml/agent"), s("list"), s("nodes") });
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.text().contains(s("uncertain")), qPrintable(unknown.text()));
    const CommandRun denied = ctl({ s("can"), m_file, s("user:alice"), s("list"), s("nodes") });
    QCOMPARE(denied.exitCode, 1);
    QVERIFY2(denied.text().contains(s("denied")), qPrintable(denied.text()));
}

void tst_RightsCommand::canKnowsPathsAndGroups()
{
    const QString admin = s("group:system:masters");
    QCOMPARE(ctl({ s("can"), m_file, admin, s("get"), s("/metrics") }).exitCode, 0);
    const CommandRun answer =
        ctl({ s("can"), m_file, admin, s("patch"), s("deployments/scale"), s("--json") });
    const QJsonObject json = QJsonDocument::fromJson(answer.text().toUtf8()).object();
    QCOMPARE(json[s("apiGroup")].toString(), s("apps"));
    QCOMPARE(json[s("subresource")].toString(), s("scale"));
    QCOMPARE(json[s("verdict")].toString(), s("permit"));
}

void tst_RightsCommand::anUnknownSubjectIsAnError()
{
    const CommandRun answer = ctl({ s("rights"), m_file, s("ml/nobody") });
    QCOMPARE(answer.exitCode, 2);
    QVERIFY2(answer.errorText().contains(s("ml/nobody")), qPrintable(answer.errorText()));
}

void tst_RightsCommand::secretsNamesReadersAndWays()
{
    const CommandRun text = ctl({ s("secrets"), m_file });
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.text().contains(s("secret-ml.model-key  kubernetes-secret")), qPrintable(text.text()));
    QVERIFY2(text.text().contains(s("ml/worker: worker is given model-key in an environment variable")),
        qPrintable(text.text()));
    const CommandRun answer = ctl({ s("secrets"), m_file, s("--format"), s("json") });
    const QJsonObject secret =
        QJsonDocument::fromJson(answer.text().toUtf8()).object()[s("secrets")].toArray().first().toObject();
    QCOMPARE(secret[s("id")].toString(), s("secret-ml.model-key"));
    QCOMPARE(secret[s("keys")].toArray().first().toString(), s("token"));
    const QJsonArray readers = secret[s("readers")].toArray();
    QCOMPARE(readers.size(), 2); // the pod, and the account whose role reads Secrets
    QCOMPARE(readers[1].toObject()[s("id")].toString(), s("sa-ml.agent"));
    QCOMPARE(readers[1].toObject()[s("verdict")].toString(), s("permit"));
    QVERIFY(!answer.text().contains(s("aHVudGVyMg")));
}

QTEST_APPLESS_MAIN(tst_RightsCommand)
#include "tst_RightsCommand.moc"
