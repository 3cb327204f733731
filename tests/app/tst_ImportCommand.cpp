// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/TestData.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace fourplane;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QString dataPath(const char *name)
{
    return QString::fromStdString(test::sourcePath(std::string("tests/app/data/") + name).string());
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// fourplanectl with a folder of its own on the search path, in which fakes stand in for other programs.
class Sandbox
{
public:
    Sandbox()
    {
        QDir(m_folder.path()).mkdir(s("bin"));
        environment.insert(s("PATH"), path("bin"));
        environment.insert(s("FAKE_LOG"), path("log"));
        environment.insert(s("FAKE_DATA"), dataPath("cluster"));
    }

    QString path(const char *name) const { return m_folder.filePath(s(name)); }

    /// Puts the fake on the search path as `name`.
    void install(const char *name)
    {
        QFile::copy(dataPath("fake-kubectl"), path("bin") + s("/") + s(name));
        QFile::setPermissions(path("bin") + s("/") + s(name),
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }

    void start(const QStringList &arguments)
    {
        process.setProcessEnvironment(environment);
        process.start(QString::fromStdString(test::programPath("fourplanectl").string()), arguments);
    }

    void finish()
    {
        if (!process.waitForFinished(60000))
            qFatal("fourplanectl does not end");
        out = process.readAllStandardOutput();
        err = process.readAllStandardError();
    }

    int run(const QStringList &arguments)
    {
        start(arguments);
        finish();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    int importCluster(const QStringList &more = {})
    {
        return run(QStringList { s("import"), s("--from-cluster"), s("-o"), path("p.yaml") } + more);
    }

    QByteArray project() const
    {
        return QByteArray::fromStdString(test::readBytes(path("p.yaml").toStdString()));
    }

    /// The calls of the fakes, each as its words.
    QList<QList<QByteArray>> calls() const
    {
        QList<QList<QByteArray>> found;
        const auto log = QByteArray::fromStdString(test::readBytes(path("log").toStdString()));
        for (const QByteArray &call : log.split('\036')) {
            QList<QByteArray> words = call.split('\037');
            words.removeLast();
            if (!words.isEmpty())
                found.append(words);
        }
        return found;
    }

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QProcess process;
    QByteArray out;
    QByteArray err;

private:
    QTemporaryDir m_folder;
};

} // namespace

class tst_ImportCommand : public QObject
{
    Q_OBJECT

private slots:
    void readsAClusterThroughKubectl();
    void onlyEverGets();
    void neverSeesValuesOfSecrets();
    void leavesSecretsAloneWhenTold();
    void skipsWhatIsNotServed();
    void readsCustomKindsThatTheClusterDefines();
    void saysWhatMayNotBeRead();
    void failsWithTheFix_data();
    void failsWithTheFix();
    void failsWithoutKubectl();
    void endsAKubectlThatHangs();
    void endsOnControlC();
    void refusesFilesBesideTheCluster();
    void rendersKustomizations_data();
    void rendersKustomizations();
    void readsKustomizationsAsTheyLieWithoutATool();
    void readsKustomizationsAsTheyLieWhenTheToolRefuses();
    void leavesKustomizationsAloneWhenTold();
    void saysByItsExitCodeThatADocumentIsMissing();
};

void tst_ImportCommand::readsAClusterThroughKubectl()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(box.importCluster({ s("--context"), s("prod"), s("--kubeconfig"), s("/k u/config") }), 0);
    const QByteArray project = box.project();
    QVERIFY2(project.contains("name: prod"), box.err.constData());
    QVERIFY(project.contains("shop.web:"));
    QCOMPARE(project.count("controller: Deployment"), 0); // the default is not written
    QVERIFY(!project.contains("ReplicaSet") && !project.contains("web-5d9c7b")); // read at their maker
    QVERIFY(project.contains("cluster/deployments.apps.yaml"));
    QVERIFY(project.contains("name: deny"));
    for (const QList<QByteArray> &call : box.calls()) {
        QVERIFY(call.contains("--context=prod"));
        QVERIFY(call.contains("--kubeconfig=/k u/config"));
    }
}

void tst_ImportCommand::onlyEverGets()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(box.importCluster(), 0);
    const QList<QList<QByteArray>> calls = box.calls();
    QVERIFY(calls.size() > 20);
    for (const QList<QByteArray> &call : calls) {
        QCOMPARE(call.first(), QByteArray("get"));
        QVERIFY(!call.at(1).startsWith('-'));
        for (const QByteArray &word : call.mid(2))
            QVERIFY2(word == "--all-namespaces" || word == "--no-headers" || word.startsWith("--output=")
                    || word.startsWith("--request-timeout="),
                word.constData());
    }
}

