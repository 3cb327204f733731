// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/PolicyDecisionPoint.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/PlanExporter.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"

#include <unistd.h>

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <optional>

using namespace fourplane;

namespace {

/// The newest PostgreSQL of Debian on this machine, or an empty path.
std::filesystem::path serverPrograms()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version :
        versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const std::filesystem::path bin = versions.filePath(version).toStdString() + "/bin";
        if (std::filesystem::exists(bin / "initdb"))
            return bin;
    }
    return {};
}

struct Run
{
    bool succeeded = false;
    QByteArray out;
};

/// A server of its own in a temporary folder, without network. It refuses to run as root, so there it runs as
/// the user that Debian made for it.
class Server
{
public:
    explicit Server(const std::filesystem::path &programs)
        : m_programs(QString::fromStdString(programs.string()))
    {
        if (geteuid() == 0)
            run({ QStringLiteral("chown"), QStringLiteral("postgres"), m_folder.path() }, {}, false);
        const Run made =
            run({ m_programs + QStringLiteral("/initdb"), QStringLiteral("-D"), data(), QStringLiteral("-A"),
                QStringLiteral("trust"), QStringLiteral("-U"), QStringLiteral("root"), QStringLiteral("-E"),
                QStringLiteral("UTF8"), QStringLiteral("--no-sync"), QStringLiteral("--locale=C.UTF-8") });
        const Run started =
            run({ m_programs + QStringLiteral("/pg_ctl"), QStringLiteral("-D"), data(), QStringLiteral("-w"),
                QStringLiteral("-l"), m_folder.filePath(QStringLiteral("log")), QStringLiteral("-o"),
                QStringLiteral("-F -c listen_addresses= -k ") + m_folder.path(), QStringLiteral("start") });
        m_problem = made.succeeded ? (started.succeeded ? QByteArray() : started.out) : made.out;
    }

    ~Server()
    {
        run({ m_programs + QStringLiteral("/pg_ctl"), QStringLiteral("-D"), data(), QStringLiteral("-m"),
            QStringLiteral("immediate"), QStringLiteral("stop") });
        if (geteuid() == 0)
            run({ QStringLiteral("chown"), QStringLiteral("-R"), QStringLiteral("root"), m_folder.path() },
                {}, false);
    }

    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    const QByteArray &problem() const { return m_problem; }

    /// Runs SQL as a user; the rows, unaligned, or what went wrong.
    Run sql(const std::string &statements, const std::string &user = "root")
    {
        return run({ m_programs + QStringLiteral("/psql"), QStringLiteral("-X"), QStringLiteral("-q"),
                       QStringLiteral("-A"), QStringLiteral("-t"), QStringLiteral("-v"),
                       QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-h"), m_folder.path(),
                       QStringLiteral("-U"), QString::fromStdString(user), QStringLiteral("postgres") },
            QByteArray::fromStdString(statements));
    }

private:
    QString data() const { return m_folder.filePath(QStringLiteral("data")); }

    static Run run(QStringList words, const QByteArray &input = {}, bool asServer = true)
    {
        if (asServer && geteuid() == 0)
            words = QStringList { QStringLiteral("setpriv"), QStringLiteral("--reuid=postgres"),
                QStringLiteral("--regid=postgres"), QStringLiteral("--clear-groups") }
                + words;
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        QTemporaryFile output;
        if (!output.open())
            return {};
        // A file, not a pipe: the server that pg_ctl starts would keep the pipe open.
        process.setStandardOutputFile(output.fileName());
        process.start(words.takeFirst(), words);
        process.write(input);
        process.closeWriteChannel();
        const bool finished = process.waitForFinished(60000);
        QFile file(output.fileName());
        const QByteArray out = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return { finished && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            out.trimmed() };
    }

    QTemporaryDir m_folder;
    QString m_programs;
    QByteArray m_problem;
};

