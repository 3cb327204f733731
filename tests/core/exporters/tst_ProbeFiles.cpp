// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/exporters/ProbeFiles.h"
#include "core/storage/ProjectFile.h"
#include "tests/core/exporters/ProbeProblems.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <arpa/inet.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace fourplane;
using nlohmann::json;

/// Probes as files: the YAML for people and programs, and the script, run here with a kubectl that is none.
class tst_ProbeFiles : public QObject
{
    Q_OBJECT

private slots:
    void probesOfADesignHold();
    void wrongProbesAreNoticed();
    void idsStayWhenOtherRulesCome();
    void scriptTriesConnections();
    void scriptNoticesWhatIsOpen();
    void scriptAsksForRightsAndAdmission();
    void scriptSkipsWhatItCannotTell();
    void scriptKeepsItsHandsOffWithoutConsent();
    void hostileNamesStayWords();
    void exportHoldsThemAndTheIndexNamesTheirEdges();
};

namespace {

/// A kubectl that finds every pod on this machine and runs `exec` here.
constexpr const char *fakeKubectl = R"(#!/bin/sh
printf '%s\n' "$*" >>"$FAKE_LOG"
case "$*" in
'config current-context') echo fake ;;
'get pods '*) printf 'pod-1 127.0.0.1' ;;
exec*)
    if [ -n "${FAKE_OUTCOME:-}" ]; then echo "$FAKE_OUTCOME"; exit 0; fi
    while [ "$1" != -- ]; do shift; done
    shift
    exec "$@" ;;
'auth can-i '*) echo "${FAKE_CAN_I:-no}" ;;
'create --dry-run=server '*)
    cat >>"$FAKE_LOG"
    if [ -n "${FAKE_ADMITS:-}" ]; then exit 0; fi
    echo 'pods "fourplane-probe" is forbidden: violates PodSecurity "restricted:v1.31"' >&2
    exit 1 ;;
esac
)";

/// A port of this machine on which somebody listens as long as this lives.
class Listener
{
public:
    Listener()
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (bind(m_socket, generic, size) == 0 && listen(m_socket, 16) == 0
            && getsockname(m_socket, generic, &size) == 0)
            port = ntohs(address.sin_port);
    }

    ~Listener() { close(m_socket); }

    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    std::uint16_t port = 0;

private:
    int m_socket = socket(AF_INET, SOCK_STREAM, 0);
};

struct ScriptRun
{
    int exitCode = -1;
    std::string out;
    std::string log; ///< every call of kubectl

    int count(const std::string &text) const
    {
        int found = 0;
        for (std::size_t at = out.find(text); at != std::string::npos; at = out.find(text, at + 1))
            ++found;
        return found;
    }

    /// Skips give their reason, which may hold every other word.
    int passed() const { return count("\nok ") - count("# SKIP"); }

    int failed() const { return count("\nnot ok "); }
};

std::string fileOf(const std::vector<ExportedFile> &files, const std::string &path)
{
    for (const ExportedFile &file : files) {
        if (file.path == path)
            return file.content;
    }
    return {};
}

std::vector<ExportedFile> filesOf(const Project &project)
{
    const EnforcementPlan plan = compilePlan(project).plan;
    const auto probes = deriveProbes(plan);
    return probes ? probeFiles(*probes, plan) : std::vector<ExportedFile>();
}

