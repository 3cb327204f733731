// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas/SceneBuilder.h"

#include "core/diagram/Folding.h"
#include "core/enforcement/Scheduling.h"
#include "ui/canvas/CanvasEdits.h"
#include "ui/canvas/CanvasFonts.h"
#include "ui/canvas/CanvasMetrics.h"
#include "ui/canvas/CardWords.h"
#include "ui/theme/DisplayWords.h"
#include "ui/theme/Icons.h"

#include <QFontMetricsF>
#include <QObject>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <map>

namespace fourplane::ui {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

const QString separator = QStringLiteral(" · ");

/// "model-endpoint" -> "model endpoint".
QString readable(std::string_view kebabCase)
{
    QString words = QString::fromUtf8(kebabCase.data(), static_cast<qsizetype>(kebabCase.size()));
    return words.replace(QLatin1Char('-'), QLatin1Char(' '));
}

/// Wide enough for both lines of a card, within limits. The words of the second line are counted in English:
/// a design has the same geometry in every language, and what is longer is cut off.
double cardWidth(const QString &name, const QString &secondLine)
{
    const CanvasFonts fonts;
    const double wanted = std::max(QFontMetricsF(fonts.name).horizontalAdvance(name),
                              QFontMetricsF(fonts.detail).horizontalAdvance(secondLine))
        + metrics::cardTextLeft + 14;
    return std::clamp(8 * std::ceil(wanted / 8), metrics::cardMinWidth, metrics::cardMaxWidth);
}

bool isSet(const std::optional<bool> &value, bool absent)
{
    return value.value_or(absent);
}

/// Container fields win over pod fields; Kubernetes lets a container run as root unless one of them forbids.
bool mayRunAsRoot(const Workload &workload)
{
    const auto allows = [](const SecurityContext &own, const SecurityContext &pod) {
        const std::optional<std::int64_t> user = own.runAsUser ? own.runAsUser : pod.runAsUser;
        if (user)
            return *user == 0;
        return !isSet(own.runAsNonRoot ? own.runAsNonRoot : pod.runAsNonRoot, false);
    };
    if (workload.containers.empty())
        return allows({}, workload.podSecurity);
    return std::any_of(workload.containers.begin(), workload.containers.end(),
        [&](const Container &container) { return allows(container.security, workload.podSecurity); });
}

void readWorkloadPlane(SceneNode &node, const Workload &workload)
{
    node.privileged = std::any_of(workload.containers.begin(), workload.containers.end(),
        [](const Container &container) { return isSet(container.security.privileged, false); });
    node.mayRunAsRoot = mayRunAsRoot(workload);
    const Placement &place = workload.placement;
    node.touchesHost = !place.hostPaths.empty() || place.hostNetwork || place.hostPid || place.hostIpc;
    node.exposed = workload.exposed;
}

QString portTextOf(const std::vector<NamedPort> &ports)
{
    QStringList numbers;
    for (const NamedPort &port : ports)
        numbers << QString::number(port.number);
    return numbers.join(QStringLiteral(", "));
}

/// Where the scheduler may put the pods: "on gpu", "on gpu or general", "on any of 5 node pools".
QString nodeTextOf(const Workload &workload, const Topology &topology)
{
    constexpr std::size_t mostNamed = 2;
    if (topology.nodePools.empty())
        return {};
    const std::vector<ElementId> pools =
        poolsFor(workload.placement, topology.nodePools, workload.controller);
    if (pools.empty())
        return QObject::tr("no node takes it");
    if (pools.size() > mostNamed)
        return QObject::tr("on any of %1 node pools").arg(pools.size());
    QStringList names;
    for (const ElementId &pool : pools)
        names << text(topology.nodePools.at(pool).name);
    return QObject::tr("on %1").arg(names.join(QObject::tr(" or ")));
}

void readDataPlane(SceneNode &node, const Topology &topology)
{
    for (const auto &[id, store] : topology.stores) {
        if (!(store.hostId == node.id))
            continue;
        for (const Collection &collection : store.collections) {
            node.holdsText +=
                (node.holdsText.isEmpty() ? QString() : QStringLiteral(", ")) + text(collection.name);
            if (!node.classification || *node.classification < collection.classification)
                node.classification = collection.classification;
        }
    }
}

bool mountsToken(const Workload &workload, const WorkloadIdentity *identity)
{
    return isSet(workload.automountToken ? workload.automountToken
            : identity                   ? identity->automountToken
                                         : std::nullopt,
        true);
}

SceneNode nodeOf(const Workload &workload, const Topology &topology)
{
    SceneNode node;
    node.id = workload.id;
    node.containerId = workload.namespaceId;
    node.name = text(workload.name);
    node.kindText = lowerWord(nameOf(workload.kind));
    node.icon = iconNameOf(workload.kind);
    node.serviceAccount = text(serviceAccountName(topology, workload));
    if (!workload.identityId.isEmpty())
        node.detail = QStringLiteral("sa/") + node.serviceAccount;
    node.mountsToken = mountsToken(workload, find(topology.identities, workload.identityId));
    readWorkloadPlane(node, workload);
    node.portText = portTextOf(portsOf(workload));
    node.nodeText = nodeTextOf(workload, topology);
    readDataPlane(node, topology);
    const QString english = englishLowerWord(nameOf(workload.kind));
    const double width =
        cardWidth(node.name, node.detail.isEmpty() ? english : english + separator + node.detail);
    node.rect = QRectF(0, 0, width, metrics::cardHeight);
    return node;
}

SceneNode nodeOf(const ExternalEndpoint &external, const Topology &topology)
{
    SceneNode node;
    node.id = external.id;
    node.external = true;
    node.name = text(external.name);
    node.kindText = lowerWord(nameOf(external.kind));
    node.detail = wordFor(external.trust);
    node.icon = iconNameOf(external.kind);
    node.portText = portTextOf(external.ports);
    readDataPlane(node, topology);
    const double width = cardWidth(
        node.name, englishLowerWord(nameOf(external.kind)) + separator + readable(nameOf(external.trust)));
    node.rect = QRectF(0, 0, width, metrics::externalHeight);
    return node;
}

/// Network policies taken over from manifests, per Kubernetes namespace name.
std::map<std::string, int> adoptedPolicies(const Policy &policy)
{
    std::map<std::string, int> counts;
    for (const auto &[id, rule] : policy.adopted) {
        if (std::holds_alternative<NetworkPolicy>(rule.object))
            ++counts[metaOf(rule.object).namespaceName];
    }
    return counts;
}

std::vector<SceneChip> chipsOf(const Namespace &home, int policies)
{
    std::vector<SceneChip> chips;
    if (home.segmentation.defaultDeny)
        chips.push_back({ ChipKind::DefaultDeny, QObject::tr("default-deny") });
    else if (policies > 0)
        chips.push_back({ ChipKind::NetworkPolicies, QObject::tr("%n network policies", nullptr, policies) });
    else
        chips.push_back({ ChipKind::NoNetworkPolicy, QObject::tr("no network policy") });
    if (home.podSecurity.enforce)
        chips.push_back({ ChipKind::PodSecurity, readable(nameOf(*home.podSecurity.enforce)) });
    else
        chips.push_back({ ChipKind::NoPodSecurity, QObject::tr("no pod security") });
    if (home.segmentation.meshAllowList)
        chips.push_back({ ChipKind::MeshAllowList, QObject::tr("mesh allow-list") });
    if (home.segmentation.mtls == MtlsMode::Strict)
        chips.push_back({ ChipKind::Mtls, QObject::tr("mTLS strict") });
    if (!home.tenant.empty())
        chips.push_back({ ChipKind::Tenant, text(home.tenant) });
    return chips;
}

QString labelOf(std::uint16_t port, const std::optional<AccessVerb> &verb)
{
    QStringList words;
    if (port != 0)
        words << QString::number(port);
    if (verb)
        words << wordFor(*verb);
    return words.join(QLatin1Char(' '));
}

QString orEveryPort(const QString &label)
{
    return label.isEmpty() ? QObject::tr("every port") : label;
}

void addLabel(QStringList &labels, const QString &label)
{
    if (!label.isEmpty() && !labels.contains(label))
        labels << label;
}

/// At most two parts, so that a label stays short.
QString joined(const QStringList &labels)
{
    if (labels.size() <= 2)
        return labels.join(QStringLiteral(", "));
    return QObject::tr("%1, +%2").arg(labels.front()).arg(labels.size() - 1);
}

/// Connections between workloads of the same folded namespace, which no line shows.
int innerConnections(const Topology &topology, const ElementId &namespaceId)
{
    const auto isIn = [&](const ElementId &id) {
        const Workload *workload = find(topology.workloads, id);
        return workload && workload->namespaceId == namespaceId;
    };
    return static_cast<int>(std::count_if(topology.flows.begin(), topology.flows.end(),
        [&](const auto &entry) { return isIn(entry.second.sourceId) && isIn(entry.second.destinationId); }));
}

SceneNode foldedNodeOf(const Project &project, const Namespace &home, const Placement2D &place, int policies)
{
    SceneNode node;
    node.id = home.id;
    node.name = text(home.name);
    node.icon = QStringLiteral("namespace");
    FoldedNamespace within { {}, place, {} };
    for (const auto &[id, workload] : project.topology.workloads) {
        if (workload.namespaceId == home.id)
            within.members.push_back(id);
    }
    const int count = static_cast<int>(within.members.size());
    node.kindText = QObject::tr("%n workloads", nullptr, count);
    if (const int inside = innerConnections(project.topology, home.id); inside > 0)
        node.detail = QObject::tr("%n connections inside", nullptr, inside);
    QStringList controls;
    for (const SceneChip &chip : chipsOf(home, policies))
        controls << chip.text;
    within.controls = controls.join(separator);
    node.folded = std::move(within);
    // Room for the words and the sign that unfolds it.
    const double width =
        cardWidth(node.name + QStringLiteral("     "), QStringLiteral("99 workloads · 99 inside"));
    node.rect = QRectF(0, 0, width, metrics::cardHeight);
    return node;
}

int policiesOf(const std::map<std::string, int> &adopted, const Namespace &home)
{
    const auto found = adopted.find(home.name);
    return found == adopted.end() ? 0 : found->second;
}

} // namespace

