// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/document/AutoSave.h"

#include "ui/document/ProjectDocument.h"

namespace fourplane::ui {

AutoSave::AutoSave(ProjectDocument &document, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_slot(std::make_shared<RecoverySlot>(folder))
{
    m_writer.setMaxThreadCount(1);
    m_quiet.setSingleShot(true);
    m_longest.setSingleShot(true);
    setDelays(std::chrono::seconds(2), std::chrono::seconds(10));
    connect(&m_quiet, &QTimer::timeout, this, &AutoSave::write);
    connect(&m_longest, &QTimer::timeout, this, &AutoSave::write);
    connect(&document, &ProjectDocument::changed, this, &AutoSave::schedule);
    connect(&document, &ProjectDocument::reset, this, [this] {
        discard();
        schedule();
    });
    connect(&document, &ProjectDocument::modifiedChanged, this, [this](bool modified) {
        if (modified)
            schedule();
        else
            discard();
    });
}

AutoSave::~AutoSave()
{
    m_writer.waitForDone();
}

void AutoSave::setDelays(std::chrono::milliseconds quiet, std::chrono::milliseconds longest)
{
    m_quiet.setInterval(quiet);
    m_longest.setInterval(longest);
}

void AutoSave::flush()
{
    if (m_quiet.isActive() || m_longest.isActive())
        write();
    m_writer.waitForDone();
}

void AutoSave::discard()
{
    m_quiet.stop();
    m_longest.stop();
    m_writer.start([slot = m_slot] { slot->clear(); });
}

void AutoSave::schedule()
{
    m_quiet.start();
    if (!m_longest.isActive())
        m_longest.start();
}

void AutoSave::write()
{
    m_quiet.stop();
    m_longest.stop();
    if (!m_document.isModified())
        return;
    m_writer.start([this, slot = m_slot, project = m_document.project(), path = m_document.path(),
                       digest = m_document.fileDigest()] {
        const Result<void> result = slot->write(project, path, digest);
        // Into the thread of this object, which outlives the writer.
        QMetaObject::invokeMethod(this, [this, result] {
            if (result)
                Q_EMIT written();
            else
                Q_EMIT failed(QString::fromStdString(toString(result.error())));
        });
    });
}

} // namespace fourplane::ui
