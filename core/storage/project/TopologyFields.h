// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/project/WorkloadFields.h"
#include "core/topology/Topology.h"

namespace fourplane {

template <>
struct FieldsOf<NamedPort>
{
    static constexpr std::string_view title = "a port";
    static constexpr std::string_view about =
        "A port: a number, \"number/protocol\" such as 53/UDP, or a map with a name.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("name", &NamedPort::name, "Name of the port.");
        fields.required("number", &NamedPort::number, "Port number.");
        fields.member("protocol", &NamedPort::protocol, "Transport protocol.");
    }
};

template <>
struct FieldsOf<ServicePort>
{
    static constexpr std::string_view title = "a port of a service";
    static constexpr std::string_view about =
        "A port of a service: a number, \"number/protocol\", or a map as in Kubernetes.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("name", &ServicePort::name, "Name of the port.");
        fields.required("port", &ServicePort::port, "Port of the service.");
        fields.member("targetPort", &ServicePort::targetPort,
            "Number or name of the port of the pods; the port of the service when left out.");
        fields.member("protocol", &ServicePort::protocol, "Transport protocol.");
    }
};

template <>
struct FieldsOf<Service>
{
    static constexpr std::string_view title = "a service";
    static constexpr std::string_view about = "A Kubernetes Service.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = Service;
        fields.name(&S::name, "Name in Kubernetes; the id when left out.");
        fields.required("namespace", &S::namespaceId, "Id of its namespace.");
        fields.member("type", &S::type, "ClusterIP, NodePort, LoadBalancer or ExternalName.");
        fields.member("labels", &S::labels, "Labels of the Service itself, such as istio.io/use-waypoint.");
        fields.member("selector", &S::selector, "Labels of the pods behind it; absent = no selector.");
        fields.member("ports", &S::ports, "Ports of the service.");
        fields.member("origin", &S::origin, originAbout);
    }
};

template <>
struct FieldsOf<ExternalEndpoint>
{
    static constexpr std::string_view title = "an external endpoint";
    static constexpr std::string_view about = "Something outside the cluster that flows start or end at.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using X = ExternalEndpoint;
        fields.name(&X::name, "Name; the id when left out.");
        fields.member("kind", &X::kind, "What it is.");
        fields.member("cidrs", &X::cidrs, "Addresses; absent = every address outside the cluster.");
        fields.member("hosts", &X::hosts, "DNS names, for egress allow-lists.");
        fields.member("ports", &X::ports, "Ports that it offers.");
        fields.member("trust", &X::trust, "Who can write the text that comes from it.");
        fields.member("writableByAttacker", &X::writableByAttacker,
            "Whether an attacker can own an account there, to which data can be sent.");
        fields.member("joinsWithoutApproval", &X::joinsWithoutApproval,
            "Whether a device with a join key gets in without anybody's approval.");
        fields.member("description", &X::description, "Free text.");
        fields.member("origin", &X::origin, originAbout);
    }
};

template <>
struct FieldsOf<Collection>
{
    static constexpr std::string_view title = "a collection";
    static constexpr std::string_view about =
        "One resource of a store: a collection, table, bucket, index or topic.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using C = Collection;
        fields.name(&C::name, "Name in the store; the id when left out.");
        fields.member("classification", &C::classification, "How sensitive the content is.");
        fields.member("tenant", &C::tenant, "Tenant that the content belongs to; absent = shared.");
        fields.member("holdsCredentials", &C::holdsCredentials, "Whether reading it gives credentials.");
        fields.member("content", &C::content, "What is in it, where others run it or rely on it.");
        fields.member("changeable", &C::changeable,
            "Whether content can be overwritten or deleted; false = object lock or append-only.");
        fields.member("secrets", &C::secretIds, "Ids of the secrets whose values are in it.");
    }
};

