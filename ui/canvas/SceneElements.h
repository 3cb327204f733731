// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ElementId.h"
#include "core/diagram/Diagram.h"
#include "core/topology/Classification.h"
#include "ui/canvas/Lens.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace fourplane::ui {

/// What a card stands for that is a folded namespace.
struct FoldedNamespace
{
    std::vector<ElementId> members; ///< its workloads
    Placement2D place; ///< as in the diagram
    QString controls; ///< what is in force there: "default-deny · restricted"
};

/// A card: a workload, or an external endpoint (then `containerId` is empty and `external` is set), or a
/// namespace that is folded.
struct SceneNode
{
    ElementId id;
    ElementId containerId;
    std::optional<std::size_t> container; ///< index of the container it stands in
    QString name;
    QString kindText; ///< "model endpoint"
    QString detail; ///< what the second line says after the kind, may be empty
    QString icon;
    QRectF rect;
    bool external = false;
    std::optional<FoldedNamespace> folded;

    // What the lenses show.
    QString serviceAccount;
    bool sharesIdentity = false; ///< another workload uses the same service account
    bool mountsToken = false;
    bool privileged = false;
    bool mayRunAsRoot = false;
    bool touchesHost = false; ///< hostPath, hostNetwork, hostPID or hostIPC
    bool exposed = false;
    std::optional<Classification> classification; ///< highest of the collections it hosts
    QString portText; ///< "8080, 9090"; empty where none are known
    QString nodeText; ///< "on gpu": the pools that its pods can land in; empty where there are none
    QString holdsText; ///< names of the collections it hosts

    /// What stands below the name: the kind, and what the lens is about ("model endpoint · sa/llm-server",
    /// "model endpoint · 8080", "model endpoint · on gpu").
    QString secondLine(Lens lens = Lens::All) const;

    /// True where it stands within the boundary of the cluster.
    bool isInCluster() const { return container || folded; }
};

enum class ChipKind
{
    PodSecurity,
    NoPodSecurity,
    DefaultDeny,
    NetworkPolicies, ///< adopted ones, without the draft's default deny
    NoNetworkPolicy,
    MeshAllowList,
    Mtls,
    Tenant,
};

/// A small label in the title bar of a container: a control that is in force there, or is missing. Which ones
/// are shown depends on the lens.
struct SceneChip
{
    ChipKind kind = ChipKind::Tenant;
    QString text;
};

/// A namespace.
struct SceneContainer
{
    ElementId id;
    QString name;
    QRectF rect;
    double titleWidth = 0;
    std::vector<SceneChip> chips;
    std::vector<std::size_t> children; ///< indexes of nodes

    QRectF titleBar() const;
};

/// The sign that folds a container, or unfolds a card, in the upper right corner of `rect`.
QRectF foldButtonOf(const QRectF &rect);

enum class Side
{
    Left,
    Top,
    Right,
    Bottom,
};

/// All declared flows and permissions from one card to another, drawn as one line.
struct SceneEdge
{
    std::size_t source = 0; ///< indexes of nodes
    std::size_t destination = 0;
    std::vector<ElementId> flowIds;
    std::vector<ElementId> ruleIds;
    QString label; ///< of the whole line; begins with "×3" where it is three connections
    std::vector<QString> memberLabels; ///< as elementIds(), one for each
    bool across = false; ///< between two namespaces, or one and the outside
    bool reads = false;
    bool writes = false;
    bool toolCall = false;

    Side sourceSide = Side::Right;
    Side destinationSide = Side::Left;
    double bulge = 1; ///< how much farther than usual the line goes out before it turns, to get around cards
    bool routed = false; ///< sides are chosen
    std::array<QPointF, 4> curve; ///< cubic: start, two control points, end (the arrow's tip)
    QRectF bounds;
    QRectF labelRect; ///< null when there is no room for the label
    QString shownLabel; ///< what is written there: the label, or just the number of connections
    QPointF glyphPlace; ///< where a sign for the verdict covers neither labels nor cards, if there is such a
                        ///< place

    QPointF pointAt(double t) const;

    /// The elements behind the line: flows, or rules where no flow is declared.
    const std::vector<ElementId> &elementIds() const { return flowIds.empty() ? ruleIds : flowIds; }
};

/// The outward direction of a side.
QPointF normalOf(Side side);

/// The middle of a side of `rect`.
QPointF middleOf(const QRectF &rect, Side side);

/// A point of a cubic.
QPointF cubicAt(const std::array<QPointF, 4> &curve, double t);

} // namespace fourplane::ui