std::set<ElementId> foldedNamespaces(const Project &project)
{
    std::set<ElementId> ids;
    for (const auto &[id, home] : project.topology.namespaces) {
        const Placement2D *place = find(project.diagram.placements, id);
        if (place && isFolded(*place))
            ids.insert(id);
    }
    return ids;
}

std::vector<SceneNode> makeNodes(const Project &project, const std::set<ElementId> &folded)
{
    std::vector<SceneNode> nodes;
    std::map<std::pair<ElementId, QString>, int> users;
    for (const auto &[id, workload] : project.topology.workloads) {
        if (folded.count(workload.namespaceId) > 0)
            continue;
        nodes.push_back(nodeOf(workload, project.topology));
        ++users[{ workload.namespaceId, nodes.back().serviceAccount }];
    }
    for (SceneNode &node : nodes)
        node.sharesIdentity = users[{ node.containerId, node.serviceAccount }] > 1;
    for (const auto &[id, external] : project.topology.externals)
        nodes.push_back(nodeOf(external, project.topology));
    const std::map<std::string, int> adopted =
        folded.empty() ? std::map<std::string, int>() : adoptedPolicies(project.policy);
    for (const ElementId &id : folded) {
        const Namespace &home = project.topology.namespaces.at(id);
        nodes.push_back(
            foldedNodeOf(project, home, project.diagram.placements.at(id), policiesOf(adopted, home)));
    }
    return nodes;
}