/// A store of one collection and the identities "reader", "writer", "admin", "acme" and "none".
EnforcementPlan storePlan(const std::string &table, const std::string &tenant)
{
    test::DesignBuilder design;
    design.addNamespace("rag", true);
    design.addWorkload("rag", "database", 5432);
    for (const char *name : { "reader", "writer", "admin", "acme", "none" })
        design.addWorkload("rag", name);
    DataStore store;
    store.id = ElementId("store");
    store.name = "documents";
    store.hostId = ElementId("database");
    store.dialect = StoreDialect::Postgresql;
    store.authentication = StoreAuthentication::PerIdentity;
    store.collections.resize(1);
    store.collections[0].id = ElementId("collection");
    store.collections[0].name = table;
    design.project.topology.stores.emplace(store.id, store);
    const auto add = [&design](const char *identity, AccessVerb verb, const std::string &of) {
        DataGrant grant;
        grant.id = ElementId(std::string("grant-") + identity + "-" + std::string(nameOf(verb)));
        grant.identityId = ElementId(std::string("sa-") + identity);
        grant.collectionId = ElementId("collection");
        grant.verb = verb;
        grant.tenant = of;
        design.project.policy.grants.emplace(grant.id, grant);
    };
    add("reader", AccessVerb::Read, "");
    add("writer", AccessVerb::Write, "");
    add("admin", AccessVerb::Admin, "");
    if (!tenant.empty()) {
        add("acme", AccessVerb::Read, tenant);
        add("acme", AccessVerb::Write, tenant);
    }
    return compilePlan(design.project).plan;
}

std::string grantsFor(const EnforcementPlan &plan)
{
    ExportBuilder builder(plan, { ExportTarget::Stores });
    writeStores(builder);
    const ExportParts parts = builder.take();
    return builder.refusals().empty() && parts.files.size() == 1 ? parts.files[0].content
                                                                 : std::string("not one file");
}

std::string quotedName(std::string name)
{
    for (std::size_t i = name.find('"'); i != std::string::npos; i = name.find('"', i + 2))
        name.insert(i, 1, '"');
    return "\"" + name + "\"";
}

std::string quotedText(std::string text)
{
    for (std::size_t i = text.find('\''); i != std::string::npos; i = text.find('\'', i + 2))
        text.insert(i, 1, '\'');
    return "'" + text + "'";
}

} // namespace

/// The exported SQL in a PostgreSQL server.
class tst_PostgresqlOracle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void letsInAsTheDecisionPointDoes_data();
    void letsInAsTheDecisionPointDoes();
    void everySampleIsDecidedAlike();
    void takesAwayWhatTheDesignDoesNotName();
    void aMissingTableChangesNothing();

private:
    void makeTable(const std::string &table, const std::string &tenant);
    /// Whether the identity reads, then writes, then administers rows of the tenant.
    QString rights(const std::string &identity, const std::string &table, const std::string &tenant);
    QString rightsOf(const std::string &user, const std::string &table, const std::string &tenant);

    std::optional<Server> m_server;
};

void tst_PostgresqlOracle::initTestCase()
{
    const std::filesystem::path programs = serverPrograms();
    REQUIRE_OR_SKIP(
        programs.empty() ? std::filesystem::path("/usr/lib/postgresql") / "bin" / "initdb" : programs);
    m_server.emplace(programs);
    QVERIFY2(m_server->problem().isEmpty(), m_server->problem().constData());
}

void tst_PostgresqlOracle::cleanupTestCase()
{
    m_server.reset();
}

void tst_PostgresqlOracle::makeTable(const std::string &table, const std::string &tenant)
{
    const Run made = m_server->sql("DROP TABLE IF EXISTS " + quotedName(table) + "; CREATE TABLE "
        + quotedName(table) + " (tenant text, body text); INSERT INTO " + quotedName(table) + " VALUES ("
        + quotedText(tenant) + ", 'ours'), ('somebody else', 'theirs');");
    QVERIFY2(made.succeeded, made.out.constData());
}

QString tst_PostgresqlOracle::rights(
    const std::string &identity, const std::string &table, const std::string &tenant)
{
    return rightsOf("rag.sa-" + identity, table, tenant);
}

