// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ReadContext.h"

#include <algorithm>
#include <tuple>

namespace fourplane {

void ReadContext::report(std::string code, std::string message, std::string fix, const SourceLocation &where)
{
    report(Diagnostic { DiagnosticLevel::Fatal, std::move(code), std::move(message), std::move(fix), where });
}

void ReadContext::report(Diagnostic diagnostic)
{
    m_places.emplace(diagnostic.where.line, diagnostic.where.column);
    if (m_diagnostics.size() < mostDiagnostics)
        m_diagnostics.push_back(std::move(diagnostic));
    else
        ++m_uncounted;
}

void ReadContext::wrongType(const Field &field, std::string_view expected, std::string fix)
{
    report("wrong-type",
        "\"" + std::string(field.key) + "\" must be " + std::string(expected) + ", but this is "
            + describeNode(field.node) + ".",
        std::move(fix), field.node.isScalar() ? field.node.location : field.where);
}

bool ReadContext::isReported(const SourceLocation &where) const
{
    return m_places.count({ where.line, where.column }) > 0;
}

Diagnostics ReadContext::take()
{
    std::stable_sort(
        m_diagnostics.begin(), m_diagnostics.end(), [](const Diagnostic &a, const Diagnostic &b) {
            return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
        });
    if (m_uncounted > 0) {
        const std::string file = m_diagnostics.front().where.file;
        m_diagnostics.push_back({ DiagnosticLevel::Note, "too-many-errors",
            std::to_string(m_uncounted) + " more problems are not listed.",
            "Mend the ones above and read the file again.", SourceLocation { file } });
    }
    m_uncounted = 0;
    return std::exchange(m_diagnostics, {});
}

std::string describeNode(const YamlNode &node)
{
    if (isYamlNull(node))
        return "empty";
    if (node.isMap())
        return "a map";
    if (node.isSequence())
        return "a list";
    if (yamlBool(node))
        return "the truth value " + node.text;
    if (yamlDouble(node))
        return "the number " + node.text;
    constexpr std::size_t longestQuote = 60;
    return "the text \"" + (node.text.size() > longestQuote ? "..." : node.text) + "\"";
}

} // namespace fourplane
