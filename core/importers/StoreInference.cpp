// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/StoreInference.h"

#include "core/base/Text.h"
#include "core/importers/CredentialNames.h"
#include "core/importers/WorkloadTyping.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

bool isStoreKind(WorkloadKind kind)
{
    switch (kind) {
    case WorkloadKind::VectorStore:
    case WorkloadKind::DocumentStore:
    case WorkloadKind::Database:
    case WorkloadKind::Cache:
    case WorkloadKind::MessageBroker:
        return true;
    default:
        return false;
    }
}

/// Variables by which an image is told to let everybody in.
bool opensToEverybody(const EnvironmentEntry &entry)
{
    const std::string name = toLowerAscii(entry.name);
    const std::string value = toLowerAscii(entry.value);
    const bool isOn = value == "yes" || value == "true" || value == "1";
    if (name == "postgres_host_auth_method")
        return value == "trust";
    if (name == "authentication_anonymous_access_enabled")
        return isOn;
    const bool allowsEmpty = name.rfind("allow_empty_password") != std::string::npos
        || name.find("allow_anonymous_login") != std::string::npos
        || name.find("allow_empty_root_password") != std::string::npos
        || name.find("allow_plaintext_listener") != std::string::npos;
    return allowsEmpty && isOn;
}

/// A password or key by any of the ways images take one: a value, a Secret, a file (POSTGRES_PASSWORD_FILE).
bool setsCredential(const EnvironmentEntry &entry)
{
    std::string name = entry.name;
    constexpr std::string_view file = "_FILE";
    const bool isFile =
        name.size() > file.size() && name.compare(name.size() - file.size(), file.size(), file) == 0;
    if (isFile)
        name.resize(name.size() - file.size());
    if (!isCredentialName(name) && name != "NEO4J_AUTH")
        return false;
    return entry.fromSecret || !entry.configMap.empty() || isFile || !entry.value.empty();
}

/// The argument that switches a password on, or an empty text.
std::string credentialArgument(const std::vector<std::string> &arguments)
{
    static constexpr std::array<std::string_view, 5> options { "--requirepass", "--api-key", "--auth-token",
        "--aclfile", "--password" };
    for (const std::string &argument : arguments) {
        for (const std::string_view option : options) {
            if (argument.find(option) != std::string::npos)
                return std::string(option);
        }
    }
    return {};
}

void addStore(ImportSession &session, Workload &workload, StoreDialect dialect)
{
    const std::string qualified = namespaceName(session.project.topology, workload) + "." + workload.name;
    DataStore store;
    store.id = session.claimId("store-" + qualified);
    store.name = workload.name;
    store.hostId = workload.id;
    store.dialect = dialect;
    const StoreAccess access = storeAccessOf(session.evidence[workload.id]);
    store.authentication = access.authentication;
    Collection collection;
    collection.id = session.claimId(store.id.value() + "/default");
    collection.name = "default";
    store.collections.push_back(std::move(collection));
    session.report(DiagnosticLevel::Note, "store-assumed",
        "The store " + workload.name
            + " gets one collection, \"default\", classified internal; access to it is "
            + std::string(nameOf(access.authentication)) + ": " + access.reason + ".",
        "Say in the project which collections it has and how they are classified.", workload.origin);
    const ElementId id = store.id;
    session.project.topology.stores.emplace(id, std::move(store));
}

} // namespace

StoreAccess storeAccessOf(const PodEvidence &evidence)
{
    for (const ContainerEvidence &container : evidence.containers) {
        for (const EnvironmentEntry &entry : container.environment) {
            if (opensToEverybody(entry))
                return { StoreAuthentication::Anonymous, entry.name + " lets everybody in" };
        }
    }
    for (const ContainerEvidence &container : evidence.containers) {
        if (container.role != ContainerRole::Main)
            continue;
        for (const EnvironmentEntry &entry : container.environment) {
            if (setsCredential(entry))
                return { StoreAuthentication::SharedSecret, entry.name + " sets a credential" };
        }
        const std::string argument = credentialArgument(container.arguments);
        if (!argument.empty())
            return { StoreAuthentication::SharedSecret, "the argument " + argument + " sets a credential" };
    }
    return { StoreAuthentication::Anonymous, "no variable or argument sets a password or key" };
}

/// Manifests do not say what software does with callers, model output and model files. A control that nothing
/// shows gets no credit.
void assumeNoUnseenControls(Workload &workload)
{
    const WorkloadKind kind = workload.kind;
    if (!workload.traits.environmentSecrets)
        workload.traits.environmentSecrets = false; // the whole pod template was read
    workload.traits.acceptsAnonymousCallers = true;
    workload.traits.rendersModelOutput = kind == WorkloadKind::Frontend || kind == WorkloadKind::Gateway
        || kind == WorkloadKind::GenericService;
    workload.traits.loadsUnsafeModels =
        kind == WorkloadKind::ModelEndpoint || kind == WorkloadKind::TrainingJob;
}

void inferKindsAndStores(ImportSession &session)
{
    if (!session.project.topology.workloads.empty()) {
        session.report(DiagnosticLevel::Note, "controls-not-assumed",
            "Manifests do not say whether software authenticates its callers, shows model output inertly or "
            "loads only safe "
            "model files. Assumed: none does.",
            "Correct the traits of the workloads in the project where you know better.", {});
    }
    std::set<std::string> used;
    for (auto &[id, workload] : session.project.topology.workloads) {
        const TypedKind typed = typeOf(workload);
        workload.kind = typed.kind;
        workload.kindReason = typed.reason;
        const std::string name = namespaceName(session.project.topology, workload) + "/" + workload.name;
        const auto chosen = session.options.kinds.find(name);
        if (chosen != session.options.kinds.end()) {
            used.insert(name);
            workload.kind = chosen->second;
            workload.kindReason = "chosen by the user";
        }
        assumeNoUnseenControls(workload);
        if (isStoreKind(workload.kind))
            addStore(session, workload, typed.dialect);
    }
    for (const auto &[name, kind] : session.options.kinds) {
        if (!used.count(name)) {
            session.report(DiagnosticLevel::Warning, "unknown-workload",
                "The kind " + std::string(nameOf(kind)) + " was chosen for " + name
                    + ", which is no workload of the input.",
                "Write it as NAMESPACE/NAME.", {});
        }
    }
}

} // namespace fourplane
