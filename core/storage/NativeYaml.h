// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/policy/AdoptedRule.h"
#include "core/storage/YamlTree.h"

#include <string>

namespace fourplane {

/// Reads a NetworkPolicy, AuthorizationPolicy, PeerAuthentication, ServiceEntry or Sidecar manifest. Strict:
/// a field that the type does not hold, a wrong type, or an object that the API server would refuse
/// (semantics NP10, NP11, IS9, PA3) is an error with its place, so that an adopted rule is always exactly the
/// manifest. `status` and server-set metadata (uid, resourceVersion, managedFields, ...) are left out.
Result<NativeObject> readNativeObject(const YamlNode &manifest);

/// True when apiVersion and kind are among those readNativeObject reads (every served version of them).
bool isNativeObject(const YamlNode &manifest);

/// The object as a YAML manifest document, without a leading "---": stable key order, block style, scalars
/// quoted wherever a YAML 1.1 or 1.2 reader would take them for something else than a string.
std::string writeNativeObject(const NativeObject &object);

} // namespace fourplane
