// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/base/SourceLocation.h"
#include "core/policy/Plane.h"
#include "core/policy/PlaneSet.h"
#include "core/topology/AccessVerb.h"
#include "core/topology/Protocol.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace fourplane {

/// What one plane says to a request. NotEnforced: nothing on this plane stands in the way, which is not the
/// same as a permission. Uncertain: engines differ, or an object is not understood.
enum class Verdict
{
    Permit,
    Deny,
    NotEnforced,
    Uncertain
};

template <>
struct EnumNames<Verdict>
{
    static constexpr std::array<std::string_view, 4> names { "permit", "deny", "not-enforced", "uncertain" };
};

/// How the bytes leave the source. An attacker inside a pod can always choose Plaintext, past its own sidecar
/// (semantics EG5, rule R2).
enum class Transport
{
    Mesh,
    Plaintext
};

/// One question to the decision point.
struct AccessRequest
{
    ElementId sourceId; ///< Workload or ExternalEndpoint: the position packets come from
    ElementId destinationId; ///< Workload or ExternalEndpoint
    std::uint16_t port = 0; ///< pod port; 0 = may any port that the destination offers be reached
    Protocol protocol = Protocol::Tcp;
    /// How it is sent; absent = as the platform does it for the source's pods.
    std::optional<Transport> transport;
    /// The identity whose credential is shown to a store or tool; empty = the source's own.
    ElementId identityId;
    ElementId collectionId; ///< with `verb`: asks the data plane about this collection
    std::optional<AccessVerb> verb;
    std::string toolOperation; ///< asks the data plane about this operation of a tool; "*" = about any
    /// When the source is an egress proxy: the workload whose request it forwards; empty = any caller's. The
    /// proxy itself asks as code that runs in it, which its own allow-list does not bind.
    ElementId callerId;
    // What an HTTP request asks for: of an external destination, and of a pod behind Istio; empty = any.
    std::string host;
    std::string path;
    std::string method; ///< of a pod behind Istio only
    /// Whose rows of the collection, or whose account at the external destination; empty = not asked.
    std::string tenant;
};

/// The object that decided.
struct DecidingObject
{
    std::string kind; ///< "NetworkPolicy", "DataGrant", "Namespace", ...
    std::string namespaceName;
    std::string name;
    ElementId elementId; ///< draft element behind it, when there is one
    SourceLocation origin; ///< file and line, where imported

    bool operator==(const DecidingObject &) const = default;
};

/// The answer of one plane.
struct PlaneVerdict
{
    Verdict verdict = Verdict::NotEnforced;
    std::optional<DecidingObject> decidedBy;
    std::string reason; ///< a sentence an architect understands
    std::string control; ///< control of the attack catalogue that is at work ("N1", "I4"), or empty

    bool operator==(const PlaneVerdict &) const = default;
};

/// What all planes say, indexed by Plane, without why.
struct Verdicts
{
    std::array<Verdict, planeCount> planes {};

    Verdict on(Plane plane) const { return planes[static_cast<std::size_t>(plane)]; }

    /// Planes combine as AND: Deny if one denies; else Uncertain if one is; else Permit if one permits; else
    /// NotEnforced, that is open by absence.
    Verdict joint() const;

    /// The planes that deny.
    PlaneSet denyingPlanes() const;

    bool operator==(const Verdicts &) const = default;
};

/// The answer of all planes, indexed by Plane.
struct Decision
{
    std::array<PlaneVerdict, planeCount> planes;

    const PlaneVerdict &on(Plane plane) const { return planes[static_cast<std::size_t>(plane)]; }

    PlaneVerdict &on(Plane plane) { return planes[static_cast<std::size_t>(plane)]; }

    Verdicts verdicts() const;

    Verdict joint() const { return verdicts().joint(); }

    PlaneSet denyingPlanes() const { return verdicts().denyingPlanes(); }
};

} // namespace fourplane