void tst_ImportCommand::neverSeesValuesOfSecrets()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(box.importCluster(), 0);
    int asked = 0;
    for (const QList<QByteArray> &call : box.calls()) {
        if (!call.at(1).startsWith("secret"))
            continue;
        ++asked;
        QByteArray output;
        for (const QByteArray &word : call) {
            if (word.startsWith("--output="))
                output = word;
        }
        QVERIFY(output.startsWith("--output=go-template="));
        QVERIFY(!output.contains("$value}}") && !output.contains("stringData"));
        QCOMPARE(output.count("$value"), 1); // bound by range, never printed
        QCOMPARE(output.count(".data"), 1);
        QCOMPARE(output.count("annotations"), 2); // the map and its own key; only the account's is printed
        QVERIFY(output.contains("index . \"kubernetes.io/service-account.name\""));
    }
    QCOMPARE(asked, 1);
    // The fake prints the values all the same.
    for (const char *value : { "hunter2", "aHVudGVyMi" }) {
        QVERIFY(!box.project().contains(value));
        QVERIFY(!box.out.contains(value) && !box.err.contains(value));
    }
    QVERIFY(box.project().contains("secret-shop.login:"));
    QVERIFY(box.project().contains("password")); // the name of the entry
}

void tst_ImportCommand::leavesSecretsAloneWhenTold()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(box.importCluster({ s("--no-secrets") }), 0);
    for (const QList<QByteArray> &call : box.calls())
        QVERIFY(!call.at(1).contains("secrets") || call.at(1).contains('.'));
    QVERIFY(box.project().contains("secret-shop.login:")); // the Deployment names it
}

void tst_ImportCommand::skipsWhatIsNotServed()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(box.importCluster(), 0);
    QVERIFY2(!box.err.contains("not-readable") && !box.err.contains("resource type"), box.err.constData());
    for (const QList<QByteArray> &call : box.calls()) {
        // The definitions were listed: what is not among them is not even asked for.
        QVERIFY(call.at(1) != "servers.policy.linkerd.io");
        QVERIFY(call.at(1) != "certificates.cert-manager.io"); // known to decide nothing
    }
}

void tst_ImportCommand::readsCustomKindsThatTheClusterDefines()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(box.importCluster(), 0);
    QVERIFY(box.err.contains("GuardPolicy shop/g (example.org/v1) is not modelled"));
    QVERIFY(box.project().contains("GuardPolicy"));
}

void tst_ImportCommand::saysWhatMayNotBeRead()
{
    Sandbox box;
    box.install("kubectl");
    box.environment.insert(s("FAKE_FORBIDDEN"), s("networkpolicies.networking.k8s.io configmaps"));
    QCOMPARE(box.importCluster(), 0);
    QVERIFY(box.err.contains("Not readable: networkpolicies.networking.k8s.io"));
    QVERIFY(box.err.contains("Not readable: configmaps (you may not list them); what they say is missing."));
    QVERIFY(box.err.contains("verdicts depending on it are uncertain"));
    QCOMPARE(
        box.run({ s("why"), box.path("p.yaml"), s("shop/web"), s("shop/db:5432"), s("--format"), s("json") }),
        0);
    const QJsonObject planes = QJsonDocument::fromJson(box.out).object().value(s("planes")).toObject();
    QCOMPARE(planes.value(s("network")).toObject().value(s("verdict")).toString(), s("uncertain"));
    const QByteArray project = box.project();
    QVERIFY(project.contains("kind: NetworkPolicy") && project.contains("affectsVerdicts: true"));
}

void tst_ImportCommand::failsWithTheFix_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("fix");
    QTest::newRow("not logged in") << s("unauthorized") << QByteArray("does not know you")
                                   << QByteArray("Log in");
    QTest::newRow("no answer") << s("unreachable")
                               << QByteArray("does not answer. kubectl says: Unable to connect")
                               << QByteArray("kubectl get namespaces");
    QTest::newRow("no context") << s("context") << QByteArray("no context \"nowhere\"")
                                << QByteArray("kubectl config get-contexts");
}

void tst_ImportCommand::failsWithTheFix()
{
    QFETCH(QString, mode);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, fix);
    Sandbox box;
    box.install("kubectl");
    box.environment.insert(s("FAKE_MODE"), mode);
    QCOMPARE(box.importCluster({ s("--context"), s("nowhere") }), 3);
    QVERIFY2(box.err.contains(message), box.err.constData());
    QVERIFY2(box.err.contains(fix), box.err.constData());
    QCOMPARE(box.calls().size(), 1); // no use asking on
    QVERIFY(!QFile::exists(box.path("p.yaml")));
}

void tst_ImportCommand::failsWithoutKubectl()
{
    Sandbox box;
    QCOMPARE(box.importCluster(), 3);
    QVERIFY2(
        box.err.contains("no program kubectl") && box.err.contains("Install kubectl"), box.err.constData());
}

