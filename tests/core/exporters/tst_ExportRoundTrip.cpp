// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/LinkerdServers.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/importers/ManifestImporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/DesignBuilder.h"
#include "tests/support/NativeGenerator.h"
#include "tests/support/ProjectGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/SchemaCheck.h"
#include "tests/support/TestData.h"

#include <rapidcheck.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace fourplane;

/// import(export(plan)) is the plan again, as far as the target can express it.
class tst_ExportRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void drawnDesignComesBack();
    void everySampleComesBack();
    void everyGeneratedDesignComesBack();
    void randomProjectsComeBack();
    void randomRuleObjectsComeBack();
    void aLostRuleIsNoticed();
};

namespace {

/// The part of a plan that the target expresses, in a form to compare: origins, ids and the annotation that
/// only the export adds are left out.
struct Expressed
{
    std::vector<std::string> namespaces;
    std::vector<std::string> serviceAccounts;
    std::vector<NativeObject> rules;
};

std::string textOf(const Labels &labels)
{
    std::string text;
    for (const auto &[key, value] : labels)
        text += " " + key + "=" + value;
    return text;
}

std::string levelText(const std::optional<PodSecurityLevel> &level)
{
    return level ? std::string(nameOf(*level)) : "-";
}

template <class T>
void addRules(Expressed &expressed, const std::vector<Planned<T>> &rules)
{
    for (const Planned<T> &planned : rules) {
        T object = planned.object;
        object.meta.annotations.erase(std::string(edgesAnnotation));
        expressed.rules.emplace_back(std::move(object));
    }
}

Expressed expressedBy(const EnforcementPlan &plan)
{
    Expressed expressed;
    for (const PlannedNamespace &home : plan.namespaces) {
        if (!home.id.isEmpty())
            expressed.namespaces.push_back(home.name + textOf(home.labels) + " "
                + levelText(home.podSecurity.enforce) + levelText(home.podSecurity.audit)
                + levelText(home.podSecurity.warn)
                // without an enforced level it is only the default of the others, whose labels are compared
                + (home.podSecurity.enforce ? home.podSecurity.version : "")
                + (home.meshInjection ? " injected" : "") + textOf(meshAnnotationsOf(home, true)));
    }
    for (const PlannedServiceAccount &account : plan.serviceAccounts)
        expressed.serviceAccounts.push_back(account.namespaceName + "/" + account.name + " "
            + (account.automountToken ? (*account.automountToken ? "mounts" : "does not mount") : "default"));
    addRules(expressed, plan.networkPolicies);
    addRules(expressed, plan.adminPolicies);
    addRules(expressed, plan.ciliumPolicies);
    addRules(expressed, plan.waypoints);
    addRules(expressed, plan.peerAuthentications);
    addRules(expressed, plan.authorizationPolicies);
    addRules(expressed, plan.serviceEntries);
    addRules(expressed, plan.sidecars);
    addRules(expressed, plan.linkerdServers);
    addRules(expressed, plan.serverAuthorizations);
    addRules(expressed, plan.linkerdAuthorizationPolicies);
    addRules(expressed, plan.meshTlsAuthentications);
    addRules(expressed, plan.networkAuthentications);
    addRules(expressed, plan.serverRoutes);
    return expressed;
}

/// Everything that differs between a plan and what comes back from its export; empty when nothing does.
std::string differences(const EnforcementPlan &plan)
{
    const auto tree = exportPlan(plan);
    if (!tree)
        return "not exported: " + toString(tree.error());
    QTemporaryDir folder;
    if (const auto written = writeTree(*tree, folder.path().toStdString()); !written)
        return "not written: " + toString(written.error());
    const auto imported = importManifests({ folder.path().toStdString() });
    if (!imported)
        return "not imported: " + toString(imported.error());
    std::string text;
    for (const Diagnostic &diagnostic : imported->diagnostics) {
        if (diagnostic.level >= DiagnosticLevel::Severe)
            text += toString(diagnostic) + "\n";
    }
    const Expressed before = expressedBy(plan);
    const Expressed after = expressedBy(compilePlan(imported->project).plan);
    for (const std::string &home : before.namespaces) {
        if (std::find(after.namespaces.begin(), after.namespaces.end(), home) == after.namespaces.end())
            text += "lost namespace " + home + "\n";
    }
    for (const std::string &account : before.serviceAccounts) {
        if (std::find(after.serviceAccounts.begin(), after.serviceAccounts.end(), account)
            == after.serviceAccounts.end())
            text += "lost service account " + account + "\n";
    }
    if (before.serviceAccounts.size() != after.serviceAccounts.size())
        text += "other number of service accounts\n";
    if (before.rules.size() != after.rules.size())
        text += std::to_string(before.rules.size()) + " rules became " + std::to_string(after.rules.size())
            + "\n";
    for (std::size_t i = 0; i < std::min(before.rules.size(), after.rules.size()); ++i) {
        if (!(before.rules[i] == after.rules[i]))
            text += std::string(kindOf(before.rules[i])) + " " + metaOf(before.rules[i]).name + " differs\n";
    }
    return text;
}

/// What the official schemas say against the manifests of a plan.
std::string complaints(const EnforcementPlan &plan, const std::filesystem::path &schemas)
{
    const auto manifests = exportedManifests(plan);
    if (!manifests)
        return toString(manifests.error());
    std::string text;
    for (const ExportedManifest &manifest : *manifests) {
        const auto object =
            test::toJson(*loadYaml(manifest.file.content, manifest.file.path).documents.at(0));
        for (const std::string &complaint : test::schemaComplaints(object, schemas))
            text += manifest.file.path + ": " + complaint + "\n";
    }
    return text;
}

EnforcementPlan drawnPlan()
{
    test::DesignBuilder design;
    design.addNamespace("edge", true);
    Namespace &rag = design.addNamespace("rag", true);
    rag.podSecurity = { PodSecurityLevel::Restricted, PodSecurityLevel::Restricted, {}, "v1.35" };
    rag.labels["team"] = "on";
    design.addNamespace("plain", false);
    design.addWorkload("edge", "gateway");
    design.addWorkload("rag", "retriever");
    design.addWorkload("rag", "vectors", 6333);
    design.addWorkload("plain", "cron", 0);
    design.addExternal("users", ExternalKind::Internet);
    design.addExternal("llm", ExternalKind::HostedLlm, { "192.0.2.0/24" });
    design.allow("users", "gateway");
    design.allow("gateway", "retriever").httpMethods = { "POST" };
    design.allow("retriever", "vectors");
    design.allow("retriever", "llm", { { 443, Protocol::Tcp } });
    NetworkPolicy adopted;
    adopted.meta = { "old", "plain", {}, { { "note", "1e3" } } };
    adopted.ingress = { {} };
    design.adopt(adopted);
    return compilePlan(design.project).plan;
}

/// The project with versions of Pod Security that there are, and with rules to compile: some more workloads,
/// that may talk to each other and to those of the project, in namespaces that ask for policies.
Project segmented(Project project)
{
    test::DesignBuilder design;
    design.project = std::move(project);
    for (const char *home : { "drawn-a", "drawn-b" }) {
        design.addNamespace(home, true);
        for (const char *name : { "-x", "-y" })
            design.addWorkload(home, home + std::string(name));
    }
    for (auto &[id, home] : design.project.topology.namespaces) {
        PodSecurityAdmission &admission = home.podSecurity;
        for (std::string *version : { &admission.version, &admission.auditVersion, &admission.warnVersion })
            *version = *rc::gen::element<std::string>("", "v1.31", "latest");
        home.meshInjection = *rc::gen::arbitrary<bool>();
        home.segmentation = { *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(),
            *rc::gen::element(MtlsMode::Unset, MtlsMode::Permissive, MtlsMode::Strict) };
    }
    if (design.project.platform.mesh == MeshKind::Linkerd) // an import knows one mesh, and Istio before it
        std::erase_if(design.project.policy.adopted, [](const auto &entry) {
            return apiVersionOf(entry.second.object).find("istio.io/") != std::string_view::npos
                || std::holds_alternative<WaypointGateway>(entry.second.object);
        });
    std::vector<ElementId> ends;
    for (const auto &[id, workload] : design.project.topology.workloads)
        ends.push_back(id);
    for (int i = 0; i < 8; ++i) {
        AllowRule rule;
        rule.id = ElementId("between-" + std::to_string(i));
        rule.sourceId = *rc::gen::elementOf(ends);
        rule.destinationId = *rc::gen::elementOf(ends);
        rule.ports = { { *rc::gen::element<std::uint16_t>(80, 5432, 8080), Protocol::Tcp } };
        design.project.policy.allowRules.emplace(rule.id, rule);
    }
    return design.project;
}

} // namespace

