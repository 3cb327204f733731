// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/attack/AttackLab.h"

#include <QtTest>

using namespace fourplane;
using namespace fourplane::test;

/// A trait whose absence is a control (D6, W6, D7, I6) earns credit only where somebody has said it.
class tst_UnsetTraits : public QObject
{
    Q_OBJECT

private slots:
    void environmentSecretsUnsetIsNoCredit();
    void unsafeModelsUnsetIsNoCredit();
    void renderedOutputUnsetIsNoCredit();
    void anonymousCallersUnsetIsNoCredit();
    void whoeverShowsNothingIsNotAccused();
};

void tst_UnsetTraits::environmentSecretsUnsetIsNoCredit()
{
    AttackLab lab;
    lab.code("web");
    lab.unmountTokens();
    QVERIFY(!holds(lab.run({ "env-secret-harvest" }), "sa-web held"));
    lab.workload("web").traits.environmentSecrets.reset();
    QVERIFY(holds(lab.run({ "env-secret-harvest" }), "sa-web held"));
}

void tst_UnsetTraits::unsafeModelsUnsetIsNoCredit()
{
    AttackLab lab;
    lab.text("contracts");
    lab.dataFlow("llm", "db", AccessVerb::Read, "contracts");
    QVERIFY(!holds(lab.run({ "malicious-model-load" }), "llm foothold"));
    lab.workload("llm").traits.loadsUnsafeModels.reset();
    QVERIFY(holds(lab.run({ "malicious-model-load" }), "llm foothold"));
}

void tst_UnsetTraits::renderedOutputUnsetIsNoCredit()
{
    AttackLab lab;
    lab.text("llm");
    lab.feed("chunks", "llm");
    lab.flow("gate", "llm");
    QVERIFY(!holds(lab.run({ "render-exfil" }), "chunks leaked"));
    lab.workload("gate").traits.rendersModelOutput.reset();
    QVERIFY(holds(lab.run({ "render-exfil" }), "chunks leaked"));
}

void tst_UnsetTraits::anonymousCallersUnsetIsNoCredit()
{
    AttackLab lab;
    lab.network("web");
    QVERIFY(!holds(lab.run({ "open-inference-api" }), "llm influenced"));
    lab.workload("llm").traits.acceptsAnonymousCallers.reset();
    QVERIFY(holds(lab.run({ "open-inference-api" }), "llm influenced"));
}

void tst_UnsetTraits::whoeverShowsNothingIsNotAccused()
{
    AttackLab lab;
    lab.text("llm");
    lab.feed("chunks", "llm");
    lab.flow("ingest", "llm"); // a pipeline shows nobody anything
    lab.workload("ingest").traits.rendersModelOutput.reset();
    QVERIFY(!holds(lab.run({ "render-exfil" }), "chunks leaked"));
}

QTEST_APPLESS_MAIN(tst_UnsetTraits)
#include "tst_UnsetTraits.moc"
