// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/PolicyDecisionPoint.h"
#include "core/exporters/EgressClasses.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace fourplane {

/// Verdicts of the sources that are not refused, by id. A source that is missing is denied.
using SourceVerdicts = std::map<std::string, Verdict>;

/// HTTP requests that the rules cannot tell apart: those that match exactly these of the patterns.
struct HttpClass
{
    std::string method; ///< with path and host a request of the class; empty = any will do
    std::string path;
    std::string host;
    std::vector<std::string> methods;
    std::vector<std::string> paths;
    std::vector<std::string> hosts; ///< in lower case
    std::string group; ///< key of AccessTable::groups
};

/// What egress proxies answer to requests for an external destination that give a host, path or account.
struct EgressAnswers
{
    EgressPatterns patterns;
    std::vector<std::pair<EgressClass, std::string>> classes; ///< with the key of AccessTable::groups
};

/// What one port of a destination answers to whom.
struct PortAnswers
{
    std::string group; ///< whatever is asked for there; key of AccessTable::groups
    std::vector<HttpClass> classes; ///< none = no rule tells HTTP requests apart
    std::vector<std::string> methods; ///< every pattern that rules name, as the classes do
    std::vector<std::string> paths;
    std::vector<std::string> hosts;
    std::optional<EgressAnswers> egress; ///< nothing = no allow-list of a proxy names the destination
};

/// What a collection answers to one who asks for it.
struct TenantVerdicts
{
    Verdict any = Verdict::Deny; ///< no tenant is asked for
    std::map<std::string, Verdict> tenants; ///< those that grants name
    Verdict other = Verdict::Deny;

    bool operator==(const TenantVerdicts &) const = default;
};

using VerbVerdicts = std::map<std::string, TenantVerdicts>; ///< by name of AccessVerb

struct CollectionAnswers
{
    std::string hostId;
    bool isBySource = false; ///< askers are sources, not identities: the store trusts addresses
    std::map<std::string, VerbVerdicts> askers; ///< those whose answer is not `other`, by id
    VerbVerdicts other;
};

struct ToolAnswers
{
    std::map<std::string, Verdict> operations; ///< those that tool scopes name, and "*" for any
    Verdict other = Verdict::Deny;
    std::map<std::string, std::string> approvals; ///< operation -> name of ApprovalMode
};

/// Every answer of a decision point as tables, for a decision point that has nothing else. Joining the three
/// tables with AND gives what PolicyDecisionPoint::decide gives, for the ends and ports of the design.
struct AccessTable
{
    std::map<std::string, std::map<std::string, PortAnswers>> destinations; ///< id -> "tcp/8080"; /0 = any
    std::map<std::string, SourceVerdicts> groups;
    std::map<std::string, CollectionAnswers> collections; ///< by id
    std::map<std::string, std::map<std::string, ToolAnswers>> tools; ///< agent -> tool, where a scope says so
    std::set<std::string> agents; ///< those that some scope names
    std::set<std::string> toolIds;
    /// Draft elements that permitted something, by the entry that says so: a JSON Pointer into the data file
    /// of OpaBundle.h that holds it.
    std::map<std::string, std::set<ElementId>> realisedByDestination;
    std::map<std::string, std::set<ElementId>> realisedByCollection;
    std::map<std::string, std::set<ElementId>> realisedByTool;
    std::vector<ElementId> withoutHttp; ///< destinations whose rules name too many patterns to list
};

/// What `decisions` answers for every pair of ends (two externals excepted; sources that no rule tells apart
/// are asked once), port and class of HTTP requests, and about every collection, identity, verb and tenant,
/// and every tool.
AccessTable accessTableOf(const PolicyDecisionPoint &decisions);

} // namespace fourplane
