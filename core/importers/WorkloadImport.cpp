// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/WorkloadImport.h"

#include "core/base/Text.h"
#include "core/importers/NodeImport.h"
#include "core/importers/SecretSources.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace fourplane {

namespace {

struct Owner
{
    std::string kind;
    std::string name;
};

/// The controlling owner reference, or the first one.
std::optional<Owner> ownerOf(const ManifestFields &object)
{
    const auto metadata = object.map("metadata");
    if (!metadata)
        return std::nullopt;
    std::optional<Owner> first;
    for (const ManifestFields &reference : metadata->maps("ownerReferences")) {
        Owner owner { reference.text("kind"), reference.text("name") };
        if (owner.name.empty())
            continue;
        if (reference.isTrue("controller"))
            return owner;
        if (!first)
            first = owner;
    }
    return first;
}

/// A kind makes only objects of a lower rank, so that owner references cannot go in circles.
int rankOf(const std::string &kind)
{
    if (kind == "Deployment" || kind == "CronJob")
        return 2;
    return kind == "Pod" ? 0 : 1;
}

/// Labels that differ between the replicas of one owner.
void removeReplicaLabels(Labels &labels)
{
    static constexpr std::array<const char *, 3> keys { "statefulset.kubernetes.io/pod-name",
        "apps.kubernetes.io/pod-index", "batch.kubernetes.io/job-completion-index" };
    for (const char *key : keys)
        labels.erase(key);
}

class WorkloadImport
{
public:
    WorkloadImport(ImportSession &session, const std::vector<const ManifestObject *> &objects)
        : m_session(session)
        , m_objects(objects)
    {
        for (const ManifestObject *object : objects)
            m_known.insert({ object->kind, object->namespaceName, object->name });
    }

    void run()
    {
        for (const ManifestObject *object : m_objects)
            importObject(*object);
    }

private:
    /// The object of the input that makes this one, as "Deployment web"; empty when there is none.
    std::string makerOf(
        const ManifestObject &object, const ManifestFields &fields, const std::optional<Owner> &owner) const
    {
        if (!owner)
            return {};
        if (rankOf(owner->kind) > rankOf(object.kind)
            && m_known.count({ owner->kind, object.namespaceName, owner->name }))
            return owner->kind + " " + owner->name;
        if (owner->kind == "Job")
            return cronJobOf(object, owner->name);
        if (owner->kind != "ReplicaSet")
            return {};
        // The pods of a Deployment are owned by a ReplicaSet named after it and the template hash.
        const YamlNode *hash = fields.node().find({ "metadata", "labels", "pod-template-hash" });
        const std::string end = hash && hash->isScalar() ? "-" + hash->text : std::string();
        if (end.size() < 2 || owner->name.size() <= end.size()
            || owner->name.compare(owner->name.size() - end.size(), end.size(), end) != 0)
            return {};
        const std::string name = owner->name.substr(0, owner->name.size() - end.size());
        return m_known.count({ "Deployment", object.namespaceName, name }) ? "Deployment " + name
                                                                           : std::string();
    }

    /// A CronJob names its Jobs after itself and the minute for which they were made.
    std::string cronJobOf(const ManifestObject &object, const std::string &job) const
    {
        const std::size_t dash = job.rfind('-');
        if (dash == std::string::npos || job.size() < dash + 9
            || job.find_first_not_of("0123456789", dash + 1) != std::string::npos)
            return {};
        const std::string name = job.substr(0, dash);
        return m_known.count({ "CronJob", object.namespaceName, name }) ? "CronJob " + name : std::string();
    }

    void importObject(const ManifestObject &object)
    {
        const ManifestFields fields = m_session.fields(object);
        std::optional<Owner> owner = ownerOf(fields);
        const std::string maker = makerOf(object, fields, owner);
        if (!maker.empty()) {
            m_session.report(DiagnosticLevel::Note, "made-by-owner",
                object.title() + " is made by the " + maker + ", which the input has too; it is read there.",
                {}, object.origin);
            return;
        }
        Workload workload;
        workload.name = object.name;
        workload.controller = *controllerKindOf(object.kind);
        workload.origin = object.origin;
        PodEvidence evidence = readObject(object, fields, workload);
        if (workload.controller == ControllerKind::Pod && owner && owner->kind != "Node") {
            addOwnedPod(object, *owner, std::move(workload), std::move(evidence));
            return;
        }
        add(object, std::move(workload), std::move(evidence));
    }

