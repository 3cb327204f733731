// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fourplane {

namespace {

constexpr const char *audience = "vault";
constexpr int defaultTokenSeconds = 3600;

constexpr const char *chapter =
    R"(`vault/` gives each identity the secrets that the design says it reads, and no other. It expects a KV version 2 engine at
`kv/` with each secret at `kv/NAMESPACE/NAME`, and the Kubernetes auth method at `auth/kubernetes/`:

```sh
for policy in vault/policies/*.hcl; do
  name=$(basename "$policy" .hcl)
  vault policy write "fourplane.$name" "$policy"
  vault write "auth/kubernetes/role/$name" "@vault/roles/$name.json"
done
```

Vault asks the API server about each token (TokenReview): its own service account needs the ClusterRole
`system:auth-delegator`, and under default-deny NetworkPolicies its pods need a way out to the API server. Draw both where
Vault is a workload of the design, or nobody logs in.

A pod logs in with a projected token of the audience `vault`, never with its token for the API server. Values of secrets
are in no file. Roll back by deleting the roles: `vault delete auth/kubernetes/role/NAME`.
)";

/// What one identity may read.
struct Reader
{
    const PlannedServiceAccount *account = nullptr;
    std::set<std::string> paths;
    std::vector<ElementId> sources;
};

class VaultWriter
{
public:
    explicit VaultWriter(ExportBuilder &builder)
        : m_builder(builder)
        , m_plan(builder.plan())
    {
    }

    void write()
    {
        for (const Secret &secret : m_plan.secrets) {
            if (secret.home == SecretHome::SecretStore)
                addSecret(secret);
            else
                m_builder.report(DiagnosticLevel::Warning, "vault-secret-elsewhere",
                    "Secret " + secret.name + " lies in " + std::string(nameOf(secret.home))
                        + ": Vault does not guard it.",
                    "Move it into the secret store.", secret);
        }
        for (const auto &[id, reader] : m_readers)
            writeReader(reader);
        if (!m_readers.empty())
            m_builder.addChapter("Vault", chapter);
        reportDeliveries();
    }

private:
    void reportSecret(const Secret &secret, const char *code, const std::string &reason, const char *fix)
    {
        m_builder.report(DiagnosticLevel::Warning, code,
            "Secret " + secret.id.value() + " is not written for Vault: " + reason, fix, secret);
    }

    void addSecret(const Secret &secret)
    {
        if (secret.neverLeavesKeeper) {
            reportSecret(secret, "vault-signing-not-written",
                "its keeper signs with it, and which key of a transit engine it is, the design does not say.",
                "Write the policy for the transit engine by hand.");
            return;
        }
        const auto home = std::find_if(m_plan.namespaces.begin(), m_plan.namespaces.end(),
            [&secret](const PlannedNamespace &item) { return item.id == secret.namespaceId; });
        const bool hasHome = !secret.namespaceId.isEmpty() && home != m_plan.namespaces.end();
        // '*' and '+' would be patterns in a path; Kubernetes names have neither.
        if (!isDnsSubdomain(secret.name) || (hasHome && !isDnsLabel(home->name))) {
            reportSecret(secret, "vault-name-refused",
                "\"" + secret.name + "\" is no name that a path can hold exactly.",
                "Use lower case letters, digits, '-' and '.'.");
            return;
        }
        const std::string path = "kv/data/" + (hasHome ? home->name + "/" : std::string()) + secret.name;
        if (!m_paths.insert(path).second) {
            reportSecret(secret, "vault-path-shared", "another secret has the path " + path + ".",
                "Rename one of them.");
            return;
        }
        for (const ElementId &readerId : secret.readerIds) {
            const PlannedServiceAccount *account = findServiceAccount(m_plan, readerId);
            if (!account || !isDnsLabel(account->namespaceName) || !isDnsSubdomain(account->name)) {
                reportSecret(secret, "vault-reader-not-written",
                    "its reader " + readerId.value()
                        + " is no service account, or one whose name Kubernetes would not take.",
                    "Give the reader another way to log in to Vault.");
                continue;
            }
            Reader &reader = m_readers[readerId];
            reader.account = account;
            reader.paths.insert(path);
            reader.sources.push_back(secret.id);
        }
    }

    void writeReader(const Reader &reader)
    {
        const PlannedServiceAccount &account = *reader.account;
        const std::string name = account.namespaceName + "." + account.name;
        std::string policy;
        for (const std::string &path : reader.paths)
            policy += "path \"" + path + "\" {\n  capabilities = [\"read\"]\n}\n";
        m_builder.addFile("vault/policies/" + name + ".hcl", policy, reader.sources);
        const int seconds = account.tokenLifetimeSeconds.value_or(defaultTokenSeconds);
        const nlohmann::json role {
            { "audience", audience },
            { "bound_service_account_names", { account.name } },
            { "bound_service_account_namespaces", { account.namespaceName } },
            { "token_max_ttl", seconds },
            { "token_no_default_policy", true },
            { "token_policies", { "fourplane." + name } },
            { "token_ttl", seconds },
        };
        m_builder.addFile("vault/roles/" + name + ".json", role.dump(2) + "\n", reader.sources);
        const auto &audiences = account.audiences;
        if (std::find(audiences.begin(), audiences.end(), audience) == audiences.end())
            m_builder.report(DiagnosticLevel::Warning, "vault-audience-missing",
                "Service account " + account.namespaceName + "/" + account.name
                    + " has no token for the audience vault, which its role asks for.",
                "Add the audience vault to the identity, and a projected token with it to its pods.",
                account);
    }

    /// A secret of the store that arrives as a variable or file is a Kubernetes Secret on its way.
    void reportDeliveries()
    {
        for (const PlannedPod &pod : m_plan.pods) {
            for (const SecretUse &use : pod.secrets) {
                const auto secret = std::find_if(m_plan.secrets.begin(), m_plan.secrets.end(),
                    [&use](const Secret &item) { return item.id == use.secretId; });
                if (secret == m_plan.secrets.end() || secret->home != SecretHome::SecretStore
                    || use.delivery == SecretDelivery::SecretStore)
                    continue;
                m_builder.report(DiagnosticLevel::Warning, "vault-delivery-not-written",
                    pod.namespaceName + "/" + pod.name + " gets secret " + secret->name + " as "
                        + std::string(nameOf(use.delivery))
                        + ": whoever may read the Kubernetes Secret that carries it has it, too. What copies "
                          "it "
                          "there is not written.",
                    "Let the workload fetch it from Vault itself; the target external-secrets writes the "
                    "copy otherwise.",
                    pod);
            }
        }
    }

    ExportBuilder &m_builder;
    const EnforcementPlan &m_plan;
    std::map<ElementId, Reader> m_readers;
    std::set<std::string> m_paths;
};

} // namespace

void writeVault(ExportBuilder &builder)
{
    VaultWriter(builder).write();
}

} // namespace fourplane
