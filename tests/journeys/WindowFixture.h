// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/MainWindow.h"

#include <QComboBox>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace fourplane::test {

/// A real main window with the segmented sample open, as a copy in a folder of its own, and what a person
/// does with mouse and keyboard.
class WindowFixture
{
public:
    WindowFixture();

    /// Opens the copy and waits until nothing runs. False when it could not be opened.
    bool open();

    ui::MainWindow &window() { return *m_window; }

    const Project &project();

    QString path() const;

    /// What the window remembers.
    QSettings &settings() { return m_settings; }

    /// Runs the event loop until nothing runs any more.
    bool waitUntilIdle();

    /// Clicks the card, container or connection with this id.
    void click(const char *id, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    template <class W>
    W *child(const char *name)
    {
        return m_window->findChild<W *>(QString::fromLatin1(name));
    }

    /// Replaces the text of a field by typing, then leaves the field.
    void type(const char *field, const QString &text);

    /// Opens a drop-down and takes the entry with this value.
    bool choose(const char *combo, const QString &value);

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

private:
    QTemporaryDir m_folder;
    QSettings m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace fourplane::test