    PodEvidence readObject(const ManifestObject &object, const ManifestFields &fields, Workload &workload)
    {
        if (workload.controller == ControllerKind::Pod)
            return readPod(fields, workload, m_session.diagnostics);
        auto spec = fields.map("spec");
        if (spec && workload.controller == ControllerKind::CronJob) {
            const auto jobTemplate = spec->map("jobTemplate");
            spec = jobTemplate ? jobTemplate->map("spec") : std::nullopt;
        }
        const auto podTemplate = spec ? spec->map("template") : std::nullopt;
        if (!podTemplate) {
            m_session.report(DiagnosticLevel::Severe, "missing-field",
                object.title() + " has no pod template; it is read as a workload without containers.",
                "Write spec.template.", object.origin);
            return {};
        }
        const bool isJob =
            workload.controller == ControllerKind::Job || workload.controller == ControllerKind::CronJob;
        if (const auto replicas = spec->integer(isJob ? "parallelism" : "replicas"))
            workload.replicas = static_cast<int>(std::clamp<std::int64_t>(*replicas, 0, 1'000'000));
        return readPod(*podTemplate, workload, m_session.diagnostics);
    }

    void addOwnedPod(
        const ManifestObject &object, const Owner &owner, Workload workload, PodEvidence evidence)
    {
        workload.name = owner.name;
        workload.controller = controllerKindOf(owner.kind).value_or(ControllerKind::Pod);
        removeReplicaLabels(workload.labels);
        auto &group = m_groups[{ object.namespaceName, owner.kind, owner.name }];
        for (const ElementId &id : group) {
            Workload &first = m_session.project.topology.workloads.at(id);
            if (first.labels != workload.labels || portsOf(first) != portsOf(workload))
                continue;
            addReplica(object, first, workload);
            return;
        }
        if (!group.empty()) {
            workload.description = "Pod " + object.name;
            m_session.report(DiagnosticLevel::Warning, "owner-with-unlike-pods",
                object.title() + " has other labels or ports than the other pods of " + owner.name
                    + "; it is a workload of its own.",
                {}, object.origin);
        }
        group.push_back(add(object, std::move(workload), std::move(evidence)));
    }

    void addReplica(const ManifestObject &object, Workload &first, const Workload &workload)
    {
        ++first.replicas;
        const bool isAlike = first.containers == workload.containers
            && first.podSecurity == workload.podSecurity && first.placement == workload.placement
            && first.automountToken == workload.automountToken && first.mesh == workload.mesh;
        m_session.report(isAlike ? DiagnosticLevel::Note : DiagnosticLevel::Warning, "replica",
            object.title() + " is another replica of " + first.name
                + (isAlike ? "." : "; it differs in its containers or placement, which is not simulated."),
            {}, object.origin);
    }

    ElementId add(const ManifestObject &object, Workload workload, PodEvidence evidence)
    {
        workload.namespaceId = m_session.namespaceFor(object.namespaceName, object.origin);
        std::string wanted = object.namespaceName + "." + workload.name;
        if (!m_session.isIdFree(wanted))
            wanted += "-" + toLowerAscii(nameOf(workload.controller));
        workload.id = m_session.claimId(wanted);
        setIdentity(object, workload, evidence);
        applyRuntimeClass(m_session, object, workload.placement);
        if (evidence.hasMeshProxy || evidence.saysMeshMembership)
            m_session.hasMeshEvidence = true;
        if (evidence.dataplaneMode == "ambient")
            m_session.hasMeshEvidence = m_session.hasAmbientEvidence = true;
        if (evidence.saysLinkerdMembership)
            m_session.hasLinkerdEvidence = true;
        if (evidence.isInLinkerd)
            m_session.linkerdMembers.insert(workload.id);
        const ElementId id = workload.id;
        m_session.evidence.emplace(id, std::move(evidence));
        m_session.project.topology.workloads.emplace(id, std::move(workload));
        return id;
    }

