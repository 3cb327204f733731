// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ManifestFields.h"
#include "core/importers/ManifestImporter.h"
#include "core/importers/ManifestObject.h"
#include "core/importers/PodReader.h"
#include "core/importers/ServiceEvidence.h"
#include "core/importers/UnmodelledKinds.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace fourplane {

/// What a RuntimeClass object says.
struct RuntimeClassEvidence
{
    std::string handler;
    Labels nodeSelector; ///< added to the pods' own when they are made
    std::vector<Toleration> tolerations;
};

/// The state of one import: the project as far as it is made, what was said about it, and evidence that the
/// last steps (kinds, stores, flows) need. Object names are Kubernetes names.
class ImportSession
{
public:
    using NamespacedName = std::pair<std::string, std::string>; ///< namespace, name

    explicit ImportSession(const ImportOptions &options);

    const ImportOptions &options;
    Project project;
    Diagnostics diagnostics;
    std::map<ElementId, PodEvidence> evidence; ///< by workload
    std::map<NamespacedName, Labels> configMaps; ///< data of ConfigMaps, for environment values
    std::map<std::string, RuntimeClassEvidence> runtimeClasses; ///< by name
    std::map<ElementId, ServiceEvidence> services; ///< what services say besides, by id
    std::set<NamespacedName> pullSecrets; ///< Secrets that pull images
    std::set<std::string> assumedNamespaces; ///< only mentioned: their labels are not known
    bool hasMeshEvidence = false; ///< something of Istio is in the input
    bool hasAmbientEvidence = false; ///< and it is in ambient mode, at least in part
    bool hasLinkerdEvidence = false;
    bool hasCiliumEvidence = false; ///< a policy of Cilium is in the input
    std::set<ElementId>
        linkerdMembers; ///< namespaces and workloads that Linkerd's annotations put in the mesh

    /// `wanted` made a valid id that no element has, and now taken.
    ElementId claimId(const std::string &wanted);
    bool isIdFree(const std::string &wanted) const;

    /// The namespace with this name, made (and noted) when the input does not define it.
    ElementId namespaceFor(const std::string &name, const SourceLocation &mention);
    /// The service account, made (and noted) when the input does not define it.
    ElementId identityFor(
        const std::string &namespaceName, const std::string &name, const SourceLocation &mention);
    /// The service account when the project has it already, or an empty id.
    ElementId knownIdentity(const std::string &namespaceName, const std::string &name) const;

    /// The Secret, made when the input does not define it.
    ElementId secretFor(
        const std::string &namespaceName, const std::string &name, const SourceLocation &mention);

    /// What a SecretProviderClass mounts from a secret store, made when the input does not define the class.
    ElementId providedSecretFor(
        const std::string &namespaceName, const std::string &className, const SourceLocation &mention);

    void report(DiagnosticLevel level, std::string code, std::string message, std::string fix,
        const SourceLocation &where);

    /// Puts the object among those that the model has no place for, and says so.
    /// On the workload plane the annotation fourplane.dev/enforces declares what it is for.
    void addUnmodelled(const ManifestObject &object, DiagnosticLevel level, const std::string &reason,
        bool affectsVerdicts, Plane plane = Plane::Network);
    /// The same for a kind; it is kept once for each plane that it concerns.
    void addUnmodelled(const ManifestObject &object, const UnmodelledKind &known);

    /// Reader for the object's fields, reporting into this session.
    ManifestFields fields(const ManifestObject &object);

    void registerNamespace(const std::string &name, const ElementId &id) { m_namespaces[name] = id; }

    void registerIdentity(const NamespacedName &name, const ElementId &id) { m_identities[name] = id; }

private:
    std::optional<PodSecurityLevel> declaredLevel(const ManifestObject &object);

    std::set<ElementId> m_ids;
    std::map<std::string, ElementId> m_namespaces;
    std::map<NamespacedName, ElementId> m_identities;
    std::map<NamespacedName, ElementId> m_secrets;
    std::map<NamespacedName, ElementId> m_providedSecrets; ///< by SecretProviderClass
};

} // namespace fourplane
