// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/canvas/ConnectionChoices.h"
#include "ui/panels/PickerPopup.h"

namespace fourplane::ui {

class CanvasView;

/// Asks how a connection that was drawn is meant, where more than one way is sensible: to which port, and by
/// which pattern it is permitted. Enter takes the first, Escape leaves nothing.
class ConnectionPicker : public PickerPopup
{
    Q_OBJECT

public:
    /// Asks whenever `canvas` does not know; stands over `parent`, in whose coordinates the canvas begins at
    /// the origin.
    ConnectionPicker(CanvasView &canvas, QWidget *parent);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void ask(const ElementId &sourceId, const ElementId &destinationId, const QPointF &position);
    void connectAs(const QString &key);

    CanvasView &m_canvas;
    ElementId m_sourceId;
    ElementId m_destinationId;
    std::vector<ConnectionChoice> m_choices;
};

} // namespace fourplane::ui
