// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeYaml.h"

#include "core/base/KubernetesSyntax.h"
#include "core/base/Text.h"
#include "core/policy/native/CreationTime.h"
#include "core/storage/NativeReaders.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

struct ServedKind
{
    std::string_view kind;
    std::string_view apiVersion;
};

/// Only those of the waypoints' class are rule objects.
constexpr std::string_view gatewayKind = "Gateway";

/// Every served version of the kinds, the one that is written first.
constexpr std::array<ServedKind, 35> servedKinds { {
    { "NetworkPolicy", "networking.k8s.io/v1" },
    { "AuthorizationPolicy", "security.istio.io/v1" },
    { "AuthorizationPolicy", "security.istio.io/v1beta1" },
    { "PeerAuthentication", "security.istio.io/v1" },
    { "PeerAuthentication", "security.istio.io/v1beta1" },
    { "ServiceEntry", "networking.istio.io/v1" },
    { "ServiceEntry", "networking.istio.io/v1beta1" },
    { "ServiceEntry", "networking.istio.io/v1alpha3" },
    { "Sidecar", "networking.istio.io/v1" },
    { "Sidecar", "networking.istio.io/v1beta1" },
    { "Sidecar", "networking.istio.io/v1alpha3" },
    { "AdminNetworkPolicy", "policy.networking.k8s.io/v1alpha1" },
    { "BaselineAdminNetworkPolicy", "policy.networking.k8s.io/v1alpha1" },
    { "ClusterNetworkPolicy", "policy.networking.k8s.io/v1alpha2" },
    { "Server", "policy.linkerd.io/v1beta3" },
    { "Server", "policy.linkerd.io/v1beta2" },
    { "Server", "policy.linkerd.io/v1beta1" },
    { "Server", "policy.linkerd.io/v1alpha1" },
    { "ServerAuthorization", "policy.linkerd.io/v1beta1" },
    { "ServerAuthorization", "policy.linkerd.io/v1alpha1" },
    { "AuthorizationPolicy", "policy.linkerd.io/v1alpha1" },
    { "MeshTLSAuthentication", "policy.linkerd.io/v1alpha1" },
    { "NetworkAuthentication", "policy.linkerd.io/v1alpha1" },
    { "HTTPRoute", "policy.linkerd.io/v1beta3" },
    { "HTTPRoute", "policy.linkerd.io/v1beta2" },
    { "HTTPRoute", "policy.linkerd.io/v1beta1" },
    { "HTTPRoute", "policy.linkerd.io/v1alpha1" },
    { "HTTPRoute", "gateway.networking.k8s.io/v1" },
    { "HTTPRoute", "gateway.networking.k8s.io/v1beta1" },
    { "GRPCRoute", "gateway.networking.k8s.io/v1" },
    { "GRPCRoute", "gateway.networking.k8s.io/v1alpha2" },
    { "CiliumNetworkPolicy", "cilium.io/v2" },
    { "CiliumClusterwideNetworkPolicy", "cilium.io/v2" },
    { gatewayKind, "gateway.networking.k8s.io/v1" },
    { gatewayKind, "gateway.networking.k8s.io/v1beta1" },
} };

std::string scalarText(const YamlNode &map, std::string_view key)
{
    const YamlNode *value = map.find(key);
    return value && value->isScalar() ? value->text : std::string();
}

void checkAnnotationKeys(ManifestReader &reader, const YamlNode &metadata)
{
    const YamlNode *annotations = ManifestReader::field(metadata, "annotations");
    if (!annotations || !annotations->isMap())
        return;
    for (const YamlNode::Entry &entry : annotations->entries) {
        if (!isQualifiedName(entry.key)) {
            reader.problem("invalid-value", "\"" + entry.key + "\" is no legal annotation key.",
                "Use letters, digits, '-', '_' and '.', at most 63, after an optional DNS name and '/'.",
                entry.keyLocation);
        }
    }
}

ObjectMeta readMeta(ManifestReader &reader, const YamlNode &manifest)
{
    ObjectMeta meta;
    const YamlNode *metadata = reader.requiredField(manifest, "metadata");
    if (!metadata)
        return meta;
    reader.expectMap(*metadata, "metadata",
        { "name", "namespace", "labels", "annotations", "uid", "resourceVersion", "generation",
            "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "managedFields",
            "selfLink", "ownerReferences", "finalizers" },
        { "generateName" });
    meta.name = reader.requiredText(*metadata, "name");
    if (const YamlNode *name = ManifestReader::field(*metadata, "name");
        name && !meta.name.empty() && !isDnsSubdomain(meta.name)) {
        reader.problem("invalid-value", "\"" + meta.name + "\" is no legal object name.",
            "Use lower case letters, digits, '-' and '.', at most 253 characters.", name->location);
    }
    meta.namespaceName = reader.text(*metadata, "namespace");
    if (const YamlNode *name = ManifestReader::field(*metadata, "namespace");
        name && !meta.namespaceName.empty() && !isDnsLabel(meta.namespaceName)) {
        reader.problem("invalid-value", "\"" + meta.namespaceName + "\" is no legal namespace name.",
            "Use lower case letters, digits and '-', at most 63 characters.", name->location);
    }
    meta.labels = reader.textMap(*metadata, "labels").value_or(Labels {});
    checkLabels(reader, *metadata, "labels");
    meta.annotations = reader.textMap(*metadata, "annotations").value_or(Labels {});
    checkAnnotationKeys(reader, *metadata);
    return meta;
}