void tst_ExportRoundTrip::drawnDesignComesBack()
{
    const EnforcementPlan plan = drawnPlan();
    QVERIFY(plan.networkPolicies.size() >= 10);
    QVERIFY(plan.authorizationPolicies.size() >= 4);
    QCOMPARE(differences(plan), std::string());
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    QCOMPARE(complaints(plan, schemas), std::string());
}

void tst_ExportRoundTrip::everySampleComesBack()
{
    int count = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const EnforcementPlan plan = compilePlan(loaded->project).plan;
        const std::string name = file.filename().string();
        QCOMPARE(name + ": " + differences(plan), name + ": ");
        const auto schemas = test::sharedPath("data/schemas/derived");
        REQUIRE_OR_SKIP(schemas);
        QCOMPARE(complaints(plan, schemas), std::string());
        ++count;
    }
    QVERIFY(count >= 2);
}

void tst_ExportRoundTrip::everyGeneratedDesignComesBack()
{
    int designs = 0;
    std::size_t rules = 0;
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            GenerationOptions options;
            options.shape = shape;
            options.seed = seed;
            options.workloads = 10 + 8 * static_cast<std::size_t>(seed);
            const auto project = generateProject(options);
            QVERIFY2(project, project ? "" : toString(project.error()).c_str());
            for (MeshKind mesh :
                { MeshKind::None, MeshKind::IstioSidecar, MeshKind::IstioAmbient, MeshKind::Linkerd }) {
                Project drawn = *project;
                drawn.platform.mesh = mesh;
                const EnforcementPlan plan = compilePlan(drawn).plan;
                QCOMPARE(differences(plan), std::string());
                ++designs;
                rules += expressedBy(plan).rules.size();
            }
        }
    }
    qInfo("%d designs with %zu rules", designs, rules);
}

