// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panels/WhyContent.h"
#include "ui/theme/Theme.h"

#include <QFrame>

class QVBoxLayout;

namespace fourplane::ui {

/// Shows why something is permitted, denied or blocked: a verdict, and per plane the deciding object, the
/// reason and the manifest line.
class WhyCard : public QFrame
{
    Q_OBJECT

public:
    explicit WhyCard(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setContent(const WhyContent &content);

    const WhyContent &content() const { return m_content; }

    /// All of it as plain text: for the clipboard, screen readers and tests.
    QString plainText() const;

private:
    void rebuild();
    void addRow(const WhyRow &row);

    QVBoxLayout *m_layout;
    QWidget *m_body = nullptr;
    Theme m_theme;
    WhyContent m_content;
};

} // namespace fourplane::ui
