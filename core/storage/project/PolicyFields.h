// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/Policy.h"
#include "core/storage/project/ClusterFields.h"

namespace fourplane {

template <>
struct FieldsOf<AllowedPort>
{
    static constexpr std::string_view title = "an allowed port";
    static constexpr std::string_view about = "A port: a number, or \"number/protocol\" such as 53/UDP.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("number", &AllowedPort::number, "Port number.");
        fields.member("protocol", &AllowedPort::protocol, "Transport protocol.");
    }
};

template <>
struct FieldsOf<CommunicationPattern>
{
    static constexpr std::string_view title = "a pattern";
    static constexpr std::string_view about = "A template that allow rules are made from.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using P = CommunicationPattern;
        fields.name(&P::name, "Name; the id when left out.");
        fields.member("description", &P::description, "Free text.");
        fields.member(
            "fromKinds", &P::sourceKinds, "Kinds of workload that may be the source; absent = all.");
        fields.member(
            "toKinds", &P::destinationKinds, "Kinds of workload that may be the destination; absent = all.");
        fields.member("ports", &P::ports, "Ports of the pattern.");
    }
};

template <>
struct FieldsOf<AllowRule>
{
    static constexpr std::string_view title = "an allow rule";
    static constexpr std::string_view about = "A permission: who may talk to whom.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using R = AllowRule;
        fields.member("pattern", &R::patternId,
            "Id of the pattern that it is made from; absent = outside every pattern, which needs an "
            "exception.");
        fields.required("from", &R::sourceId, "Id of the workload or external endpoint that may connect.");
        fields.required(
            "to", &R::destinationId, "Id of the workload or external endpoint it may connect to.");
        fields.member("ports", &R::ports, "Pod ports of the destination; absent = every port it offers.");
        fields.member(
            "httpMethods", &R::httpMethods, "HTTP methods; absent = any. Only a mesh enforces them.");
        fields.member("httpPaths", &R::httpPaths, "HTTP paths; absent = any. Only a mesh enforces them.");
        fields.member("requestsPerMinute", &R::requestsPerMinute,
            "Requests that a gateway lets this source send in a minute; absent = no limit.");
        fields.member("tokensPerMinute", &R::tokensPerMinute,
            "Tokens of a model that a gateway lets it use in a minute; absent = no limit.");
        fields.member("context", &R::context, "The operational context that justifies it.");
        fields.member("flow", &R::flowId, "Id of the flow that it realises.");
    }
};

template <>
struct FieldsOf<AdoptedRule>
{
    static constexpr std::string_view title = "an adopted rule";
    static constexpr std::string_view about =
        "A NetworkPolicy, AuthorizationPolicy, PeerAuthentication, ServiceEntry or Sidecar taken as it is.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("manifest", &AdoptedRule::object, "The object as Kubernetes writes it.");
        fields.member("origin", &AdoptedRule::origin, originAbout);
    }
};

template <>
struct FieldsOf<DataGrant>
{
    static constexpr std::string_view title = "a data grant";
    static constexpr std::string_view about =
        "A right of an identity on a collection, held by the store itself.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("identity", &DataGrant::identityId, "Id of the identity.");
        fields.required("collection", &DataGrant::collectionId, "Id of the collection.");
        fields.member("verb", &DataGrant::verb, "What it may do; admin contains read and write.");
        fields.member("tenant", &DataGrant::tenant, "Only rows of this tenant; absent = all rows.");
        fields.member("tenantFilter", &DataGrant::tenantFilter,
            "Who keeps to the tenant: the store (the default), or only the application, which earns no "
            "credit.");
        fields.member("bypassesTenantFilter", &DataGrant::bypassesTenantFilter,
            "Whether the store does not filter for it: BYPASSRLS or a superuser of PostgreSQL.");
    }
};

template <>
struct FieldsOf<ToolScope>
{
    static constexpr std::string_view title = "a tool scope";
    static constexpr std::string_view about =
        "What an agent may do through a tool, checked outside the model.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = ToolScope;
        fields.required("agent", &S::agentId, "Id of the workload that calls the tool.");
        fields.required("tool", &S::toolId, "Id of the workload that is the tool.");
        fields.member("operations", &S::operations, "Operations allowed; absent = every operation.");
        fields.member("approval", &S::approval, "Who approves a call outside the model.");
        fields.member("delegatedCredential", &S::delegatedCredential,
            "Whether the tool acts with the rights of the user and not its own.");
        fields.member("blocksUntrustedContext", &S::blocksUntrustedContext,
            "Whether calls are refused once untrusted text is in the context.");
        fields.member("requestsPerMinute", &S::requestsPerMinute,
            "Requests that a gateway lets the agent send to the tool in a minute; absent = no limit.");
    }
};

template <>
struct FieldsOf<EgressRestriction>
{
    static constexpr std::string_view title = "an egress restriction";
    static constexpr std::string_view about = "Which part of an external endpoint is let through.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using R = EgressRestriction;
        fields.required("destination", &R::destinationId, "Id of the external endpoint.");
        fields.member("hosts", &R::hosts, "DNS names, or *.NAME for one label more; absent = all.");
        fields.member("paths", &R::paths, "Paths, or a prefix that ends in *; absent = all.");
        fields.member("tenant", &R::tenant, "The organisation's own account; absent = any account.");
    }
};

template <>
struct FieldsOf<EgressAllowList>
{
    static constexpr std::string_view title = "an egress allow-list";
    static constexpr std::string_view about = "What an egress proxy lets out; it refuses everything else.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using L = EgressAllowList;
        fields.required("proxy", &L::proxyId, "Id of the workload that is the egress proxy.");
        fields.member("caller", &L::callerId, "Id of the workload it holds for; absent = every caller.");
        fields.member("destinations", &L::destinationIds, "Ids of the external endpoints let through.");
        fields.member("tenantAware", &L::tenantAware,
            "Whether path or account is checked, and not only the host name.");
        fields.member("restrictions", &L::restrictions,
            "What of single destinations is let through: hosts, paths, an account.");
    }
};

template <>
struct FieldsOf<ExceptionRecord>
{
    static constexpr std::string_view title = "an exception";
    static constexpr std::string_view about = "An approved, expiring deviation.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using E = ExceptionRecord;
        fields.required("subject", &E::subjectId, "Id of the rule or element that it covers.");
        fields.member("reason", &E::reason, "Why it is needed.");
        fields.member("owner", &E::owner, "Who answers for it.");
        fields.member("approvedBy", &E::approvedBy, "Who approved it; absent = not approved yet.");
        fields.member("created", &E::created, "Date such as 2026-11-23.");
        fields.member("expires", &E::expires, "Date such as 2027-05-23.");
        fields.member("compensatingControls", &E::compensatingControls, "What lowers the risk meanwhile.");
    }
};

} // namespace fourplane
