// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/CampaignFile.h"

#include "core/attack/CampaignStatistics.h"
#include "core/attack/CampaignTime.h"
#include "core/base/FileSystem.h"
#include "core/base/Sha256.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace fourplane {

using Json = nlohmann::ordered_json;

namespace {

constexpr int formatVersion = 1;
constexpr std::uintmax_t largestFileBytes = 512U * 1024U * 1024U;

std::string compact(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Six digits behind the point: the same text wherever the number was calculated.
double rounded(double value)
{
    constexpr double scale = 1e6;
    return std::round(value * scale) / scale;
}

Json namesByEffort(const std::array<std::string, EnumNames<Effort>::names.size()> &names)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < names.size(); ++i)
        json[std::string(EnumNames<Effort>::names[i])] = names[i];
    return json;
}

Json toJson(const CampaignAssumptions &assumptions)
{
    Json distributions = Json::object();
    for (const auto &[name, distribution] : assumptions.distributions)
        distributions[name] = { { "meanHours", distribution.meanHours },
            { "success", distribution.success } };
    Json techniques = Json::object();
    for (const auto &[id, technique] : assumptions.techniques)
        techniques[id] = { { "distribution", technique.distribution },
            { "detection", Json(technique.detection) } };
    return { { "name", assumptions.name }, { "distributions", std::move(distributions) },
        { "effort", namesByEffort(assumptions.effort) }, { "hardened", namesByEffort(assumptions.hardened) },
        { "controls", Json(assumptions.controls) }, { "techniques", std::move(techniques) },
        { "detection", Json(assumptions.detection) } };
}

/// Pairs of the first value of a bin and its count.
Json toJson(const CampaignHistogram &histogram)
{
    Json json = Json::array();
    for (const auto &[bin, count] : histogram)
        json.push_back({ timeBinStart(bin), count });
    return json;
}

Json toJson(const ShareEstimate &estimate)
{
    return { { "share", rounded(estimate.share) }, { "low", rounded(estimate.low) },
        { "high", rounded(estimate.high) } };
}

/// Quantiles of times in seconds with their intervals; null where nothing can be said.
Json quantiles(const CampaignHistogram &times)
{
    Json json = Json::object();
    for (const auto &[name, portion] :
        { std::pair("p10", 0.1), std::pair("p50", 0.5), std::pair("p90", 0.9) }) {
        const auto estimate = estimateQuantile(times, portion);
        if (!estimate) {
            json[name] = nullptr;
            continue;
        }
        json[name] = { { "seconds", rounded(estimate->seconds) }, { "low", rounded(estimate->low) },
            { "high", estimate->high ? Json(rounded(*estimate->high)) : Json() } };
    }
    return json;
}

Json toJson(const CampaignResult &result, const ElementTally &tally)
{
    const std::uint64_t runs = runCount(result);
    return { { "id", tally.element.id.value() }, { "goal", tally.element.isGoal },
        { "reachable", tally.element.defenceDepth == 0 }, { "defenceDepth", tally.element.defenceDepth },
        { "falls", tally.falls }, { "unseenFalls", tally.unseenFalls },
        { "seenAfterwards", tally.seenAfterwards }, { "times", toJson(tally.times) },
        { "estimates",
            { { "falls", toJson(estimateShare(tally.falls, runs)) },
                { "unseenFalls", toJson(estimateShare(tally.unseenFalls, runs)) },
                { "seenFirst", toJson(estimateShare(seenFirst(result, tally), runs)) },
                { "secondsToFall", quantiles(tally.times) } } } };
}

Json toJson(const CampaignResult &result, const DetectionTally &detection)
{
    return { { "runs", detection.runs }, { "times", toJson(detection.times) },
        { "steps", toJson(detection.ordinals) }, { "byTechnique", Json(detection.byTechnique) },
        { "byEvidence", Json(detection.byEvidence) },
        { "estimates",
            { { "runs", toJson(estimateShare(detection.runs, runCount(result))) },
                { "secondsToDetection", quantiles(detection.times) } } } };
}

/// Every distribution that something is assumed to have.
std::vector<std::string> usedNames(const CampaignAssumptions &assumptions)
{
    std::vector<std::string> names(assumptions.effort.begin(), assumptions.effort.end());
    names.insert(names.end(), assumptions.hardened.begin(), assumptions.hardened.end());
    for (const auto &[control, name] : assumptions.controls)
        names.push_back(name);
    for (const auto &[id, technique] : assumptions.techniques) {
        if (!technique.distribution.empty())
            names.push_back(technique.distribution);
    }
    return names;
}

/// Why a file cannot be a result: where, and what is wrong there.
struct Damage
{
    std::string text;
};

/// One value of the file, with its place for messages.
class Value
{
public:
    Value(const Json &json, std::string place)
        : m_json(json)
        , m_place(std::move(place))
    {
    }

