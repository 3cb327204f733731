// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Scenario.h"
#include "core/project/Variant.h"
#include "core/storage/FieldsOf.h"

namespace fourplane {

template <>
struct FieldsOf<Foothold>
{
    static constexpr std::string_view title = "a foothold";
    static constexpr std::string_view about = "Where an attacker starts.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.member("kind", &Foothold::kind, "What the attacker holds.");
        fields.required("element", &Foothold::elementId,
            "Id of the workload (code-execution), of the workload or external endpoint (network-access), of "
            "the identity (stolen-token), or of the collection, external endpoint or workload "
            "(untrusted-text).");
        fields.member("from", &Foothold::fromId,
            "Id of the workload or external endpoint from which a stolen token is used.");
    }
};

template <>
struct FieldsOf<Scenario>
{
    static constexpr std::string_view title = "a scenario";
    static constexpr std::string_view about = "A replayable attack question.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = Scenario;
        fields.name(&S::name, "Name; the id when left out.");
        fields.member("description", &S::description, "Free text.");
        fields.member("footholds", &S::footholds, "Where the attacker starts.");
        fields.member("techniques", &S::techniques, "Ids of the techniques in play; absent = all.");
        fields.member("exploitability", &S::exploitability, "Assumption about software weaknesses.");
        fields.member("jewels", &S::jewels,
            "Ids of the collections, workloads or external endpoints that must not fall.");
    }
};

template <>
struct FieldsOf<Variant>
{
    static constexpr std::string_view title = "a variant";
    static constexpr std::string_view about = "Another design: edits over this project.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using V = Variant;
        fields.name(&V::name, "Name; the id when left out.");
        fields.member("description", &V::description, "Free text.");
        fields.member("edits", &V::edits,
            "What is different, one after the other, such as \"workload/model: podSecurity=restricted\".");
    }
};

} // namespace fourplane
