// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/Fourplanectl.h"
#include "tests/support/TestData.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane::test;

/// `fourplanectl why` on two public systems: what it says has to follow from their manifests, which were read
/// for the expectations here.
class tst_WhyCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesTheObjectAndTheLine_data();
    void namesTheObjectAndTheLine();
    void identityIsToldStageByStage_data();
    void identityIsToldStageByStage();
    void namesWhatIsNotUnderstood_data();
    void namesWhatIsNotUnderstood();
    void leadsServicesToTheirPods();
    void takesWhatARequestAsksFor();
    void saysWhichPortsThereAre();

private:
    QString project(const QString &system) const
    {
        return m_folder.filePath(system + QLatin1String(".yaml"));
    }

    QTemporaryDir m_folder;
};

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

void tst_WhyCommand::initTestCase()
{
    const auto manifests = sharedPath("data/corpora/manifests");
    REQUIRE_OR_SKIP(manifests);
    const auto importInto = [this](const QString &system, const std::vector<std::filesystem::path> &inputs) {
        QStringList arguments { s("import") };
        for (const std::filesystem::path &input : inputs)
            arguments << QString::fromStdString(input.string());
        const CommandRun result = ctl(arguments << s("--output") << project(system));
        QVERIFY2(QFile::exists(project(system)), result.err.constData());
    };
    const auto shop = manifests / "GoogleCloudPlatform__microservices-demo";
    importInto(s("shop"), { shop / "kubernetes-manifests", shop / "kustomize/components/network-policies" });
    // Istio's sample comes without rules: those are our own.
    importInto(s("books"),
        { manifests / "istio__istio-samples/samples/bookinfo/platform/kube/bookinfo.yaml",
            sourcePath("tests/app/data/bookinfo-security.yaml") });
    importInto(s("stages"),
        { manifests / "istio__istio-samples/samples/bookinfo/platform/kube/bookinfo.yaml",
            sourcePath("tests/app/data/bookinfo-stages.yaml") });
    importInto(s("unread"), { sourcePath("tests/app/data/unread-rules.yaml") });
}

void tst_WhyCommand::namesTheObjectAndTheLine_data()
{
    QTest::addColumn<QString>("system");
    QTest::addColumn<QStringList>("question");
    QTest::addColumn<QString>("plane"); // whose answer is looked at
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("place"); // of the object: end of the file's path, and line
    const auto row = [](const char *name, const char *system, const QStringList &question, const char *plane,
                         const char *verdict, const char *object, const char *place) {
        QTest::newRow(name) << s(system) << question << s(plane) << s(verdict) << s(object) << s(place);
    };
    // The policies of the shop: each service names its callers and its port, its own egress is "- {}"
    // (anything), and deny-all selects every pod for both directions without a rule.
    row("the front end reaches the cart", "shop", { s("frontend"), s("cartservice:7070") }, "network",
        "permit", "NetworkPolicy default/cartservice", "network-policy-cartservice.yaml:15");
    row("the cart names no ad service", "shop", { s("adservice"), s("cartservice:7070") }, "network", "deny",
        "NetworkPolicy default/deny-all", "network-policy-deny-all.yaml:15");
    row("checking out reaches payment", "shop", { s("checkoutservice"), s("paymentservice:50051") },
        "network", "permit", "NetworkPolicy default/paymentservice", "network-policy-paymentservice.yaml:15");
    row("payment is not for the front end", "shop", { s("frontend"), s("paymentservice:50051") }, "network",
        "deny", "NetworkPolicy default/deny-all", "network-policy-deny-all.yaml:15");
    row("payment opens one port", "shop", { s("checkoutservice"), s("paymentservice:50052") }, "network",
        "deny", "NetworkPolicy default/deny-all", "network-policy-deny-all.yaml:15");
    row("anybody reaches the front end", "shop", { s("loadgenerator"), s("frontend:8080") }, "network",
        "permit", "NetworkPolicy default/frontend", "network-policy-frontend.yaml:15");
    // Nothing asks who the caller is: no mesh is in the manifests.
    row("the shop has no identity rule", "shop", { s("frontend"), s("cartservice:7070") }, "identity",
        "not-enforced", "", "");
    // The books: details admits the product page's account for GET, reviews its account, ratings that of
    // reviews; mutual TLS is strict in the whole namespace; there is no NetworkPolicy.
    row("the page reads details", "books", { s("productpage-v1"), s("details-v1:9080") }, "identity",
        "permit", "AuthorizationPolicy default/details-viewer", "bookinfo-security.yaml:20");
    row("reviews may not read details", "books", { s("reviews-v1"), s("details-v1:9080") }, "identity",
        "deny", "AuthorizationPolicy default/details-viewer", "bookinfo-security.yaml:20");
    row("every version of reviews is for the page", "books", { s("productpage-v1"), s("reviews-v3:9080") },
        "identity", "permit", "AuthorizationPolicy default/reviews-viewer", "bookinfo-security.yaml:38");
    row("reviews read ratings", "books", { s("reviews-v2"), s("ratings-v1:9080") }, "identity", "permit",
        "AuthorizationPolicy default/ratings-viewer", "bookinfo-security.yaml:52");
    row("the page may not read ratings", "books", { s("productpage-v1"), s("ratings-v1:9080") }, "identity",
        "deny", "AuthorizationPolicy default/ratings-viewer", "bookinfo-security.yaml:52");
    row("plaintext is refused first", "books",
        { s("reviews-v2"), s("ratings-v1:9080"), s("--transport"), s("plaintext") }, "network", "deny",
        "PeerAuthentication default/only-mutual-tls", "bookinfo-security.yaml:11");
    row("no policy of the network", "books", { s("reviews-v2"), s("ratings-v1:9080") }, "network",
        "not-enforced", "", "");
}

