// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/ExportTargetsList.h"

#include "ui/theme/Icons.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <string>

namespace fourplane::ui {

namespace {

constexpr int needsRole = Qt::UserRole;
constexpr int wantedRole = Qt::UserRole + 1;

/// What core says of targets, for translators.
[[maybe_unused]] constexpr const char *textsToTranslate[] = {
    QT_TRANSLATE_NOOP("ExportTargets", "Kubernetes"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "Namespaces with Pod Security labels, service accounts and NetworkPolicies."),
    QT_TRANSLATE_NOOP("ExportTargets", "Cluster network policies"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy."),
    QT_TRANSLATE_NOOP("ExportTargets", "Istio with sidecars"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "PeerAuthentications, AuthorizationPolicies, ServiceEntries and Sidecars."),
    QT_TRANSLATE_NOOP("ExportTargets", "Istio in ambient mode"),
    QT_TRANSLATE_NOOP("ExportTargets",
        "PeerAuthentications, AuthorizationPolicies for ztunnels and waypoints, and the waypoints."),
    QT_TRANSLATE_NOOP("ExportTargets", "Linkerd"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "Servers, the policies that authorize their callers, and default inbound policies."),
    QT_TRANSLATE_NOOP("ExportTargets", "Cilium"),
    QT_TRANSLATE_NOOP("ExportTargets", "CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies."),
    QT_TRANSLATE_NOOP("ExportTargets", "Open Policy Agent"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "A Rego v1 bundle that decides as the simulation does, with its tests."),
    QT_TRANSLATE_NOOP("ExportTargets", "Stores"),
    QT_TRANSLATE_NOOP("ExportTargets", "Roles and rights in PostgreSQL, Qdrant, Milvus and Weaviate."),
    QT_TRANSLATE_NOOP("ExportTargets", "Vault"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "Policies and roles of HashiCorp Vault for the secrets of the design."),
    QT_TRANSLATE_NOOP("ExportTargets", "Kubernetes API rights"),
    QT_TRANSLATE_NOOP("ExportTargets", "Roles, ClusterRoles and their bindings."),
    QT_TRANSLATE_NOOP("ExportTargets", "SPIRE"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "A ClusterSPIFFEID for each workload, for the SPIRE controller manager."),
    QT_TRANSLATE_NOOP("ExportTargets", "Workload patches"),
    QT_TRANSLATE_NOOP("ExportTargets",
        "Patches of the workloads: service accounts, tokens, security contexts, runtime classes and "
        "placement."),
    QT_TRANSLATE_NOOP("ExportTargets", "Admission policies"),
    QT_TRANSLATE_NOOP("ExportTargets",
        "ValidatingAdmissionPolicies that hold the pods of each workload to what was simulated."),
    QT_TRANSLATE_NOOP("ExportTargets", "Kyverno"),
    QT_TRANSLATE_NOOP("ExportTargets",
        "The rules of the target admission as policies of Kyverno, and signatures of images."),
    QT_TRANSLATE_NOOP("ExportTargets", "External Secrets"),
    QT_TRANSLATE_NOOP("ExportTargets",
        "SecretStores and ExternalSecrets that copy secrets of Vault for the workloads that are given them."),
    QT_TRANSLATE_NOOP("ExportTargets", "Egress gateway"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "The allow-lists of egress proxies as egress gateways or waypoints of Istio."),
    QT_TRANSLATE_NOOP("ExportTargets", "AI gateway"),
    QT_TRANSLATE_NOOP(
        "ExportTargets", "Tool scopes as MCPRoutes of Envoy AI Gateway, and limits of requests and tokens."),
    QT_TRANSLATE_NOOP("ExportTargets", "Admin tier"),
    QT_TRANSLATE_NOOP("ExportTargets",
        "ClusterNetworkPolicies that hold for the whole cluster what owners of namespaces must not loosen."),
    QT_TRANSLATE_NOOP("ExportTargets", "Admin tier, v1alpha1"),
    QT_TRANSLATE_NOOP("ExportTargets", "The same as AdminNetworkPolicies and a BaselineAdminNetworkPolicy."),
};

QString translated(std::string_view text)
{
    return QCoreApplication::translate("ExportTargets", std::string(text).c_str());
}

struct TargetText
{
    QString group;
    QString needs; ///< of the platform, short
    QString explanation; ///< the same as a sentence
};

TargetText textOf(ExportTarget target)
{
    const QString cluster = ExportTargetsList::tr("Kubernetes");
    const QString mesh = ExportTargetsList::tr("Service mesh");
    const QString network = ExportTargetsList::tr("Network");
    const QString identities = ExportTargetsList::tr("Identity and secrets");
    const QString data = ExportTargetsList::tr("Decisions and data");
    const QString gateways = ExportTargetsList::tr("Gateways");
    switch (target) {
    case ExportTarget::Kubernetes:
        return { cluster, ExportTargetsList::tr("always"),
            ExportTargetsList::tr(
                "Always part of an export. Needs a network plugin that enforces NetworkPolicies.") };
    case ExportTarget::Rbac:
        return { cluster, ExportTargetsList::tr("RBAC"),
            ExportTargetsList::tr(
                "The design holds the rights that were found; whoever wrote them keeps writing them, unless "
                "you ask for them here.") };
    case ExportTarget::Hardening:
        return { cluster, ExportTargetsList::tr("restarts pods"),
            ExportTargetsList::tr(
                "Patches workloads that are not part of this tree, which restarts their pods.") };
    case ExportTarget::Admission:
        return { cluster, ExportTargetsList::tr("Kubernetes 1.30"),
            ExportTargetsList::tr(
                "Needs ValidatingAdmissionPolicy (stable since Kubernetes 1.30). Refuses pods of releases "
                "that "
                "the design does not know yet.") };
    case ExportTarget::Kyverno:
        return { cluster, ExportTargetsList::tr("Kyverno 1.17"),
            ExportTargetsList::tr(
                "Needs Kyverno 1.17 or newer. Says the same as the admission policies; choose one of the "
                "two.") };
    case ExportTarget::ClusterNetworkPolicy:
    case ExportTarget::AdminTier:
    case ExportTarget::AdminTierV1Alpha1:
        return { network, ExportTargetsList::tr("a plugin with it"),
            ExportTargetsList::tr("Needs a network plugin that implements policy.networking.k8s.io.") };
    case ExportTarget::Cilium:
        return { network, ExportTargetsList::tr("Cilium"),
            ExportTargetsList::tr("Needs Cilium as the network plugin.") };
    case ExportTarget::IstioSidecar:
        return { mesh, ExportTargetsList::tr("Istio, sidecars"),
            ExportTargetsList::tr("Needs Istio with sidecars in the pods.") };
    case ExportTarget::IstioAmbient:
        return { mesh, ExportTargetsList::tr("Istio, ambient"),
            ExportTargetsList::tr("Needs Istio's ambient mode; rules about HTTP need waypoints.") };
    case ExportTarget::Linkerd:
        return { mesh, ExportTargetsList::tr("Linkerd"),
            ExportTargetsList::tr("Needs Linkerd with its policy controller.") };
    case ExportTarget::Spire:
        return { identities, ExportTargetsList::tr("SPIRE"),
            ExportTargetsList::tr("Needs SPIRE with its controller manager.") };
    case ExportTarget::Vault:
        return { identities, ExportTargetsList::tr("Vault"),
            ExportTargetsList::tr("Needs HashiCorp Vault with its Kubernetes authentication.") };
    case ExportTarget::ExternalSecrets:
        return { identities, ExportTargetsList::tr("External Secrets"),
            ExportTargetsList::tr("Needs the External Secrets operator, with Vault behind it.") };
    case ExportTarget::Opa:
        return { data, ExportTargetsList::tr("OPA"),
            ExportTargetsList::tr(
                "Needs Open Policy Agent, and somebody who asks it: Envoy, or the tool gateway.") };
    case ExportTarget::Stores:
        return { data, ExportTargetsList::tr("an administrator"),
            ExportTargetsList::tr(
                "Somebody with administrator rights in the stores has to run it; Kubernetes cannot.") };
    case ExportTarget::EgressGateway:
        return { gateways, ExportTargetsList::tr("Istio"),
            ExportTargetsList::tr(
                "Needs Istio; the egress proxies of the design become its gateways, in ambient mode its "
                "waypoints.") };
    case ExportTarget::AiGateway:
        return { gateways, ExportTargetsList::tr("Envoy AI Gateway"),
            ExportTargetsList::tr("Needs Envoy AI Gateway before the tools.") };
    }
    return {};
}

/// Paints a target in one line: tick, title, and what it needs at the right.
class TargetDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(const Theme &theme) { m_theme = theme; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return { QStyledItemDelegate::sizeHint(option, index).width(), 24 };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isTarget = index.parent().isValid();
        const bool isSelected = option.state & QStyle::State_Selected;
        if (isTarget && (isSelected || (option.state & QStyle::State_MouseOver)))
            painter->fillRect(option.rect, isSelected ? m_theme.selectionSurface : m_theme.hoverSurface);
        QRect room = option.rect.adjusted(8, 0, -8, 0);
        if (!isTarget) {
            painter->setFont(interfaceFont(12, QFont::DemiBold));
            painter->setPen(m_theme.secondaryText);
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
            painter->restore();
            return;
        }
        paintTick(*painter, QRect(room.left(), room.center().y() - 7, 15, 15), index);
        room.setLeft(room.left() + 23);
        painter->setFont(
            interfaceFont(13, index.data(wantedRole).toBool() ? QFont::DemiBold : QFont::Normal));
        painter->setPen(m_theme.text);
        const QString title =
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width());
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, title);
        room.setLeft(room.left() + painter->fontMetrics().horizontalAdvance(title) + 10);
        painter->setFont(interfaceFont(12));
        painter->setPen(m_theme.secondaryText);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(
                index.data(needsRole).toString(), Qt::ElideRight, room.width()));
        painter->restore();
    }

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &,
        const QModelIndex &index) override
    {
        const bool isClick = event->type() == QEvent::MouseButtonRelease
            && static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
        const bool isKey = event->type() == QEvent::KeyPress
            && (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space
                || static_cast<QKeyEvent *>(event)->key() == Qt::Key_Select);
        if (!(isClick || isKey) || !index.flags().testFlag(Qt::ItemIsUserCheckable)
            || !index.data(Qt::CheckStateRole).isValid())
            return false;
        const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }

