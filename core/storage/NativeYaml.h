// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/policy/AdoptedRule.h"
#include "core/storage/YamlTree.h"
#include "core/storage/YamlWriter.h"

#include <string>

namespace fourplane {

/// Reads a NetworkPolicy, AuthorizationPolicy, PeerAuthentication, ServiceEntry or Sidecar manifest. Strict:
/// a field that the type does not hold, a wrong type, or an object that the API server would refuse
/// (semantics NP10, NP11, IS9, PA3) is an error with its place, so that an adopted rule is always exactly the
/// manifest. `status` and server-set metadata (uid, resourceVersion, managedFields, ...) are left out, except
/// that a PeerAuthentication keeps its creationTimestamp (policy/native/CreationTime.h); a `targetRef`
/// becomes the only item of `targetRefs`, which means the same. All errors of the object are reported:
/// "unsupported-kind", "unknown-field", "unsupported-field" (in Kubernetes, but not modelled),
/// "missing-field", "wrong-type", "invalid-value".
Result<NativeObject> readNativeObject(const YamlNode &manifest);

/// Reads `metadata` of any namespaced or cluster-scoped manifest; what the server sets is left out. Errors as
/// in readNativeObject.
Result<ObjectMeta> readObjectMeta(const YamlNode &manifest);

/// True when apiVersion and kind are among those readNativeObject reads (every served version of them).
bool isNativeObject(const YamlNode &manifest);

/// The object as a value with apiVersion, kind, metadata and spec, for nesting in another document.
/// readNativeObject gives an equal object back.
YamlValue nativeObjectValue(const NativeObject &object);

/// The object as a YAML manifest document, without a leading "---": stable key order, block style, scalars
/// quoted wherever a YAML 1.1 or 1.2 reader would take them for something else than a string.
std::string writeNativeObject(const NativeObject &object);

} // namespace fourplane
