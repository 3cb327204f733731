// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/AllowRule.h"
#include "core/topology/Labels.h"
#include "core/topology/PortNumber.h"

#include <QString>

#include <optional>
#include <vector>

namespace fourplane::ui {

/// Text forms of values in the inspector, and what is wrong with a text, in words (empty = nothing).

/// An object name as Kubernetes wants it (DNS-1123 subdomain).
QString objectNameFault(const QString &text);

/// "key=value" per line, in the order of keys.
QString labelsToText(const Labels &labels);
/// Faults follow the syntax of Kubernetes labels.
QString labelsFault(const QString &text);
/// Text without fault.
Labels labelsFromText(const QString &text);

/// "8080, grpc:9000, 53/UDP".
QString portsToText(const std::vector<NamedPort> &ports);
QString portsFault(const QString &text);
/// Text without fault.
std::vector<NamedPort> portsFromText(const QString &text);

/// The same for the ports of a permission, which have no names.
QString portsToText(const std::vector<AllowedPort> &ports);
/// Text without fault; names are left out.
std::vector<AllowedPort> allowedPortsFromText(const QString &text);

/// Words separated by commas or blanks.
QString listToText(const std::vector<std::string> &items);
std::vector<std::string> listFromText(const QString &text);

/// Address ranges "10.0.0.0/8, 2001:db8::/32".
QString cidrsFault(const QString &text);

} // namespace fourplane::ui
