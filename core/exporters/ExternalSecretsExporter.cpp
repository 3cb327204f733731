// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/decision/SecretEvaluator.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *apiVersion = "external-secrets.io/v1";
constexpr const char *audience = "vault";
constexpr std::string_view folder = "components/external-secrets";
constexpr std::size_t longestKey = 253;

constexpr const char *chapter =
    R"(External Secrets copies secrets of HashiCorp Vault into Kubernetes Secrets for the workloads that take them as a variable
or file. Needs External Secrets 0.16 or later, and the roles and paths that the target `vault` writes: export both. A
SecretStore logs in with the service account of a workload, by a token for the audience `vault`, never with a password.
The objects name no certificate authority: where that of Vault is none the operator knows, add `caProvider` with a patch.
They say nothing of `deletionPolicy`, so a copy stays when its secret is deleted in Vault, which is the default. Values
are in no file. Roll back by deleting the ExternalSecrets, which deletes the copies.
)";

bool isSecretKey(const std::string &key)
{
    return !key.empty() && key.size() <= longestKey && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_' || c == '.';
    });
}

/// The workloads of one namespace that get a secret as a variable or file.
struct Copy
{
    std::string namespaceName;
    std::vector<const PlannedPod *> takers;
};

class ExternalSecretsWriter
{
public:
    explicit ExternalSecretsWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
        , m_copied(builder.plan())
        , m_copiedIndex(m_copied)
        , m_rights(m_copied)
    {
    }

    void write()
    {
        for (const Secret &secret : m_plan.secrets) {
            if (secret.home != SecretHome::SecretStore || secret.neverLeavesKeeper)
                continue;
            for (const Copy &copy : copiesOf(secret))
                writeCopy(secret, copy);
        }
        if (m_stores.empty())
            return;
        m_builder.addChapter("External Secrets", chapter);
        m_builder.report(DiagnosticLevel::Warning, "external-secrets-controller",
            "The controller of External Secrets may make tokens of every service account that a SecretStore "
            "names ("
                + join({ m_accounts.begin(), m_accounts.end() }, ", ")
                + "): whoever owns it owns their secrets. The design does not hold it.",
            "Give it a namespace of its own, and rights on these accounts by name only.");
    }

private:
    void leaveOut(const Secret &secret, const std::string &reason, const char *fix)
    {
        m_builder.report(DiagnosticLevel::Warning, "external-secret-not-written",
            "Secret " + secret.name + " is not written for External Secrets: " + reason, fix, secret);
    }

    std::vector<Copy> copiesOf(const Secret &secret) const
    {
        std::map<std::string, Copy> copies;
        for (const PlannedPod &pod : m_plan.pods) {
            const bool takes =
                std::any_of(pod.secrets.begin(), pod.secrets.end(), [&secret](const SecretUse &use) {
                    return use.secretId == secret.id && use.delivery != SecretDelivery::SecretStore;
                });
            if (!takes)
                continue;
            Copy &copy = copies[pod.namespaceName];
            copy.namespaceName = pod.namespaceName;
            copy.takers.push_back(&pod);
        }
        std::vector<Copy> list;
        for (auto &[home, copy] : copies)
            list.push_back(std::move(copy));
        return list;
    }

    /// The account of a workload that takes the copy and may read the secret; nullptr when there is none.
    const PlannedServiceAccount *accountFor(const Secret &secret, const Copy &copy) const
    {
        for (const PlannedPod *pod : copy.takers) {
            const auto &readers = secret.readerIds;
            if (std::find(readers.begin(), readers.end(), pod->identityId) != readers.end()) {
                if (const PlannedServiceAccount *account = findServiceAccount(m_plan, pod->identityId))
                    return account;
            }
        }
        return nullptr;
    }