void tst_WhyCommand::namesTheObjectAndTheLine()
{
    QFETCH(QString, system);
    QFETCH(QStringList, question);
    QFETCH(QString, plane);
    QFETCH(QString, verdict);
    QFETCH(QString, object);
    QFETCH(QString, place);
    const CommandRun asJson =
        ctl(QStringList { s("why"), project(system) } + question + QStringList { s("--format"), s("json") });
    const QJsonObject answer =
        QJsonDocument::fromJson(asJson.out).object()[s("planes")].toObject()[plane].toObject();
    QVERIFY2(answer[s("verdict")].toString() == verdict, asJson.out.constData());
    const QByteArray text = ctl(QStringList { s("why"), project(system) } + question).out;
    if (object.isEmpty()) {
        QVERIFY2(answer[s("decidedBy")].toObject().isEmpty(), asJson.out.constData());
        return;
    }
    const QByteArray line = "by " + object.toUtf8() + " (";
    const qsizetype at = text.indexOf(line);
    QVERIFY2(at >= 0, text.constData());
    const QByteArray where = text.mid(at + line.size(), text.indexOf(')', at) - at - line.size());
    QVERIFY2(where.contains(place.toUtf8() + ":"), where.constData());
    QVERIFY(!answer[s("reason")].toString().isEmpty());
}

/// Istio asks CUSTOM policies first, then DENY, then ALLOW; mutual TLS stands before them all.
void tst_WhyCommand::identityIsToldStageByStage_data()
{
    QTest::addColumn<QStringList>("question");
    QTest::addColumn<QStringList>(
        "stages"); // in their order: title and answer, then what decides, or nothing
    const QString custom = s("AuthorizationPolicy default/ask-outside (bookinfo-stages.yaml:14:");
    const QString deny = s("AuthorizationPolicy default/no-deleting (bookinfo-stages.yaml:24:");
    const QString allow = s("AuthorizationPolicy default/for-the-page (bookinfo-stages.yaml:33:");
    const QString peers = s("PeerAuthentication default/only-mutual-tls (bookinfo-stages.yaml:9:");
    const auto row = [](const char *name, const QStringList &question, const QStringList &stages) {
        QTest::newRow(name) << question << stages;
    };
    const QStringList page { s("productpage-v1"), s("details-v1:9080"), s("--path") };
    row("admitted", page + QStringList { s("/details/1"), s("--method"), s("GET") },
        { s("CUSTOM policies: open by absence"), QString(), s("DENY policies: open by absence"), QString(),
            s("ALLOW policies: permitted"), allow, s("Identity plane, together: permitted"), allow });
    row("refused although admitted", page + QStringList { s("/details/1"), s("--method"), s("DELETE") },
        { s("CUSTOM policies: open by absence"), QString(), s("DENY policies: denied"), deny,
            s("ALLOW policies: permitted"), allow, s("Identity plane, together: denied"), deny });
    row("left to somebody else", page + QStringList { s("/admin/x"), s("--method"), s("GET") },
        { s("CUSTOM policies: uncertain"), custom, s("DENY policies: open by absence"), QString(),
            s("ALLOW policies: permitted"), allow, s("Identity plane, together: uncertain"), custom });
    row("admitted by nobody",
        { s("reviews-v1"), s("details-v1:9080"), s("--path"), s("/details/1"), s("--method"), s("GET") },
        { s("DENY policies: open by absence"), QString(), s("ALLOW policies: denied"), allow,
            s("Identity plane, together: denied"), allow });
    row("without a certificate",
        { s("productpage-v1"), s("details-v1:9080"), s("--transport"), s("plaintext"), s("--path"),
            s("/details/1"), s("--method"), s("GET") },
        { s("Refusal of plaintext: denied"), peers, s("DENY policies: open by absence"), QString(),
            s("ALLOW policies: denied"), allow, s("Identity plane, together: denied"), allow });
}