    Value at(const std::string &key) const
    {
        if (!m_json.is_object() || !m_json.contains(key))
            throw Damage { m_place + "/" + key + " is missing" };
        return { m_json[key], m_place + "/" + key };
    }

    std::uint64_t whole(std::uint64_t highest = ~std::uint64_t(0)) const
    {
        if (!m_json.is_number_unsigned() || m_json.get<std::uint64_t>() > highest)
            throw Damage { m_place + " is not a whole number up to " + std::to_string(highest) };
        return m_json.get<std::uint64_t>();
    }

    double number(double lowest, double highest) const
    {
        const double value = m_json.is_number() ? m_json.get<double>() : lowest - 1;
        if (!(value >= lowest && value <= highest))
            throw Damage { m_place + " is not a number of the right size" };
        return value;
    }

    bool truth() const
    {
        if (!m_json.is_boolean())
            throw Damage { m_place + " is neither true nor false" };
        return m_json.get<bool>();
    }

    std::string text() const
    {
        if (!m_json.is_string())
            throw Damage { m_place + " is not a text" };
        return m_json.get<std::string>();
    }

    bool isNull() const { return m_json.is_null(); }

    std::vector<Value> items() const
    {
        if (!m_json.is_array())
            throw Damage { m_place + " is not a list" };
        std::vector<Value> list;
        for (std::size_t i = 0; i < m_json.size(); ++i)
            list.emplace_back(m_json[i], m_place + "/" + std::to_string(i));
        return list;
    }

    std::vector<std::pair<std::string, Value>> entries() const
    {
        if (!m_json.is_object())
            throw Damage { m_place + " is not an object" };
        std::vector<std::pair<std::string, Value>> list;
        for (const auto &[key, value] : m_json.items())
            list.emplace_back(key, Value(value, m_place + "/" + key));
        return list;
    }

    void require(bool isTrue, const std::string &what) const
    {
        if (!isTrue)
            throw Damage { m_place + " " + what };
    }

private:
    const Json &m_json;
    std::string m_place;
};

/// Two whole numbers.
std::pair<std::uint64_t, std::uint64_t> pairOf(const Value &value)
{
    const std::vector<Value> both = value.items();
    value.require(both.size() == 2, "is not a pair");
    return { both[0].whole(), both[1].whole() };
}

CampaignHistogram readHistogram(const Value &value)
{
    CampaignHistogram histogram;
    for (const Value &item : value.items()) {
        const auto [start, count] = pairOf(item);
        item.require(start <= lastCampaignSecond && timeBinStart(timeBinOf(start)) == start,
            "does not begin where a bin begins");
        item.require(
            count > 0 && histogram.emplace(timeBinOf(start), count).second, "is empty or there twice");
    }
    return histogram;
}

std::map<std::string, std::uint64_t> readCounts(const Value &value)
{
    std::map<std::string, std::uint64_t> counts;
    for (const auto &[key, count] : value.entries())
        counts[key] = count.whole();
    return counts;
}

std::map<std::string, double> readProbabilities(const Value &value)
{
    std::map<std::string, double> probabilities;
    for (const auto &[key, probability] : value.entries())
        probabilities[key] = probability.number(0, 1);
    return probabilities;
}

CampaignAssumptions readAssumptions(const Value &value)
{
    CampaignAssumptions assumptions;
    assumptions.name = value.at("name").text();
    for (const auto &[name, distribution] : value.at("distributions").entries())
        assumptions.distributions[name] = { distribution.at("meanHours").number(0, 1e9),
            distribution.at("success").number(0, 1) };
    for (std::size_t i = 0; i < assumptions.effort.size(); ++i) {
        const std::string effort(EnumNames<Effort>::names[i]);
        assumptions.effort[i] = value.at("effort").at(effort).text();
        assumptions.hardened[i] = value.at("hardened").at(effort).text();
    }
    for (const auto &[id, name] : value.at("controls").entries())
        assumptions.controls[id] = name.text();
    for (const auto &[id, technique] : value.at("techniques").entries())
        assumptions.techniques[id] = { technique.at("distribution").text(),
            readProbabilities(technique.at("detection")) };
    assumptions.detection = readProbabilities(value.at("detection"));
    for (const std::string &name : usedNames(assumptions))
        value.require(assumptions.distributions.count(name) > 0, "uses a distribution that it does not have");
    value.require(value.at("digest").text() == digestOf(assumptions), "was changed: its digest does not fit");
    return assumptions;
}

CampaignSubject readSubject(const Value &root)
{
    CampaignSubject subject;
    root.require(root.at("fourplaneCampaign").whole() == formatVersion,
        "has a format that this version of Fourplane does not know");
    subject.projectName = root.at("project").text();
    subject.scenarioName = root.at("scenario").text();
    const auto exploitability = enumFromName<Exploitability>(root.at("exploitability").text());
    root.at("exploitability").require(exploitability.has_value(), "is no assumption about weaknesses");
    subject.exploitability = *exploitability;
    subject.attackDigest = root.at("attack").text();
    subject.rules.seed = root.at("seed").whole();
    subject.runs = static_cast<std::uint32_t>(root.at("runs").whole(~std::uint32_t(0)));
    if (!root.at("horizonSeconds").isNull())
        subject.rules.horizonSeconds = root.at("horizonSeconds").whole(lastCampaignSecond);
    subject.rules.stopsAtDetection = root.at("stopsAtDetection").truth();
    subject.assumptions = readAssumptions(root.at("assumptions"));
    return subject;
}

