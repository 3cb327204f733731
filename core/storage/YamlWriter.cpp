// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/YamlWriter.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

namespace fourplane {

YamlValue::YamlValue(std::string text)
    : m_value(std::move(text))
{
}

YamlValue::YamlValue(std::string_view text)
    : m_value(std::string(text))
{
}

YamlValue::YamlValue(const char *text)
    : m_value(std::string(text))
{
}

YamlValue::YamlValue(bool value)
    : m_value(value)
{
}

YamlValue::YamlValue(int value)
    : m_value(static_cast<std::int64_t>(value))
{
}

YamlValue::YamlValue(std::int64_t value)
    : m_value(value)
{
}

YamlValue::YamlValue(double value)
    : m_value(value)
{
}

YamlValue::YamlValue(List items)
    : m_value(std::move(items))
{
}

YamlValue::YamlValue(Map entries)
    : m_value(std::move(entries))
{
}

YamlValue YamlValue::strings(const std::vector<std::string> &texts)
{
    return YamlValue(List(texts.begin(), texts.end()));
}

YamlValue &YamlValue::add(std::string key, YamlValue value)
{
    assert(std::holds_alternative<Map>(m_value));
    std::get<Map>(m_value).emplace_back(std::move(key), std::move(value));
    return *this;
}

YamlValue &YamlValue::addUnlessEmpty(std::string key, YamlValue value)
{
    return value.isEmpty() ? *this : add(std::move(key), std::move(value));
}

YamlValue &YamlValue::append(YamlValue value)
{
    assert(std::holds_alternative<List>(m_value));
    std::get<List>(m_value).push_back(std::move(value));
    return *this;
}

bool YamlValue::isEmpty() const
{
    if (const auto *text = std::get_if<std::string>(&m_value))
        return text->empty();
    if (const auto *items = std::get_if<List>(&m_value))
        return items->empty();
    if (const auto *entries = std::get_if<Map>(&m_value))
        return entries->empty();
    return std::holds_alternative<std::monostate>(m_value);
}

namespace {

bool isPlainByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
        || c == '.' || c == '/' || c == ' ' || c == '(' || c == ')' || c == '+' || c == '=' || c == ';'
        || c == ':' || c == ',' || c == '*' || c == '@' || c == '$' || c == '<' || c == '>' || c == '~'
        || c == '^' || c == '\'';
}

/// Words that YAML 1.1 or 1.2 readers take for booleans or null, in lower case.
bool isReservedWord(std::string_view text)
{
    static constexpr std::array<std::string_view, 11> words { "null", "true", "false", "yes", "no", "on",
        "off", "y", "n", "~", "<<" };
    return std::find(words.begin(), words.end(), toLowerAscii(text)) != words.end();
}

/// Whether every YAML reader takes the unquoted text for just this string. Deliberately narrow: what looks
/// like a number, a date or an indicator is quoted.
bool isSafePlain(std::string_view text)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '_';
    };
    if (text.empty() || !isLetter(text.front()) || text.back() == ' ' || text.back() == ':'
        || isReservedWord(text))
        return false;
    if (!std::all_of(text.begin(), text.end(), isPlainByte))
        return false;
    return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

std::string doubleQuoted(std::string_view text)
{
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string quoted = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '"' || text[i] == '\\')
            quoted += { '\\', text[i] };
        else if (text[i] == '\n')
            quoted += "\\n";
        else if (text[i] == '\t')
            quoted += "\\t";
        else if (text[i] == '\r')
            quoted += "\\r";
        else if (byte < 0x20u || byte == 0x7Fu)
            quoted += { '\\', 'x', hex[byte >> 4u], hex[byte & 15u] };
        else if (text.substr(i, 2) == "\xC2\x85") // next line: a line break to YAML 1.1
            quoted += "\\u0085", ++i;
        else if (text.substr(i, 3) == "\xE2\x80\xA8")
            quoted += "\\u2028", i += 2;
        else if (text.substr(i, 3) == "\xE2\x80\xA9")
            quoted += "\\u2029", i += 2;
        else if (text.substr(i, 3) == "\xEF\xBB\xBF")
            quoted += "\\uFEFF", i += 2;
        else
            quoted += text[i];
    }
    return quoted + "\"";
}

/// Literal blocks are used for texts of plain lines that end in exactly one newline.
bool isLiteralBlock(std::string_view text)
{
    if (text.size() < 2 || text.back() != '\n' || text[text.size() - 2] == '\n' || text.front() == ' '
        || text.front() == '\n' || std::count(text.begin(), text.end(), '\n') < 2)
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= ' ' && c < 0x7F); });
}