void tst_ImportCommand::endsAKubectlThatHangs()
{
    Sandbox box;
    box.install("kubectl");
    box.environment.insert(s("FAKE_MODE"), s("hang"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(box.importCluster({ s("--timeout"), s("1") }), 3);
    QVERIFY(timer.elapsed() < 30000);
    QVERIFY2(box.err.contains("did not end within") && box.err.contains("--timeout"), box.err.constData());
}

void tst_ImportCommand::endsOnControlC()
{
    Sandbox box;
    box.install("kubectl");
    box.environment.insert(s("FAKE_MODE"), s("hang"));
    box.start({ s("import"), s("--from-cluster"), s("-o"), box.path("p.yaml") });
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(box.path("log")), 10000);
    ::kill(static_cast<pid_t>(box.process.processId()), SIGINT);
    QElapsedTimer timer;
    timer.start();
    box.finish();
    QVERIFY(timer.elapsed() < 10000);
    QVERIFY2(box.err.contains("cancelled"), box.err.constData());
    QVERIFY(!QFile::exists(box.path("p.yaml")));
}

void tst_ImportCommand::refusesFilesBesideTheCluster()
{
    Sandbox box;
    QCOMPARE(box.importCluster({ dataPath("rbac.yaml") }), 2);
    QCOMPARE(box.run({ s("import"), s("-o"), box.path("p.yaml") }), 2);
    QCOMPARE(
        box.run({ s("import"), dataPath("rbac.yaml"), s("--context"), s("x"), s("-o"), box.path("p.yaml") }),
        2);
}

namespace {

/// A folder with a kustomization, a manifest beside it and a patch.
QString kustomizationIn(Sandbox &box)
{
    const QString folder = box.path("-overlay"); // no option, whatever it looks like
    QDir().mkpath(folder);
    write(folder + s("/kustomization.yaml"),
        "namespace: prod\nresources: [web.yaml, ../base]\npatches: [{path: patch.yaml}]\n");
    write(folder + s("/web.yaml"),
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: plain}\nspec: {template: {metadata: "
        "{labels: "
        "{app: plain}}, spec: {containers: [{name: c, image: x}]}}}\n");
    return folder;
}

} // namespace

void tst_ImportCommand::rendersKustomizations_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QByteArray>("verb");
    QTest::newRow("kubectl") << s("kubectl") << QByteArray("kustomize");
    QTest::newRow("kustomize") << s("kustomize") << QByteArray("build");
}

void tst_ImportCommand::rendersKustomizations()
{
    QFETCH(QString, tool);
    QFETCH(QByteArray, verb);
    Sandbox box;
    box.install(tool.toUtf8().constData());
    const QString folder = kustomizationIn(box);
    QCOMPARE(box.run({ s("import"), folder, s("-o"), box.path("p.yaml") }), 0);
    QCOMPARE(box.calls(), (QList<QList<QByteArray>> { { verb, folder.toUtf8() } }));
    QVERIFY(box.project().contains("prod.patched:"));
    QVERIFY(!box.project().contains("default.plain"));
    QVERIFY(box.project().contains("rendered by kustomize"));
    QVERIFY2(!box.err.contains("[kustomization]"), box.err.constData());
}

void tst_ImportCommand::readsKustomizationsAsTheyLieWithoutATool()
{
    Sandbox box;
    const QString folder = kustomizationIn(box);
    QCOMPARE(box.run({ s("import"), folder, s("-o"), box.path("p.yaml") }), 0);
    QVERIFY(box.project().contains("default.plain:"));
    QVERIFY2(box.err.contains("neither kubectl nor kustomize"), box.err.constData());
    QVERIFY2(box.err.contains("Not applied: namespace, patches; not read: ../base"), box.err.constData());
}

void tst_ImportCommand::readsKustomizationsAsTheyLieWhenTheToolRefuses()
{
    Sandbox box;
    box.install("kubectl");
    box.environment.insert(s("FAKE_MODE"), s("kustomize-fails"));
    QCOMPARE(box.run({ s("import"), kustomizationIn(box), s("-o"), box.path("p.yaml") }), 0);
    QVERIFY(box.project().contains("default.plain:"));
    QVERIFY2(box.err.contains("accumulating resources: no such thing"), box.err.constData());
}

void tst_ImportCommand::leavesKustomizationsAloneWhenTold()
{
    Sandbox box;
    box.install("kubectl");
    QCOMPARE(
        box.run({ s("import"), s("--no-kustomize"), kustomizationIn(box), s("-o"), box.path("p.yaml") }), 0);
    QVERIFY(box.calls().isEmpty());
    QVERIFY(box.project().contains("default.plain:"));
}

void tst_ImportCommand::saysByItsExitCodeThatADocumentIsMissing()
{
    Sandbox box;
    const QString broken = box.path("broken.yaml");
    write(broken, "kind: Pod\n  x: [\n");
    QCOMPARE(box.run({ s("import"), broken, s("-o"), box.path("p.yaml") }), 1);
    QVERIFY2(box.err.contains("broken.yaml:2:4: severe:"), box.err.constData());
    write(broken, "kind: ConfigMap\napiVersion: v1\nmetadata: {name: c, namespace: n}\n");
    QCOMPARE(box.run({ s("import"), broken, s("-o"), box.path("p.yaml") }), 0);
}

QTEST_GUILESS_MAIN(tst_ImportCommand)
#include "tst_ImportCommand.moc"
