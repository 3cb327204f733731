// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/Sha256.h"

#include <QCryptographicHash>
#include <QtTest>

using namespace fourplane;

class tst_Sha256 : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheStandardsExamples();
    void agreesWithQtOnEveryPaddingLength();
};

void tst_Sha256::agreesWithTheStandardsExamples()
{
    QCOMPARE(sha256("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(sha256(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

void tst_Sha256::agreesWithQtOnEveryPaddingLength()
{
    std::string text;
    for (int length = 0; length <= 200; ++length) {
        const auto expected = QCryptographicHash::hash(
            QByteArray(text.data(), static_cast<int>(text.size())), QCryptographicHash::Sha256);
        QCOMPARE(sha256(text), expected.toHex().toStdString());
        text += static_cast<char>(length * 37);
    }
}

QTEST_APPLESS_MAIN(tst_Sha256)
#include "tst_Sha256.moc"