std::string shortest(double value)
{
    std::array<char, 40> buffer {};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    assert(error == std::errc {});
    return { buffer.data(), end };
}

} // namespace

/// Prints a value; `indent` is the column at which the value's own lines start.
class YamlPrinter
{
public:
    std::string text;

    void print(const YamlValue &value, std::size_t indent)
    {
        std::visit([&](const auto &v) { printValue(v, indent); }, value.m_value);
    }

private:
    static bool isBlock(const YamlValue &value)
    {
        return (std::holds_alternative<YamlValue::List>(value.m_value)
                   || std::holds_alternative<YamlValue::Map>(value.m_value))
            && !value.isEmpty();
    }

    void printValue(std::monostate, std::size_t) { text += "null\n"; }

    void printValue(bool value, std::size_t) { text += value ? "true\n" : "false\n"; }

    void printValue(std::int64_t value, std::size_t) { text += std::to_string(value) + "\n"; }

    void printValue(double value, std::size_t) { text += shortest(value) + "\n"; }

    void printValue(const std::string &value, std::size_t indent)
    {
        if (isLiteralBlock(value)) {
            text += "|\n";
            std::vector<std::string> lines = split(value, '\n');
            lines.pop_back();
            for (const std::string &line : lines)
                text += (line.empty() ? std::string() : std::string(indent, ' ') + line) + "\n";
            return;
        }
        text += (isSafePlain(value) ? value : doubleQuoted(value)) + "\n";
    }

    void printValue(const YamlValue::List &items, std::size_t indent)
    {
        if (items.empty()) {
            text += "[]\n";
            return;
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0)
                text += std::string(indent, ' ');
            text += "- ";
            print(items[i], indent + 2);
        }
    }

    void printValue(const YamlValue::Map &entries, std::size_t indent)
    {
        if (entries.empty()) {
            text += "{}\n";
            return;
        }
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (i > 0)
                text += std::string(indent, ' ');
            const auto &[key, value] = entries[i];
            text += (isSafePlain(key) ? key : doubleQuoted(key)) + ":";
            if (isBlock(value))
                text += "\n" + std::string(indent + 2, ' ');
            else
                text += " ";
            print(value, indent + 2);
        }
    }
};

/// Makes nodes of values.
class YamlPlanter
{
public:
    static std::shared_ptr<YamlNode> plant(const YamlValue &value)
    {
        return std::visit([](const auto &v) { return nodeOf(v); }, value.m_value);
    }

private:
    static std::shared_ptr<YamlNode> make(YamlNode::Kind kind)
    {
        auto node = std::make_shared<YamlNode>();
        node->kind = kind;
        return node;
    }

    static std::shared_ptr<YamlNode> scalar(std::string text, bool isQuoted)
    {
        auto node = make(YamlNode::Kind::Scalar);
        node->text = std::move(text);
        node->quoted = isQuoted;
        return node;
    }

    static std::shared_ptr<YamlNode> nodeOf(std::monostate) { return make(YamlNode::Kind::Null); }

    static std::shared_ptr<YamlNode> nodeOf(bool value) { return scalar(value ? "true" : "false", false); }

    static std::shared_ptr<YamlNode> nodeOf(std::int64_t value)
    {
        return scalar(std::to_string(value), false);
    }

    static std::shared_ptr<YamlNode> nodeOf(double value) { return scalar(shortest(value), false); }

    static std::shared_ptr<YamlNode> nodeOf(const std::string &value)
    {
        return scalar(value, !isSafePlain(value)); // literal blocks, too, are no plain text
    }

    static std::shared_ptr<YamlNode> nodeOf(const YamlValue::List &items)
    {
        auto node = make(YamlNode::Kind::Sequence);
        for (const YamlValue &item : items) {
            node->items.push_back(plant(item));
            node->weight += node->items.back()->weight;
        }
        return node;
    }

    static std::shared_ptr<YamlNode> nodeOf(const YamlValue::Map &entries)
    {
        auto node = make(YamlNode::Kind::Map);
        for (const auto &[key, value] : entries) {
            node->entries.push_back({ key, {}, plant(value) });
            node->weight += node->entries.back().value->weight;
        }
        return node;
    }
};

YamlNodePtr toYamlTree(const YamlValue &value)
{
    return YamlPlanter::plant(value);
}

std::string toYaml(const YamlValue &value)
{
    YamlPrinter printer;
    printer.print(value, 0);
    return std::move(printer.text);
}

} // namespace fourplane
