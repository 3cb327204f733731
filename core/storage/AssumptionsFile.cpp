// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/AssumptionsFile.h"

#include "core/attack/CampaignTime.h"
#include "core/attack/EvidenceSource.h"
#include "core/base/FileSystem.h"
#include "core/base/Suggestion.h"
#include "core/base/Text.h"
#include "core/storage/FieldReader.h"
#include "core/storage/Resources.h"

#include <algorithm>
#include <functional>

namespace fourplane {

namespace {

constexpr double secondsPerHour = 3600.0;
constexpr double longestMeanHours = static_cast<double>(longestMeanSeconds) / secondsPerHour;

/// Reads one file over what is assumed already.
class AssumptionsReader
{
public:
    AssumptionsReader(
        ReadContext &context, CampaignAssumptions &assumptions, const TechniqueCatalogue &catalogue)
        : m_context(context)
        , m_assumptions(assumptions)
        , m_catalogue(catalogue)
    {
    }

    void read(const YamlNode &root)
    {
        FieldMap map(m_context, Field { "assumptions", root, root.location }, "an assumptions file");
        if (const auto name = map.take("name"))
            readValue(m_context, *name, m_assumptions.name);
        if (const auto field = map.take("distributions"))
            readDistributions(*field);
        if (const auto field = map.take("effort"))
            readByEffort(*field, "the distributions of efforts", m_assumptions.effort);
        if (const auto field = map.take("hardened"))
            readByEffort(*field, "the distributions of slowed techniques", m_assumptions.hardened);
        if (const auto field = map.take("controls"))
            readControls(*field);
        if (const auto field = map.take("techniques"))
            readTechniques(*field);
        if (const auto field = map.take("detection"))
            readDetection(*field, m_assumptions.detection);
        map.finish();
    }

private:
    using Visit = std::function<void(const Field &)>;

    void forEach(const Field &field, const Visit &visit)
    {
        if (!isReadableMap(m_context, field))
            return;
        for (const YamlNode::Entry &entry : field.node.entries)
            visit(Field { entry.key, *entry.value, entry.keyLocation });
    }

    void readNumber(const Field &field, double lowest, double highest, const std::string &range, double &out)
    {
        double value = out;
        readValue(m_context, field, value);
        if (value >= lowest && value <= highest)
            out = value;
        else
            m_context.report("out-of-range",
                "\"" + std::string(field.key) + "\" is " + field.node.text + ", which is not " + range + ".",
                "Write a number that is " + range + ".", field.node.location);
    }

    void readProbability(const Field &field, double &out) { readNumber(field, 0, 1, "from 0 to 1", out); }

    void readDistributions(const Field &field)
    {
        forEach(field, [this](const Field &entry) {
            FieldMap map(m_context, entry, "a distribution");
            StepDistribution distribution;
            if (const auto mean = map.takeRequired("meanHours"))
                readNumber(*mean, 1 / secondsPerHour, longestMeanHours,
                    "from 0.00028 (a second) to " + std::to_string(std::int64_t(longestMeanHours)),
                    distribution.meanHours);
            if (const auto success = map.take("success"))
                readProbability(*success, distribution.success);
            map.finish();
            m_assumptions.distributions[std::string(entry.key)] = distribution;
        });
    }

    void readName(const Field &field, std::string &out)
    {
        std::vector<std::string_view> names;
        for (const auto &[name, distribution] : m_assumptions.distributions)
            names.push_back(name);
        if (const auto index = readWord(m_context, field, names))
            out = names[*index];
    }

    template <std::size_t Size>
    void readByEffort(const Field &field, std::string_view title, std::array<std::string, Size> &names)
    {
        FieldMap map(m_context, field, title);
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (const auto entry = map.take(EnumNames<Effort>::names[i]))
                readName(*entry, names[i]);
        }
        map.finish();
    }

    /// Whether the key is one of the known words; reports it otherwise.
    bool isKnown(const Field &entry, const std::vector<std::string_view> &known, std::string_view what)
    {
        if (std::find(known.begin(), known.end(), entry.key) != known.end())
            return true;
        const std::string near = closestWord(entry.key, known);
        m_context.report("unknown-name",
            "\"" + std::string(entry.key) + "\" is not " + std::string(what) + ".",
            near.empty() ? "Correct the name, or remove the line." : "Did you mean \"" + near + "\"?",
            entry.where);
        return false;
    }

    void readControls(const Field &field)
    {
        std::vector<std::string_view> known;
        for (const Control &control : m_catalogue.controls)
            known.push_back(control.id);
        forEach(field, [&](const Field &entry) {
            if (isKnown(entry, known, "the id of a control"))
                readName(entry, m_assumptions.controls[std::string(entry.key)]);
        });
    }

    void readTechniques(const Field &field)
    {
        std::vector<std::string_view> known;
        for (const Technique &technique : m_catalogue.techniques)
            known.push_back(technique.id);
        forEach(field, [&](const Field &entry) {
            if (!isKnown(entry, known, "the id of a technique"))
                return;
            TechniqueAssumption &technique = m_assumptions.techniques[std::string(entry.key)];
            FieldMap map(m_context, entry, "the assumptions about a technique");
            if (const auto name = map.take("distribution"))
                readName(*name, technique.distribution);
            if (const auto detection = map.take("detection"))
                readDetection(*detection, technique.detection);
            map.finish();
        });
    }

    void readDetection(const Field &field, std::map<std::string, double> &detection)
    {
        std::vector<std::string_view> known;
        for (const EvidenceSource &source : evidenceSources())
            known.push_back(source.code);
        for (const Technique &technique : m_catalogue.techniques)
            known.insert(known.end(), technique.detection.begin(), technique.detection.end());
        forEach(field, [&](const Field &entry) {
            if (isKnown(entry, known, "a kind of evidence"))
                readProbability(entry, detection[std::string(entry.key)]);
        });
    }

    ReadContext &m_context;
    CampaignAssumptions &m_assumptions;
    const TechniqueCatalogue &m_catalogue;
};

} // namespace

Result<CampaignAssumptions> parseAssumptions(std::string_view text, const std::string &fileName,
    const CampaignAssumptions &base, const TechniqueCatalogue &catalogue)
{
    const YamlStream stream = loadYaml(text, fileName);
    if (!stream.diagnostics.empty())
        return failure(stream.diagnostics);
    if (stream.documents.size() != 1)
        return failure("wrong-documents",
            "An assumptions file has exactly one document, this one has "
                + std::to_string(stream.documents.size()) + ".",
            "Keep one document.", SourceLocation { fileName });
    CampaignAssumptions assumptions = base;
    assumptions.name = std::filesystem::path(fileName).filename().string();
    ReadContext context;
    AssumptionsReader(context, assumptions, catalogue).read(*stream.documents.front());
    Diagnostics problems = context.take();
    if (!problems.empty())
        return failure(std::move(problems));
    return assumptions;
}

Result<CampaignAssumptions> loadAssumptions(
    const std::filesystem::path &path, const CampaignAssumptions &base, const TechniqueCatalogue &catalogue)
{
    const auto text = readTextFile(path);
    if (!text)
        return tl::make_unexpected(text.error());
    return parseAssumptions(*text, path.string(), base, catalogue);
}

CampaignAssumptions shippedAssumptions()
{
    constexpr std::string_view path = "assumptions/campaign.yaml";
    return parseAssumptions(resource(path), std::string(path), {}, {}).value();
}

} // namespace fourplane
