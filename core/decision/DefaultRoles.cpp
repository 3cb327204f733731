// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/decision/DefaultRoles.h"

#include "core/base/Text.h"

#include <cassert>
#include <tuple>

namespace fourplane {

namespace {

std::vector<std::string> listFrom(const std::string &field)
{
    if (field == "-")
        return {};
    std::vector<std::string> entries = split(field, ',');
    for (std::string &entry : entries) {
        if (entry == "\"\"")
            entry.clear();
    }
    return entries;
}

/// "NAMESPACE/NAME" or "NAME", cut in two.
std::pair<std::string, std::string> qualified(const std::string &text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos)
        return { {}, text };
    return { text.substr(0, slash), text.substr(slash + 1) };
}

Labels labelsFrom(const std::string &field)
{
    Labels labels;
    for (const std::string &pair : split(field, ',')) {
        const std::size_t equals = pair.find('=');
        if (equals != std::string::npos)
            labels[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return labels;
}

class DefaultsReader
{
public:
    /// False when the line is not understood.
    bool read(const std::vector<std::string> &fields)
    {
        const std::string &word = fields.front();
        if (word == "role" && fields.size() == 2) {
            const auto [home, name] = qualified(fields[1]);
            m_result.roles.push_back({ {}, home });
            m_result.roles.back().object.name = name;
            return true;
        }
        if (word == "binding" && fields.size() == 5)
            return readBinding(fields);
        if (m_result.roles.empty())
            return false;
        RbacRole &role = m_result.roles.back().object;
        if (word == "label" && fields.size() == 2)
            role.labels.merge(labelsFrom(fields[1]));
        else if (word == "collects" && fields.size() == 2)
            role.aggregation.push_back({ labelsFrom(fields[1]) });
        else if (word == "rule" && fields.size() == 6)
            role.rules.push_back({ listFrom(fields[2]), listFrom(fields[3]), listFrom(fields[4]),
                listFrom(fields[5]), listFrom(fields[1]) });
        else
            return false;
        return true;
    }

    RbacDefaults take() { return std::move(m_result); }

private:
    bool readBinding(const std::vector<std::string> &fields)
    {
        const auto [home, name] = qualified(fields[1]);
        InNamespace<RbacBinding> made { {}, home };
        made.object.name = name;
        made.object.refersToClusterRole = fields[2] == "ClusterRole";
        made.object.roleName = fields[3];
        for (const std::string &subject : listFrom(fields[4])) {
            const std::size_t colon = subject.find(':');
            if (colon == std::string::npos)
                return false;
            RbacSubject read { subject.substr(0, colon), subject.substr(colon + 1), {} };
            if (read.kind == "ServiceAccount")
                std::tie(read.namespaceName, read.name) = qualified(read.name);
            made.object.subjects.push_back(std::move(read));
        }
        m_result.bindings.push_back(std::move(made));
        return true;
    }

    RbacDefaults m_result;
};

} // namespace

Result<RbacDefaults> readRbacDefaults(std::string_view text)
{
    DefaultsReader reader;
    int number = 0;
    for (const std::string &line : split(text, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        if (!reader.read(split(line, '\t')))
            return failure("rbac-defaults",
                "Line " + std::to_string(number) + " of the default roles is not understood: " + line,
                "Follow the form at the head of the file.");
    }
    return reader.take();
}

const RbacDefaults &rbacDefaults()
{
    static const RbacDefaults defaults = [] {
        Result<RbacDefaults> read = readRbacDefaults(rbacDefaultsText());
        assert(read);
        return read ? std::move(*read) : RbacDefaults {};
    }();
    return defaults;
}

} // namespace fourplane
