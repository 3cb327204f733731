// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/RandomStream.h"
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/importers/ImportSource.h"
#include "core/importers/ManifestImporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/ProjectGenerator.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/TestData.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <QtTest>

#include <algorithm>
#include <map>
#include <tuple>

using namespace fourplane;
using nlohmann::json;

/// What targets other than those of tst_ExportRoundTrip hold comes back from an import of the export, each
/// target alone; and every target has such a test, here or beside its exporter.
class tst_TargetRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void everySampleComesBack();
    void generatedDesignsComeBack();
    void randomProjectsComeBack();
    void aChangedFileIsNoticed_data();
    void aChangedFileIsNoticed();
    void everyTargetIsRoundTripped();
};

namespace {

/// What was compared.
struct Counts
{
    std::map<std::string, std::size_t> items;
    std::size_t refused = 0;

    std::string text() const
    {
        std::string all;
        for (const auto &[name, count] : items)
            all += name + " " + std::to_string(count) + ", ";
        return all + std::to_string(refused) + " exports refused";
    }
};

/// The export of one target, and what an import makes of it.
struct Trip
{
    ExportTree tree;
    Project back;
    std::string problem;
};

bool isObject(const ExportedFile &file)
{
    return (file.path.rfind("base/", 0) == 0 || file.path.rfind("components/", 0) == 0)
        && file.path.find("kustomization.yaml") == std::string::npos
        && file.content.find("\nkind: ") != std::string::npos;
}

Trip tripOf(const EnforcementPlan &plan, ExportTree tree)
{
    Trip trip;
    trip.tree = std::move(tree);
    ImportSource source;
    for (const ExportedFile &file : trip.tree.files) {
        if (isObject(file))
            source.texts.push_back({ file.path, file.content });
    }
    auto imported = importSource(std::move(source));
    if (!imported) {
        trip.problem = toString(imported.error());
        return trip;
    }
    for (const Diagnostic &diagnostic : imported->diagnostics) {
        if (diagnostic.level >= DiagnosticLevel::Severe)
            trip.problem += toString(diagnostic) + "\n";
    }
    trip.back = std::move(imported->project);
    trip.back.platform.trustDomain = plan.platform.trustDomain; // of the installation, in no manifest
    return trip;
}

std::vector<json> objectsOf(const Trip &trip, const std::string &kind)
{
    std::vector<json> objects;
    for (const ExportedFile &file : trip.tree.files) {
        if (isObject(file) && file.content.find("\nkind: " + kind + "\n") != std::string::npos)
            objects.push_back(test::yamlToJson(file.content));
    }
    return objects;
}

std::string nameOf(const json &object)
{
    return object.at("metadata").value("namespace", "") + "/"
        + object.at("metadata").at("name").get<std::string>();
}

/// Roles or bindings by namespace and name; namespaces have ids of their own in every project.
template <class T, class Homes>
std::map<std::string, T> byName(const std::vector<T> &items, const Homes &homes)
{
    std::map<std::string, T> named;
    for (T item : items) {
        std::string home;
        for (const auto &candidate : homes) {
            if (candidate.id == item.namespaceId)
                home = candidate.name;
        }
        const std::string name = home + "/" + item.name;
        item.id = ElementId();
        item.namespaceId = ElementId();
        item.origin = {};
        if constexpr (requires { item.subjects; }) {
            for (RbacSubject &subject : item.subjects) {
                if (subject.kind != "ServiceAccount")
                    subject.namespaceName.clear(); // users and groups are of no namespace
            }
        }
        if constexpr (requires { item.aggregation; }) {
            for (RbacRule &rule : item.rules) {
                if (rule.resources.empty() && !rule.nonResourceUrls.empty())
                    rule.apiGroups.clear(); // paths are of no group
            }
            if (!item.aggregation.empty())
                item.rules.clear(); // the API server fills them in
        }
        named.emplace(name, std::move(item));
    }
    return named;
}

template <class T>
std::string comparedRights(const std::vector<T> &before, const std::vector<T> &after,
    const EnforcementPlan &plan, const EnforcementPlan &back, const std::vector<json> &written,
    Counts &counts, const char *what)
{
    const auto wanted = byName(before, plan.namespaces);
    const auto found = byName(after, back.namespaces);
    if (found.size() != written.size())
        return std::to_string(written.size()) + " files of " + what + " became "
            + std::to_string(found.size()) + "\n";
    std::string text;
    for (const json &object : written) {
        const std::string name = nameOf(object);
        if (wanted.count(name) == 0 || found.count(name) == 0 || !(wanted.at(name) == found.at(name)))
            text += std::string(what) + " " + name + " differs\n";
        ++counts.items[what];
    }
    return text;
}

std::string rightsDifferences(const EnforcementPlan &plan, const Trip &trip, Counts &counts)
{
    const EnforcementPlan back = compilePlan(trip.back).plan;
    std::vector<json> roles = objectsOf(trip, "Role");
    const std::vector<json> clusterRoles = objectsOf(trip, "ClusterRole");
    roles.insert(roles.end(), clusterRoles.begin(), clusterRoles.end());
    std::vector<json> bindings = objectsOf(trip, "RoleBinding");
    const std::vector<json> clusterBindings = objectsOf(trip, "ClusterRoleBinding");
    bindings.insert(bindings.end(), clusterBindings.begin(), clusterBindings.end());
    return comparedRights(plan.roles, back.roles, plan, back, roles, counts, "roles")
        + comparedRights(plan.bindings, back.bindings, plan, back, bindings, counts, "bindings");
}

std::string issuerDifferences(const EnforcementPlan &plan, const Trip &trip, Counts &counts)
{
    const EnforcementPlan back = compilePlan(trip.back).plan;
    std::string text;
    for (const json &entry : objectsOf(trip, "ClusterSPIFFEID")) {
        const ElementId workload(
            entry.at("metadata").at("annotations").at(std::string(edgesAnnotation)).get<std::string>());
        const PlannedPod *pod = findPod(plan, workload);
        const PlannedServiceAccount *account = pod ? findServiceAccount(plan, pod->identityId) : nullptr;
        const auto found = std::find_if(back.serviceAccounts.begin(), back.serviceAccounts.end(),
            [account](const PlannedServiceAccount &item) {
                return account && item.name == account->name && item.namespaceName == account->namespaceName;
            });
        if (!account || found == back.serviceAccounts.end() || found->spiffeId != account->spiffeId)
            text += "id of " + nameOf(entry) + " differs\n";
        ++counts.items["ids"];
        const std::string derived = "spiffe://" + plan.platform.trustDomain + "/ns/" + account->namespaceName
            + "/sa/" + account->name;
        if (account->spiffeId != derived)
            ++counts.items["ids of their own"];
    }
    auto wanted = counts.items["ids"] > 0 && !objectsOf(trip, "ClusterSPIFFEID").empty()
        ? plan.platform.federatesWith
        : std::vector<std::string> {};
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    auto found = trip.back.platform.federatesWith;
    std::sort(found.begin(), found.end());
    return text + (found == wanted ? "" : "other trust domains are federated\n");
}

/// Which signers ask for a signature together: the images, and whoever may sign them.
using Signing = std::multiset<std::multiset<std::tuple<std::string, std::string, std::string>>>;

Signing signingOf(const std::vector<ImageSigner> &signers)
{
    std::map<std::string, std::multiset<std::tuple<std::string, std::string, std::string>>> byImages;
    for (const ImageSigner &signer : signers) {
        auto &group = byImages[signer.images];
        // Every image is * and nothing.
        group.insert({ signer.images == "*" ? std::string() : signer.images, signer.publicKey,
            signer.issuer + "\n" + signer.subject });
    }
    Signing signing;
    for (const auto &[images, group] : byImages)
        signing.insert(group);
    return signing;
}

/// Refusals of pods: kept on the workload plane, for the namespace of each and for no other.
std::string refusalDifferences(const Trip &trip, const std::string &kind, Counts &counts)
{
    std::multiset<std::string> wanted, found;
    for (const json &object : objectsOf(trip, kind)) {
        json selected = object.at("spec").at("matchConstraints");
        if (!selected.contains("namespaceSelector")) { // then its binding says so
            for (const json &binding : objectsOf(trip, kind + "Binding")) {
                if (binding.at("spec").at("policyName") == object.at("metadata").at("name"))
                    selected = binding.at("spec").at("matchResources");
            }
        }
        wanted.insert(object.at("metadata").at("name").get<std::string>() + " "
            + selected.at("namespaceSelector")
                  .at("matchLabels")
                  .at("kubernetes.io/metadata.name")
                  .get<std::string>());
        ++counts.items[kind];
    }
    for (const UnmodelledObject &object : trip.back.unmodelled) {
        if (object.kind == kind && object.affectsVerdicts && object.plane == Plane::Workload)
            found.insert(object.name + " " + object.namespaceName);
    }
    return wanted == found ? std::string() : kind + ": not kept for the namespaces that they are about\n";
}

std::string signerDifferences(const EnforcementPlan &plan, const Trip &trip, Counts &counts)
{
    std::string text = refusalDifferences(trip, "ValidatingPolicy", counts);
    for (const PlannedNamespace &home : plan.namespaces) {
        if (home.id.isEmpty())
            continue;
        for (const auto &[id, back] : trip.back.topology.namespaces) {
            if (back.name == home.name && signingOf(back.imageSigners) != signingOf(home.imageSigners))
                text += "signers of images in " + home.name + " differ\n";
        }
        counts.items["signers"] += home.imageSigners.size();
    }
    return text;
}

std::string secretDifferences(const EnforcementPlan &plan, const Trip &trip, Counts &counts)
{
    std::string text;
    for (const json &object : objectsOf(trip, "ExternalSecret")) {
        const std::string edge = object.at("metadata").at("annotations").at(std::string(edgesAnnotation));
        const auto wanted = std::find_if(plan.secrets.begin(), plan.secrets.end(),
            [&edge](const Secret &secret) { return secret.id == ElementId(edge); });
        bool isBack = false;
        for (const auto &[id, secret] : trip.back.topology.secrets) {
            const Namespace *home = find(trip.back.topology.namespaces, secret.namespaceId);
            const json metadata = object.at("metadata");
            if (!home || wanted == plan.secrets.end() || metadata.at("namespace") != home->name
                || metadata.at("name") != secret.name)
                continue;
            const std::set<std::string> before(wanted->keys.begin(), wanted->keys.end());
            isBack = before == std::set<std::string>(secret.keys.begin(), secret.keys.end());
        }
        if (!isBack)
            text += "secret " + nameOf(object) + " differs\n";
        ++counts.items["secrets"];
    }
    return text;
}

using Compare = std::string (*)(const EnforcementPlan &, const Trip &, Counts &);

const std::map<ExportTarget, Compare> &comparisons()
{
    static const std::map<ExportTarget, Compare> all { { ExportTarget::Rbac, rightsDifferences },
        { ExportTarget::Spire, issuerDifferences }, { ExportTarget::Kyverno, signerDifferences },
        { ExportTarget::Admission,
            [](const EnforcementPlan &, const Trip &trip, Counts &counts) {
                return refusalDifferences(trip, "ValidatingAdmissionPolicy", counts);
            } },
        { ExportTarget::ExternalSecrets, secretDifferences } };
    return all;
}

/// Everything that does not come back of each of the targets alone.
std::string differences(const EnforcementPlan &plan, Counts &counts)
{
    std::string text;
    for (const auto &[target, compare] : comparisons()) {
        auto tree = exportPlan(plan, { target });
        if (!tree) {
            ++counts.refused;
            continue;
        }
        const Trip trip = tripOf(plan, std::move(*tree));
        const std::string found = trip.problem.empty() ? compare(plan, trip, counts) : trip.problem;
        if (!found.empty())
            text += std::string(nameOf(target)) + ": " + found;
    }
    return text;
}

/// Where it is shown that what a target holds decides as the plan does.
struct Shown
{
    ExportTarget target;
    const char *file; ///< below tests/
    const char *slot;
};

// Targets without an import of their own: a reader of what they write decides, and is compared with the plan.
constexpr Shown shown[] {
    { ExportTarget::Kubernetes, "core/exporters/tst_ExportRoundTrip.cpp", "randomProjectsComeBack" },
    { ExportTarget::ClusterNetworkPolicy, "core/exporters/tst_ExportRoundTrip.cpp",
        "randomRuleObjectsComeBack" },
    { ExportTarget::IstioSidecar, "core/exporters/tst_ExportRoundTrip.cpp", "everyGeneratedDesignComesBack" },
    { ExportTarget::IstioAmbient, "core/exporters/tst_ExportRoundTrip.cpp", "everyGeneratedDesignComesBack" },
    { ExportTarget::Linkerd, "core/exporters/tst_ExportRoundTrip.cpp", "everyGeneratedDesignComesBack" },
    { ExportTarget::Cilium, "core/exporters/tst_ExportRoundTrip.cpp", "randomRuleObjectsComeBack" },
    { ExportTarget::Opa, "conformance/tst_OpaOracle.cpp", "randomProjectsDecideTheSame" },
    { ExportTarget::Stores, "core/exporters/tst_StoresRoundTrip.cpp", "everyRightIsDecidedAlike" },
    { ExportTarget::Vault, "core/exporters/tst_VaultExporter.cpp", "everySampleReadsBackAsItWasPlanned" },
    { ExportTarget::Rbac, "core/exporters/tst_TargetRoundTrip.cpp", "randomProjectsComeBack" },
    { ExportTarget::Spire, "core/exporters/tst_TargetRoundTrip.cpp", "randomProjectsComeBack" },
    { ExportTarget::Hardening, "core/exporters/tst_HardeningExporter.cpp",
        "patchedWorkloadsAreThoseThatWereSimulated" },
    { ExportTarget::Admission, "core/exporters/tst_AdmissionExporter.cpp", "refusesWhatWasNotSimulated" },
    { ExportTarget::Kyverno, "core/exporters/tst_AdmissionExporter.cpp", "kyvernoGetsTheSameRules" },
    { ExportTarget::ExternalSecrets, "core/exporters/tst_ExternalSecretsExporter.cpp",
        "asksWhereTheVaultTargetGrants" },
    { ExportTarget::EgressGateway, "core/exporters/tst_EgressGatewayExporter.cpp",
        "theGatewayDecidesAsTheListsDo" },
    { ExportTarget::AiGateway, "core/exporters/tst_AiGatewayLimits.cpp", "routesComeBackAsToolScopes" },
    { ExportTarget::AdminTier, "core/exporters/tst_AdminTierExporter.cpp",
        "decidesRandomProjectsAsThePlanDoes" },
    { ExportTarget::AdminTierV1Alpha1, "core/exporters/tst_AdminTierExporter.cpp",
        "decidesRandomProjectsAsThePlanDoes" },
};

/// Ids of their own for some accounts, federation, and signers of images: generated designs have none.
void addIssuers(Project &project, std::uint64_t seed)
{
    RandomStream random(seed, 0, 0);
    project.platform.trustDomain = "example.org";
    if (random.chance(50))
        project.platform.federatesWith = { "partner.example", "other.example" };
    for (auto &[id, identity] : project.topology.identities) {
        if (random.chance(40))
            identity.spiffeId =
                "spiffe://example.org/team/" + std::to_string(random.below(1000)) + "/" + identity.name;
    }
    constexpr std::array<const char *, 4> images { "", "*", "r.example/*", "on" };
    for (auto &[id, home] : project.topology.namespaces) {
        for (std::size_t i = random.below(6); i > 0; --i) {
            ImageSigner signer;
            signer.images = random.oneOf(images);
            if (random.chance(50)) {
                signer.publicKey = "-----BEGIN PUBLIC KEY-----\n" + std::to_string(random.below(9)) + "\n";
            } else {
                signer.issuer = "https://issuer.example/" + std::to_string(random.below(9));
                signer.subject = "1e3";
            }
            home.imageSigners.push_back(signer);
        }
    }
}

/// A plan with one of everything that is compared.
EnforcementPlan fullPlan()
{
    Project project;
    Namespace home;
    home.id = ElementId("ai");
    home.name = "ai";
    home.imageSigners = { { "", "PEM", "", "" }, { "*", "", "https://i.example", "me" },
        { "r/*", "PEM", "", "" } };
    project.topology.namespaces.emplace(home.id, home);
    WorkloadIdentity identity;
    identity.id = ElementId("sa");
    identity.name = "app";
    identity.namespaceId = home.id;
    identity.spiffeId = "spiffe://example.org/ai/app";
    project.platform.trustDomain = "example.org";
    project.platform.federatesWith = { "partner.example" };
    project.topology.identities.emplace(identity.id, identity);
    Workload workload;
    workload.id = ElementId("app");
    workload.name = "app";
    workload.namespaceId = home.id;
    workload.identityId = identity.id;
    workload.labels = { { "app", "on" } };
    workload.containers.resize(1);
    workload.containers[0].name = "main";
    workload.containers[0].image = "r/app:1";
    project.topology.workloads.emplace(workload.id, workload);
    RbacRole role;
    role.id = ElementId("role");
    role.name = "reader";
    role.namespaceId = home.id;
    role.rules = { { { "" }, { "pods" }, {}, {}, { "get" } } };
    project.topology.roles.emplace(role.id, role);
    RbacBinding binding;
    binding.id = ElementId("binding");
    binding.name = "reads";
    binding.namespaceId = home.id;
    binding.roleName = "reader";
    binding.subjects = { { "ServiceAccount", "app", "ai" } };
    project.topology.bindings.emplace(binding.id, binding);
    return compilePlan(project).plan;
}

} // namespace