template <>
struct FieldsOf<DataStore>
{
    static constexpr std::string_view title = "a store";
    static constexpr std::string_view about = "A data store and what is in it.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = DataStore;
        fields.name(&S::name, "Name; the id when left out.");
        fields.required("host", &S::hostId, "Id of the workload or external endpoint that serves it.");
        fields.member("dialect", &S::dialect, "Product family; decides what a grant looks like there.");
        fields.member("authentication", &S::authentication, "Whom the store lets in.");
        fields.member("collections", &S::collections, "What is in the store, by id.");
        fields.member("trustedCidrs", &S::trustedCidrs,
            "Addresses that a network-trusting store lets in; absent = every pod of the cluster. Of a store "
            "outside that wants credentials: the only addresses that its network lets in.");
        fields.member("returnsVectors", &S::returnsVectors,
            "Whether answers contain raw vectors; false = only texts and scores.");
    }
};

template <>
struct FieldsOf<Flow>
{
    static constexpr std::string_view title = "a flow";
    static constexpr std::string_view about =
        "A declared dependency: what the design needs, not what is permitted.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("from", &Flow::sourceId, "Id of the workload or external endpoint that connects.");
        fields.required(
            "to", &Flow::destinationId, "Id of the workload or external endpoint it connects to.");
        fields.member("port", &Flow::port, "Pod port of the destination; absent = every port it offers.");
        fields.member("protocol", &Flow::protocol, "Transport protocol.");
        fields.member("verb", &Flow::verb, "What is done to the collection.");
        fields.member("collection", &Flow::collectionId, "Id of the collection that is accessed.");
        fields.member("carriesToolCalls", &Flow::carriesToolCalls,
            "Whether the source is an agent that calls the destination as a tool.");
        fields.member("purpose", &Flow::purpose, "Free text.");
    }
};

template <>
struct FieldsOf<ContextFeed>
{
    static constexpr std::string_view title = "a context feed";
    static constexpr std::string_view about =
        "Which text reaches which model's context: the channel of indirect prompt injection.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using F = ContextFeed;
        fields.required(
            "from", &F::sourceId, "Id of the collection, workload or external endpoint that the text is in.");
        fields.required("to", &F::modelId, "Id of the workload whose model reads the text.");
        fields.member("trust", &F::trust, "Who can write the text.");
        fields.member("tenant", &F::tenant, "Tenant that the text belongs to; absent = shared.");
        fields.member("purpose", &F::purpose, "Free text.");
    }
};

template <>
struct FieldsOf<Secret>
{
    static constexpr std::string_view title = "a secret";
    static constexpr std::string_view about =
        "A credential: what it opens and where it lives. Never its value.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = Secret;
        fields.name(&S::name, "Name in Kubernetes or in the secret store; the id when left out.");
        fields.required("namespace", &S::namespaceId, "Id of its namespace.");
        fields.member("home", &S::home, "Where its value lives.");
        fields.member(
            "keeper", &S::keeperId, "Id of the workload or external endpoint that is the secret store.");
        fields.member("serviceAccountToken", &S::isServiceAccountToken,
            "Whether it is a token of a service account that does not expire.");
        fields.member("keys", &S::keys, "Names of its entries.");
        fields.member("opens", &S::opens,
            "Ids of the identities it proves and of the stores and external endpoints it opens.");
        fields.member("readers", &S::readerIds, "Ids of the identities that the secret store gives it to.");
        fields.member("purpose", &S::purpose, "What it is good for.");
        fields.member("neverLeavesKeeper", &S::neverLeavesKeeper,
            "Whether its keeper signs with it and gives it to nobody (KMS, HSM).");
        fields.member("boundToHolder", &S::boundToHolder,
            "Whether it is worth nothing in other hands: bound to an address or a key.");
        fields.member("lifetimeSeconds", &S::lifetimeSeconds, "Lifetime; absent = it does not expire.");
        fields.member("origin", &S::origin, originAbout);
    }
};

} // namespace fourplane