ScriptRun runScript(const std::string &script, const QStringList &arguments = {},
    const std::map<QString, QString> &environment = {})
{
    QTemporaryDir folder;
    const auto write = [&folder](const char *name, const std::string &text) {
        QFile file(folder.filePath(QLatin1String(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(text.data(), qint64(text.size()));
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
    };
    write("kubectl", fakeKubectl);
    write("probe.sh", script);
    write("log", "");
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(
        QStringLiteral("PATH"), folder.path() + QLatin1Char(':') + variables.value(QStringLiteral("PATH")));
    variables.insert(QStringLiteral("FAKE_LOG"), folder.filePath(QStringLiteral("log")));
    for (const auto &[name, value] : environment)
        variables.insert(name, value);
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral("sh"), QStringList { QStringLiteral("probe.sh") } + arguments);
    ScriptRun run;
    if (!process.waitForFinished(60000))
        return run;
    run.exitCode = process.exitCode();
    run.out = process.readAllStandardOutput().toStdString();
    QFile log(folder.filePath(QStringLiteral("log")));
    if (log.open(QIODevice::ReadOnly))
        run.log = log.readAll().toStdString();
    if (QFile::exists(folder.filePath(QStringLiteral("canary"))))
        run.log += "CANARY";
    return run;
}

/// The smallest of the samples.
Project smallSample()
{
    return loadProject(
        test::sourcePath("sample-topologies/incident-capital-one-2019/capital-one.fourplane.yaml"))
        ->project;
}

/// a may call b on the port and nobody else may; no mesh, so that connections are what they seem.
Project smallDesign(std::uint16_t port)
{
    test::DesignBuilder design;
    design.project.platform.mesh = MeshKind::None;
    design.addNamespace("rag", false).segmentation.defaultDeny = true;
    for (const char *name : { "a", "b", "c" }) {
        Workload &workload = design.addWorkload("rag", name, port);
        workload.mesh = MeshMembership::Out;
    }
    design.allow("a", "b", { { port, Protocol::Tcp } });
    return design.project;
}

} // namespace

void tst_ProbeFiles::probesOfADesignHold()
{
    std::size_t probes = 0;
    for (const Project &project : { smallDesign(8080), smallSample() }) {
        const std::string found = test::probeProblems(project, probes);
        QVERIFY2(found.empty(), found.c_str());
    }
    QVERIFY(probes >= 8);
}

void tst_ProbeFiles::wrongProbesAreNoticed()
{
    const json whole = test::yamlToJson(fileOf(filesOf(smallDesign(8080)), "probes/probes.yaml"));
    QCOMPARE(test::problemsOfProbes(smallDesign(8080), whole), std::string());
    json wrong = whole;
    wrong.at("probes").at(0)["expected"] = "unknown";
    QVERIFY(!test::problemsOfProbes(smallDesign(8080), wrong).empty());
    wrong.at("probes").at(0)["expected"] =
        whole.at("probes").at(0).at("expected") == "denied" ? "allowed" : "denied";
    QVERIFY(!test::problemsOfProbes(smallDesign(8080), wrong).empty());
    wrong = whole;
    wrong.at("rules").at(0)["denied"] = json::array();
    QVERIFY(!test::problemsOfProbes(smallDesign(8080), wrong).empty());
}

void tst_ProbeFiles::idsStayWhenOtherRulesCome()
{
    const auto idsOf = [](const Project &project) {
        std::set<std::string> ids;
        const json document = test::yamlToJson(fileOf(filesOf(project), "probes/probes.yaml"));
        for (const json &probe : document.at("probes"))
            ids.insert(probe.at("id"));
        return ids;
    };
    Project project = smallDesign(8080);
    const std::set<std::string> before = idsOf(project);
    test::DesignBuilder more;
    more.project = project;
    more.addNamespace("elsewhere", false).segmentation.defaultDeny = true;
    for (const char *name : { "x", "y" })
        more.addWorkload("elsewhere", name, 9090).mesh = MeshMembership::Out;
    more.allow("x", "y", { { 9090, Protocol::Tcp } });
    const std::set<std::string> after = idsOf(more.project);
    const std::string beginning = "a-to-b/";
    std::vector<std::string> kept;
    for (const std::string &id : before) {
        if (id.compare(0, beginning.size(), beginning) == 0)
            kept.push_back(id);
    }
    QVERIFY(kept.size() >= 2);
    for (const std::string &id : kept)
        QVERIFY2(after.count(id) > 0, id.c_str());
}

void tst_ProbeFiles::scriptTriesConnections()
{
    Listener listener;
    QVERIFY(listener.port != 0);
    const std::string script = fileOf(filesOf(smallDesign(listener.port)), "probes/probe.sh");
    const ScriptRun run = runScript(script,
        { QStringLiteral("--only"), QStringLiteral("/allowed/"), QStringLiteral("--timeout"),
            QStringLiteral("1") });
    QVERIFY2(run.passed() >= 1, run.out.c_str());
    QCOMPARE(run.failed(), 0);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(
        run.out.find("rag/a connects to rag/b on TCP " + std::to_string(listener.port)) != std::string::npos,
        run.out.c_str());
}

void tst_ProbeFiles::scriptNoticesWhatIsOpen()
{
    // Nothing here keeps c from b, so the probe that expects a refusal has to turn red.
    Listener listener;
    const std::string script = fileOf(filesOf(smallDesign(listener.port)), "probes/probe.sh");
    const ScriptRun run = runScript(script, { QStringLiteral("--timeout"), QStringLiteral("1") });
    QVERIFY2(run.failed() >= 1, run.out.c_str());
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.out.find("expected denied on the network plane, but the outcome is \"open\"")
            != std::string::npos,
        run.out.c_str());
}

void tst_ProbeFiles::scriptAsksForRightsAndAdmission()
{
    test::DesignBuilder design;
    design.addNamespace("rag", false).podSecurity.enforce = PodSecurityLevel::Restricted;
    design.addWorkload("rag", "agent");
    RbacRole role;
    role.id = ElementId("role");
    role.name = "reader";
    role.namespaceId = ElementId("rag");
    role.rules = { { { "" }, { "configmaps" }, {}, {}, { "get" } } };
    design.project.topology.roles.emplace(role.id, role);
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "reader";
    binding.namespaceId = ElementId("rag");
    binding.roleName = "reader";
    binding.subjects = { { "ServiceAccount", "sa-agent", "rag" } };
    design.project.topology.bindings.emplace(binding.id, binding);
    const std::string script = fileOf(filesOf(design.project), "probes/probe.sh");

    const ScriptRun refusing =
        runScript(script, {}, { { QStringLiteral("FAKE_CAN_I"), QStringLiteral("no") } });
    QVERIFY2(refusing.log.find("auth can-i get configmaps --as=system:serviceaccount:rag:sa-agent "
                               "--as-group=system:serviceaccounts --as-group=system:serviceaccounts:rag "
                               "--as-group=system:authenticated -n rag")
            != std::string::npos,
        refusing.log.c_str());
    QVERIFY2(refusing.out.find("not ok") != std::string::npos, refusing.out.c_str());
    QVERIFY(refusing.out.find("expected allowed, but the API server says: no") != std::string::npos);
    QCOMPARE(refusing.exitCode, 1);

    const ScriptRun open = runScript(script, {},
        { { QStringLiteral("FAKE_CAN_I"), QStringLiteral("yes") },
            { QStringLiteral("FAKE_ADMITS"), QStringLiteral("1") } });
    QVERIFY(open.out.find("expected denied, but the API server says: yes") != std::string::npos);
    QVERIFY2(open.out.find("expected denied, but it is allowed") != std::string::npos, open.out.c_str());
    QVERIFY(open.log.find("privileged: true") != std::string::npos);
}

