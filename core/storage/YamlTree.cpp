// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/YamlTree.h"

#include "core/base/Text.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <cmath>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

namespace fourplane {

namespace {

/// Ends loading of the current document; caught in loadDocument.
struct LoadStop
{
    Diagnostic diagnostic;
};

/// Builds a tree of YamlNode from yaml-cpp's events and enforces the limits while it does so.
class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(std::string file, int lineOffset, int documentIndex, const YamlLimits &limits)
        : m_file(std::move(file))
        , m_lineOffset(lineOffset)
        , m_documentIndex(documentIndex)
        , m_limits(limits)
    {
    }

    std::shared_ptr<YamlNode> root() const { return m_root; }

    void OnDocumentStart(const YAML::Mark &) override { }

    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(make(YamlNode::Kind::Null, mark), anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto target = m_anchors.find(anchor);
        if (target == m_anchors.end())
            stop("yaml-syntax", "An alias refers to a value that contains it.", "Write the value out.",
                at(mark));
        attach(target->second, mark);
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
        const std::string &value) override
    {
        auto node = make(YamlNode::Kind::Scalar, mark);
        node->text = value;
        node->quoted = tag == "!";
        add(node, anchor);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
        YAML::EmitterStyle::value) override
    {
        open(make(YamlNode::Kind::Sequence, mark), anchor, mark);
    }

    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
        YAML::EmitterStyle::value) override
    {
        open(make(YamlNode::Kind::Map, mark), anchor, mark);
    }

    void OnMapEnd() override { close(); }

private:
    struct Level
    {
        std::shared_ptr<YamlNode> node;
        YAML::anchor_t anchor = YAML::NullAnchor;
        bool expectsKey = true;
        std::string key;
        SourceLocation keyLocation;
        std::unordered_set<std::string> keys;
    };

    SourceLocation at(const YAML::Mark &mark) const
    {
        return { m_file, mark.line + 1 + m_lineOffset, mark.column + 1, m_documentIndex };
    }

    std::shared_ptr<YamlNode> make(YamlNode::Kind kind, const YAML::Mark &mark) const
    {
        auto node = std::make_shared<YamlNode>();
        node->kind = kind;
        node->location = at(mark);
        return node;
    }

    [[noreturn]] static void stop(
        std::string code, std::string message, std::string fix, SourceLocation where)
    {
        throw LoadStop { Diagnostic { DiagnosticLevel::Severe, std::move(code), std::move(message),
            std::move(fix), std::move(where) } };
    }

    void open(const std::shared_ptr<YamlNode> &node, YAML::anchor_t anchor, const YAML::Mark &mark)
    {
        if (m_levels.size() >= m_limits.depth) {
            stop("yaml-too-deep",
                "Values are nested more than " + std::to_string(m_limits.depth) + " levels deep.",
                "Flatten the document.", at(mark));
        }
        if (isKeyExpected())
            stop("yaml-complex-key", "A map key is itself a map or a list.", "Use a plain text key.",
                at(mark));
        Level level;
        level.node = node;
        level.anchor = anchor;
        m_levels.push_back(std::move(level));
    }

    void close()
    {
        const Level level = std::move(m_levels.back());
        m_levels.pop_back();
        add(level.node, level.anchor);
    }

    void add(const std::shared_ptr<YamlNode> &node, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor)
            m_anchors[anchor] = node;
        attachAt(node, node->location);
    }

    void attach(const std::shared_ptr<YamlNode> &node, const YAML::Mark &mark) { attachAt(node, at(mark)); }

    bool isKeyExpected() const
    {
        return !m_levels.empty() && m_levels.back().node->isMap() && m_levels.back().expectsKey;
    }

    void attachAt(const std::shared_ptr<YamlNode> &node, const SourceLocation &where)
    {
        if (m_levels.empty()) {
            m_root = node;
            return;
        }
        Level &level = m_levels.back();
        if (isKeyExpected()) {
            takeKey(level, *node, where);
            return;
        }
        level.node->weight += node->weight;
        if (level.node->weight > m_limits.nodes) {
            stop("yaml-too-large",
                "The document has more than " + std::to_string(m_limits.nodes)
                    + " values once aliases are written out.",
                "Remove the nested aliases or split the document.", where);
        }
        if (level.node->isSequence()) {
            level.node->items.push_back(node);
        } else {
            level.node->entries.push_back({ std::move(level.key), std::move(level.keyLocation), node });
            level.expectsKey = true;
        }
    }

    static void takeKey(Level &level, const YamlNode &node, const SourceLocation &where)
    {
        if (!node.isScalar() && !node.isNull())
            stop("yaml-complex-key", "A map key is itself a map or a list.", "Use a plain text key.", where);
        if (!level.keys.insert(node.text).second) {
            stop("duplicate-key", "The key \"" + node.text + "\" stands twice in the same map.",
                "Keep one of the two.", where);
        }
        level.key = node.text;
        level.keyLocation = where;
        level.expectsKey = false;
    }

    std::string m_file;
    int m_lineOffset;
    int m_documentIndex;
    YamlLimits m_limits;
    std::vector<Level> m_levels;
    std::unordered_map<YAML::anchor_t, std::shared_ptr<YamlNode>> m_anchors;
    std::shared_ptr<YamlNode> m_root;
};