void tst_TargetRoundTrip::everySampleComesBack()
{
    Counts counts;
    int samples = 0;
    for (const std::filesystem::path &file : test::sampleProjects()) {
        const auto loaded = loadProject(file);
        QVERIFY2(loaded, loaded ? "" : toString(loaded.error()).c_str());
        const std::string name = file.filename().string();
        QCOMPARE(name + ": " + differences(compilePlan(loaded->project).plan, counts), name + ": ");
        ++samples;
    }
    qInfo("%d samples: %s", samples, counts.text().c_str());
    QVERIFY(samples >= 15);
    QCOMPARE(counts.refused, std::size_t { 0 });
    for (const char *what : { "roles", "bindings", "ids", "ValidatingPolicy", "ValidatingAdmissionPolicy" })
        QVERIFY2(counts.items[what] > 0, what);
}

void tst_TargetRoundTrip::generatedDesignsComeBack()
{
    Counts counts;
    std::size_t designs = 0;
    for (const DesignShape shape :
        { DesignShape::Rag, DesignShape::Agents, DesignShape::Microservices, DesignShape::MultiTenant }) {
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            GenerationOptions options;
            options.shape = shape;
            options.seed = seed;
            options.workloads = 6 + seed % 9;
            auto project = generateProject(options);
            QVERIFY2(project, project ? "" : toString(project.error()).c_str());
            addIssuers(*project, seed);
            QCOMPARE(differences(compilePlan(*project).plan, counts), std::string());
            ++designs;
        }
    }
    qInfo("%zu designs: %s", designs, counts.text().c_str());
    QCOMPARE(counts.refused, std::size_t { 0 });
    for (const char *what : { "ids", "ids of their own", "signers", "ValidatingPolicy" })
        QVERIFY2(counts.items[what] > 20, what);
}