void tst_WhyCommand::identityIsToldStageByStage()
{
    QFETCH(QStringList, question);
    QFETCH(QStringList, stages);
    const QString text = ctl(QStringList { s("why"), project(s("stages")) } + question).text();
    static const QRegularExpression heading(s("^  [0-9]+\\. (.*)$"));
    QStringList told; // as in `stages`
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        if (const auto match = heading.match(line); match.hasMatch())
            told << match.captured(1) << QString();
        else if (!told.isEmpty() && line.startsWith(s("     by ")))
            told.back() = line.mid(8);
    }
    qsizetype at = -1;
    for (qsizetype i = 0; i < stages.size(); i += 2) {
        const qsizetype found = told.indexOf(stages[i]);
        QVERIFY2(found > at, qPrintable(stages[i] + s(" is not told, or not in order:\n") + text));
        at = found;
        QVERIFY2(stages[i + 1].isEmpty() == told[at + 1].isEmpty() && told[at + 1].startsWith(stages[i + 1]),
            qPrintable(stages[i] + s(" is decided by ") + told[at + 1]));
    }
}

void tst_WhyCommand::namesWhatIsNotUnderstood_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("plane");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *source, const char *destination, const char *plane,
                         const char *verdict, const char *object, const char *reason) {
        QTest::newRow(name) << s(source) << s(destination) << s(plane) << s(verdict) << s(object)
                            << s(reason);
    };
    // Istio: "A request that does not contain any authentication credentials will be accepted".
    row("a token that somebody checks", "web", "api:8080", "identity", "uncertain",
        "AuthorizationPolicy a/need-token unread-rules.yaml:24",
        "which RequestAuthentication a/jwt (unread-rules.yaml:17:1) may check");
    row("a token check elsewhere", "api", "web:8080", "identity", "deny",
        "AuthorizationPolicy a/nobody unread-rules.yaml:32", "");
    row("a filter", "web", "filtered:8080", "identity", "uncertain", "EnvoyFilter b/lua unread-rules.yaml:47",
        "It is EnvoyFilter b/lua (unread-rules.yaml:47:1): it may change any verdict");
    row("policies of the network", "web", "filtered:8080", "network", "uncertain",
        "EnvoyFilter b/lua unread-rules.yaml:47", "So may 1 more.");
    row("policies of the network at the source", "filtered", "web:8080", "network", "uncertain",
        "EnvoyFilter b/lua unread-rules.yaml:47", "So may 1 more.");
}

