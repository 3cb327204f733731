// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/EdgeSpans.h"

#include "core/base/Text.h"
#include "core/storage/YamlTree.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace fourplane {

namespace {

bool isTree(const std::string &path)
{
    return path.ends_with(".yaml") || path.ends_with(".json");
}

int lineCount(const std::string &text)
{
    const auto breaks = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    return breaks + (text.empty() || text.back() != '\n' ? 1 : 0);
}

/// RFC 6901: a key as a segment of a JSON Pointer.
std::string pointerSegment(const std::string &key)
{
    std::string segment = "/";
    for (const char c : key)
        segment += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
    return segment;
}

/// Finds the parts of YAML and JSON files. A node ends where the next one begins.
class TreeSpans
{
public:
    TreeSpans(const ExportedFile &file, std::vector<EdgeSpan> &spans)
        : m_file(file)
        , m_known(file.sources.begin(), file.sources.end())
        , m_spans(spans)
    {
    }

    void visit(const YamlNode &node, int first, int last, const std::string &pointer)
    {
        if (const auto entry = m_file.entries.find(pointer);
            !pointer.empty() && entry != m_file.entries.end() && !entry->second.empty())
            m_spans.push_back({ first, last, entry->second });
        else if (std::vector<std::string> named = namedBy(node); !named.empty())
            m_spans.push_back({ first, last, std::move(named) });
        if (node.isMap())
            visitMap(node, last, pointer);
        else if (node.isSequence())
            visitItems(node, last, pointer);
    }

private:
    /// The sources that a map lists as its edges or grants.
    std::vector<std::string> namedBy(const YamlNode &node) const
    {
        std::vector<std::string> ids;
        for (const char *key : { "edges", "grants" }) {
            const YamlNode *list = node.isMap() ? node.find(key) : nullptr;
            if (!list || !list->isSequence())
                continue;
            for (const YamlNodePtr &item : list->items) {
                if (m_known.count(item->text) > 0)
                    ids.push_back(item->text);
            }
        }
        return ids;
    }

    void visitMap(const YamlNode &node, int last, const std::string &pointer)
    {
        for (std::size_t i = 0; i < node.entries.size(); ++i) {
            const YamlNode::Entry &entry = node.entries[i];
            const int end = i + 1 < node.entries.size()
                ? std::max(entry.keyLocation.line, node.entries[i + 1].keyLocation.line - 1)
                : last;
            visit(*entry.value, entry.keyLocation.line, end, pointer + pointerSegment(entry.key));
        }
    }

    void visitItems(const YamlNode &node, int last, const std::string &pointer)
    {
        const bool isRules =
            pointer == "/spec/ingress" || pointer == "/spec/egress" || pointer == "/spec/rules";
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            const int first = node.items[i]->location.line;
            const int end =
                i + 1 < node.items.size() ? std::max(first, node.items[i + 1]->location.line - 1) : last;
            if (isRules && m_rule < m_file.ruleSources.size())
                m_spans.push_back({ first, end, { m_file.ruleSources[m_rule++] } });
            visit(*node.items[i], first, end, pointer + "/" + std::to_string(i));
        }
    }

    const ExportedFile &m_file;
    std::set<std::string> m_known;
    std::vector<EdgeSpan> &m_spans;
    std::size_t m_rule = 0;
};

bool isWordPart(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
}

/// True when `word` stands in the line and no longer word around it.
bool hasWord(std::string_view line, const std::string &word)
{
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !isWordPart(line[at - 1])) && (end == line.size() || !isWordPart(line[end])))
            return true;
    }
    return false;
}

void addTextSpans(const ExportedFile &file, std::vector<EdgeSpan> &spans)
{
    bool isOpen = false;
    int number = 0;
    for (const std::string &line : split(file.content, '\n')) {
        ++number;
        std::vector<std::string> ids;
        for (const std::string &id : file.sources) {
            if (!id.empty() && hasWord(line, id))
                ids.push_back(id);
        }
        isOpen = isOpen && !line.empty();
        if (!ids.empty()) {
            spans.push_back({ number, number, std::move(ids) });
            isOpen = true;
        } else if (isOpen) {
            spans.back().last = number;
        }
    }
}

} // namespace

std::vector<EdgeSpan> edgeSpansOf(const ExportedFile &file)
{
    std::vector<EdgeSpan> spans;
    if (file.sources.empty())
        return spans;
    const int last = lineCount(file.content);
    spans.push_back({ 1, last, file.sources });
    if (!isTree(file.path)) {
        addTextSpans(file, spans);
        return spans;
    }
    const YamlStream stream = loadYaml(file.content, file.path);
    if (stream.documents.size() == 1)
        TreeSpans(file, spans).visit(*stream.documents.front(), 1, last, {});
    return spans;
}

std::vector<std::string> edgesAt(const std::vector<EdgeSpan> &spans, int line)
{
    for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
        if (span->first <= line && line <= span->last)
            return span->ids;
    }
    return {};
}

} // namespace fourplane