void tst_TargetRoundTrip::randomProjectsComeBack()
{
    Counts counts;
    std::size_t projects = 0;
    const bool holds = rc::check("import(export(plan)) is the plan, target by target", [&] {
        const EnforcementPlan plan = compilePlan(*test::soundProjects()).plan;
        ++projects;
        if (const std::string text = differences(plan, counts); !text.empty())
            RC_FAIL(text);
    });
    qInfo("%zu random projects: %s", projects, counts.text().c_str());
    QVERIFY(holds);
    for (const char *what : { "roles", "bindings" })
        QVERIFY2(counts.items[what] > 0, what);
}

void tst_TargetRoundTrip::aChangedFileIsNoticed_data()
{
    QTest::addColumn<int>("target");
    QTest::addColumn<std::string>("from");
    QTest::addColumn<std::string>("to");
    const auto row = [](const char *name, ExportTarget target, const char *from, const char *to) {
        QTest::newRow(name) << static_cast<int>(target) << std::string(from) << std::string(to);
    };
    row("a verb", ExportTarget::Rbac, "- get\n", "- list\n");
    row("a subject", ExportTarget::Rbac, "name: app\n    namespace", "name: other\n    namespace");
    row("an id", ExportTarget::Spire, "example.org/ai/app", "example.org/ai/root");
    row("an account", ExportTarget::Spire, "k8s:sa:app", "k8s:sa:default");
    row("federation", ExportTarget::Spire, "partner.example", "other.example");
    row("a signer", ExportTarget::Kyverno, "subject: me", "subject: you");
    row("the images", ExportTarget::Kyverno, "glob: r/*", "glob: q/*");
    row("an audit of images", ExportTarget::Kyverno, "ImageValidatingPolicy", "");
    row("an audit of pods", ExportTarget::Admission, "- Deny", "- Audit");
}

