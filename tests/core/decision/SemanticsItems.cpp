// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/core/decision/SemanticsItems.h"

#include "tests/support/TestData.h"

#include <algorithm>
#include <regex>
#include <vector>

namespace fourplane::test {

namespace {

struct FunctionBody
{
    std::string name;
    std::string text;
};

/// The functions that start in the first column of a formatted source, each up to its closing brace there.
std::vector<FunctionBody> functionsOf(const std::string &source)
{
    static const std::regex head(R"((?:^|\n)[A-Za-z][^\n;{}]*?(\w+)\([^;{}]*\)[^;{}\n]*\n\{\n)");
    std::vector<FunctionBody> functions;
    for (std::sregex_iterator it(source.begin(), source.end(), head), end; it != end; ++it) {
        const auto start = static_cast<std::size_t>(it->position() + it->length());
        const std::size_t stop = source.find("\n}", start - 1);
        if (stop != std::string::npos)
            functions.push_back({ (*it)[1], source.substr(start, stop + 1 - start) });
    }
    return functions;
}

bool asserts(const std::string &body)
{
    static const std::regex assertion(R"(\b(QVERIFY2?|QCOMPARE|RC_ASSERT|rc::check)\b)");
    return std::regex_search(body, assertion);
}

bool calls(const std::string &body, const std::string &function)
{
    return std::regex_search(body, std::regex("\\b" + function + "\\("));
}

} // namespace

std::set<std::string> semanticsItems(const std::string &text)
{
    static const std::regex item(R"((^|[^A-Za-z0-9/])((NP|AN|IS|PA|EG|X|L|C|T)[0-9]+)(?![A-Za-z0-9]))");
    std::set<std::string> items;
    for (std::sregex_iterator it(text.begin(), text.end(), item), end; it != end; ++it)
        items.insert((*it)[2]);
    return items;
}

std::map<std::string, std::set<std::string>> slotsByItem(const std::string &source)
{
    const std::vector<FunctionBody> functions = functionsOf(source);
    std::set<std::string> asserting;
    // Twice, so that helpers of helpers count.
    for (int round = 0; round < 2; ++round) {
        for (const FunctionBody &function : functions) {
            const bool checks = asserts(function.text)
                || std::any_of(asserting.begin(), asserting.end(),
                    [&](const std::string &helper) { return calls(function.text, helper); });
            if (checks)
                asserting.insert(function.name);
        }
    }
    static const std::regex named(R"(((?:np|an|is|pa|eg|x|l|c|t)[0-9]+)_\w+)");
    std::map<std::string, std::set<std::string>> found;
    for (const std::string &name : asserting) {
        std::smatch match;
        if (!std::regex_match(name, match, named))
            continue;
        std::string id = match[1];
        std::transform(id.begin(), id.end(), id.begin(), [](unsigned char c) { return std::toupper(c); });
        found[id].insert(name);
    }
    return found;
}

std::map<std::string, std::set<std::string>> slotsByItemBelow(const std::filesystem::path &folder)
{
    std::map<std::string, std::set<std::string>> found;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string file = entry.path().filename().string();
        if (file.rfind("tst_", 0) != 0 || entry.path().extension() != ".cpp")
            continue;
        for (const auto &[id, names] : slotsByItem(readBytes(entry.path())))
            found[id].insert(names.begin(), names.end());
    }
    return found;
}

} // namespace fourplane::test
