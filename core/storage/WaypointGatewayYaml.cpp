// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/NativeReaders.h"
#include "core/storage/NativeYamlParts.h"

namespace fourplane {

namespace {

constexpr std::string_view waypointClass = "istio-waypoint";
constexpr std::string_view listenerName = "mesh";
constexpr std::string_view listenerProtocol = "HBONE";
constexpr std::int64_t listenerPort = 15008;

void readListener(ManifestReader &reader, const YamlNode &listener, WaypointGateway &gateway)
{
    if (!reader.expectMap(listener, "listeners", { "name", "port", "protocol", "allowedRoutes" }))
        return;
    reader.requiredText(listener, "name");
    if (reader.requiredField(listener, "port"))
        reader.integer(listener, "port", listenerPort, listenerPort);
    const std::string protocol = reader.requiredText(listener, "protocol");
    if (!protocol.empty() && protocol != listenerProtocol)
        reader.problem("invalid-value",
            "The listener of a waypoint cannot have the protocol \"" + protocol + "\".", "Write HBONE.",
            listener.location);
    const YamlNode *routes = ManifestReader::field(listener, "allowedRoutes");
    if (!routes || !reader.expectMap(*routes, "allowedRoutes", { "namespaces" }))
        return;
    const YamlNode *namespaces = ManifestReader::field(*routes, "namespaces");
    if (!namespaces || !reader.expectMap(*namespaces, "namespaces", { "from", "selector" }))
        return;
    gateway.audience = reader.word<WaypointAudience>(*namespaces, "from").value_or(WaypointAudience::Same);
    const YamlNode *selector = ManifestReader::field(*namespaces, "selector");
    if ((selector != nullptr) != (gateway.audience == WaypointAudience::Selector))
        reader.problem("invalid-value", "\"selector\" goes with \"from: Selector\", and only with it.",
            "Write both or none.", namespaces->location);
    else if (selector)
        gateway.namespaces = readLabelSelector(reader, *selector, "selector");
}

} // namespace

bool isWaypoint(const YamlNode &manifest)
{
    const YamlNode *spec = ManifestReader::field(manifest, "spec");
    const YamlNode *name = spec && spec->isMap() ? ManifestReader::field(*spec, "gatewayClassName") : nullptr;
    return name && name->text == waypointClass;
}

void readSpec(ManifestReader &reader, const YamlNode &manifest, WaypointGateway &gateway)
{
    const YamlNode *spec = reader.requiredField(manifest, "spec");
    if (!spec
        || !reader.expectMap(
            *spec, "spec", { "gatewayClassName", "listeners" }, { "addresses", "infrastructure" }))
        return;
    const std::vector<const YamlNode *> listeners = reader.items(*spec, "listeners");
    if (listeners.size() != 1)
        reader.problem("invalid-value", "A waypoint has one listener.",
            "Keep the one for port 15008 and HBONE.", spec->location);
    for (const YamlNode *listener : listeners)
        readListener(reader, *listener, gateway);
}

YamlValue specValue(const WaypointGateway &gateway)
{
    YamlValue listener = YamlValue::map();
    listener.add("name", listenerName).add("port", listenerPort).add("protocol", listenerProtocol);
    if (gateway.audience != WaypointAudience::Same) {
        YamlValue namespaces = YamlValue::map();
        namespaces.add("from", nameOf(gateway.audience));
        if (gateway.audience == WaypointAudience::Selector)
            namespaces.add("selector", selectorValue(gateway.namespaces));
        listener.add("allowedRoutes", YamlValue::map().add("namespaces", std::move(namespaces)));
    }
    YamlValue spec = YamlValue::map();
    return spec.add("gatewayClassName", waypointClass)
        .add("listeners", YamlValue::list().append(std::move(listener)));
}

} // namespace fourplane
