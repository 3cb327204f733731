// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/EffectTree.h"

#include "core/project/Edit.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/WhyContent.h"
#include "ui/panels/Words.h"

#include <QCoreApplication>
#include <QTreeWidget>

namespace fourplane::ui {

namespace {

/// Steps of one attack that are written out.
constexpr std::size_t mostSteps = 25;

class EffectTree
{
    Q_DECLARE_TR_FUNCTIONS(EffectTree)

public:
    EffectTree(QTreeWidget &tree, const Project &before, const Project &after, const Theme &theme)
        : m_tree(tree)
        , m_before(before)
        , m_after(after)
        , m_theme(theme)
    {
        m_tree.clear();
    }

    void addEdits(const std::vector<std::string> &edits)
    {
        QStringList lines;
        for (const std::string &edit : edits)
            lines += QString::fromStdString(edit);
        if (lines.isEmpty()) {
            for (const ElementId &id : elementsOf(editBetween(m_before, m_after, {})))
                lines += nameIn(id);
        }
        QTreeWidgetItem *top = heading(tr("Changes of the project: %1").arg(lines.size()));
        for (const QString &text : lines)
            line(top, text);
    }

    void addFlows(const QString &title, const std::vector<ElementId> &flows, const QColor &colour)
    {
        if (flows.empty())
            return;
        QTreeWidgetItem *top = heading(title);
        for (const ElementId &id : flows) {
            const Flow *flow = find(m_before.topology.flows, id);
            line(top, flow ? arrowText(m_before, flow->sourceId, flow->destinationId) : nameIn(id), colour);
        }
    }

    void addFindings(const QString &title, const std::vector<Finding> &findings, const QColor &colour)
    {
        QTreeWidgetItem *top = heading(tr("%1: %2").arg(title).arg(findings.size()));
        for (const Finding &finding : findings) {
            line(top,
                tr("%1: %2").arg(
                    displayWord(nameOf(finding.severity)), QString::fromStdString(finding.message)),
                colour);
        }
    }

    void addAttack(const TraceComparison &attack, const TechniqueCatalogue &catalogue)
    {
        QTreeWidgetItem *top = heading(tr("Attack %1: %2 elements fall instead of %3")
                                           .arg(QString::fromStdString(attack.scenarioName))
                                           .arg(attack.fallenAfter)
                                           .arg(attack.fallenBefore));
        for (const ChangedGoal &goal : attack.goals) {
            const QString name = nameIn(goal.goal);
            if (goal.depthBefore == 0 && goal.depthAfter > 0)
                line(top, tr("Goal %1 no longer falls").arg(name), m_theme.allowed);
            else if (goal.depthBefore > 0 && goal.depthAfter == 0)
                line(top, tr("Goal %1 falls now").arg(name), m_theme.denied);
            else if (goal.depthBefore != goal.depthAfter)
                line(top,
                    tr("Goal %1: %2 planes must fail instead of %3")
                        .arg(name)
                        .arg(goal.depthAfter)
                        .arg(goal.depthBefore),
                    goal.depthAfter > goal.depthBefore ? m_theme.allowed : m_theme.denied);
            else if (goal.depthAfter == 0)
                line(top, tr("Goal %1 still falls").arg(name));
            else
                line(top, tr("Goal %1 holds, as before").arg(name));
        }
        addElements(top, tr("No longer fall"), attack.saved, m_theme.allowed);
        addElements(top, tr("Fall now"), attack.lost, m_theme.denied);
        addSteps(top, tr("Steps that close"), attack.closed, catalogue, m_theme.allowed);
        addSteps(top, tr("Steps that open"), attack.opened, catalogue, m_theme.denied);
        top->setExpanded(true);
    }

private:
    QString nameIn(const ElementId &id) const
    {
        const QString name = elementName(m_before, id);
        return name == QString::fromStdString(id.value()) ? elementName(m_after, id) : name;
    }

    QTreeWidgetItem *heading(const QString &text)
    {
        auto *item = new QTreeWidgetItem(&m_tree, { text });
        item->setFont(0, interfaceFont(13, QFont::DemiBold));
        item->setExpanded(true);
        return item;
    }

    static QTreeWidgetItem *line(QTreeWidgetItem *parent, const QString &text, const QColor &colour = {})
    {
        auto *item = new QTreeWidgetItem(parent, { text });
        item->setToolTip(0, text);
        if (colour.isValid())
            item->setForeground(0, colour);
        return item;
    }

    void addElements(
        QTreeWidgetItem *top, const QString &title, const std::vector<ElementId> &ids, const QColor &colour)
    {
        if (ids.empty())
            return;
        QStringList names;
        for (const ElementId &id : ids)
            names += nameIn(id);
        line(top, tr("%1: %2").arg(title, names.join(QStringLiteral(", "))), colour);
    }

    void addSteps(QTreeWidgetItem *top, const QString &title, const std::vector<ChangedStep> &steps,
        const TechniqueCatalogue &catalogue, const QColor &colour)
    {
        if (steps.empty())
            return;
        QTreeWidgetItem *group = line(top, tr("%1: %2").arg(title).arg(steps.size()), colour);
        for (std::size_t i = 0; i < steps.size() && i < mostSteps; ++i) {
            const ChangedStep &step = steps[i];
            const Technique *technique = findTechnique(catalogue, step.techniqueId);
            line(group,
                tr("%1: %2").arg(QString::fromStdString(technique ? technique->name : step.techniqueId),
                    tr("%1 → %2").arg(nameIn(step.fromId), nameIn(step.toId))));
        }
        if (steps.size() > mostSteps)
            line(group, tr("and %1 more").arg(steps.size() - mostSteps));
    }

    QTreeWidget &m_tree;
    const Project &m_before;
    const Project &m_after;
    const Theme &m_theme;
};

} // namespace

void fillEffectTree(QTreeWidget &tree, const Project &before, const Project &after,
    const ProposalEffect &effect, const Theme &theme)
{
    EffectTree filler(tree, before, after, theme);
    for (const TraceComparison &attack : effect.effect.attacks)
        filler.addAttack(attack, *effect.catalogue);
    filler.addFlows(
        EffectTree::tr("Declared flows that are refused now"), effect.effect.refusedFlows, theme.denied);
    filler.addFlows(EffectTree::tr("Declared flows that work now"), effect.effect.openedFlows, theme.allowed);
    filler.addFindings(EffectTree::tr("Findings that go"), effect.effect.closedFindings, theme.allowed);
    filler.addFindings(EffectTree::tr("Findings that come"), effect.effect.newFindings, theme.denied);
    filler.addEdits(effect.edits);
}

} // namespace fourplane::ui
