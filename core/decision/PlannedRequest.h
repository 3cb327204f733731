// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/decision/Decision.h"
#include "core/enforcement/PlanIndex.h"

#include <string>
#include <utility>

namespace fourplane {

/// One end of a request, looked up in the plan: neither pod nor external where its id is not known.
struct PlannedEnd
{
    PlannedEnd(const PlanIndex &index, const ElementId &elementId);
    explicit PlannedEnd(const PlannedPod &thePod);

    bool isKnown() const { return pod || external; }

    /// "retriever" or "Internet"; the id where it is not known.
    const std::string &name() const;

    const ElementId *id;
    const PlannedPod *pod = nullptr;
    const PlannedExternal *external = nullptr;
};

/// Whether an answer is to say why. Who asks millions of questions reads only verdicts, and sentences take
/// ten times as long as finding them.
enum class Wording
{
    Full,
    VerdictOnly
};

/// Why a plane answers as it does: all of a PlaneVerdict but the verdict.
struct VerdictWords
{
    std::optional<DecidingObject> decidedBy;
    std::string reason;
    std::string control;
};

/// The answer of a plane. `words`, which returns VerdictWords, is asked only where they are wanted.
template <class Phrase>
PlaneVerdict phrased(Wording wording, Verdict verdict, const Phrase &words)
{
    if (wording == Wording::VerdictOnly)
        return { verdict, std::nullopt, {}, {} };
    VerdictWords said = words();
    return { verdict, std::move(said.decidedBy), std::move(said.reason), std::move(said.control) };
}

/// A request as the evaluators ask about it, with its ends looked up once for all of them. One request is
/// asked about in several ways: ends, port and transport are those of this way. Keeps references to the
/// request that was asked, and to the index.
struct PlannedRequest
{
    PlannedRequest(const PlanIndex &index, const AccessRequest &request, Wording theWording = Wording::Full);

    /// How the bytes of the request travel: as asked, or as the source's pods do it. Externals and pods
    /// outside the mesh have only plaintext.
    Transport travels() const;

    /// True for a pod that asks for itself.
    bool isToItself() const { return *source.id == *destination.id; }

    bool wantsWords() const { return wording == Wording::Full; }

    template <class Phrase>
    PlaneVerdict answer(Verdict verdict, const Phrase &words) const
    {
        return phrased(wording, verdict, words);
    }

    const AccessRequest &asked; ///< for all that the other members do not say
    PlannedEnd source;
    PlannedEnd destination;
    std::uint16_t port;
    Protocol protocol;
    std::optional<Transport> transport; ///< as in AccessRequest
    Wording wording;
};

/// The deciding object for a rule object of the plan.
template <class T>
DecidingObject decidingObject(const std::string &kind, const Planned<T> &planned)
{
    return { kind, planned.object.meta.namespaceName, planned.object.meta.name,
        planned.sources.empty() ? ElementId() : planned.sources.front(), planned.origin };
}

/// The deciding object for what a workload itself is.
DecidingObject decidingWorkload(const PlannedPod &pod);

} // namespace fourplane
