// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/base/Diagnostic.h"
#include "core/decision/Decision.h"

#include <nlohmann/json_fwd.hpp>

namespace fourplane {

/// Pieces that several JSON reports share. Texts are UTF-8; ill-formed bytes are replaced when dumped.
nlohmann::ordered_json toJson(const SourceLocation &where);
nlohmann::ordered_json toJson(const Diagnostic &diagnostic);
nlohmann::ordered_json toJson(const DecidingObject &object);
nlohmann::ordered_json toJson(const Decision &decision);
nlohmann::ordered_json toJson(const PivotBlock &block);
nlohmann::ordered_json toJson(const std::vector<ElementId> &ids);
nlohmann::ordered_json toJson(PlaneSet planes); ///< names, in the order of Plane

/// Two spaces per level and a final newline.
std::string dumpJson(const nlohmann::ordered_json &json);

} // namespace fourplane