    /// The address of the secret store; empty when the design does not say one.
    std::string serverOf(const Secret &secret)
    {
        const auto withPort = [](const std::string &host, const std::vector<NamedPort> &ports) {
            return "https://" + host + (ports.empty() ? "" : ":" + std::to_string(ports.front().number));
        };
        if (const PlannedPod *pod = findPod(m_plan, secret.keeperId)) {
            if (!isDnsLabel(pod->name) || !isDnsLabel(pod->namespaceName))
                return {};
            const std::string server = withPort(pod->name + "." + pod->namespaceName + ".svc", pod->ports);
            if (m_assumed.insert(server).second)
                m_builder.report(DiagnosticLevel::Warning, "external-secrets-server-assumed",
                    "External Secrets is told to ask " + server
                        + ": that a Service of that name stands before the secret store, and that it is "
                          "Vault, "
                          "is assumed.",
                    "Correct spec.provider in the SecretStores where it is not so.", *pod);
            return server;
        }
        const PlannedExternal *external = findExternal(m_plan, secret.keeperId);
        if (!external || external->hosts.empty() || !isDnsSubdomain(toLowerAscii(external->hosts.front())))
            return {};
        const std::string server = withPort(external->hosts.front(), external->ports);
        if (m_assumed.insert(server).second)
            m_builder.report(DiagnosticLevel::Warning, "external-secrets-server-assumed",
                "External Secrets is told to ask " + server + ": that it is Vault is assumed.",
                "Correct spec.provider in the SecretStores where it is not so.");
        return server;
    }

    void writeCopy(const Secret &secret, const Copy &copy)
    {
        const PlannedServiceAccount *account = accountFor(secret, copy);
        const std::string server = serverOf(secret);
        const std::string object = "ExternalSecret " + copy.namespaceName + "/\"" + secret.name + "\"";
        if (!account) {
            leaveOut(secret,
                "no workload of " + copy.namespaceName
                    + " that takes it has a service account that may read it.",
                "Name the workload's identity as a reader of the secret.");
            return;
        }
        if (server.empty()) {
            leaveOut(secret, "the design does not say at which address its secret store answers.",
                "Give the secret a keeper: a workload, or an external endpoint with a host name.");
            return;
        }
        if (!isDnsSubdomain(secret.name) || !isDnsLabel(copy.namespaceName) || !isDnsSubdomain(account->name))
            m_builder.refuse(object, "a name of secret, namespace or service account is no DNS name.",
                "Use lower case letters, digits and '-'.", secret);
        for (const std::string &key : secret.keys) {
            if (!isSecretKey(key))
                m_builder.refuse(object, "\"" + key + "\" is no key of a Secret.",
                    "Use letters, digits, '-', '_' and '.', at most 253.", secret);
        }
        writeStore(*account, server, secret);
        writeSecret(secret, copy, *account);
        reportReaders(secret, copy);
    }

    static std::string storeName(const PlannedServiceAccount &account) { return "fourplane-" + account.name; }

    static YamlValue metadata(const std::string &name, const std::string &home, const ElementId &edge)
    {
        YamlValue value = YamlValue::map().add("name", name).add("namespace", home);
        return value.add("annotations", YamlValue::map().add(std::string(edgesAnnotation), edge.value()));
    }

    void writeStore(const PlannedServiceAccount &account, const std::string &server, const Secret &secret)
    {
        const auto [known, isNew] = m_stores.emplace(account.id, server);
        if (!isNew) {
            if (known->second != server)
                m_builder.refuse("SecretStore " + account.namespaceName + "/\"" + storeName(account) + "\"",
                    "the secrets of " + account.name + " lie in two secret stores.",
                    "Keep them in one, or use two service accounts.", secret);
            return;
        }
        m_accounts.insert(account.namespaceName + "/" + account.name);
        YamlValue reference = YamlValue::map().add("name", account.name);
        reference.add("audiences", YamlValue::strings({ audience }));
        YamlValue login = YamlValue::map().add("mountPath", "kubernetes");
        login.add("role", account.namespaceName + "." + account.name);
        login.add("serviceAccountRef", std::move(reference));
        YamlValue vault = YamlValue::map().add("server", server).add("path", "kv").add("version", "v2");
        vault.add("auth", YamlValue::map().add("kubernetes", std::move(login)));
        YamlValue manifest = YamlValue::map().add("apiVersion", apiVersion).add("kind", "SecretStore");
        manifest.add("metadata", metadata(storeName(account), account.namespaceName, account.id));
        manifest.add(
            "spec", YamlValue::map().add("provider", YamlValue::map().add("vault", std::move(vault))));
        m_builder.addObject(folder, { apiVersion, "SecretStore", account.namespaceName, storeName(account) },
            manifest, { { account.id }, account.origin, false });
    }

