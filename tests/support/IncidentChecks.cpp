// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/IncidentChecks.h"

#include "core/base/FileSystem.h"
#include "core/storage/FieldReader.h"

namespace fourplane {

namespace {

/// The whole of an expected.yaml.
struct IncidentChecks
{
    std::vector<test::IncidentCheck> checks;
};

} // namespace

template <>
struct FieldsOf<test::StoppedAttempt>
{
    static constexpr std::string_view title = "a stopped attempt";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using S = test::StoppedAttempt;
        fields.required("technique", &S::technique, {});
        fields.required("from", &S::from, {});
        fields.required("to", &S::to, {});
        fields.member("control", &S::control, {});
    }
};

template <>
struct FieldsOf<test::NotedAttempt>
{
    static constexpr std::string_view title = "a noted attempt";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using N = test::NotedAttempt;
        fields.required("technique", &N::technique, {});
        fields.required("from", &N::from, {});
        fields.required("to", &N::to, {});
        fields.required("note", &N::note, {});
    }
};

void readValue(ReadContext &context, const Field &field, std::map<std::string, std::uint32_t> &out)
{
    if (!isReadableMap(context, field))
        return;
    for (const YamlNode::Entry &entry : field.node.entries)
        readValue(context, Field { entry.key, *entry.value, entry.keyLocation }, out[entry.key]);
}

template <>
struct FieldsOf<test::IncidentCheck>
{
    static constexpr std::string_view title = "a check";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using C = test::IncidentCheck;
        fields.required("name", &C::name, {});
        fields.member("project", &C::project, {});
        fields.required("scenario", &C::scenario, {});
        fields.member("variants", &C::variants, {});
        fields.member("exploitability", &C::exploitability, {});
        fields.member("techniques", &C::techniques, {});
        fields.member("holds", &C::holds, {});
        fields.member("never", &C::never, {});
        fields.member("steps", &C::steps, {});
        fields.member("stopped", &C::stopped, {});
        fields.member("noted", &C::noted, {});
        fields.member("uses", &C::uses, {});
    }
};

template <>
struct FieldsOf<IncidentChecks>
{
    static constexpr std::string_view title = "the expected results of an incident";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.required("checks", &IncidentChecks::checks, {});
    }
};

} // namespace fourplane

namespace fourplane::test {

namespace {

bool canFail(const IncidentCheck &check)
{
    return !check.holds.empty() || !check.never.empty() || !check.steps.empty() || !check.stopped.empty()
        || !check.noted.empty();
}

} // namespace

Result<std::vector<IncidentCheck>> readIncidentChecks(const std::filesystem::path &path)
{
    const auto text = readTextFile(path);
    if (!text)
        return tl::make_unexpected(text.error());
    const YamlStream stream = loadYaml(*text, path.string());
    if (!stream.diagnostics.empty())
        return failure(stream.diagnostics);
    if (stream.documents.size() != 1)
        return failure("no-check", path.string() + " is not one YAML document.", "Write checks into it.");
    const YamlNode &root = *stream.documents.front();
    ReadContext context;
    IncidentChecks read;
    readValue(context, Field { "", root, root.location }, read);
    Diagnostics diagnostics = context.take();
    if (!diagnostics.empty())
        return failure(std::move(diagnostics));
    for (const IncidentCheck &check : read.checks) {
        if (!canFail(check))
            return failure("no-check", "\"" + check.name + "\" in " + path.string() + " cannot fail.",
                "Say what holds, what never does, or what is stopped.");
        if (!check.uses.empty() && check.holds.empty())
            return failure("no-check",
                "\"" + check.name + "\" in " + path.string() + " uses techniques for nothing.",
                "Say what holds by them.");
    }
    if (read.checks.empty())
        return failure("no-check", path.string() + " has no check.", "Write one for each expected line.");
    return std::move(read.checks);
}

} // namespace fourplane::test
