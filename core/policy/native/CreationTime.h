// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/native/ObjectMeta.h"

#include <string>
#include <string_view>

namespace fourplane {

/// Annotation in which a rule object whose age decides (semantics PA2) keeps the metadata.creationTimestamp
/// that a cluster gave it. Projects hold it; exports leave it out, since a cluster gives its own.
inline constexpr std::string_view createdAtAnnotation = "fourplane.dev/created-at";

/// True for a time as API servers write it: RFC 3339 in UTC to the second, "2026-01-02T03:04:05Z". Such texts
/// compare as the times do.
bool isCreationTime(std::string_view text);

/// When the object was made; empty when that is not known, as for whatever no cluster has seen yet.
std::string creationTimeOf(const ObjectMeta &meta);

} // namespace fourplane
