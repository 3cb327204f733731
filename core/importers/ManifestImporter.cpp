// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/ManifestImporter.h"

#include "core/base/FileSystem.h"
#include "core/base/Text.h"
#include "core/importers/AdmissionImport.h"
#include "core/importers/AmbientMembership.h"
#include "core/importers/ClusterImport.h"
#include "core/importers/ExposureImport.h"
#include "core/importers/FlowInference.h"
#include "core/importers/ImagePolicyImport.h"
#include "core/importers/ImportSession.h"
#include "core/importers/Kustomization.h"
#include "core/importers/ManifestFiles.h"
#include "core/importers/NodeImport.h"
#include "core/importers/PolicyImport.h"
#include "core/importers/SecretSources.h"
#include "core/importers/SpireImport.h"
#include "core/importers/StoreInference.h"
#include "core/importers/ToolRouteImport.h"
#include "core/importers/UnmodelledKinds.h"
#include "core/importers/WorkloadImport.h"
#include "core/storage/NativeYaml.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace fourplane {

namespace {

/// The kinds that the model has a place for, in the order in which they are imported: what others refer to
/// comes first.
enum class Step
{
    Namespace,
    ConfigMap,
    RuntimeClass,
    ServiceAccount,
    Secret,
    SecretSource,
    Workload,
    Service,
    Role,
    Binding,
    Policy,
    Node,
    Ingress,
    GatewayApi,
    IstioRouting,
    Kustomization,
    AdmissionPolicy,
    AdmissionBinding,
    AdmissionInForce,
    ImagePolicy,
    SpireEntry,
    ToolRoute,
    Unmodelled,
};

constexpr std::size_t stepCount = static_cast<std::size_t>(Step::Unmodelled) + 1;

struct ModelledKind
{
    std::string_view kind;
    std::string_view group; ///< that serves it; another group is only accepted when `otherGroup` names it
    std::string_view otherGroup;
    Step step;
    bool isClusterScoped;
};

constexpr std::string_view gatewayGroup = "gateway.networking.k8s.io";

constexpr std::array modelledKinds {
    ModelledKind { "Namespace", "", "", Step::Namespace, true },
    ModelledKind { "ConfigMap", "", "", Step::ConfigMap, false },
    ModelledKind { "RuntimeClass", "node.k8s.io", "", Step::RuntimeClass, true },
    ModelledKind { "ServiceAccount", "", "", Step::ServiceAccount, false },
    ModelledKind { "Secret", "", "", Step::Secret, false },
    ModelledKind { "ExternalSecret", "external-secrets.io", "", Step::SecretSource, false },
    ModelledKind { "SecretProviderClass", "secrets-store.csi.x-k8s.io", "", Step::SecretSource, false },
    ModelledKind { "SealedSecret", "bitnami.com", "", Step::SecretSource, false },
    ModelledKind { "Deployment", "apps", "extensions", Step::Workload, false },
    ModelledKind { "StatefulSet", "apps", "apps", Step::Workload, false },
    ModelledKind { "DaemonSet", "apps", "extensions", Step::Workload, false },
    ModelledKind { "ReplicaSet", "apps", "extensions", Step::Workload, false },
    ModelledKind { "Job", "batch", "batch", Step::Workload, false },
    ModelledKind { "CronJob", "batch", "batch", Step::Workload, false },
    ModelledKind { "ReplicationController", "", "", Step::Workload, false },
    // Some hand-written manifests file pods under apps/v1; what is meant is clear.
    ModelledKind { "Pod", "", "apps", Step::Workload, false },
    ModelledKind { "Service", "", "", Step::Service, false },
    ModelledKind { "Role", "rbac.authorization.k8s.io", "", Step::Role, false },
    ModelledKind { "ClusterRole", "rbac.authorization.k8s.io", "", Step::Role, true },
    ModelledKind { "RoleBinding", "rbac.authorization.k8s.io", "", Step::Binding, false },
    ModelledKind { "ClusterRoleBinding", "rbac.authorization.k8s.io", "", Step::Binding, true },
    ModelledKind { "Node", "", "", Step::Node, true },
    ModelledKind { "Ingress", "networking.k8s.io", "extensions", Step::Ingress, false },
    ModelledKind { "Route", "route.openshift.io", "", Step::Ingress, false },
    ModelledKind { "Gateway", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "HTTPRoute", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "GRPCRoute", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "TLSRoute", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "TCPRoute", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "UDPRoute", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "ReferenceGrant", gatewayGroup, "", Step::GatewayApi, false },
    ModelledKind { "InferencePool", "inference.networking.k8s.io", "inference.networking.k8s.io",
        Step::GatewayApi, false },
    ModelledKind { "InferencePool", "inference.networking.x-k8s.io", "inference.networking.x-k8s.io",
        Step::GatewayApi, false },
    ModelledKind { "Gateway", "networking.istio.io", "", Step::IstioRouting, false },
    ModelledKind { "VirtualService", "networking.istio.io", "", Step::IstioRouting, false },
    ModelledKind {
        "ValidatingAdmissionPolicy", "admissionregistration.k8s.io", "", Step::AdmissionPolicy, true },
    ModelledKind { "ValidatingAdmissionPolicyBinding", "admissionregistration.k8s.io", "",
        Step::AdmissionBinding, true },
    ModelledKind { "ValidatingPolicy", "policies.kyverno.io", "", Step::AdmissionInForce, true },
    ModelledKind { "ImageValidatingPolicy", "policies.kyverno.io", "", Step::ImagePolicy, true },
    ModelledKind { "ClusterSPIFFEID", "spire.spiffe.io", "", Step::SpireEntry, true },
    ModelledKind { "MCPRoute", "aigateway.envoyproxy.io", "", Step::ToolRoute, false },
};

class Import
{
public:
    explicit Import(const ImportOptions &options)
        : m_session(options)
    {
    }

