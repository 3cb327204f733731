// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/attack/AttackTrace.h"
#include "core/attack/Technique.h"
#include "core/decision/PolicyDecisionPoint.h"
#include "core/project/Project.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace fourplane::ui {

/// One line of a Why card.
struct WhyRow
{
    std::optional<Plane> plane; ///< nothing = a remark that belongs to no plane
    Verdict verdict = Verdict::NotEnforced;
    QString headline; ///< the deciding object, or what the plane says
    QString detail; ///< the reason
    QString place; ///< the manifest and line
};

/// What a Why card says.
struct WhyContent
{
    QString title;
    Verdict verdict = Verdict::NotEnforced; ///< the joint answer, for colour and symbol of the title
    QList<WhyRow> rows;
    QString footer;

    bool isEmpty() const { return title.isEmpty(); }
};

/// Where a deciding object stands in the manifests that Fourplane writes, "path:line"; empty when unknown.
using ManifestPlace = std::function<QString(const DecidingObject &)>;

/// "NetworkPolicy shop/db".
QString objectText(const DecidingObject &object);

/// Whether `source` reaches `destination`, plane by plane. Asks about the declared flow between them when
/// there is one, otherwise about any port.
WhyContent whyConnection(const Project &project, const PolicyDecisionPoint &decisions,
    const ElementId &source, const ElementId &destination, const ManifestPlace &placeOf);

/// The same for one declared flow or allow rule.
WhyContent whyFlow(const Project &project, const PolicyDecisionPoint &decisions, const ElementId &id,
    const ManifestPlace &placeOf);

/// Why a pivot succeeded or what stopped it.
WhyContent whyPivot(const Project &project, const AttackTrace &trace, const TechniqueCatalogue &catalogue,
    std::uint32_t pivotIndex, const ManifestPlace &placeOf);

/// "the attacker runs code in llm-server".
QString factText(const Project &project, const Fact &fact);

/// The technique with this id, or nullptr.
const Technique *findTechnique(const TechniqueCatalogue &catalogue, const std::string &id);

} // namespace fourplane::ui