struct Chunk
{
    std::string_view text;
    int lineOffset = 0;
};

bool isDocumentMarker(std::string_view line)
{
    return line.substr(0, 3) == "---"
        && (line.size() == 3 || line[3] == ' ' || line[3] == '\t' || line[3] == '\r');
}

/// Cuts at document markers, which YAML allows only at the start of a line, so that an error in one document
/// does not hide the others.
std::vector<Chunk> cutDocuments(std::string_view text)
{
    std::vector<Chunk> chunks;
    std::size_t chunkStart = 0;
    int chunkLine = 0;
    int line = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (at > chunkStart && isDocumentMarker(text.substr(at, end - at))) {
            chunks.push_back({ text.substr(chunkStart, at - chunkStart), chunkLine });
            chunkStart = at;
            chunkLine = line;
        }
        at = end + 1;
        ++line;
    }
    if (chunkStart < text.size())
        chunks.push_back({ text.substr(chunkStart), chunkLine });
    return chunks;
}

SourceLocation locate(std::string_view text, std::size_t offset, const std::string &file)
{
    SourceLocation where { file, 1, 1, 0 };
    for (std::size_t i = 0; i < offset; ++i) {
        ++where.column;
        if (text[i] == '\n') {
            ++where.line;
            where.column = 1;
        }
    }
    return where;
}

void loadChunk(const Chunk &chunk, const std::string &fileName, const YamlLimits &limits, YamlStream &stream)
{
    const int index = static_cast<int>(stream.documents.size());
    const auto report = [&stream](
                            Diagnostic diagnostic) { stream.diagnostics.push_back(std::move(diagnostic)); };
    const auto where = [&](const YAML::Mark &mark) {
        return SourceLocation { fileName, mark.line + 1 + chunk.lineOffset, mark.column + 1, index };
    };
    try {
        std::istringstream input { std::string(chunk.text) };
        YAML::Parser parser(input);
        while (true) {
            TreeBuilder builder(
                fileName, chunk.lineOffset, static_cast<int>(stream.documents.size()), limits);
            if (!parser.HandleNextDocument(builder))
                return;
            if (builder.root() && !isYamlNull(*builder.root()))
                stream.documents.push_back(builder.root());
        }
    } catch (const LoadStop &stop) {
        report(stop.diagnostic);
    } catch (const YAML::DeepRecursion &error) {
        report({ DiagnosticLevel::Severe, "yaml-too-deep", "Values are nested too deep.",
            "Flatten the document.", where(error.mark) });
    } catch (const YAML::Exception &error) {
        report({ DiagnosticLevel::Severe, "yaml-syntax", "This is not well-formed YAML: " + error.msg + ".",
            "Correct the syntax at this place.", where(error.mark) });
    }
}

} // namespace

const YamlNode *YamlNode::find(std::string_view key) const
{
    for (const Entry &entry : entries) {
        if (entry.key == key)
            return entry.value.get();
    }
    return nullptr;
}

const YamlNode *YamlNode::find(std::initializer_list<std::string_view> path) const
{
    const YamlNode *node = this;
    for (std::string_view key : path) {
        node = node->find(key);
        if (!node)
            return nullptr;
    }
    return node;
}

YamlStream loadYaml(std::string_view text, const std::string &fileName, const YamlLimits &limits)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (text.substr(0, byteOrderMark.size()) == byteOrderMark)
        text.remove_prefix(byteOrderMark.size());
    YamlStream stream;
    if (const auto invalid = firstInvalidUtf8(text)) {
        stream.diagnostics.push_back({ DiagnosticLevel::Severe, "invalid-utf8",
            "The file is not valid UTF-8.", "Save it as UTF-8.", locate(text, *invalid, fileName) });
        return stream;
    }
    for (const Chunk &chunk : cutDocuments(text))
        loadChunk(chunk, fileName, limits, stream);
    return stream;
}

bool isYamlNull(const YamlNode &node)
{
    if (node.isNull())
        return true;
    return node.isScalar() && !node.quoted
        && (node.text.empty() || node.text == "~" || node.text == "null" || node.text == "Null"
            || node.text == "NULL");
}

std::optional<bool> yamlBool(const YamlNode &node)
{
    if (!node.isScalar() || node.quoted)
        return std::nullopt;
    if (node.text == "true" || node.text == "True" || node.text == "TRUE")
        return true;
    if (node.text == "false" || node.text == "False" || node.text == "FALSE")
        return false;
    return std::nullopt;
}

std::optional<std::int64_t> yamlInt(const YamlNode &node)
{
    if (!node.isScalar() || node.quoted || node.text.empty())
        return std::nullopt;
    std::string_view digits = node.text;
    if (digits.front() == '+')
        digits.remove_prefix(1);
    int base = 10;
    if (digits.substr(0, 2) == "0x" || digits.substr(0, 2) == "0o") {
        base = digits[1] == 'x' ? 16 : 8;
        digits.remove_prefix(2);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc {} || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

std::optional<double> yamlDouble(const YamlNode &node)
{
    if (const auto whole = yamlInt(node))
        return static_cast<double>(*whole);
    if (!node.isScalar() || node.quoted || node.text.empty())
        return std::nullopt;
    std::string_view digits = node.text;
    if (digits.front() == '+')
        digits.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc {} || end != digits.data() + digits.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

} // namespace fourplane
