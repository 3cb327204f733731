// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/storage/ElementText.h"

#include "core/storage/ChangeText.h"
#include "core/storage/ProjectFile.h"
#include "core/storage/YamlEdit.h"
#include "core/storage/project/ProjectFields.h"

#include <functional>
#include <optional>

namespace fourplane {

namespace {

/// Collects what FieldsOf says of T.
template <class T>
class MeaningCollector
{
public:
    explicit MeaningCollector(std::vector<FieldMeaning> &meanings)
        : m_meanings(meanings)
    {
    }

    template <class M>
    void member(std::string_view key, M T::*, std::string_view about)
    {
        add(key, about);
    }

    template <class M>
    void required(std::string_view key, M T::*, std::string_view about)
    {
        add(key, about);
    }

    void name(std::string T::*, std::string_view about) { add("name", about); }

    void choice(std::string_view key, bool T::*, std::string_view, std::string_view, std::string_view about)
    {
        add(key, about);
    }

    template <class Describe>
    void group(std::string_view key, std::string_view, Describe, std::string_view about)
    {
        add(key, about);
    }

    template <class M>
    void inlined(M T::*)
    {
        MeaningCollector<M> inner(m_meanings);
        FieldsOf<M>::describe(inner);
    }

    void special(SizeSpecial)
    {
        add("width", "Width; 0 = as wide as needed.");
        add("height", "Height; 0 = as high as needed.");
    }

    void special(ContainersSpecial)
    {
        add("image", "Image of the only container, which is called like the workload.");
        add("ports", "Ports of the only container, which is called like the workload.");
        add("containers", "The containers, where image and ports do not say enough.");
    }

private:
    void add(std::string_view key, std::string_view about)
    {
        m_meanings.push_back({ std::string(key), std::string(about) });
    }

