// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Cidr.h"
#include "core/policy/AdoptedRule.h"
#include "core/storage/ManifestReader.h"

namespace fourplane {

// One reader per kind, behind readNativeObject. Each reads `spec` of a manifest whose metadata is read
// already; problems are gathered in the reader.

void readSpec(ManifestReader &reader, const YamlNode &manifest, NetworkPolicy &policy);
void readSpec(ManifestReader &reader, const YamlNode &manifest, AuthorizationPolicy &policy);
void readSpec(ManifestReader &reader, const YamlNode &manifest, PeerAuthentication &authentication);
void readSpec(ManifestReader &reader, const YamlNode &manifest, ServiceEntry &entry);
void readSpec(ManifestReader &reader, const YamlNode &manifest, Sidecar &sidecar);

void readSpec(ManifestReader &reader, const YamlNode &manifest, AdminPolicy &policy);

void readSpec(ManifestReader &reader, const YamlNode &manifest, LinkerdServer &server);
void readSpec(ManifestReader &reader, const YamlNode &manifest, ServerAuthorization &authorization);
void readSpec(ManifestReader &reader, const YamlNode &manifest, LinkerdAuthorizationPolicy &policy);
void readSpec(ManifestReader &reader, const YamlNode &manifest, MeshTlsAuthentication &authentication);
void readSpec(ManifestReader &reader, const YamlNode &manifest, NetworkAuthentication &authentication);
void readSpec(ManifestReader &reader, const YamlNode &manifest, ServerRoute &route);

void readSpec(ManifestReader &reader, const YamlNode &manifest, CiliumPolicy &policy);
void readSpec(ManifestReader &reader, const YamlNode &manifest, WaypointGateway &gateway);

/// True when a Gateway is of the class of Istio's waypoints.
bool isWaypoint(const YamlNode &manifest);

/// A metav1.LabelSelector; `what` names it in messages.
LabelSelector readLabelSelector(ManifestReader &reader, const YamlNode &node, std::string_view what);

/// An address block; nothing, and a problem at `where`, when `text` is none.
std::optional<Cidr> readCidr(ManifestReader &reader, const std::string &text, const SourceLocation &where);

/// Problems for each key or value of the map under `key` that is no legal label.
void checkLabels(ManifestReader &reader, const YamlNode &map, std::string_view key);

/// `spec.selector.matchLabels` or `spec.workloadSelector.labels` as Istio has them: nothing when the selector
/// is absent.
std::optional<Labels> readIstioSelector(
    ManifestReader &reader, const YamlNode &spec, std::string_view selectorKey, std::string_view labelsKey);

} // namespace fourplane
