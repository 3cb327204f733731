// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/panels/BehaviourFields.h"

#include <QObject>

namespace fourplane::ui {

std::vector<BehaviourField> behaviourFields()
{
    using Traits = WorkloadTraits;
    std::vector<BehaviourField> fields {
        { QObject::tr("Runs code that a model wrote"), "Executes",
            QObject::tr("Who steers the model runs code in it. Simulated; only what surrounds it can hold "
                        "that back."),
            &Traits::executesModelOutput },
        { QObject::tr("Sends content outside"), "Sends",
            QObject::tr(
                "Mail, pull requests, web hooks: a way out for data, whatever the network plane says."),
            &Traits::sendsOutside },
        { QObject::tr("Fetches URLs that callers choose"), "Fetches",
            QObject::tr("Server-side request forgery: it connects to what others name. The network plane "
                        "limits where to."),
            &Traits::fetchesUrls },
        { QObject::tr("Secrets in its environment"), "Secrets",
            QObject::tr("Whoever runs code in it or reads its pod template has them. Identity plane."),
            nullptr, &Traits::environmentSecrets },
        { QObject::tr("Loads unsafe model files"), "UnsafeModels",
            QObject::tr("Pickle and its like run code when they are loaded. Workload plane."), nullptr,
            &Traits::loadsUnsafeModels },
        { QObject::tr("Renders model output"), "Renders",
            QObject::tr("Shows it with links or images that are fetched by themselves, which carries data "
                        "out. Data plane."),
            nullptr, &Traits::rendersModelOutput },
        { QObject::tr("Accepts anonymous callers"), "Anonymous",
            QObject::tr("It asks nobody who they are: then only the mesh and the network plane stand before "
                        "it. Identity plane."),
            nullptr, &Traits::acceptsAnonymousCallers },
    };
    const QString credit =
        QObject::tr("As long as it is not known, the design gets no credit for its absence.");
    for (BehaviourField &field : fields) {
        if (field.known)
            field.explanation += QLatin1Char(' ') + credit;
    }
    return fields;
}

} // namespace fourplane::ui