    void setIdentity(const ManifestObject &object, Workload &workload, const PodEvidence &evidence)
    {
        const std::string &ns = object.namespaceName;
        if (!evidence.serviceAccount.empty())
            workload.identityId = m_session.identityFor(ns, evidence.serviceAccount, object.origin);
        else if (!evidence.tokens.empty())
            workload.identityId = m_session.identityFor(ns, "default", object.origin);
        else
            workload.identityId = m_session.knownIdentity(ns, "default");
        for (const ProjectedToken &token : evidence.tokens) {
            workload.tokens.push_back({ token.audience, token.lifetimeSeconds });
            addToken(object, workload, token);
        }
        const auto give = [&workload](SecretUse use) {
            if (std::find(workload.secrets.begin(), workload.secrets.end(), use) == workload.secrets.end())
                workload.secrets.push_back(std::move(use));
        };
        for (const SecretMention &mention : evidence.secrets)
            give({ m_session.secretFor(ns, mention.name, object.origin), mention.delivery });
        for (const std::string &name : evidence.providerClasses)
            give({ m_session.providedSecretFor(ns, name, object.origin), SecretDelivery::Volume });
        importPullSecrets(m_session, ns, evidence.pullSecrets, object.origin);
    }

    void addToken(const ManifestObject &object, Workload &workload, const ProjectedToken &token)
    {
        WorkloadIdentity &identity = m_session.project.topology.identities.at(workload.identityId);
        const int lifetime = token.lifetimeSeconds.value_or(3600); // Kubernetes' default
        identity.tokenLifetimeSeconds = std::max(identity.tokenLifetimeSeconds.value_or(0), lifetime);
        if (!token.audience.empty()) {
            auto &audiences = identity.audiences;
            if (std::find(audiences.begin(), audiences.end(), token.audience) == audiences.end())
                audiences.push_back(token.audience);
            return;
        }
        if (workload.automountToken == false) {
            workload.automountToken = true;
            m_session.report(DiagnosticLevel::Note, "token-mounted-by-hand",
                object.title()
                    + " switches automatic token mounting off but projects a token for the API server"
                      " itself; it counts as mounted.",
                {}, object.origin);
        }
    }

    ImportSession &m_session;
    const std::vector<const ManifestObject *> &m_objects;
    std::set<std::tuple<std::string, std::string, std::string>> m_known; ///< kind, namespace, name
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<ElementId>> m_groups;
};

} // namespace

std::set<ObjectKey> makersOf(
    const std::vector<const ManifestObject *> &workloads, const std::vector<const ManifestObject *> &others)
{
    std::set<ObjectKey> makers;
    const auto addOwners = [&makers](const ManifestObject &object) {
        const std::size_t before = makers.size();
        const YamlNode *references = object.node->find({ "metadata", "ownerReferences" });
        for (const YamlNodePtr &reference : references ? references->items : std::vector<YamlNodePtr> {}) {
            const YamlNode *kind = reference->find("kind");
            const YamlNode *name = reference->find("name");
            if (kind && name)
                makers.insert({ kind->text, object.namespaceName, name->text });
        }
        return makers.size() > before;
    };
    for (const ManifestObject *object : workloads)
        addOwners(*object);
    for (bool hasMore = true; hasMore;) {
        hasMore = false;
        for (const ManifestObject *object : others) {
            if (makers.count({ object->kind, object->namespaceName, object->name }) && addOwners(*object))
                hasMore = true;
        }
    }
    return makers;
}

std::optional<ControllerKind> controllerKindOf(const std::string &kind)
{
    return enumFromName<ControllerKind>(kind);
}

void importWorkloads(ImportSession &session, const std::vector<const ManifestObject *> &objects)
{
    WorkloadImport(session, objects).run();
}

} // namespace fourplane