    void add(ManifestObjects file)
    {
        for (Diagnostic &diagnostic : file.diagnostics)
            m_session.diagnostics.push_back(std::move(diagnostic));
        for (ManifestObject &object : file.objects)
            m_objects.push_back(std::move(object));
    }

    std::size_t objectCount() const { return m_objects.size(); }

    ImportSession &session() { return m_session; }

    void run()
    {
        sortIntoSteps();
        eachOf(Step::Namespace, importNamespace);
        eachOf(Step::ConfigMap, collectConfigMap);
        eachOf(Step::RuntimeClass, collectRuntimeClass);
        eachOf(Step::ServiceAccount, importServiceAccount);
        eachOf(Step::Secret, importSecret);
        eachOf(Step::SecretSource, importSecretSource);
        importWorkloads(m_session, objectsOf(Step::Workload));
        eachOf(Step::Service, importService);
        eachOf(Step::Role, importRole);
        eachOf(Step::Binding, importBinding);
        eachOf(Step::Policy, importPolicy);
        importNodes(m_session, objectsOf(Step::Node));
        eachOf(Step::Kustomization, reportKustomization);
        eachOf(Step::ConfigMap, addUnmodelledConfigMap);
        addUnmodelledObjects();
        importAdmissionPolicies(m_session, objectsOf(Step::AdmissionPolicy),
            objectsOf(Step::AdmissionBinding), objectsOf(Step::AdmissionInForce));
        importImagePolicies(m_session, objectsOf(Step::ImagePolicy));
        importSpireEntries(m_session, objectsOf(Step::SpireEntry));
        importToolRoutes(m_session, objectsOf(Step::ToolRoute), unmodelledOfKind("BackendTrafficPolicy"));
        inferKindsAndStores(m_session);
        importExposure(m_session,
            { objectsOf(Step::Ingress), objectsOf(Step::GatewayApi), objectsOf(Step::IstioRouting) });
        inferFlows(m_session);
        choosePlatform();
    }

private:
    using Objects = std::vector<const ManifestObject *>;

    const Objects &objectsOf(Step step) const { return m_steps[static_cast<std::size_t>(step)]; }

    void eachOf(Step step, void (*importOne)(ImportSession &, const ManifestObject &))
    {
        for (const ManifestObject *object : objectsOf(step))
            importOne(m_session, *object);
    }

    void sortIntoSteps()
    {
        for (ManifestObject &object : m_objects) {
            const Step step = stepOf(object);
            if (object.name.empty() && step != Step::Kustomization) {
                m_session.report(DiagnosticLevel::Severe, "missing-name",
                    "The " + object.kind + " has no name; it is not imported.", "Write metadata.name.",
                    object.origin);
                continue;
            }
            if (step != Step::Kustomization && isDuplicate(object))
                continue;
            m_steps[static_cast<std::size_t>(step)].push_back(&object);
            if (step == Step::Policy && (object.kind == "Gateway" || hasParentOfKind(object, "Gateway")))
                m_steps[static_cast<std::size_t>(Step::GatewayApi)].push_back(&object);
        }
    }

    Step stepOf(ManifestObject &object)
    {
        if (isNativeObject(*object.node) && !isOrdinaryRoute(object)) {
            if (isClusterScoped(object.kind))
                object.namespaceName.clear();
            else
                inDefaultNamespace(object);
            return Step::Policy;
        }
        if (object.group == "kustomize.config.k8s.io")
            return Step::Kustomization;
        for (const ModelledKind &known : modelledKinds) {
            if (known.kind != object.kind
                || (known.group != object.group && known.otherGroup != object.group))
                continue;
            if (known.isClusterScoped)
                object.namespaceName.clear();
            else
                inDefaultNamespace(object);
            if (object.group != known.group) {
                m_session.report(DiagnosticLevel::Warning, "old-api-version",
                    "The API server no longer serves " + object.title() + " as " + object.apiVersion
                        + "; it is read as if it did.",
                    "Write the current apiVersion.", object.origin);
            }
            return known.step;
        }
        if (unmodelledKind(object.group, object.kind).isClusterScoped)
            return Step::Unmodelled;
        inDefaultNamespace(object);
        return Step::Unmodelled;
    }