void tst_ProbeFiles::scriptSkipsWhatItCannotTell()
{
    const std::string script = fileOf(filesOf(smallDesign(8080)), "probes/probe.sh");
    for (const char *outcome : { "refused", "closed", "notool", "unresolved" }) {
        const ScriptRun run =
            runScript(script, {}, { { QStringLiteral("FAKE_OUTCOME"), QString::fromLatin1(outcome) } });
        QCOMPARE(run.failed(), 0);
        QCOMPARE(run.passed(), 0);
        QCOMPARE(run.exitCode, 3);
    }
    const ScriptRun dropping =
        runScript(script, {}, { { QStringLiteral("FAKE_OUTCOME"), QStringLiteral("timeout") } });
    QVERIFY2(dropping.failed() >= 1 && dropping.passed() >= 1, dropping.out.c_str());
}

void tst_ProbeFiles::scriptKeepsItsHandsOffWithoutConsent()
{
    const std::string script = fileOf(filesOf(smallDesign(8080)), "probes/probe.sh");
    const ScriptRun dry = runScript(script, { QStringLiteral("--dry-run") });
    QCOMPARE(dry.exitCode, 0);
    QVERIFY2(dry.log.empty(), dry.log.c_str());
    const ScriptRun run =
        runScript(script, {}, { { QStringLiteral("FAKE_OUTCOME"), QStringLiteral("timeout") } });
    QVERIFY(!run.log.empty());
    for (const char *verb : { "\ndebug", "\ndelete", "\napply", "\npatch", "\nrun", "\ncreate -" })
        QVERIFY2(("\n" + run.log).find(verb) == std::string::npos, verb);
    QCOMPARE(runScript(script, { QStringLiteral("--surprise") }).exitCode, 2);
    QCOMPARE(
        runScript(script, { QStringLiteral("--timeout"), QStringLiteral("1; touch canary") }).exitCode, 2);
}

void tst_ProbeFiles::hostileNamesStayWords()
{
    Project project = smallDesign(8080);
    const std::string hostile = "a'; touch canary; $(touch canary) `touch canary` # SKIP \n\"";
    for (auto &[id, workload] : project.topology.workloads) {
        workload.name = hostile + id.value();
        workload.labels["app"] = hostile + id.value();
        for (Container &container : workload.containers)
            container.name = hostile;
    }
    project.topology.namespaces.begin()->second.name = hostile;
    AllowRule rule = project.policy.allowRules.begin()->second;
    rule.httpPaths = { "/" + hostile };
    project.policy.allowRules[rule.id] = rule;
    const std::string script = fileOf(filesOf(project), "probes/probe.sh");
    QVERIFY(!script.empty());
    const ScriptRun run =
        runScript(script, {}, { { QStringLiteral("FAKE_OUTCOME"), QStringLiteral("timeout") } });
    QVERIFY2(run.log.find("CANARY") == std::string::npos, run.log.c_str());
    QVERIFY(run.exitCode == 0 || run.exitCode == 1 || run.exitCode == 3);
    // One line each: no name begins a line or a directive of its own.
    const std::string plan = "\n1.." + std::to_string(run.count("\nok ") + run.count("\nnot ok "));
    QVERIFY2(run.out.find(plan + "\n") != std::string::npos, run.out.c_str());
}

void tst_ProbeFiles::exportHoldsThemAndTheIndexNamesTheirEdges()
{
    const Project project = smallDesign(8080);
    const EnforcementPlan plan = compilePlan(project).plan;
    const auto tree =
        exportPlan(plan, wantedTargets(plan), std::nullopt, { filesOf(project), { probeChapter() } });
    QVERIFY(tree);
    QVERIFY(fileOf(tree->files, "RUNBOOK.md").find("sh probes/probe.sh --dry-run") != std::string::npos);
    const json index = json::parse(fileOf(tree->files, "index.json"));
    QVERIFY(index.at("edges").at("a-to-b").contains("probes/probe.sh"));
    QVERIFY(index.at("files").contains("probes/probes.yaml"));
}

QTEST_GUILESS_MAIN(tst_ProbeFiles)
#include "tst_ProbeFiles.moc"
