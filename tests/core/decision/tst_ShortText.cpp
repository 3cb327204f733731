// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/ShortText.h"

#include <rapidcheck.h>

#include <QtTest>

#include <set>
#include <string>

using namespace fourplane;

/// Quick hashes and comparisons of short texts say what those of the standard library do.
class tst_ShortText : public QObject
{
    Q_OBJECT

private slots:
    void equalityIsThatOfTexts();
    void everyByteAndTheLengthCount();
    void namesInARowHaveHashesOfTheirOwn();
};

namespace {

/// A text of at most 20 bytes, of few different ones, so that many are alike in part.
std::string anyText()
{
    const auto size = *rc::gen::inRange<std::size_t>(0, 21);
    return *rc::gen::container<std::string>(size, rc::gen::element('a', 'b', '\0', '\xff'));
}

} // namespace

void tst_ShortText::equalityIsThatOfTexts()
{
    QVERIFY(rc::check([] {
        const std::string left = anyText();
        std::string right = *rc::gen::arbitrary<bool>() ? left : anyText();
        if (!right.empty() && *rc::gen::arbitrary<bool>())
            right[*rc::gen::inRange<std::size_t>(0, right.size())] = 'a';
        RC_ASSERT(isSameText(left, right) == (left == right));
        RC_ASSERT(left != right || hashOfText(left) == hashOfText(right));
    }));
}

void tst_ShortText::everyByteAndTheLengthCount()
{
    for (std::size_t size = 1; size <= 20; ++size) {
        const std::string text(size, 'x');
        QVERIFY(!isSameText(text, text + 'x'));
        for (std::size_t i = 0; i < size; ++i) {
            std::string other = text;
            other[i] = 'y';
            QVERIFY2(!isSameText(text, other), std::to_string(size).c_str());
            QVERIFY2(hashOfText(text) != hashOfText(other), std::to_string(size).c_str());
        }
    }
}

/// As a table of labels sees them: by the lower half.
void tst_ShortText::namesInARowHaveHashesOfTheirOwn()
{
    for (const char *prefix : { "", "a", "app", "service-", "a-rather-long-name-" }) {
        std::set<std::uint32_t> hashes;
        constexpr int count = 10000;
        for (int i = 0; i < count; ++i)
            hashes.insert(static_cast<std::uint32_t>(hashOfText(prefix + std::to_string(i))));
        QVERIFY2(hashes.size() > count - 10, prefix);
    }
}

QTEST_APPLESS_MAIN(tst_ShortText)
#include "tst_ShortText.moc"
