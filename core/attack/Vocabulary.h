// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/policy/Plane.h"
#include "core/project/Project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fourplane {

/// What a relation of the rule language is about. The words are explained in resources/help/techniques.md.
enum class RelationClass
{
    Design, ///< read from the project; rules only test it
    Attacker, ///< what the attacker has gained; rules test and grant it
    Question, ///< asked of the decision point; only in `gates`
};

/// One word of the rule language.
struct Relation
{
    std::string_view name;
    RelationClass relationClass = RelationClass::Design;
    std::string_view subjectType;
    std::string_view objectType; ///< empty for a unary relation
    /// Sentence with {0} for the subject and {1} for the object, used in reasons and in the help.
    std::string_view meaning;
    Plane plane = Plane::Network; ///< of a Question
    /// Attacker relation that says the attacker is *at* the subject and acts from there over the network.
    bool isPosition = false;

    bool isUnary() const { return objectType.empty(); }
};

/// Every relation, in the order of the help page.
std::span<const Relation> relations();

/// The relation with this name, or nullptr.
const Relation *findRelation(std::string_view name);

/// An attacker fact brings further ones about the same subject, when the subject has the type.
struct Implication
{
    std::string_view from;
    std::string_view to;
    std::string_view subjectType;
};

/// Code in a workload lets the attacker send packets from it, and decide what a model in it says.
std::span<const Implication> implications();

/// Types as bits. A workload has the bit of its kind and those of the wider types it belongs to.
using TypeMask = std::uint64_t;

/// The bit of a type name: a workload kind ("agent"), an external kind ("internet"), or a wider type
/// ("compute", "external", "endpoint", "identity", "collection", "node", "namespace", "model", "tool",
/// "source"). Nothing for an unknown name.
std::optional<TypeMask> typeBit(std::string_view name);

/// Every type name, in a fixed order.
std::span<const std::string_view> typeNames();

/// The meaning of `relation` with the names filled in.
std::string sentence(const Relation &relation, const std::string &subject, const std::string &object);

} // namespace fourplane
