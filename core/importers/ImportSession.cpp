// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ImportSession.h"

namespace fourplane {

namespace {

constexpr std::size_t longestIdBytes = 240; // leaves room for a number within ElementId's 253

std::string sanitised(const std::string &wanted)
{
    std::string id;
    for (const char c : wanted.substr(0, longestIdBytes)) {
        const bool isAllowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '_' || c == '.' || c == '/';
        id += isAllowed ? c : '-';
    }
    return id.empty() ? "unnamed" : id;
}

} // namespace

ImportSession::ImportSession(const ImportOptions &importOptions)
    : options(importOptions)
{
}

bool ImportSession::isIdFree(const std::string &wanted) const
{
    return m_ids.count(ElementId(sanitised(wanted))) == 0;
}

ElementId ImportSession::claimId(const std::string &wanted)
{
    const std::string base = sanitised(wanted);
    ElementId id(base);
    for (int number = 2; !m_ids.insert(id).second; ++number)
        id = ElementId(base + "-" + std::to_string(number));
    return id;
}

ElementId ImportSession::namespaceFor(const std::string &name, const SourceLocation &mention)
{
    const auto known = m_namespaces.find(name);
    if (known != m_namespaces.end())
        return known->second;
    Namespace made;
    made.id = claimId("ns-" + name);
    made.name = name;
    made.origin = mention;
    report(DiagnosticLevel::Note, "namespace-assumed",
        "The namespace " + name
            + " is not defined in the input; it is assumed without labels and without Pod Security.",
        "Import its Namespace object too.", mention);
    m_namespaces[name] = made.id;
    assumedNamespaces.insert(name);
    const ElementId id = made.id;
    project.topology.namespaces.emplace(id, std::move(made));
    return id;
}

ElementId ImportSession::knownIdentity(const std::string &namespaceName, const std::string &name) const
{
    const auto known = m_identities.find({ namespaceName, name });
    return known == m_identities.end() ? ElementId() : known->second;
}

ElementId ImportSession::identityFor(
    const std::string &namespaceName, const std::string &name, const SourceLocation &mention)
{
    const ElementId known = knownIdentity(namespaceName, name);
    if (!known.isEmpty())
        return known;
    WorkloadIdentity made;
    made.id = claimId("sa-" + namespaceName + "." + name);
    made.name = name;
    made.namespaceId = namespaceFor(namespaceName, mention);
    made.origin = mention;
    if (name != "default") { // every namespace has that one
        report(DiagnosticLevel::Note, "service-account-assumed",
            "The service account " + namespaceName + "/" + name
                + " is not defined in the input; it is assumed with Kubernetes' defaults.",
            "Import its ServiceAccount object too.", mention);
    }
    m_identities[{ namespaceName, name }] = made.id;
    const ElementId id = made.id;
    project.topology.identities.emplace(id, std::move(made));
    return id;
}

ElementId ImportSession::secretFor(
    const std::string &namespaceName, const std::string &name, const SourceLocation &mention)
{
    const auto known = m_secrets.find({ namespaceName, name });
    if (known != m_secrets.end())
        return known->second;
    Secret made;
    made.id = claimId("secret-" + namespaceName + "." + name);
    made.name = name;
    made.namespaceId = namespaceFor(namespaceName, mention);
    made.origin = mention;
    const ElementId id = made.id;
    m_secrets[{ namespaceName, name }] = id;
    project.topology.secrets.emplace(id, std::move(made));
    return id;
}

ElementId ImportSession::providedSecretFor(
    const std::string &namespaceName, const std::string &className, const SourceLocation &mention)
{
    ElementId &id = m_providedSecrets[{ namespaceName, className }];
    if (!id.isEmpty())
        return id;
    Secret made;
    made.id = claimId("provided-" + namespaceName + "." + className);
    made.name = className;
    made.namespaceId = namespaceFor(namespaceName, mention);
    made.home = SecretHome::SecretStore;
    made.origin = mention;
    id = made.id;
    project.topology.secrets.emplace(id, std::move(made));
    return id;
}

void ImportSession::report(DiagnosticLevel level, std::string code, std::string message, std::string fix,
    const SourceLocation &where)
{
    diagnostics.push_back({ level, std::move(code), std::move(message), std::move(fix), where });
}

void ImportSession::addUnmodelled(const ManifestObject &object, DiagnosticLevel level,
    const std::string &reason, bool affectsVerdicts, Plane plane)
{
    UnmodelledKind known;
    known.level = level;
    known.reason = reason;
    if (affectsVerdicts)
        known.planes.insert(plane);
    addUnmodelled(object, known);
}

void ImportSession::addUnmodelled(const ManifestObject &object, const UnmodelledKind &known)
{
    UnmodelledObject kept;
    kept.apiVersion = object.apiVersion;
    kept.kind = object.kind;
    kept.namespaceName = object.namespaceName;
    kept.name = object.name;
    kept.reason = known.reason;
    kept.origin = object.origin;
    kept.affectsVerdicts = !known.planes.isEmpty();
    kept.concernsExposure = known.concernsExposure;
    if (!kept.affectsVerdicts)
        project.unmodelled.push_back(kept);
    for (const Plane plane : { Plane::Identity, Plane::Network, Plane::Workload, Plane::Data }) {
        if (!known.planes.contains(plane))
            continue;
        kept.plane = plane;
        kept.declaredLevel =
            plane == Plane::Workload ? declaredLevel(object) : std::optional<PodSecurityLevel>();
        project.unmodelled.push_back(kept);
    }
    report(known.level, "not-modelled",
        object.title() + " (" + object.apiVersion + ") is not modelled: " + known.reason + ".",
        !kept.affectsVerdicts ? ""
            : known.planes.contains(Plane::Data)
            ? "Nothing of it is credited; draw what it allows as tool scopes."
            : "Verdicts about what it governs are uncertain; check them by hand.",
        object.origin);
}

std::optional<PodSecurityLevel> ImportSession::declaredLevel(const ManifestObject &object)
{
    const YamlNode *purpose = object.node->find({ "metadata", "annotations", "fourplane.dev/enforces" });
    if (!purpose)
        return std::nullopt;
    const auto level = enumFromName<PodSecurityLevel>(purpose->text);
    if (!level)
        report(DiagnosticLevel::Severe, "wrong-value",
            "The annotation fourplane.dev/enforces of " + object.title() + " is no level: \"" + purpose->text
                + "\".",
            "Write privileged, baseline or restricted.", purpose->location);
    return level;
}

ManifestFields ImportSession::fields(const ManifestObject &object)
{
    return { *object.node, {}, diagnostics };
}

} // namespace fourplane
