// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace fourplane {

// What the Kubernetes API server accepts as names, labels and ports (k8s.io/apimachinery validation). Object
// names are DNS-1123 subdomains: isDnsSubdomain in Text.h.

/// A DNS-1123 label: lower case letters, digits and '-', at most 63 bytes. Namespace and Service names.
bool isDnsLabel(std::string_view text);

/// A label or annotation key: an optional DNS subdomain and '/', then at most 63 letters, digits and `-_.`,
/// beginning and ending with a letter or digit.
bool isQualifiedName(std::string_view text);

/// A label value: empty, or at most 63 letters, digits and `-_.`, beginning and ending with a letter or
/// digit.
bool isLabelValue(std::string_view text);

/// The name of a container port (IANA service name): at most 15 lower case letters, digits and '-', with a
/// letter, no '-' at an end and none doubled.
bool isPortName(std::string_view text);

} // namespace fourplane
