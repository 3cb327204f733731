// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/enforcement/PlanCompiler.h"
#include "core/exporters/PlanExporter.h"
#include "core/project/generate/ProjectGeneration.h"
#include "core/storage/ProjectFile.h"
#include "tests/support/SampleProjects.h"
#include "tests/support/YamlToJson.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace fourplane;
using nlohmann::json;

/// Traps of the targets that schemas let through: none of them is in anything that is written for a sample or
/// a generated design. Adopted rules are as they were found and are left out. What a single exporter refuses
/// is its own test's.
class tst_ExportTraps : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void isInNothingWritten_data();
    void isInNothingWritten();
    void aPodSecurityVersionThatMovesIsReported();
    void everyEdgeIsOpenedAtBothEnds();
    void kustomizationsChangeNoSelectors();
};

namespace {

struct Written
{
    std::string design;
    EnforcementPlan plan;
    std::vector<ExportedManifest> manifests;
    ExportTree tree;
    std::vector<json> objects; ///< those of `manifests` that are not adopted
};

std::vector<Written> written;

void addWritten(const std::string &name, const Project &project)
{
    Written one { name, compilePlan(project).plan, {}, {}, {} };
    ExportTargets targets = wantedTargets(one.plan);
    targets.insert(
        { ExportTarget::Rbac, ExportTarget::Spire, ExportTarget::Vault, ExportTarget::ExternalSecrets,
            ExportTarget::Admission, ExportTarget::Kyverno, ExportTarget::EgressGateway,
            ExportTarget::AiGateway, ExportTarget::AdminTier, ExportTarget::Hardening });
    one.manifests = *exportedManifests(one.plan, targets);
    one.tree = *exportPlan(one.plan, targets);
    for (const ExportedManifest &manifest : one.manifests) {
        if (!manifest.isAdopted)
            one.objects.push_back(test::yamlToJson(manifest.file.content));
    }
    written.push_back(std::move(one));
}

json at(const json &object, const char *pointer)
{
    const json::json_pointer where(pointer);
    return object.contains(where) ? object.at(where) : json();
}

std::string textAt(const json &object, const char *pointer)
{
    const json found = at(object, pointer);
    return found.is_string() ? found.get<std::string>() : std::string();
}

/// Rules of a NetworkPolicy with the name of their field for peers.
std::vector<std::pair<json, const char *>> policyRules(const json &policy)
{
    std::vector<std::pair<json, const char *>> rules;
    for (const json &rule : at(policy, "/spec/ingress"))
        rules.emplace_back(rule, "from");
    for (const json &rule : at(policy, "/spec/egress"))
        rules.emplace_back(rule, "to");
    return rules;
}

bool holds(const json &list, const json &value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// A trap: the kind of object that may fall into it, and whether one did.
struct Trap
{
    const char *name;
    const char *kind; ///< empty = every kind
    bool (*isIn)(const json &object);
};

const Trap traps[] {
    { "an omitted policyTypes means Ingress only", "NetworkPolicy",
        [](const json &object) { return at(object, "/spec/policyTypes").empty(); } },
    { "rules of a direction that is not named", "NetworkPolicy",
        [](const json &object) {
            const json types = at(object, "/spec/policyTypes");
            return (object["spec"].contains("ingress") && !holds(types, "Ingress"))
                || (object["spec"].contains("egress") && !holds(types, "Egress"));
        } },
    { "missing or empty peers mean everyone", "NetworkPolicy",
        [](const json &object) {
            const auto rules = policyRules(object);
            return std::any_of(rules.begin(), rules.end(), [](const auto &rule) {
                return at(rule.first, (std::string("/") + rule.second).c_str()).empty();
            });
        } },
    { "selectors in two peers mean OR", "NetworkPolicy",
        [](const json &object) {
            for (const auto &[rule, field] : policyRules(object)) {
                for (const json &peer : rule.at(field)) {
                    const bool isBlock = peer.contains("ipBlock");
                    const bool isPods = peer.contains("podSelector") && peer.contains("namespaceSelector");
                    if (isBlock == isPods || (isBlock && peer.size() != 1))
                        return true;
                }
            }
            return false;
        } },
    { "namespaces by other labels than their name", "NetworkPolicy",
        [](const json &object) {
            for (const auto &[rule, field] : policyRules(object)) {
                for (const json &peer : rule.at(field)) {
                    if (peer.contains("namespaceSelector")
                        && textAt(peer, "/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                               .empty())
                        return true;
                }
            }
            return false;
        } },
    { "name resolution by one protocol only", "NetworkPolicy",
        [](const json &object) {
            for (const auto &[rule, field] : policyRules(object)) {
                const json ports = at(rule, "/ports");
                const json udp { { "protocol", "UDP" }, { "port", 53 } },
                    tcp { { "protocol", "TCP" }, { "port", 53 } };
                if (holds(ports, udp) != holds(ports, tcp))
                    return true;
            }
            return false;
        } },
    { "every address with the metadata service and the cluster", "NetworkPolicy",
        [](const json &object) {
            for (const json &rule : at(object, "/spec/egress")) {
                for (const json &peer : at(rule, "/to")) {
                    if (textAt(peer, "/ipBlock/cidr") != "0.0.0.0/0")
                        continue;
                    for (const char *inside : { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                             "100.64.0.0/10", "169.254.0.0/16" }) {
                        if (!holds(at(peer, "/ipBlock/except"), inside))
                            return true;
                    }
                }
            }
            return false;
        } },
    { "pods by their addresses", "NetworkPolicy",
        [](const json &object) {
            for (const auto &[rule, field] : policyRules(object)) {
                for (const json &peer : rule.at(field)) {
                    const std::string block = textAt(peer, "/ipBlock/cidr");
                    for (const char *inside : { "10.", "172.16.", "192.168.", "100.64." }) {
                        if (block.rfind(inside, 0) == 0)
                            return true;
                    }
                }
            }
            return false;
        } },
    { "service accounts beside principals or namespaces", "AuthorizationPolicy",
        [](const json &object) {
            for (const json &rule : at(object, "/spec/rules")) {
                for (const json &from : at(rule, "/from")) {
                    const json source = at(from, "/source");
                    if (source.contains("serviceAccounts")
                        && (source.contains("principals") || source.contains("namespaces")))
                        return true;
                }
            }
            return false;
        } },
    { "kinds that are beta or deprecated", "",
        [](const json &object) {
            static const std::set<std::string> kinds { "PodCertificateRequest", "ClusterTrustBundle",
                "MutatingAdmissionPolicy", "ClusterPolicy", "PodSecurityPolicy" };
            return kinds.count(object["kind"].get<std::string>()) > 0;
        } },
    { "a principal with a scheme", "AuthorizationPolicy",
        [](const json &object) { return object.dump().find("spiffe://") != std::string::npos; } },
    { "one empty rule allows everything", "AuthorizationPolicy",
        [](const json &object) {
            return object["apiVersion"] == "security.istio.io/v1" && textAt(object, "/spec/action") != "DENY"
                && holds(at(object, "/spec/rules"), json::object());
        } },
    { "selector and targetRefs together", "AuthorizationPolicy",
        [](const json &object) {
            return object["spec"].contains("selector") && object["spec"].contains("targetRefs");
        } },
    { "ports that are numbers", "AuthorizationPolicy",
        [](const json &object) {
            for (const json &rule : at(object, "/spec/rules")) {
                for (const json &to : at(rule, "/to")) {
                    for (const json &port : at(to, "/operation/ports")) {
                        if (!port.is_string())
                            return true;
                    }
                }
            }
            return false;
        } },
    { "modes of ports without a selector", "PeerAuthentication",
        [](const json &object) {
            return object["spec"].contains("portLevelMtls") && !object["spec"].contains("selector");
        } },
    { "TLS to a provider whose certificate nobody verifies", "DestinationRule",
        [](const json &object) {
            json settings = at(object, "/spec/trafficPolicy/portLevelSettings");
            if (settings.is_null())
                settings = json::array();
            settings.push_back(at(object, "/spec/trafficPolicy"));
            for (const json &port : settings) {
                if (textAt(port, "/tls/mode") == "SIMPLE"
                    && (textAt(port, "/tls/sni").empty() || at(port, "/tls/subjectAltNames").empty()
                        || textAt(port, "/tls/caCertificates").empty()))
                    return true;
            }
            return false;
        } },
    { "more rules or peers than are taken", "ClusterNetworkPolicy",
        [](const json &object) {
            for (const char *direction : { "/spec/ingress", "/spec/egress" }) {
                const json rules = at(object, direction);
                if (rules.size() > 25)
                    return true;
                for (const json &rule : rules) {
                    if (at(rule, "/from").size() > 25 || at(rule, "/to").size() > 25
                        || at(rule, "/from").size() + at(rule, "/to").size() == 0)
                        return true;
                }
            }
            return false;
        } },
    { "an Accept of everything before the policies of namespaces", "ClusterNetworkPolicy",
        [](const json &object) {
            for (const json &rule : at(object, "/spec/egress")) {
                if (rule["action"] == "Accept" && at(rule, "/protocols").empty())
                    return true;
            }
            return !at(object, "/spec/ingress").empty()
                && at(object, "/spec/ingress").dump().find("Accept") != std::string::npos;
        } },
    { "an identity for every pod, or of an administrator", "ClusterSPIFFEID",
        [](const json &object) {
            return !object["spec"].contains("namespaceSelector") || !object["spec"].contains("podSelector")
                || !object["spec"].contains("workloadSelectorTemplates") || object["spec"].contains("admin")
                || object["spec"].contains("downstream");
        } },
    { "Deny together with Warn", "ValidatingAdmissionPolicyBinding",
        [](const json &object) {
            const json actions = at(object, "/spec/validationActions");
            return holds(actions, "Deny") && holds(actions, "Warn");
        } },
    { "only pods, so that Deployments fail late", "ValidatingAdmissionPolicy",
        [](const json &object) {
            return object["spec"].dump().find("\"deployments\"") == std::string::npos;
        } },
    { "the deprecated policies of Kyverno", "ValidatingPolicy",
        [](const json &object) { return object["apiVersion"] != "policies.kyverno.io/v1"; } },
    { "tools that are allowed by default, or tokens without an issuer", "MCPRoute",
        [](const json &object) {
            return textAt(object, "/spec/securityPolicy/authorization/defaultAction") != "Deny"
                || textAt(object, "/spec/securityPolicy/oauth/issuer").empty();
        } },
    { "a subject without a namespace", "RoleBinding",
        [](const json &object) {
            for (const json &subject : at(object, "/subjects")) {
                if (subject["kind"] == "ServiceAccount" && textAt(subject, "/namespace").empty())
                    return true;
            }
            return false;
        } },
    { "the value of a Secret", "", [](const json &object) { return object["kind"] == "Secret"; } },
    { "a date", "", [](const json &object) { return object["metadata"].contains("creationTimestamp"); } },
    { "a rule that names no edge", "",
        [](const json &object) {
            static const std::set<std::string> subjects { "Namespace", "ServiceAccount", "Role",
                "ClusterRole", "RoleBinding", "ClusterRoleBinding" };
            return subjects.count(object["kind"].get<std::string>()) == 0
                && textAt(object, "/metadata/annotations/fourplane.dev~1edges").empty();
        } },
};

} // namespace

void tst_ExportTraps::initTestCase()
{
    for (const std::filesystem::path &file : test::sampleProjects())
        addWritten(file.filename().string(), loadProject(file)->project);
    for (const DesignShape shape : { DesignShape::Rag, DesignShape::Agents, DesignShape::MultiTenant }) {
        GenerationOptions options;
        options.shape = shape;
        options.workloads = 24;
        addWritten("generated " + std::string(nameOf(shape)), *generateProject(options));
    }
}

void tst_ExportTraps::isInNothingWritten_data()
{
    QTest::addColumn<int>("trap");
    for (std::size_t i = 0; i < std::size(traps); ++i)
        QTest::newRow(traps[i].name) << int(i);
}

void tst_ExportTraps::isInNothingWritten()
{
    QFETCH(int, trap);
    const Trap &looked = traps[trap];
    int count = 0;
    for (const Written &one : written) {
        for (const json &object : one.objects) {
            if (*looked.kind != '\0' && object.at("kind") != looked.kind)
                continue;
            ++count;
            QVERIFY2(!looked.isIn(object), (one.design + ": " + object.dump()).c_str());
        }
    }
    qInfo("%d objects", count);
    QVERIFY(count > 0);
}

void tst_ExportTraps::aPodSecurityVersionThatMovesIsReported()
{
    int pinned = 0, reported = 0;
    for (const Written &one : written) {
        for (const json &object : one.objects) {
            const json labels = at(object, "/metadata/labels");
            if (object["kind"] != "Namespace" || !labels.contains("pod-security.kubernetes.io/enforce"))
                continue;
            const std::string said =
                "Namespace \"" + object["metadata"]["name"].get<std::string>() + "\" enforces";
            const bool isReported =
                std::any_of(one.tree.report.begin(), one.tree.report.end(), [&said](const Diagnostic &item) {
                    return item.code == "pod-security-not-pinned" && item.message.find(said) == 0;
                });
            const bool isPinned =
                labels.value("pod-security.kubernetes.io/enforce-version", "latest") != "latest";
            QVERIFY2(isPinned != isReported, (one.design + ": " + object.dump()).c_str());
            ++(isPinned ? pinned : reported);
        }
    }
    QVERIFY(pinned > 0 && reported > 0);
}

void tst_ExportTraps::everyEdgeIsOpenedAtBothEnds()
{
    int edges = 0;
    for (const Written &one : written) {
        std::map<std::string, std::set<std::string>> directions; ///< by edge
        for (const json &object : one.objects) {
            if (object["kind"] != "NetworkPolicy")
                continue;
            for (const auto &edge :
                QString::fromStdString(textAt(object, "/metadata/annotations/fourplane.dev~1edges"))
                    .split(QLatin1Char(','))) {
                for (const json &type : at(object, "/spec/policyTypes"))
                    directions[edge.toStdString()].insert(type.get<std::string>());
            }
        }
        std::set<std::string> isolated;
        for (const Planned<NetworkPolicy> &planned : one.plan.networkPolicies) {
            if (!planned.isAdopted && planned.object.meta.name == "default-deny")
                isolated.insert(planned.object.meta.namespaceName);
        }
        for (const Planned<NetworkPolicy> &planned : one.plan.networkPolicies) {
            for (const ElementId &edge : planned.sources) {
                const std::string &id = edge.value();
                if (planned.isAdopted || directions[id].size() != 1)
                    continue;
                // One end alone only where the other end has no policies: outside the cluster, or not
                // isolated.
                const bool isIngress = *directions[id].begin() == "Ingress";
                const auto &rules = isIngress ? planned.object.ingress : planned.object.egress;
                const bool hasIsolatedPeer =
                    std::any_of(rules.begin(), rules.end(), [&](const NetworkPolicyRule &rule) {
                        return std::all_of(
                            rule.peers.begin(), rule.peers.end(), [&](const NetworkPolicyPeer &peer) {
                                return peer.namespaceSelector
                                    && isolated.count(peer.namespaceSelector->matchLabels.at(
                                           "kubernetes.io/metadata.name"))
                                    > 0;
                            });
                    });
                QVERIFY2(planned.sources.size() > 1 || !hasIsolatedPeer, (one.design + ": " + id).c_str());
            }
        }
        for (const auto &[edge, found] : directions)
            edges += found.size() == 2 ? 1 : 0;
    }
    qInfo("%d edges at both ends", edges);
    QVERIFY(edges > 50);
}

void tst_ExportTraps::kustomizationsChangeNoSelectors()
{
    int files = 0;
    for (const Written &one : written) {
        for (const ExportedFile &file : one.tree.files) {
            if (file.path.find("kustomization.yaml") == std::string::npos)
                continue;
            ++files;
            const json value = test::yamlToJson(file.content);
            QVERIFY2(!value.contains("commonLabels") && !value.contains("namePrefix")
                    && !value.contains("namespace"),
                file.path.c_str());
        }
    }
    QVERIFY(files > 50);
}

QTEST_GUILESS_MAIN(tst_ExportTraps)
#include "tst_ExportTraps.moc"
