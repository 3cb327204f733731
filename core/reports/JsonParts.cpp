// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

Json toJson(const SourceLocation &where)
{
    Json json = Json::object();
    json["file"] = where.file;
    if (where.line > 0)
        json["line"] = where.line;
    if (where.column > 0)
        json["column"] = where.column;
    return json;
}

Json toJson(const Diagnostic &diagnostic)
{
    Json json { { "level", toString(diagnostic.level) }, { "code", diagnostic.code },
        { "message", diagnostic.message } };
    if (!diagnostic.fix.empty())
        json["fix"] = diagnostic.fix;
    if (diagnostic.where.isKnown())
        json["where"] = toJson(diagnostic.where);
    return json;
}

Json toJson(const DecidingObject &object)
{
    Json json { { "kind", object.kind }, { "name", object.name } };
    if (!object.namespaceName.empty())
        json["namespace"] = object.namespaceName;
    if (!object.elementId.isEmpty())
        json["element"] = object.elementId.value();
    if (object.origin.isKnown())
        json["where"] = toJson(object.origin);
    return json;
}

Json toJson(const Decision &decision)
{
    Json planes = Json::object();
    for (std::size_t i = 0; i < planeCount; ++i) {
        const PlaneVerdict &verdict = decision.planes[i];
        Json plane { { "verdict", nameOf(verdict.verdict) }, { "reason", verdict.reason } };
        if (!verdict.control.empty())
            plane["control"] = verdict.control;
        if (verdict.decidedBy)
            plane["decidedBy"] = toJson(*verdict.decidedBy);
        planes[std::string(nameOf(static_cast<Plane>(i)))] = std::move(plane);
    }
    return { { "verdict", nameOf(decision.joint()) }, { "planes", std::move(planes) } };
}

Json toJson(const PivotBlock &block)
{
    Json one { { "plane", nameOf(block.plane) }, { "control", block.control }, { "reason", block.reason } };
    if (block.decidedBy)
        one["decidedBy"] = toJson(*block.decidedBy);
    return one;
}

Json toJson(PlaneSet planes)
{
    Json names = Json::array();
    for (std::size_t i = 0; i < planeCount; ++i) {
        if (planes.contains(static_cast<Plane>(i)))
            names.push_back(nameOf(static_cast<Plane>(i)));
    }
    return names;
}

Json toJson(const std::vector<ElementId> &ids)
{
    Json json = Json::array();
    for (const ElementId &id : ids)
        json.push_back(id.value());
    return json;
}

std::string dumpJson(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace fourplane
