// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/importers/SpireImport.h"

#include "core/importers/UnmodelledKinds.h"
#include "core/topology/MatchLabels.h"

#include <algorithm>
#include <optional>
#include <set>

namespace fourplane {

namespace {

constexpr std::string_view scheme = "spiffe://";
/// What every service account gets by itself in this model.
constexpr std::string_view derivedTemplate =
    "spiffe://{{ .TrustDomain }}/ns/{{ .PodMeta.Namespace }}/sa/{{ .PodSpec.ServiceAccountName }}";

std::string withoutSpaces(std::string text)
{
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

/// Which pods an entry is for, as far as the design can tell them.
struct Selection
{
    Labels namespaceLabels;
    Labels podLabels;
    std::string namespaceName; ///< of the selector k8s:ns; empty = any
    std::string account; ///< of the selector k8s:sa; empty = any
};

/// An entry that can be read.
struct Entry
{
    const ManifestObject *object = nullptr;
    std::string id; ///< empty = the derived one
    Selection selection;
    std::set<ElementId> accounts; ///< of the pods that it is for
    std::vector<std::string> federatesWith;
};

class SpireEntries
{
public:
    explicit SpireEntries(ImportSession &session)
        : m_session(session)
    {
    }

    void import(const std::vector<const ManifestObject *> &objects)
    {
        for (const ManifestObject *object : objects)
            read(*object);
        for (const Entry &entry : m_entries) {
            for (const ElementId &account : entry.accounts)
                m_ids[account].insert(entry.id);
        }
        for (const Entry &entry : m_entries)
            take(entry);
    }

private:
    void leave(const ManifestObject &object, std::string reason)
    {
        UnmodelledKind known = unmodelledKind(object.group, object.kind);
        known.reason = std::move(reason) + ": ids are those that service accounts have by themselves";
        m_session.addUnmodelled(object, known);
    }

    void read(const ManifestObject &object)
    {
        const auto spec = m_session.fields(object).map("spec");
        const std::string text = spec ? spec->text("spiffeIDTemplate") : std::string();
        const bool isDerived = withoutSpaces(text) == withoutSpaces(std::string(derivedTemplate));
        const bool isPlain =
            text.compare(0, scheme.size(), scheme) == 0 && text.find("{{") == std::string::npos;
        if (!isDerived && !isPlain)
            return leave(object, "its template is not read");
        const auto selection = selectionOf(*spec);
        if (!selection)
            return leave(object, "its selectors are not read");
        Entry entry { &object, isDerived ? std::string() : text, *selection, accountsOf(*selection),
            spec->texts("federatesWith") };
        if (entry.accounts.empty())
            return leave(object, "it selects nothing in the input");
        m_entries.push_back(std::move(entry));
    }

    void take(const Entry &entry)
    {
        for (const ElementId &account : entry.accounts) {
            if (m_ids.at(account).size() > 1 || (!entry.id.empty() && !coversAllPodsOf(account)))
                return leave(*entry.object, "pods of one service account have several ids");
        }
        for (const ElementId &account : entry.accounts)
            m_session.project.topology.identities.at(account).spiffeId = entry.id;
        std::vector<std::string> &federated = m_session.project.platform.federatesWith;
        for (const std::string &domain : entry.federatesWith) {
            if (std::find(federated.begin(), federated.end(), domain) == federated.end())
                federated.push_back(domain);
        }
    }

    static std::optional<Labels> selectorOf(const ManifestFields &spec, std::string_view key)
    {
        const auto selector = spec.map(key);
        if (!selector)
            return Labels {};
        if (selector->has("matchExpressions"))
            return std::nullopt;
        return selector->labels("matchLabels");
    }

    static std::optional<Selection> selectionOf(const ManifestFields &spec)
    {
        Selection selection;
        const auto home = selectorOf(spec, "namespaceSelector");
        const auto pods = selectorOf(spec, "podSelector");
        if (!home || !pods)
            return std::nullopt;
        selection.namespaceLabels = *home;
        selection.podLabels = *pods;
        for (const std::string &text : spec.texts("workloadSelectorTemplates")) {
            static constexpr std::string_view byNamespace = "k8s:ns:", byAccount = "k8s:sa:";
            const bool isNamespace = text.compare(0, byNamespace.size(), byNamespace) == 0;
            std::string &part = isNamespace ? selection.namespaceName : selection.account;
            if ((!isNamespace && text.compare(0, byAccount.size(), byAccount) != 0) || !part.empty()
                || text.find("{{") != std::string::npos)
                return std::nullopt;
            part = text.substr(byNamespace.size());
        }
        return selection;
    }

    bool isSelected(const Workload &workload, const Selection &selection) const
    {
        const Namespace *home = find(m_session.project.topology.namespaces, workload.namespaceId);
        if (!home)
            return false;
        Labels labels = home->labels;
        labels["kubernetes.io/metadata.name"] = home->name;
        const WorkloadIdentity *identity = find(m_session.project.topology.identities, workload.identityId);
        return carries(labels, selection.namespaceLabels) && carries(workload.labels, selection.podLabels)
            && (selection.namespaceName.empty() || selection.namespaceName == home->name)
            && (selection.account.empty() || (identity && identity->name == selection.account));
    }

    /// Of the selected pods; where an export holds no pods, the account that it names.
    std::set<ElementId> accountsOf(const Selection &selection) const
    {
        std::set<ElementId> accounts;
        if (!selection.namespaceName.empty() && !selection.account.empty())
            accounts.insert(m_session.knownIdentity(selection.namespaceName, selection.account));
        for (const auto &[id, workload] : m_session.project.topology.workloads) {
            if (isSelected(workload, selection))
                accounts.insert(workload.identityId);
        }
        accounts.erase(ElementId());
        return accounts;
    }

    /// Whether the entries together are for every pod of the account.
    bool coversAllPodsOf(const ElementId &account) const
    {
        for (const auto &[id, workload] : m_session.project.topology.workloads) {
            const bool isSelectedByAny = std::any_of(m_entries.begin(), m_entries.end(),
                [&](const Entry &entry) { return isSelected(workload, entry.selection); });
            if (workload.identityId == account && !isSelectedByAny)
                return false;
        }
        return true;
    }

    ImportSession &m_session;
    std::vector<Entry> m_entries;
    std::map<ElementId, std::set<std::string>> m_ids; ///< by service account
};

} // namespace

void importSpireEntries(ImportSession &session, const std::vector<const ManifestObject *> &entries)
{
    SpireEntries(session).import(entries);
}

} // namespace fourplane
