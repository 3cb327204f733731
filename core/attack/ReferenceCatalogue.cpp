// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/ReferenceCatalogue.h"

#include <algorithm>
#include <array>

namespace fourplane {

namespace {

/// Whether `text` is `form`, in which # stands for a digit and every other character for itself.
constexpr bool fits(std::string_view text, std::string_view form)
{
    if (text.size() != form.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isDigit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '#' ? !isDigit : text[i] != form[i])
            return false;
    }
    return true;
}

constexpr bool isAttackId(std::string_view id)
{
    return fits(id, "T####") || fits(id, "T####.###") || fits(id, "M####");
}

constexpr bool isAtlasId(std::string_view id)
{
    return fits(id, "AML.T####") || fits(id, "AML.T####.###") || fits(id, "AML.M####");
}

constexpr bool isLlmId(std::string_view id)
{
    return fits(id, "LLM##:####") && id.substr(3, 2) >= "01" && id.substr(3, 2) <= "10";
}

constexpr bool isAgenticId(std::string_view id)
{
    return fits(id, "ASI##:####") && id.substr(3, 2) >= "01" && id.substr(3, 2) <= "10";
}

constexpr bool isMatrixId(std::string_view id)
{
    return fits(id, "MS-TA####") || fits(id, "MS-M####");
}

/// Words of capitals with underscores: CE_PRIV_MOUNT.
constexpr bool isKubeHoundId(std::string_view id)
{
    return !id.empty()
        && std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

/// Slugs with points: k8s.privilege-escalation.nodes-proxy.
constexpr bool isStratusId(std::string_view id)
{
    return id.find('.') != std::string_view::npos && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
}

constexpr bool isSection(std::string_view id)
{
    return fits(id, "#") || fits(id, "#.#") || fits(id, "#.#.#");
}

constexpr bool isAnything(std::string_view id)
{
    return !id.empty();
}

constexpr std::array<ReferenceCatalogue, 9> catalogues { {
    { "ATT&CK", "MITRE ATT&CK", "v18.1", "T1552 or T1552.001", isAttackId, "https://attack.mitre.org/" },
    { "ATLAS", "MITRE ATLAS", "5.6", "AML.T0051 or AML.T0051.001", isAtlasId, "https://atlas.mitre.org/" },
    { "OWASP LLM", "OWASP Top 10 for LLM applications", "2025", "LLM08:2025", isLlmId,
        "https://genai.owasp.org/llm-top-10/" },
    { "OWASP ASI", "OWASP Top 10 for agentic applications", "2026", "ASI03:2026", isAgenticId,
        "https://genai.owasp.org/" },
    { "MS Threat Matrix", "Microsoft threat matrix for Kubernetes", "2023-01", "MS-TA9016 or MS-M9003",
        isMatrixId, "https://microsoft.github.io/Threat-Matrix-for-Kubernetes/" },
    { "KubeHound", "KubeHound attacks", "2025-11", "TOKEN_STEAL", isKubeHoundId, "https://kubehound.io/" },
    { "Stratus", "Stratus Red Team", "", "k8s.privilege-escalation.nodes-proxy", isStratusId,
        "https://stratus-red-team.cloud/" },
    { "LZTSM", "Layered Zero Trust Segmentation Model", "", "3.2, a section of the paper", isSection, "" },
    { "NIST SP", "NIST special publications", "", "800-190", isAnything, "https://csrc.nist.gov/" },
} };

bool startsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

} // namespace

std::span<const ReferenceCatalogue> referenceCatalogues()
{
    return catalogues;
}

const ReferenceCatalogue *findReferenceCatalogue(std::string_view text)
{
    const auto found =
        std::find_if(catalogues.begin(), catalogues.end(), [text](const ReferenceCatalogue &known) {
            return startsWith(text, known.name)
                && (text.size() == known.name.size() || text[known.name.size()] == ' ');
        });
    return found == catalogues.end() ? nullptr : &*found;
}

std::string_view versionOf(const ReferenceCatalogue &catalogue, std::string_view text)
{
    return text.size() <= catalogue.name.size() ? std::string_view() : text.substr(catalogue.name.size() + 1);
}

TechniqueReference referenceFromId(const std::string &id)
{
    if (const ReferenceCatalogue *named = findReferenceCatalogue(id))
        return { std::string(named->name), std::string(versionOf(*named, id)) };
    for (const ReferenceCatalogue &catalogue : catalogues) {
        const bool isOwnForm = catalogue.isId != isSection && catalogue.isId != isAnything;
        if (isOwnForm && catalogue.isId(id)) {
            std::string name(catalogue.name);
            if (!catalogue.version.empty())
                name += " " + std::string(catalogue.version);
            return { std::move(name), id };
        }
    }
    return { {}, id };
}

std::string pageOf(const TechniqueReference &reference)
{
    const ReferenceCatalogue *catalogue = findReferenceCatalogue(reference.catalogue);
    if (!catalogue || !catalogue->isId(reference.id))
        return {};
    if (catalogue->name == "ATT&CK") {
        std::string path = reference.id;
        std::replace(path.begin(), path.end(), '.', '/');
        return std::string(catalogue->home) + (path.front() == 'M' ? "mitigations/" : "techniques/") + path
            + "/";
    }
    if (catalogue->name == "ATLAS") {
        const bool isMitigation = reference.id[4] == 'M';
        return std::string(catalogue->home) + (isMitigation ? "mitigations/" : "techniques/") + reference.id;
    }
    return std::string(catalogue->home);
}

} // namespace fourplane