private:
    void paintTick(QPainter &painter, const QRect &box, const QModelIndex &index) const
    {
        const bool isTicked = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        const bool isFree = index.flags().testFlag(Qt::ItemIsUserCheckable);
        const QColor colour = isFree ? m_theme.accent : m_theme.neutral;
        painter.setPen(isTicked ? colour : m_theme.neutral);
        painter.setBrush(isTicked ? colour : m_theme.field);
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        if (isTicked)
            themedIcon(QStringLiteral("check"), m_theme.accentText)
                .paint(&painter, box.adjusted(2, 2, -2, -2));
    }

    Theme m_theme = Theme::light();
};

} // namespace

ExportTargetsList::ExportTargetsList(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("exportTargets"));
    setAccessibleName(tr("Targets of the export"));
    setColumnCount(1);
    setItemDelegate(new TargetDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setExpandsOnDoubleClick(false);
    QMap<QString, QTreeWidgetItem *> groups;
    for (const ExportTargetFacts &facts : exportTargets()) {
        const TargetText text = textOf(facts.target);
        QTreeWidgetItem *&group = groups[text.group];
        if (!group) {
            group = new QTreeWidgetItem(this, { text.group });
            group->setFlags(Qt::ItemIsEnabled);
        }
        const QString title = translated(facts.title);
        auto *item = new QTreeWidgetItem(group, { title });
        item->setData(0, needsRole, text.needs);
        item->setCheckState(0, Qt::Unchecked);
        const QString writes = translated(facts.writes);
        item->setToolTip(0,
            QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p>")
                .arg(title.toHtmlEscaped(), writes.toHtmlEscaped(), text.explanation.toHtmlEscaped()));
        item->setData(0, Qt::AccessibleTextRole, QString(title + QStringLiteral(", ") + text.explanation));
        if (facts.target == ExportTarget::Kubernetes)
            item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
        m_items.push_back(item);
    }
    expandAll();
    connect(this, &QTreeWidget::itemChanged, this, &ExportTargetsList::targetsChosen);
}

void ExportTargetsList::setTheme(const Theme &theme)
{
    static_cast<TargetDelegate *>(itemDelegate())->setTheme(theme);
    viewport()->update();
}

QTreeWidgetItem *ExportTargetsList::itemOf(ExportTarget target) const
{
    return m_items[static_cast<std::size_t>(target)];
}

void ExportTargetsList::showTargets(const ExportTargets &chosen, const ExportTargets &wanted)
{
    const QSignalBlocker blocker(this);
    for (const ExportTargetFacts &facts : exportTargets()) {
        QTreeWidgetItem *item = itemOf(facts.target);
        const bool isChosen = facts.target == ExportTarget::Kubernetes || chosen.count(facts.target) > 0;
        item->setCheckState(0, isChosen ? Qt::Checked : Qt::Unchecked);
        item->setData(0, wantedRole, wanted.count(facts.target) > 0);
    }
    viewport()->update();
}

ExportTargets ExportTargetsList::chosen() const
{
    ExportTargets targets { ExportTarget::Kubernetes };
    for (const ExportTargetFacts &facts : exportTargets()) {
        if (itemOf(facts.target)->checkState(0) == Qt::Checked)
            targets.insert(facts.target);
    }
    return targets;
}

} // namespace fourplane::ui