    std::vector<FieldMeaning> &m_meanings;
};

template <class T>
std::vector<FieldMeaning> meaningsOf()
{
    std::vector<FieldMeaning> meanings;
    MeaningCollector<T> collector(meanings);
    FieldsOf<T>::describe(collector);
    return meanings;
}

/// What there is to know of a kind of element.
struct TextKind
{
    std::string_view word;
    std::string_view section; ///< key of the project file under which the elements stand
    std::function<std::optional<Change>(const Project &, const ElementId &)> change;
    std::function<std::vector<FieldMeaning>()> meanings;
};

template <class T, class Elements>
TextKind kindOf(std::string_view word, std::string_view section, Elements elements)
{
    return { word, section,
        [elements](const Project &project, const ElementId &id) -> std::optional<Change> {
            if (const T *element = find(elements(project), id))
                return ElementChange<T> { id, *element };
            return std::nullopt;
        },
        meaningsOf<T> };
}

std::vector<TextKind> textKinds()
{
    const auto ofTopology = []<class T>(ElementMap<T> Topology::*map) {
        return [map](const Project &project) -> const ElementMap<T> & { return project.topology.*map; };
    };
    const auto ofPolicy = []<class T>(ElementMap<T> Policy::*map) {
        return [map](const Project &project) -> const ElementMap<T> & { return project.policy.*map; };
    };
    const auto ofProject = []<class T>(ElementMap<T> Project::*map) {
        return [map](const Project &project) -> const ElementMap<T> & { return project.*map; };
    };
    return { kindOf<Namespace>("namespace", "namespaces", ofTopology(&Topology::namespaces)),
        kindOf<NodePool>("nodePool", "nodePools", ofTopology(&Topology::nodePools)),
        kindOf<WorkloadIdentity>("identity", "identities", ofTopology(&Topology::identities)),
        kindOf<RbacRole>("role", "roles", ofTopology(&Topology::roles)),
        kindOf<RbacBinding>("binding", "bindings", ofTopology(&Topology::bindings)),
        kindOf<Workload>("workload", "workloads", ofTopology(&Topology::workloads)),
        kindOf<Service>("service", "services", ofTopology(&Topology::services)),
        kindOf<ExternalEndpoint>("external", "externals", ofTopology(&Topology::externals)),
        kindOf<DataStore>("store", "stores", ofTopology(&Topology::stores)),
        kindOf<Flow>("flow", "flows", ofTopology(&Topology::flows)),
        kindOf<ContextFeed>("contextFeed", "contextFeeds", ofTopology(&Topology::feeds)),
        kindOf<Secret>("secret", "secrets", ofTopology(&Topology::secrets)),
        kindOf<CommunicationPattern>("pattern", "patterns", ofPolicy(&Policy::patterns)),
        kindOf<AllowRule>("allowRule", "allowRules", ofPolicy(&Policy::allowRules)),
        kindOf<AdoptedRule>("adoptedRule", "adoptedRules", ofPolicy(&Policy::adopted)),
        kindOf<DataGrant>("dataGrant", "dataGrants", ofPolicy(&Policy::grants)),
        kindOf<ToolScope>("toolScope", "toolScopes", ofPolicy(&Policy::toolScopes)),
        kindOf<EgressAllowList>("egressAllowList", "egressAllowLists", ofPolicy(&Policy::egressLists)),
        kindOf<ExceptionRecord>("exception", "exceptions", ofPolicy(&Policy::exceptions)),
        kindOf<Scenario>("scenario", "scenarios", ofProject(&Project::scenarios)),
        kindOf<Variant>("variant", "variants", ofProject(&Project::variants)) };
}

const std::vector<FieldMeaning> projectMeanings {
    { "name", "Name of the project." },
    { "description", "Free text." },
    { "platform", "What the platform can enforce." },
};

/// The text without its first `lines` lines and `indentation` blanks.
std::string below(std::string_view text, int lines, std::size_t indentation)
{
    std::string result;
    for (int line = 0; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        const std::string_view row = text.substr(0, end);
        if (line >= lines) {
            result += row.substr(std::min(indentation, row.size()));
            result += '\n';
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return result;
}

/// The tree of what somebody typed; an empty map when that is nothing.
Result<YamlNodePtr> typedTree(std::string_view text)
{
    YamlStream stream = loadYaml(text, "text");
    if (!stream.diagnostics.empty())
        return failure(std::move(stream.diagnostics));
    if (stream.documents.size() > 1)
        return failure("yaml-syntax", "There is more than one document.", "Take the line \"---\" away.");
    if (!stream.documents.empty())
        return stream.documents.front();
    YamlNode nothing;
    nothing.kind = YamlNode::Kind::Map;
    return std::make_shared<const YamlNode>(std::move(nothing));
}

/// `root` with what `typed` says of the project itself.
Result<YamlNodePtr> withSettings(YamlNodePtr root, const YamlNode &typed)
{
    for (const YamlNode::Entry &entry : typed.entries) {
        const bool isKnown = std::any_of(projectMeanings.begin(), projectMeanings.end(),
            [&entry](const FieldMeaning &meaning) { return meaning.key == entry.key; });
        if (!isKnown)
            return failure({ { DiagnosticLevel::Fatal, "unknown-key",
                "\"" + entry.key + "\" is no setting of the project.", "Write name, description or platform.",
                entry.keyLocation } });
    }
    for (const FieldMeaning &meaning : projectMeanings) {
        const YamlNode *value = typed.find(meaning.key);
        auto next = editedYaml(root, { meaning.key }, value ? YamlEditKind::Set : YamlEditKind::Remove,
            value ? std::make_shared<const YamlNode>(*value) : YamlNodePtr());
        if (!next)
            return next;
        root = *next;
    }
    return root;
}

ProjectSettings settingsOf(const Project &project)
{
    return { project.name, project.description, project.platform };
}

} // namespace

std::string_view kindWordOf(const Project &project, const ElementId &id)
{
    if (id.isEmpty())
        return projectWord;
    for (const TextKind &kind : textKinds()) {
        if (kind.change(project, id))
            return kind.word;
    }
    return {};
}

std::string elementText(const Project &project, const ElementId &id)
{
    if (id.isEmpty())
        return changeText(settingsOf(project));
    for (const TextKind &kind : textKinds()) {
        // Two lines stand above what an element says: its section and its id.
        if (const auto change = kind.change(project, id))
            return below(changeText(*change), 2, 4);
    }
    return {};
}

Result<Edit> elementTextEdit(const Project &project, std::string_view kindWord, const ElementId &id,
    std::string_view text, std::string label)
{
    const auto typed = typedTree(text);
    if (!typed)
        return tl::unexpected(typed.error());
    const YamlNodePtr root = projectTree(project);
    const auto reread = [](const Result<YamlNodePtr> &tree) -> Result<Project> {
        if (!tree)
            return tl::unexpected(tree.error());
        auto loaded = readProject(**tree);
        if (!loaded)
            return tl::unexpected(loaded.error());
        return std::move(loaded->project);
    };
    if (kindWord == projectWord) {
        const auto changed = reread(withSettings(root, **typed));
        if (!changed)
            return tl::unexpected(changed.error());
        return Edit { std::move(label), { settingsOf(*changed) } };
    }
    for (const TextKind &kind : textKinds()) {
        if (kind.word != kindWord)
            continue;
        const auto changed =
            reread(editedYaml(root, { std::string(kind.section), id.value() }, YamlEditKind::Set, *typed));
        if (!changed)
            return tl::unexpected(changed.error());
        return Edit { std::move(label), { *kind.change(*changed, id) } };
    }
    return failure("unknown-element", "\"" + std::string(kindWord) + "\" is no kind of element.",
        "Choose one of the kinds of the project file.");
}

std::vector<FieldMeaning> fieldMeanings(std::string_view kindWord)
{
    if (kindWord == projectWord)
        return projectMeanings;
    for (const TextKind &kind : textKinds()) {
        if (kind.word == kindWord)
            return kind.meanings();
    }
    return {};
}

} // namespace fourplane