void tst_TargetRoundTrip::aChangedFileIsNoticed()
{
    QFETCH(int, target);
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    const EnforcementPlan plan = fullPlan();
    const auto chosen = static_cast<ExportTarget>(target);
    auto tree = exportPlan(plan, { chosen });
    QVERIFY2(tree, tree ? "" : toString(tree.error()).c_str());
    Counts counts;
    QCOMPARE(comparisons().at(chosen)(plan, tripOf(plan, *tree), counts), std::string());
    int changed = 0;
    for (ExportedFile &file : tree->files) {
        const std::size_t at = file.content.find(from);
        if (at == std::string::npos || !isObject(file))
            continue;
        if (to.empty()) { // the policy audits
            const std::size_t deny = file.content.find("- Deny");
            file.content.replace(deny, 6, "- Audit");
        } else {
            file.content.replace(at, from.size(), to);
        }
        ++changed;
    }
    QVERIFY(changed > 0);
    QVERIFY(!comparisons().at(chosen)(plan, tripOf(plan, *tree), counts).empty());
}

void tst_TargetRoundTrip::everyTargetIsRoundTripped()
{
    for (const ExportTargetFacts &facts : exportTargets()) {
        const std::string name(nameOf(facts.target));
        const auto found = std::find_if(std::begin(shown), std::end(shown),
            [&facts](const Shown &entry) { return entry.target == facts.target; });
        QVERIFY2(found != std::end(shown), name.c_str());
        const std::string source = test::readBytes(test::sourcePath(std::string("tests/") + found->file));
        QVERIFY2(source.find(std::string("::") + found->slot + "()") != std::string::npos, name.c_str());
    }
    QCOMPARE(std::size(shown), exportTargets().size());
}

QTEST_APPLESS_MAIN(tst_TargetRoundTrip)
#include "tst_TargetRoundTrip.moc"
