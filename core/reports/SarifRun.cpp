// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/SarifRun.h"

#include "core/attack/ReferenceCatalogue.h"
#include "core/reports/JsonParts.h"

#include <algorithm>

namespace fourplane {

namespace {

void replaceAll(std::string &text, std::string_view what, std::string_view by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~' || c == '/';
}

} // namespace

std::string uriOfPath(std::string_view path)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = path.substr(0, 1) == "/" ? "file://" : "";
    for (char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (isUnreserved(c))
            uri += c;
        else
            uri += { '%', digits[byte >> 4U], digits[byte & 15U] };
    }
    return uri;
}

SarifRun::SarifRun(const TraceContext &context)
    : m_context(context)
{
}

std::size_t SarifRun::addRule(const std::string &id, const Json &rule)
{
    const auto [found, isNew] = m_ruleIndex.emplace(id, m_rules.size());
    if (isNew)
        m_rules.push_back(rule);
    return found->second;
}

std::size_t SarifRun::taxonomyIndex(const std::string &catalogue)
{
    const auto found = std::find_if(m_taxonomies.begin(), m_taxonomies.end(),
        [&catalogue](const Taxonomy &taxonomy) { return taxonomy.catalogue == catalogue; });
    if (found != m_taxonomies.end())
        return static_cast<std::size_t>(found - m_taxonomies.begin());
    m_taxonomies.push_back({ catalogue, {} });
    return m_taxonomies.size() - 1;
}

SarifRun::Json SarifRun::taxon(const TechniqueReference &reference, const std::string &title)
{
    const std::size_t index = taxonomyIndex(reference.catalogue);
    m_taxonomies[index].titles.emplace(reference.id, title);
    return { { "id", reference.id },
        { "toolComponent", { { "name", reference.catalogue }, { "index", index } } } };
}

SarifRun::Json SarifRun::taxa(const std::vector<TechniqueReference> &references)
{
    Json list = Json::array();
    for (const TechniqueReference &reference : references) {
        if (!reference.catalogue.empty())
            list.push_back(taxon(reference));
    }
    return list;
}

SarifRun::Json SarifRun::relationships(const std::vector<TechniqueReference> &references)
{
    Json list = Json::array();
    for (const Json &target : taxa(references))
        list.push_back({ { "target", target }, { "kinds", Json::array({ "relevant" }) } });
    return list;
}

SarifRun::Json SarifRun::location(const ElementId &id, const std::string &text) const
{
    Json location = Json::object();
    const SourceLocation where = placeOf(m_context, id);
    if (where.isKnown())
        location["physicalLocation"] = physicalLocation(where);
    else if (!m_context.projectFile.empty())
        location["physicalLocation"] = physicalLocation({ m_context.projectFile, 0, 0, 0 });
    location["logicalLocations"] = Json::array({ { { "name", elementName(m_context.project, id) },
        { "fullyQualifiedName", id.value() }, { "kind", kindText(m_context.project, id) } } });
    if (!text.empty())
        location["message"] = message(text);
    return location;
}

SarifRun::Json SarifRun::physicalLocation(const SourceLocation &where)
{
    Json place { { "artifactLocation", { { "uri", uriOfPath(where.file) } } } };
    if (where.line > 0) {
        place["region"] = { { "startLine", where.line } };
        if (where.column > 0)
            place["region"]["startColumn"] = where.column;
    }
    return place;
}

SarifRun::Json SarifRun::message(std::string_view text)
{
    std::string shown(text);
    replaceAll(shown, "{", "{{"); // SARIF 3.11.5: braces are placeholders unless doubled
    replaceAll(shown, "}", "}}");
    replaceAll(shown, "](", "] ("); // SARIF 3.11.6: this would be a link
    return { { "text", std::move(shown) } };
}

std::string SarifRun::finish()
{
    Json taxonomies = Json::array();
    for (const Taxonomy &taxonomy : m_taxonomies) {
        const ReferenceCatalogue *known = findReferenceCatalogue(taxonomy.catalogue);
        Json component { { "name", taxonomy.catalogue } };
        if (known) {
            component["fullName"] = std::string(known->title);
            const std::string version(versionOf(*known, taxonomy.catalogue));
            if (!version.empty())
                component["version"] = version;
            if (!known->home.empty())
                component["informationUri"] = std::string(known->home);
        }
        Json entries = Json::array();
        for (const auto &[id, title] : taxonomy.titles) {
            Json entry { { "id", id } };
            if (!title.empty())
                entry["shortDescription"] = message(title);
            const std::string page = pageOf({ taxonomy.catalogue, id });
            if (!page.empty())
                entry["helpUri"] = page;
            entries.push_back(std::move(entry));
        }
        component["taxa"] = std::move(entries);
        taxonomies.push_back(std::move(component));
    }
    Json driver { { "name", "Fourplane" } };
    if (!m_context.toolVersion.empty())
        driver["semanticVersion"] = m_context.toolVersion;
    driver["rules"] = m_rules;
    Json supported = Json::array();
    for (std::size_t i = 0; i < m_taxonomies.size(); ++i)
        supported.push_back({ { "name", m_taxonomies[i].catalogue }, { "index", i } });
    driver["supportedTaxonomies"] = std::move(supported);
    Json run { { "tool", { { "driver", std::move(driver) } } }, { "taxonomies", std::move(taxonomies) },
        { "columnKind", "unicodeCodePoints" }, { "results", std::move(m_results) },
        { "properties",
            { { "project", m_context.project.name },
                { "limits",
                    "Design-time results: they say what the design permits, not what a cluster "
                    "does." } } } };
    return dumpJson(
        { { "$schema",
              "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json" },
            { "version", "2.1.0" }, { "runs", Json::array({ std::move(run) }) } });
}

} // namespace fourplane