    /// The path of the secret below the engine, as the target for Vault writes its policies.
    std::string pathOf(const Secret &secret) const
    {
        const auto home = std::find_if(m_plan.namespaces.begin(), m_plan.namespaces.end(),
            [&secret](const PlannedNamespace &item) { return item.id == secret.namespaceId; });
        const bool hasHome = !secret.namespaceId.isEmpty() && home != m_plan.namespaces.end();
        return (hasHome ? home->name + "/" : std::string()) + secret.name;
    }

    void writeSecret(const Secret &secret, const Copy &copy, const PlannedServiceAccount &account)
    {
        YamlValue spec = YamlValue::map();
        if (secret.lifetimeSeconds && *secret.lifetimeSeconds > 0) // a copy must not outlive what it copies
            spec.add("refreshInterval", std::to_string(std::max(1, *secret.lifetimeSeconds / 2)) + "s");
        spec.add(
            "secretStoreRef", YamlValue::map().add("kind", "SecretStore").add("name", storeName(account)));
        spec.add("target", YamlValue::map().add("name", secret.name));
        YamlValue entries = YamlValue::list();
        for (const std::string &key : secret.keys) {
            YamlValue remote = YamlValue::map().add("key", pathOf(secret)).add("property", key);
            entries.append(YamlValue::map().add("secretKey", key).add("remoteRef", std::move(remote)));
        }
        if (entries.isEmpty()) {
            YamlValue whole = YamlValue::map().add("extract", YamlValue::map().add("key", pathOf(secret)));
            spec.add("dataFrom", YamlValue::list().append(std::move(whole)));
        } else {
            spec.add("data", std::move(entries));
        }
        YamlValue manifest = YamlValue::map().add("apiVersion", apiVersion).add("kind", "ExternalSecret");
        manifest.add("metadata", metadata(secret.name, copy.namespaceName, secret.id));
        manifest.add("spec", std::move(spec));
        std::vector<ElementId> sources { secret.id };
        for (const PlannedPod *pod : copy.takers)
            sources.push_back(pod->workloadId);
        m_builder.addObject(folder, { apiVersion, "ExternalSecret", copy.namespaceName, secret.name },
            manifest, { sources, secret.origin, false });
    }

    /// The copy is a Kubernetes Secret: whoever may read those there has it, the secret store asked or not.
    void reportReaders(const Secret &secret, const Copy &copy)
    {
        const auto copied = std::find_if(m_copied.secrets.begin(), m_copied.secrets.end(),
            [&secret](const Secret &item) { return item.id == secret.id; });
        const PlannedNamespace *home = findNamespace(m_plan, copy.namespaceName);
        if (copied == m_copied.secrets.end() || !home)
            return;
        copied->home = SecretHome::KubernetesSecret;
        copied->namespaceId = home->id;
        std::vector<std::string> others;
        for (const SecretEvaluator::Reader &reader :
            SecretEvaluator(m_copiedIndex, m_rights).readersOf(secret.id)) {
            const auto &wanted = secret.readerIds;
            const PlannedServiceAccount *account = findServiceAccount(m_plan, reader.id);
            if (account && std::find(wanted.begin(), wanted.end(), reader.id) == wanted.end())
                others.push_back(account->namespaceName + "/" + account->name);
        }
        if (!others.empty())
            m_builder.report(DiagnosticLevel::Warning, "external-secret-readable",
                "The copy of secret " + secret.name + " in " + copy.namespaceName
                    + " can, or may, be read by " + join(others, ", ")
                    + " with rights on the Kubernetes API, whom the secret store does not give it to.",
                "Take away these rights, or let the workload fetch it from the secret store itself.", secret);
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    EnforcementPlan m_copied; ///< the plan with the copies as Kubernetes Secrets
    PlanIndex m_copiedIndex;
    RbacEvaluator m_rights;
    std::map<ElementId, std::string> m_stores; ///< address by service account
    std::set<std::string> m_accounts;
    std::set<std::string> m_assumed;
};

} // namespace

void writeExternalSecrets(ExportBuilder &builder)
{
    ExternalSecretsWriter(builder).write();
}

} // namespace fourplane
