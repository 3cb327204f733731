// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/attack/EvidenceSource.h"
#include "core/attack/LintParts.h"
#include "core/attack/ReferenceCatalogue.h"
#include "core/base/Text.h"

namespace fourplane {

namespace {

std::string knownCatalogues()
{
    std::vector<std::string> names;
    for (const ReferenceCatalogue &catalogue : referenceCatalogues())
        names.push_back(std::string(catalogue.name) + " " + std::string(catalogue.version));
    for (std::string &name : names) {
        if (name.back() == ' ')
            name.pop_back();
    }
    return join(names, ", ");
}

void lintReference(const TechniqueReference &reference, const std::string &whose, const SourceLocation &where,
    Diagnostics &found)
{
    const auto warn = [&](const char *code, const std::string &message, const std::string &fix) {
        found.push_back({ DiagnosticLevel::Warning, code, whose + ": " + message, fix, where });
    };
    const ReferenceCatalogue *catalogue = findReferenceCatalogue(reference.catalogue);
    if (!catalogue) {
        warn("unknown-catalogue", "the catalogue \"" + reference.catalogue + "\" is not known.",
            "Known are: " + knownCatalogues() + ".");
        return;
    }
    const std::string name(catalogue->name);
    if (!catalogue->version.empty() && versionOf(*catalogue, reference.catalogue).empty())
        warn("unversioned-reference",
            "\"" + reference.catalogue + "\" names no version; ids change between them.",
            "Write, for instance, \"" + name + " " + std::string(catalogue->version) + "\".");
    if (!catalogue->isId(reference.id))
        warn("malformed-reference", "\"" + reference.id + "\" is no id of " + name + ".",
            "Ids of it look like " + std::string(catalogue->idForm) + ".");
}

} // namespace

void lintReferences(const TechniqueCatalogue &catalogue, Diagnostics &diagnostics)
{
    for (const Technique &technique : catalogue.techniques) {
        for (std::size_t i = 0; i < technique.references.size(); ++i)
            lintReference(technique.references[i], "Technique " + technique.id,
                placeIn(technique, "refs/" + std::to_string(i)), diagnostics);
        for (std::size_t i = 0; i < technique.detection.size(); ++i) {
            if (findEvidenceSource(technique.detection[i]))
                continue;
            std::vector<std::string> codes;
            for (const EvidenceSource &source : evidenceSources())
                codes.emplace_back(source.code);
            diagnostics.push_back({ DiagnosticLevel::Warning, "unknown-evidence",
                "Technique " + technique.id + ": \"" + technique.detection[i]
                    + "\" is no source of evidence.",
                "Use one of: " + join(codes, ", ") + ".",
                placeIn(technique, "detect/" + std::to_string(i)) });
        }
    }
    for (const Control &control : catalogue.controls) {
        for (const TechniqueReference &reference : control.mitigations)
            lintReference(reference, "Control " + control.id, control.origin, diagnostics);
    }
}

} // namespace fourplane
