// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/KubernetesSyntax.h"

#include <QtTest>

using namespace fourplane;

class tst_KubernetesSyntax : public QObject
{
    Q_OBJECT

private slots:
    void knowsDnsLabels();
    void knowsQualifiedNames();
    void knowsLabelValues();
    void knowsPortNames();
};

void tst_KubernetesSyntax::knowsDnsLabels()
{
    QVERIFY(isDnsLabel("a"));
    QVERIFY(isDnsLabel("ai-gateway-2"));
    QVERIFY(isDnsLabel(std::string(63, 'a')));
    QVERIFY(!isDnsLabel(std::string(64, 'a')));
    for (const char *bad : { "", "-a", "a-", "A", "a.b", "a_b", "\xC3\xA9", "a\n" })
        QVERIFY2(!isDnsLabel(bad), bad);
}

void tst_KubernetesSyntax::knowsQualifiedNames()
{
    for (const char *good : { "app", "app.kubernetes.io/name", "A_b.c-9", "istio-injection" })
        QVERIFY2(isQualifiedName(good), good);
    QVERIFY(isQualifiedName("x/" + std::string(63, 'a')));
    QVERIFY(!isQualifiedName("x/" + std::string(64, 'a')));
    for (const char *bad : { "", "/", "/a", "a/", "a/b/c", "UPPER/x", "-a", "a b", "{{" })
        QVERIFY2(!isQualifiedName(bad), bad);
}

void tst_KubernetesSyntax::knowsLabelValues()
{
    for (const char *good : { "", "1e3", "on", "v1.2_3-x", "A" })
        QVERIFY2(isLabelValue(good), good);
    QVERIFY(isLabelValue(std::string(63, 'x')));
    QVERIFY(!isLabelValue(std::string(64, 'x')));
    for (const char *bad : { " ", "a/b", "-", ".", "a ", "\"; DROP", "a\n", "\xF0\x9F\x98\x80" })
        QVERIFY2(!isLabelValue(bad), bad);
}

void tst_KubernetesSyntax::knowsPortNames()
{
    for (const char *good : { "http", "8080-tcp", "a", "abcdefghijklmno" })
        QVERIFY2(isPortName(good), good);
    for (const char *bad : { "", "8080", "abcdefghijklmnop", "a--b", "-a", "a-", "HTTP", "a_b" })
        QVERIFY2(!isPortName(bad), bad);
}

QTEST_APPLESS_MAIN(tst_KubernetesSyntax)
#include "tst_KubernetesSyntax.moc"