void tst_ExportRoundTrip::randomProjectsComeBack()
{
    int written = 0, refused = 0;
    std::size_t rules = 0;
    const bool holds = rc::check("import(export(plan)) == plan, or the export is refused", [&] {
        const EnforcementPlan plan = compilePlan(segmented(*test::soundProjects())).plan;
        if (!exportPlan(plan)) {
            ++refused;
            return;
        }
        ++written;
        rules += expressedBy(plan).rules.size();
        if (const std::string text = differences(plan); !text.empty())
            RC_FAIL(text);
    });
    qInfo("%d written with %zu rules, %d refused", written, rules, refused);
    QVERIFY(holds);
    QVERIFY2(
        written > 3 * refused && rules > 5 * static_cast<std::size_t>(written), "too few rules are tried");
}

void tst_ExportRoundTrip::randomRuleObjectsComeBack()
{
    const auto schemas = test::sharedPath("data/schemas/derived");
    REQUIRE_OR_SKIP(schemas);
    const bool holds = rc::check("import(export(rules)) == rules, and the schemas accept them", [&] {
        test::DesignBuilder design;
        const auto objects =
            *rc::gen::resize(6, rc::gen::container<std::vector<NativeObject>>(test::nativeObjects()));
        design.adoptAll(objects);
        const EnforcementPlan plan = compilePlan(design.project).plan;
        const std::string text = differences(plan) + complaints(plan, schemas);
        if (!text.empty())
            RC_FAIL(text);
    });
    QVERIFY(holds);
}

void tst_ExportRoundTrip::aLostRuleIsNoticed()
{
    EnforcementPlan plan = drawnPlan();
    plan.namespaces[0].id = ElementId("x");
    plan.namespaces[0].labels["made-up.example/x"] = "1";
    QCOMPARE(differences(plan), std::string());
    plan.namespaces[0].labels["istio-injection"] = "enabled";
    plan.namespaces[0].meshInjection = false; // a plan that contradicts its own labels cannot come back
    QVERIFY(!differences(plan).empty());
}

QTEST_APPLESS_MAIN(tst_ExportRoundTrip)
#include "tst_ExportRoundTrip.moc"