ElementTally readElement(const Value &value, std::uint64_t runs, std::uint64_t detections)
{
    ElementTally tally;
    tally.element = { ElementId(value.at("id").text()), value.at("goal").truth(),
        static_cast<int>(value.at("defenceDepth").whole(planeCount + 1)) };
    tally.falls = value.at("falls").whole(runs);
    tally.unseenFalls = value.at("unseenFalls").whole(tally.falls);
    tally.seenAfterwards = value.at("seenAfterwards").whole(std::min(tally.unseenFalls, detections));
    tally.times = readHistogram(value.at("times"));
    value.require(totalOf(tally.times) == tally.falls, "does not have a time for each fall");
    return tally;
}

CampaignResult readCampaign(const Value &root)
{
    CampaignResult result;
    result.subject = readSubject(root);
    std::uint64_t end = 0;
    for (const Value &item : root.at("covered").items()) {
        const auto [first, next] = pairOf(item);
        item.require((first > end || (first == 0 && end == 0)) && first < next && next <= result.subject.runs,
            "is not a range of runs behind the one before it");
        result.covered.push_back({ static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(next) });
        end = next;
    }
    const std::uint64_t runs = runCount(result);
    result.steps = root.at("steps").whole();
    const Value detection = root.at("detection");
    result.detection = { detection.at("runs").whole(runs), readHistogram(detection.at("times")),
        readHistogram(detection.at("steps")), readCounts(detection.at("byTechnique")),
        readCounts(detection.at("byEvidence")) };
    for (const CampaignHistogram *histogram : { &result.detection.times, &result.detection.ordinals })
        detection.require(totalOf(*histogram) == result.detection.runs, "does not add up");
    for (const Value &item : root.at("elements").items()) {
        result.elements.push_back(readElement(item, runs, result.detection.runs));
        item.require(result.elements.size() < 2
                || result.elements[result.elements.size() - 2].element.id < result.elements.back().element.id,
            "is not in the order of ids");
    }
    return result;
}

} // namespace

std::string digestOf(const CampaignAssumptions &assumptions)
{
    return sha256(compact(toJson(assumptions)));
}

std::string writeCampaign(const CampaignResult &result)
{
    const CampaignSubject &subject = result.subject;
    Json assumptions = toJson(subject.assumptions);
    assumptions["digest"] = digestOf(subject.assumptions);
    Json covered = Json::array();
    for (const RunRange &range : result.covered)
        covered.push_back({ range.first, range.end });
    const bool hasHorizon = subject.rules.horizonSeconds != lastCampaignSecond;
    const std::vector<std::pair<const char *, Json>> fields { { "fourplaneCampaign", formatVersion },
        { "project", subject.projectName }, { "scenario", subject.scenarioName },
        { "exploitability", nameOf(subject.exploitability) }, { "attack", subject.attackDigest },
        { "seed", subject.rules.seed }, { "runs", subject.runs },
        { "horizonSeconds", hasHorizon ? Json(subject.rules.horizonSeconds) : Json() },
        { "stopsAtDetection", subject.rules.stopsAtDetection }, { "assumptions", std::move(assumptions) },
        { "covered", std::move(covered) }, { "steps", result.steps },
        { "detection", toJson(result, result.detection) } };
    std::string text = "{\n";
    for (const auto &[key, value] : fields)
        text += "  \"" + std::string(key) + "\": " + compact(value) + ",\n";
    text += "  \"elements\": [";
    for (std::size_t i = 0; i < result.elements.size(); ++i)
        text += std::string(i > 0 ? "," : "") + "\n    " + compact(toJson(result, result.elements[i]));
    return text + (result.elements.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

Result<CampaignResult> parseCampaign(std::string_view text, const std::string &fileName)
{
    const Json json = Json::parse(text, nullptr, false);
    std::string problem = "it is not JSON";
    if (!json.is_discarded()) {
        try {
            return readCampaign(Value(json, ""));
        } catch (const Damage &damage) {
            problem = damage.text;
        }
    }
    return failure("not-a-campaign",
        "\"" + fileName + "\" is not a whole result of a campaign: " + problem + ".",
        "Write it again with `fourplanectl campaign ... -o`.", SourceLocation { fileName });
}

Result<CampaignResult> loadCampaign(const std::filesystem::path &path)
{
    const auto text = readTextFile(path, largestFileBytes);
    if (!text)
        return tl::make_unexpected(text.error());
    return parseCampaign(*text, path.string());
}

} // namespace fourplane