    /// HTTPRoutes and GRPCRoutes decide about access only as parts of Linkerd's Servers.
    static bool isOrdinaryRoute(const ManifestObject &object)
    {
        if (object.kind != "HTTPRoute" && object.kind != "GRPCRoute")
            return false;
        return !hasParentOfKind(object, "Server");
    }

    /// Whether a parent of a route is of this kind; one that does not say is a Gateway.
    static bool hasParentOfKind(const ManifestObject &object, std::string_view wanted)
    {
        const YamlNode *parents = object.node->find({ "spec", "parentRefs" });
        return parents && std::any_of(parents->items.begin(), parents->items.end(), [&](const auto &item) {
            const YamlNode *kind = item->isMap() ? item->find("kind") : nullptr;
            return kind ? kind->isScalar() && kind->text == wanted : item->isMap() && wanted == "Gateway";
        });
    }

    static void inDefaultNamespace(ManifestObject &object)
    {
        if (object.namespaceName.empty())
            object.namespaceName = "default";
    }

    bool isDuplicate(const ManifestObject &object)
    {
        const auto [first, isNew] =
            m_seen.emplace(std::make_tuple(object.group == "extensions" ? std::string("apps") : object.group,
                               object.kind, object.namespaceName, object.name),
                &object);
        if (isNew)
            return false;
        m_session.report(DiagnosticLevel::Severe, "duplicate-object",
            object.title() + " is in the input twice; this one is not imported, the one at "
                + toString(first->second->origin) + " is.",
            "Import only one of the two, for instance one overlay at a time.", object.origin);
        return true;
    }

    void addUnmodelledObjects()
    {
        const Objects &objects = objectsOf(Step::Unmodelled);
        const std::set<ObjectKey> makers = makersOf(objectsOf(Step::Workload), objects);
        for (const ManifestObject *object : objects) {
            UnmodelledKind known = unmodelledKind(object->group, object->kind);
            if (known.makesPods && makers.count({ object->kind, object->namespaceName, object->name })) {
                known.level = DiagnosticLevel::Note;
                known.reason = "its pods are in the input and are read there";
            } else if (isMadeForService(*object)) {
                known.level = DiagnosticLevel::Note;
                known.reason = "it lists the pods that the Service selects";
            }
            m_session.addUnmodelled(*object, known);
        }
    }

    Objects unmodelledOfKind(std::string_view kind) const
    {
        Objects objects = objectsOf(Step::Unmodelled);
        std::erase_if(objects, [kind](const ManifestObject *object) { return object->kind != kind; });
        return objects;
    }

    /// Endpoints that the cluster itself keeps for a Service with a selector.
    bool isMadeForService(const ManifestObject &object) const
    {
        std::string service = object.name;
        if (object.kind == "EndpointSlice") {
            const YamlNode *label = object.node->find({ "metadata", "labels", "kubernetes.io/service-name" });
            service = label && label->isScalar() ? label->text : std::string();
        } else if (object.kind != "Endpoints") {
            return false;
        }
        const Topology &topology = m_session.project.topology;
        return std::any_of(topology.services.begin(), topology.services.end(), [&](const auto &entry) {
            const Namespace *home = find(topology.namespaces, entry.second.namespaceId);
            return entry.second.name == service && !entry.second.selector.empty() && home
                && home->name == object.namespaceName;
        });
    }

    static void addUnmodelledConfigMap(ImportSession &session, const ManifestObject &object)
    {
        session.addUnmodelled(object, unmodelledKind(object.group, object.kind));
    }

    static void reportKustomization(ImportSession &session, const ManifestObject &object)
    {
        const std::string left = unappliedText(session.fields(object));
        session.report(left.empty() ? DiagnosticLevel::Note : DiagnosticLevel::Warning, "kustomization",
            "This is a kustomization, which is not rendered here; the manifests are read as they lie beside "
            "it."
                + (left.empty() ? std::string() : " Not applied: " + left + "."),
            "Import the folder by its own name where kubectl or kustomize is installed, or import what"
            " `kubectl kustomize` writes.",
            object.origin);
    }