/// In the answer, in the last step of the plane, and in the matrix.
void tst_WhyCommand::namesWhatIsNotUnderstood()
{
    QFETCH(QString, source);
    QFETCH(QString, destination);
    QFETCH(QString, plane);
    QFETCH(QString, verdict);
    QFETCH(QString, object);
    QFETCH(QString, reason);
    const auto isAsExpected = [&](const QJsonObject &answer) {
        const QJsonObject by = answer[s("decidedBy")].toObject();
        const QString decider = by[s("kind")].toString() + s(" ") + by[s("namespace")].toString() + s("/")
            + by[s("name")].toString();
        const QJsonObject where = by[s("where")].toObject();
        const QString file = QFileInfo(where[s("file")].toString()).fileName();
        return answer[s("verdict")].toString() == verdict
            && decider + s(" ") + file + s(":") + QString::number(where[s("line")].toInt()) == object
            && (reason.isEmpty() || answer[s("reason")].toString().contains(reason));
    };
    const QByteArray why =
        ctl({ s("why"), project(s("unread")), source, destination, s("--format"), s("json") }).out;
    const QJsonObject answer = QJsonDocument::fromJson(why).object();
    QVERIFY2(isAsExpected(answer[s("planes")].toObject()[plane].toObject()), why.constData());
    QJsonObject last;
    for (const auto &step : answer[s("steps")].toArray()) {
        if (step.toObject()[s("plane")].toString() == plane)
            last = step.toObject();
    }
    QVERIFY2(plane != s("identity") || isAsExpected(last), why.constData());
    const QByteArray matrix = ctl({ s("matrix"), project(s("unread")), s("--format"), s("json") }).out;
    bool isInMatrix = false;
    for (const auto &row : QJsonDocument::fromJson(matrix).object()[s("rows")].toArray()) {
        const QJsonObject one = row.toObject();
        isInMatrix = isInMatrix
            || (one[s("source")].toString().endsWith(source)
                && destination.startsWith(one[s("destination")].toString().section(QLatin1Char('.'), -1))
                && isAsExpected(one[s("planes")].toObject()[plane].toObject()));
    }
    QVERIFY2(isInMatrix, matrix.constData());
}

/// Policies see pod ports (semantics NP20): a Service is led to the pods behind it.
void tst_WhyCommand::leadsServicesToTheirPods()
{
    // The front end listens at 8080; its Service offers 80.
    const QByteArray text =
        ctl({ s("why"), project(s("shop")), s("loadgenerator"), s("svc/frontend:http") }).out;
    QVERIFY2(text.contains("Service frontend, port http 80, leads to pod port 8080 of default/frontend"),
        text.constData());
    QVERIFY(text.contains("loadgenerator -> default/frontend:8080"));
    // Three versions stand behind the Service reviews.
    const CommandRun list = ctl(
        { s("why"), project(s("books")), s("productpage-v1"), s("reviews:9080"), s("--format"), s("json") });
    const QJsonArray routes = QJsonDocument::fromJson(list.out).array();
    QCOMPARE(routes.size(), 3);
    for (const QJsonValue &route : routes)
        QVERIFY(route.toObject()[s("note")].toString().contains(s("Service reviews")));
    QVERIFY(ctl(
        { s("why"), project(s("books")), s("productpage-v1"), s("reviews.default.svc.cluster.local:9080") })
                .out.contains("default/reviews-v2:9080"));
}

void tst_WhyCommand::takesWhatARequestAsksFor()
{
    const auto identityFor = [this](const char *method) {
        const CommandRun result = ctl({ s("why"), project(s("books")), s("productpage-v1"),
            s("details-v1:9080"), s("--method"), s(method), s("--format"), s("json") });
        return QJsonDocument::fromJson(result.out)
            .object()[s("planes")]
            .toObject()[s("identity")]
            .toObject()[s("verdict")]
            .toString();
    };
    QCOMPARE(identityFor("GET"), s("permit"));
    QCOMPARE(identityFor("DELETE"), s("deny")); // details-viewer says GET
}

void tst_WhyCommand::saysWhichPortsThereAre()
{
    const CommandRun noPort =
        ctl({ s("why"), project(s("shop")), s("frontend"), s("svc/cartservice:nonsense") });
    QCOMPARE(noPort.exitCode, 2);
    QVERIFY2(noPort.err.contains("Its ports: grpc 7070"), noPort.err.constData());
    const CommandRun noService = ctl({ s("why"), project(s("shop")), s("frontend"), s("svc/cart:80") });
    QCOMPARE(noService.exitCode, 2);
    QVERIFY(noService.err.contains("svc/NAMESPACE/NAME"));
}

QTEST_GUILESS_MAIN(tst_WhyCommand)
#include "tst_WhyCommand.moc"