/// Of two PeerAuthentications for one scope the older one holds (semantics PA2).
void keepCreationTime(const YamlNode &manifest, ObjectMeta &meta)
{
    const YamlNode *time = manifest.find({ "metadata", "creationTimestamp" });
    if (time && time->isScalar() && isCreationTime(time->text))
        meta.annotations[std::string(createdAtAnnotation)] = time->text;
}

template <class T>
Result<NativeObject> readAs(const YamlNode &manifest)
{
    ManifestReader reader;
    T object;
    if constexpr (std::is_same_v<T, CiliumPolicy>)
        reader.expectMap(
            manifest, "manifest", { "apiVersion", "kind", "metadata", "spec", "specs", "status" });
    else
        reader.expectMap(manifest, "manifest", { "apiVersion", "kind", "metadata", "spec", "status" });
    object.meta = readMeta(reader, manifest);
    if constexpr (std::is_same_v<T, PeerAuthentication>)
        keepCreationTime(manifest, object.meta);
    readSpec(reader, manifest, object);
    if (!reader.isSound())
        return failure(reader.problems());
    return NativeObject(std::move(object));
}

} // namespace

bool isNativeObject(const YamlNode &manifest)
{
    const std::string kind = scalarText(manifest, "kind");
    const std::string apiVersion = scalarText(manifest, "apiVersion");
    return std::any_of(servedKinds.begin(), servedKinds.end(), [&](const ServedKind &served) {
        return served.kind == kind && served.apiVersion == apiVersion;
    }) && (kind != gatewayKind || isWaypoint(manifest));
}

Result<ObjectMeta> readObjectMeta(const YamlNode &manifest)
{
    ManifestReader reader;
    ObjectMeta meta = readMeta(reader, manifest);
    if (!reader.isSound())
        return failure(reader.problems());
    return meta;
}

Result<NativeObject> readNativeObject(const YamlNode &manifest)
{
    if (!isNativeObject(manifest)) {
        return failure("unsupported-kind",
            "This is no rule object that Fourplane reads: kind \"" + scalarText(manifest, "kind")
                + "\", apiVersion \"" + scalarText(manifest, "apiVersion") + "\".",
            "Give apiVersion and kind of a rule object that is listed in the help, for instance "
            "\"networking.k8s.io/v1\" and \"NetworkPolicy\".",
            manifest.location);
    }
    const std::string kind = scalarText(manifest, "kind");
    if (kind == "NetworkPolicy")
        return readAs<NetworkPolicy>(manifest);
    if (kind == "AuthorizationPolicy" && scalarText(manifest, "apiVersion") == "policy.linkerd.io/v1alpha1")
        return readAs<LinkerdAuthorizationPolicy>(manifest);
    if (kind == "AuthorizationPolicy")
        return readAs<AuthorizationPolicy>(manifest);
    if (kind == "PeerAuthentication")
        return readAs<PeerAuthentication>(manifest);
    if (kind == "ServiceEntry")
        return readAs<ServiceEntry>(manifest);
    if (kind == "Sidecar")
        return readAs<Sidecar>(manifest);
    if (kind == "Server")
        return readAs<LinkerdServer>(manifest);
    if (kind == "ServerAuthorization")
        return readAs<ServerAuthorization>(manifest);
    if (kind == "MeshTLSAuthentication")
        return readAs<MeshTlsAuthentication>(manifest);
    if (kind == "NetworkAuthentication")
        return readAs<NetworkAuthentication>(manifest);
    if (kind == "HTTPRoute" || kind == "GRPCRoute")
        return readAs<ServerRoute>(manifest);
    if (kind == gatewayKind)
        return readAs<WaypointGateway>(manifest);
    if (enumFromName<CiliumPolicyKind>(kind))
        return readAs<CiliumPolicy>(manifest);
    return readAs<AdminPolicy>(manifest);
}

void checkLabels(ManifestReader &reader, const YamlNode &map, std::string_view key)
{
    const YamlNode *labels = ManifestReader::field(map, key);
    if (!labels || !labels->isMap())
        return;
    for (const YamlNode::Entry &entry : labels->entries) {
        if (!isQualifiedName(entry.key)) {
            reader.problem("invalid-value", "\"" + entry.key + "\" is no legal label key.",
                "Use letters, digits, '-', '_' and '.', at most 63, after an optional DNS name and '/'.",
                entry.keyLocation);
        }
        if (entry.value->isScalar() && !isLabelValue(entry.value->text)) {
            reader.problem("invalid-value", "\"" + entry.value->text + "\" is no legal label value.",
                "Use letters, digits, '-', '_' and '.', at most 63, beginning and ending with a letter or "
                "digit.",
                entry.value->location);
        }
    }
}

std::optional<Labels> readIstioSelector(
    ManifestReader &reader, const YamlNode &spec, std::string_view selectorKey, std::string_view labelsKey)
{
    const YamlNode *selector = ManifestReader::field(spec, selectorKey);
    if (!selector)
        return std::nullopt;
    if (!reader.expectMap(*selector, selectorKey, { labelsKey }))
        return Labels {};
    checkLabels(reader, *selector, labelsKey);
    return reader.textMap(*selector, labelsKey).value_or(Labels {});
}

} // namespace fourplane