std::vector<SceneContainer> makeContainers(
    const Project &project, const std::vector<SceneNode> &nodes, const std::set<ElementId> &folded)
{
    const QFontMetricsF metric(CanvasFonts().name);
    const std::map<std::string, int> adopted = adoptedPolicies(project.policy);
    std::vector<SceneContainer> containers;
    ElementMap<std::size_t> byId;
    for (const auto &[id, home] : project.topology.namespaces) {
        if (folded.count(id) > 0)
            continue;
        SceneContainer container;
        container.id = id;
        container.name = text(home.name);
        container.titleWidth = metric.horizontalAdvance(container.name);
        container.chips = chipsOf(home, policiesOf(adopted, home));
        byId[id] = containers.size();
        containers.push_back(std::move(container));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (const auto found = byId.find(nodes[i].containerId); found != byId.end())
            containers[found->second].children.push_back(i);
    }
    return containers;
}

std::vector<SceneEdge> makeEdges(
    const Project &project, const std::vector<SceneNode> &nodes, const ElementMap<std::size_t> &nodeById)
{
    struct Draft
    {
        SceneEdge edge;
        QStringList flowLabels;
        QStringList ruleLabels;
    };

    std::map<std::pair<ElementId, ElementId>, Draft> drafts;
    const auto draftOf = [&](const ElementId &source, const ElementId &destination) -> Draft * {
        const auto from = nodeById.find(source);
        const auto to = nodeById.find(destination);
        if (from == nodeById.end() || to == nodeById.end() || from->second == to->second)
            return nullptr;
        Draft &draft = drafts[{ nodes[from->second].id, nodes[to->second].id }];
        draft.edge.source = from->second;
        draft.edge.destination = to->second;
        return &draft;
    };
    // A line of a folded namespace is of several workloads: its connections say which.
    const auto memberLabel = [&](const Draft &draft, const ElementId &id, const QString &label) {
        const bool isNamed = nodes[draft.edge.source].folded || nodes[draft.edge.destination].folded;
        return isNamed ? displayName(project, id) + QLatin1Char(' ') + label : label;
    };
    for (const auto &[id, flow] : project.topology.flows) {
        if (Draft *draft = draftOf(flow.sourceId, flow.destinationId)) {
            draft->edge.flowIds.push_back(id);
            draft->edge.toolCall |= flow.carriesToolCalls;
            draft->edge.reads |= flow.verb == AccessVerb::Read || flow.verb == AccessVerb::Admin;
            draft->edge.writes |= flow.verb == AccessVerb::Write || flow.verb == AccessVerb::Admin;
            const QString label = labelOf(flow.port, flow.verb);
            addLabel(draft->flowLabels, label);
            draft->edge.memberLabels.push_back(memberLabel(*draft, id, orEveryPort(label)));
        }
    }
    for (const auto &[id, rule] : project.policy.allowRules) {
        if (Draft *draft = draftOf(rule.sourceId, rule.destinationId)) {
            draft->edge.ruleIds.push_back(id);
            QStringList ports;
            for (const AllowedPort &port : rule.ports) {
                ports << QString::number(port.number);
                addLabel(draft->ruleLabels, ports.back());
            }
            // Where a flow is declared, the line is about the flows.
            if (draft->edge.flowIds.empty())
                draft->edge.memberLabels.push_back(memberLabel(*draft, id, orEveryPort(joined(ports))));
        }
    }
    std::vector<SceneEdge> edges;
    for (auto &entry : drafts) {
        Draft &draft = entry.second;
        draft.edge.label = joined(draft.flowLabels.isEmpty() ? draft.ruleLabels : draft.flowLabels);
        if (const std::size_t count = draft.edge.elementIds().size(); count > 1) {
            const QString number = QStringLiteral("×%1").arg(count);
            draft.edge.label =
                draft.edge.label.isEmpty() ? number : number + QStringLiteral("  ") + draft.edge.label;
        }
        edges.push_back(std::move(draft.edge));
    }
    return edges;
}

} // namespace fourplane::ui