QString tst_PostgresqlOracle::rightsOf(
    const std::string &user, const std::string &table, const std::string &tenant)
{
    const std::string where = " WHERE tenant = " + quotedText(tenant);
    const Run read = m_server->sql("SELECT count(*) FROM " + quotedName(table) + where, user);
    const Run written = m_server->sql(
        "BEGIN; INSERT INTO " + quotedName(table) + " VALUES (" + quotedText(tenant) + ", 'new'); ROLLBACK;",
        user);
    const Run altered =
        m_server->sql("BEGIN; ALTER TABLE " + quotedName(table) + " ADD COLUMN added text; ROLLBACK;", user);
    return QString::fromLatin1(read.succeeded && read.out != "0" ? "r" : "-")
        + QString::fromLatin1(written.succeeded ? "w" : "-")
        + QString::fromLatin1(altered.succeeded ? "a" : "-");
}

void tst_PostgresqlOracle::letsInAsTheDecisionPointDoes_data()
{
    QTest::addColumn<std::string>("table");
    QTest::addColumn<std::string>("tenant");
    QTest::newRow("plain") << std::string("chunks") << std::string("acme");
    QTest::newRow("without tenants") << std::string("chunks") << std::string();
    for (const char *text : { "on", "1e3", "\"; DROP TABLE x; --", "'; DROP TABLE x; --", "{{ x }}", "a\nb",
             "\xF0\x9F\x94\x92", "$fourplane$", "back\\slash\\'", "%I", "SELECT" })
        QTest::newRow(text) << std::string(text) << std::string(text);
    QTest::newRow("63 characters") << std::string(63, 'x') << std::string(63, 'x');
}

void tst_PostgresqlOracle::letsInAsTheDecisionPointDoes()
{
    QFETCH(std::string, table);
    QFETCH(std::string, tenant);
    const EnforcementPlan plan = storePlan(table, tenant);
    makeTable(table, tenant);
    const std::string sql = grantsFor(plan);
    for (int time = 0; time < 2; ++time) { // it may be run again
        const Run applied = m_server->sql(sql);
        QVERIFY2(applied.succeeded, applied.out.constData());
    }
    const PolicyDecisionPoint decisions(plan);
    for (const char *identity : { "reader", "writer", "admin", "acme" }) {
        if (tenant.empty() && identity == std::string("acme"))
            continue; // has no grant and so no role
        for (const std::string &rows : { tenant, std::string("somebody else") }) {
            QString expected;
            for (const AccessVerb verb : { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin }) {
                AccessRequest request;
                request.sourceId = ElementId(identity);
                request.destinationId = ElementId("database");
                request.collectionId = ElementId("collection");
                request.verb = verb;
                request.tenant = rows;
                const Verdict verdict = decisions.decide(request).on(Plane::Data).verdict;
                QVERIFY(verdict == Verdict::Permit || verdict == Verdict::Deny);
                expected += QString::fromLatin1(verdict == Verdict::Deny ? "-"
                        : verb == AccessVerb::Read                       ? "r"
                        : verb == AccessVerb::Write                      ? "w"
                                                                         : "a");
            }
            QCOMPARE(QString::fromLatin1(identity) + QLatin1Char(' ') + rights(identity, table, rows),
                QString::fromLatin1(identity) + QLatin1Char(' ') + expected);
        }
    }
    QVERIFY(!m_server->sql("SELECT 1", "rag.sa-none").succeeded); // no grant, no role
}

