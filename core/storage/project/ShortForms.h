// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/FieldReader.h"
#include "core/storage/FieldWriter.h"
#include "core/storage/project/ProjectFields.h"

namespace fourplane {

// Values that the project file writes in a short form of their own.

/// A pod port: `8000`, `53/UDP`, or a map with `name`, `number` and `protocol`.
void readValue(ReadContext &context, const Field &field, NamedPort &out);
YamlValue yamlOf(const NamedPort &port);

/// A port of an allow rule: `8000`, `53/UDP`, or a map with `number` and `protocol`.
void readValue(ReadContext &context, const Field &field, AllowedPort &out);
YamlValue yamlOf(const AllowedPort &port);

/// A service port: `80`, `53/UDP`, or a map as in Kubernetes, where targetPort is port when left out.
void readValue(ReadContext &context, const Field &field, ServicePort &out);
YamlValue yamlOf(const ServicePort &port);

/// A number or a name.
void readValue(ReadContext &context, const Field &field, IntOrName &out);

/// `file:line:column`, with `#document` where it is not the first; see originText.
void readValue(ReadContext &context, const Field &field, SourceLocation &out);
YamlValue yamlOf(const SourceLocation &origin);

/// Points as in SVG: `0,0 10.5,20`.
void readValue(ReadContext &context, const Field &field, std::vector<Point> &out);
YamlValue yamlOf(const std::vector<Point> &points);

/// A Kubernetes manifest.
void readValue(ReadContext &context, const Field &field, NativeObject &out);
YamlValue yamlOf(const NativeObject &object);

void readSpecial(ContainersSpecial, FieldMap &map, Workload &workload);
void writeSpecial(ContainersSpecial, YamlValue &map, const Workload &workload);

void readSpecial(SizeSpecial, FieldMap &map, Placement2D &place);
void writeSpecial(SizeSpecial, YamlValue &map, const Placement2D &place);

void readSpecial(VersionSpecial, FieldMap &map, Project &project);
void writeSpecial(VersionSpecial, YamlValue &map, const Project &project);

/// The shortest text from which originOf gives `origin` back exactly.
std::string originText(const SourceLocation &origin);
/// The place that an `origin` names: the last two numbers after colons are line and column.
SourceLocation originOf(std::string_view text);

} // namespace fourplane
