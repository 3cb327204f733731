// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/InspectorPanel.h"

#include "ui/document/ProjectDocument.h"
#include "ui/panels/ConnectionForms.h"
#include "ui/panels/ElementNames.h"
#include "ui/panels/ElementTextPane.h"
#include "ui/panels/ExternalForm.h"
#include "ui/panels/NamespaceForm.h"
#include "ui/panels/SelectionForm.h"
#include "ui/panels/WorkloadForm.h"

#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QVBoxLayout>

namespace fourplane::ui {

namespace {

constexpr int textPage = 1;

} // namespace

InspectorPanel::InspectorPanel(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QTabBar(this))
    , m_scroll(new QScrollArea(this))
    , m_text(new ElementTextPane)
    , m_textScroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("inspectorPanel"));
    m_pages->setObjectName(QStringLiteral("inspectorPages"));
    m_pages->setAccessibleName(tr("Inspector pages"));
    m_pages->setDrawBase(false);
    m_pages->setExpanding(false);
    m_pages->addTab(tr("Form"));
    m_pages->setTabToolTip(0, tr("What one changes often"));
    m_pages->addTab(tr("All Fields"));
    m_pages->setTabToolTip(textPage,
        tr("Everything the project file says of it, to be edited as text; with nothing selected, the "
           "settings of the project"));
    m_scroll->setObjectName(QStringLiteral("inspectorScroll"));
    m_textScroll->setObjectName(QStringLiteral("inspectorTextScroll"));
    m_textScroll->setWidget(m_text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages);
    for (QScrollArea *page : { m_scroll, m_textScroll }) {
        page->setWidgetResizable(true);
        page->setFrameShape(QFrame::NoFrame);
        page->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        layout->addWidget(page);
    }
    connect(m_pages, &QTabBar::currentChanged, this, &InspectorPanel::showPage);
    connect(m_text, &ElementTextPane::elementChosen, this, &InspectorPanel::elementChosen);
    showPage();
}

void InspectorPanel::showPage()
{
    const bool isText = m_pages->currentIndex() == textPage;
    m_scroll->setVisible(!isText);
    m_textScroll->setVisible(isText);
}

void InspectorPanel::showAllFields()
{
    m_pages->setCurrentIndex(textPage);
    m_text->takeFocus();
}

void InspectorPanel::setTheme(const Theme &theme)
{
    m_text->setTheme(theme);
}

void InspectorPanel::setDocument(ProjectDocument *document)
{
    m_document = document;
    m_text->setDocument(document);
    connect(document, &ProjectDocument::reset, this, [this] {
        m_selection.clear();
        rebuild();
    });
    connect(document, &ProjectDocument::changed, this, [this] {
        if (m_form ? !m_form->isAlive() : true)
            rebuild();
    });
    rebuild();
}

void InspectorPanel::setSelection(const std::vector<ElementId> &ids)
{
    if (ids == m_selection && (m_form || ids.empty()))
        return;
    m_selection = ids;
    m_text->showElement(ids.size() == 1 ? ids.front() : ElementId());
    rebuild();
}

InspectorForm *InspectorPanel::makeForm(const ElementId &id)
{
    const Project &project = m_document->project();
    if (fourplane::find(project.topology.workloads, id))
        return new WorkloadForm(*m_document, id, m_scroll);
    if (fourplane::find(project.topology.namespaces, id))
        return new NamespaceForm(*m_document, id, m_scroll);
    if (fourplane::find(project.topology.externals, id))
        return new ExternalForm(*m_document, id, m_scroll);
    if (fourplane::find(project.topology.flows, id))
        return new FlowForm(*m_document, id, m_scroll);
    if (fourplane::find(project.policy.allowRules, id))
        return new AllowRuleForm(*m_document, id, m_scroll);
    return nullptr;
}

QString InspectorPanel::hint() const
{
    if (m_selection.size() == 2)
        return tr("Two elements are selected. The card below tells whether one reaches the other, and why.");
    if (m_selection.size() == 1 && !m_form
        && !fourplane::find(m_document->project().diagram.notes, m_selection.front())
        && !fourplane::find(m_document->project().diagram.ink, m_selection.front()))
        return tr("All Fields has everything there is to say of %1.")
            .arg(elementName(m_document->project(), m_selection.front()));
    if (m_selection.size() > 2)
        return tr("%1 elements are selected. Select one to edit it, or two to ask why one reaches the other.")
            .arg(m_selection.size());
    const Diagram &diagram = m_document->project().diagram;
    if (m_selection.size() == 1
        && (fourplane::find(diagram.notes, m_selection.front())
            || fourplane::find(diagram.ink, m_selection.front())))
        return tr("Notes and ink are only part of the picture.\n\nPress F2 to write on a note, or Delete to "
                  "remove it.");
    const Topology &topology = m_document->project().topology;
    if (topology.workloads.empty() && topology.externals.empty())
        return tr(
            "The project is empty.\n\nDrag a kind from the palette onto the canvas, or press / and type "
            "its name.");
    return tr(
        "Nothing is selected.\n\nClick a workload, a namespace or a connection to edit it. Select two "
        "workloads to see whether one reaches the other, and why. Press F5 to attack the design.\n\nAll "
        "Fields has the settings of the project: what its platform can enforce.");
}

void InspectorPanel::rebuild()
{
    m_form = nullptr;
    if (m_document && m_selection.size() == 1)
        m_form = makeForm(m_selection.front());
    else if (m_document) {
        if (const auto ids = editableTogether(m_document->project(), m_selection); !ids.empty())
            m_form = new SelectionForm(*m_document, ids, m_scroll);
    }
    if (m_form) {
        m_scroll->setWidget(m_form);
        return;
    }
    auto *page = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(16, 16, 16, 16);
    auto *empty = new QLabel(m_document ? hint() : QString(), page);
    empty->setObjectName(QStringLiteral("inspectorHint"));
    empty->setProperty("role", QStringLiteral("secondary"));
    empty->setTextFormat(Qt::PlainText);
    empty->setWordWrap(true);
    column->addWidget(empty);
    column->addStretch(1);
    m_scroll->setWidget(page);
}

} // namespace fourplane::ui