void tst_PostgresqlOracle::everySampleIsDecidedAlike()
{
    int samples = 0, stores = 0, readers = 0, writers = 0, refusals = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        const PolicyDecisionPoint decisions(plan);
        const auto tree = exportPlan(plan, { ExportTarget::Stores });
        QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
        ++samples;
        for (const PlannedStore &store : plan.stores) {
            if (store.dialect != StoreDialect::Postgresql
                || store.authentication != StoreAuthentication::PerIdentity)
                continue;
            ++stores;
            for (const Collection &collection : store.collections)
                makeTable(collection.name, "acme");
            const auto sql = std::find_if(tree->files.begin(), tree->files.end(), [&](const auto &item) {
                return item.path.rfind("stores/" + store.id.value() + "/", 0) == 0;
            });
            QVERIFY2(sql != tree->files.end(), (file.string() + ": " + store.id.value()).c_str());
            const Run applied = m_server->sql(sql->content);
            QVERIFY2(applied.succeeded, applied.out.constData());
            for (const PlannedServiceAccount &account : plan.serviceAccounts) {
                const bool isNamed =
                    std::any_of(plan.grants.begin(), plan.grants.end(), [&](const auto &grant) {
                        return grant.identityId == account.id
                            && std::any_of(store.collections.begin(), store.collections.end(),
                                [&grant](const Collection &item) { return item.id == grant.collectionId; });
                    });
                for (const Collection &collection : store.collections) {
                    QString expected;
                    for (const AccessVerb verb : { AccessVerb::Read, AccessVerb::Write, AccessVerb::Admin }) {
                        AccessRequest request;
                        request.sourceId = store.hostId;
                        request.destinationId = store.hostId;
                        request.identityId = account.id;
                        request.collectionId = collection.id;
                        request.verb = verb;
                        request.tenant = "acme";
                        const bool isOpen =
                            decisions.decide(request).on(Plane::Data).verdict == Verdict::Permit;
                        expected += QString::fromLatin1(!isOpen ? "-"
                                : verb == AccessVerb::Read      ? "r"
                                : verb == AccessVerb::Write     ? "w"
                                                                : "a");
                    }
                    // Who has no grant has no role there, unless another store of the sample made it.
                    const QString found = isNamed
                        ? rightsOf(account.namespaceName + "." + account.name, collection.name, "acme")
                        : QStringLiteral("---");
                    QCOMPARE(QString::fromStdString(store.id.value() + " " + account.name + " ") + found,
                        QString::fromStdString(store.id.value() + " " + account.name + " ") + expected);
                    readers += found == QLatin1String("r--");
                    writers += found == QLatin1String("-w-");
                    refusals += found == QLatin1String("---");
                }
            }
        }
    }
    qInfo("%d samples, %d stores: %d only read, %d only write, %d neither", samples, stores, readers, writers,
        refusals);
    QVERIFY(samples >= 15 && stores >= 5 && readers > 0 && writers > 0);
}

void tst_PostgresqlOracle::takesAwayWhatTheDesignDoesNotName()
{
    makeTable("chunks", "acme");
    const EnforcementPlan plan = storePlan("chunks", "acme");
    QVERIFY(m_server->sql(grantsFor(plan)).succeeded);
    const Run opened = m_server->sql(
        "CREATE ROLE stranger LOGIN; GRANT ALL ON chunks TO PUBLIC; GRANT SELECT (body) ON "
        "chunks TO stranger; GRANT \"owner of public.chunks\" TO stranger; CREATE POLICY open ON "
        "chunks USING (true); ALTER ROLE \"rag.sa-acme\" BYPASSRLS; ALTER TABLE chunks NO FORCE "
        "ROW LEVEL SECURITY;");
    QVERIFY2(opened.succeeded, opened.out.constData());
    QVERIFY(m_server->sql("SELECT body FROM chunks", "stranger").succeeded);
    QCOMPARE(rights("acme", "chunks", "somebody else"), QStringLiteral("rw-"));
    const Run applied = m_server->sql(grantsFor(plan));
    QVERIFY2(applied.succeeded, applied.out.constData());
    QVERIFY(!m_server->sql("SELECT body FROM chunks", "stranger").succeeded);
    QVERIFY(!m_server->sql("ALTER TABLE chunks ADD COLUMN x text", "stranger").succeeded);
    QCOMPARE(rights("acme", "chunks", "somebody else"), QStringLiteral("---"));
    QCOMPARE(rights("acme", "chunks", "acme"), QStringLiteral("rw-"));
}

void tst_PostgresqlOracle::aMissingTableChangesNothing()
{
    QVERIFY(m_server->sql("DROP TABLE IF EXISTS nowhere").succeeded);
    const EnforcementPlan plan = storePlan("nowhere", "");
    QVERIFY(!m_server->sql(grantsFor(plan)).succeeded);
    QCOMPARE(m_server->sql("SELECT count(*) FROM pg_roles WHERE rolname = 'owner of public.nowhere'").out,
        QByteArray("0"));
}

QTEST_GUILESS_MAIN(tst_PostgresqlOracle)
#include "tst_PostgresqlOracle.moc"