    void choosePlatform()
    {
        PlatformProfile &platform = m_session.project.platform;
        const bool isLinkerd = m_session.hasLinkerdEvidence && !m_session.hasMeshEvidence;
        platform.mesh = isLinkerd          ? MeshKind::Linkerd
            : m_session.hasAmbientEvidence ? MeshKind::IstioAmbient
            : m_session.hasMeshEvidence    ? MeshKind::IstioSidecar
                                           : MeshKind::None;
        if (m_session.hasLinkerdEvidence && m_session.hasMeshEvidence)
            leaveLinkerdOut();
        if (platform.mesh == MeshKind::IstioAmbient)
            settleAmbientMembership(m_session);
        platform.cni = m_session.hasCiliumEvidence ? CniKind::Cilium : CniKind::Generic;
        m_session.report(DiagnosticLevel::Note, "platform-assumed",
            std::string(
                "Manifests do not say which platform they run on. Assumed: the container network enforces"
                " NetworkPolicy; ")
                + (isLinkerd
                        ? "Linkerd, since the input uses it, with the default policy all-unauthenticated."
                        : m_session.hasAmbientEvidence ? "Istio in ambient mode, since the input uses it."
                        : m_session.hasMeshEvidence
                        ? "Istio with sidecars, since the input uses it."
                        : "no service mesh, since nothing of one is in the input."),
            "Correct the platform in the project if it is another.", {});
    }

    /// The model has one mesh. Members of the other one are not credited with it.
    void leaveLinkerdOut()
    {
        Topology &topology = m_session.project.topology;
        for (const ElementId &id : m_session.linkerdMembers) {
            if (const auto home = topology.namespaces.find(id); home != topology.namespaces.end())
                home->second.meshInjection = false;
            if (const auto pods = topology.workloads.find(id); pods != topology.workloads.end())
                pods->second.mesh = MeshMembership::Out;
        }
        m_session.report(DiagnosticLevel::Warning, "two-meshes",
            "The input uses both Istio and Linkerd; only Istio is simulated, and members of Linkerd count as"
            " outside the mesh.",
            "Import the parts of the cluster that Linkerd serves as a project of their own.", {});
    }

    ImportSession m_session;
    std::vector<ManifestObject> m_objects;
    std::array<Objects, stepCount> m_steps;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, const ManifestObject *> m_seen;
};

bool isBefore(const Diagnostic &left, const Diagnostic &right)
{
    return std::tie(left.where.file, left.where.line, left.where.column)
        < std::tie(right.where.file, right.where.line, right.where.column);
}

ImportResult finish(
    Import &import, const ImportOptions &options, const std::string &defaultName, std::size_t fileCount)
{
    import.run();
    ImportSession &session = import.session();
    session.project.name = options.projectName.empty() ? defaultName : options.projectName;
    ImportResult result;
    result.fileCount = fileCount;
    result.objectCount = import.objectCount();
    result.project = std::move(session.project);
    result.diagnostics = std::move(session.diagnostics);
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(), isBefore);
    return result;
}

tl::unexpected<Error> cancelled()
{
    return failure("cancelled", "The import was cancelled.");
}

} // namespace

Result<ImportResult> importManifests(
    const std::vector<std::filesystem::path> &paths, const ImportOptions &options, const Job &job)
{
    const auto files = findManifestFiles(paths, options.render);
    if (!files)
        return tl::make_unexpected(files.error());
    Import import(options);
    for (const Diagnostic &diagnostic : files->diagnostics)
        import.session().diagnostics.push_back(diagnostic);
    for (std::size_t i = 0; i < files->files.size(); ++i) {
        const ManifestPath &file = files->files[i];
        if (job.isStopped())
            return cancelled();
        job.progress(i, files->files.size(), "Reading " + file.shownName);
        const auto text = readTextFile(file.path);
        if (!text) {
            for (Diagnostic diagnostic : text.error().diagnostics) {
                diagnostic.level = DiagnosticLevel::Severe;
                diagnostic.where.file = file.shownName;
                import.session().diagnostics.push_back(std::move(diagnostic));
            }
            continue;
        }
        import.add(readManifestObjects(*text, file.shownName));
    }
    for (const ManifestText &rendered : files->rendered)
        import.add(readManifestObjects(rendered.text, rendered.shownName));
    return finish(import, options, files->defaultName, files->files.size() + files->rendered.size());
}

Result<ImportResult> importSource(ImportSource source, const ImportOptions &options, const Job &job)
{
    Import import(options);
    import.session().diagnostics = std::move(source.diagnostics);
    import.session().project.unmodelled = std::move(source.unread);
    const std::size_t total = source.texts.size();
    for (std::size_t i = 0; i < total; ++i) {
        ManifestText &part = source.texts[i];
        if (job.isStopped())
            return cancelled();
        job.progress(i, total, "Reading " + part.shownName);
        import.add(readManifestObjects(part.text, part.shownName));
        part.text = {}; // a cluster is large
    }
    return finish(import, options, source.defaultName, total);
}

} // namespace fourplane
