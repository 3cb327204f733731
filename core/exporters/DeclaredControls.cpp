// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/DeclaredControls.h"

#include "core/analysis/TraitSettings.h"
#include "core/base/Text.h"

namespace fourplane {

namespace {

using Kind = SettingKind;

struct Declared
{
    Kind kind;
    const char *name;
    const char *title;
    /// Takes it out of force for one element; nullptr where a trait of a workload states it.
    void (*withdraw)(Project &project, const ElementId &id);
};

template <class T>
T &at(ElementMap<T> &elements, const ElementId &id)
{
    return elements.at(id);
}

const Declared all[] {
    { Kind::AuthenticatedCallers, "authenticated-callers", "Authentication of callers by the workload itself",
        nullptr },
    { Kind::LimitedRights, "limited-rights", "Limited rights in other systems",
        [](Project &project, const ElementId &id) {
            at(project.topology.identities, id).isAdminThere = true;
        } },
    { Kind::JobScopedCredentials, "job-scoped-credentials", "Credentials that end with their job",
        [](Project &project, const ElementId &id) {
            at(project.topology.identities, id).isJobScoped = false;
        } },
    { Kind::KeylessRole, "keyless-roles", "Cloud roles without static keys",
        [](Project &project, const ElementId &id) {
            at(project.topology.identities, id).hasStaticKeys = true;
        } },
    { Kind::BoundSecret, "bound-secrets", "Secrets that are bound to their holder",
        [](Project &project, const ElementId &id) {
            at(project.topology.secrets, id).boundToHolder = false;
        } },
    { Kind::DeviceApproval, "device-approval", "Approval of devices that join",
        [](Project &project, const ElementId &id) {
            at(project.topology.externals, id).joinsWithoutApproval = true;
        } },
    { Kind::MetadataBlocked, "metadata-tokens", "A metadata service that wants tokens and reaches one hop",
        [](Project &project, const ElementId &) {
            project.platform.metadataRequiresTokens = false;
            project.platform.metadataHopLimit = 2;
        } },
    { Kind::RequestLimits, "request-limits", "Limits on tokens and requests", nullptr },
    { Kind::FixedUser, "fixed-user", "User id, excluded ports and capabilities that nobody may choose",
        nullptr },
    { Kind::SafeModels, "safe-models", "Artefacts in formats that carry no code", nullptr },
    { Kind::VerifiedModels, "verified-models", "Signatures or hashes of artefacts that are loaded", nullptr },
    { Kind::ParsesApart, "parses-apart", "Parsers in short-lived pods of their own", nullptr },
    { Kind::PinnedInputs, "pinned-inputs", "Packages, actions and base images pinned by hash", nullptr },
    { Kind::PinnedTools, "pinned-tools", "Tools pinned by hash, on a list", nullptr },
    { Kind::NoVectors, "no-vectors", "Answers without raw vectors",
        [](Project &project, const ElementId &id) {
            at(project.topology.stores, id).returnsVectors = true;
        } },
    { Kind::CleanEnvironment, "clean-environment", "No credentials in the environment", nullptr },
    { Kind::KeptInside, "kept-inside", "Keys that never leave their key store",
        [](Project &project, const ElementId &id) {
            at(project.topology.secrets, id).neverLeavesKeeper = false;
        } },
    { Kind::InertLinks, "inert-links", "Model output without links and images that are fetched", nullptr },
    { Kind::Unchangeable, "unchangeable", "Collections that cannot be changed",
        [](Project &project, const ElementId &id) {
            for (auto &[storeId, store] : project.topology.stores) {
                for (Collection &collection : store.collections) {
                    if (collection.id == id)
                        collection.changeable = true;
                }
            }
        } },
};

std::function<void(Project &)> withdrawalOf(const Declared &declared, std::vector<ElementId> subjects)
{
    return [&declared, subjects = std::move(subjects)](Project &project) {
        const auto trait = traitOf(declared.kind);
        for (const ElementId &id : subjects) {
            if (trait)
                at(project.topology.workloads, id).traits.*trait = true;
            else
                declared.withdraw(project, id);
        }
        if (subjects.empty())
            declared.withdraw(project, {});
    };
}

} // namespace

std::vector<DeclaredControl> declaredControls(const Project &project)
{
    const std::vector<ControlSetting> settings = allSettings(project);
    std::vector<DeclaredControl> found;
    for (const Declared &declared : all) {
        bool isStated = false;
        std::vector<ElementId> subjects;
        for (const ControlSetting &setting : settings) {
            if (setting.kind != declared.kind || !isInForce(project, setting))
                continue;
            isStated = true;
            if (!setting.subject.isEmpty())
                subjects.push_back(setting.subject);
        }
        if (isStated)
            found.push_back({ "declared/" + std::string(declared.name), controlOf(declared.kind),
                declared.title, subjects, withdrawalOf(declared, subjects) });
    }
    return found;
}

ExportRemarks declaredControlRemarks(const Project &project)
{
    ExportRemarks remarks;
    for (const DeclaredControl &control : declaredControls(project)) {
        std::vector<std::string> names;
        for (const ElementId &id : control.subjects)
            names.push_back(id.value());
        remarks.push_back({ { DiagnosticLevel::Warning, "declared-control-not-written",
                                control.title + " (control " + control.control + ")"
                                    + (names.empty() ? "" : " of " + join(names, ", "))
                                    + ": the design states it and the simulation counts on it; no file of "
                                      "this export puts it in force.",
                                "Set it up where it belongs, and check it there.", {} },
            control.subjects });
    }
    return remarks;
}

} // namespace fourplane
