// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"
#include "core/storage/project/DiagramFields.h"
#include "core/storage/project/PlatformFields.h"
#include "core/storage/project/PolicyFields.h"
#include "core/storage/project/ScenarioFields.h"
#include "core/storage/project/TopologyFields.h"

namespace fourplane {

/// The key `fourplane` with the version of the format.
struct VersionSpecial
{
};

template <>
struct FieldsOf<UnmodelledObject>
{
    static constexpr std::string_view title = "an unmodelled object";
    static constexpr std::string_view about = "An imported object that the model has no place for.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using U = UnmodelledObject;
        fields.member("apiVersion", &U::apiVersion, "apiVersion of the object.");
        fields.member("kind", &U::kind, "Kind of the object.");
        fields.member("namespace", &U::namespaceName, "Kubernetes name of its namespace.");
        fields.member("name", &U::name, "Name of the object.");
        fields.member("reason", &U::reason, "Why it is not modelled.");
        fields.member("affectsVerdicts", &U::affectsVerdicts,
            "Whether it is a policy of some kind, so that verdicts about its namespace are uncertain.");
        fields.member("origin", &U::origin, originAbout);
        fields.member("plane", &U::plane, "The plane on which it affects verdicts.");
        fields.member("declaredLevel", &U::declaredLevel,
            "Pod Security level that a person says it enforces; nobody has checked that.");
        fields.member("concernsExposure", &U::concernsExposure,
            "Whether it only leaves open which workloads are exposed.");
    }
};

template <>
struct FieldsOf<Topology>
{
    static constexpr std::string_view title = "the project file";
    static constexpr std::string_view about = "What exists.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using T = Topology;
        fields.member("namespaces", &T::namespaces, "Namespaces, by id.");
        fields.member("nodePools", &T::nodePools, "Node pools, by id.");
        fields.member("identities", &T::identities, "Workload identities, by id.");
        fields.member("roles", &T::roles, "RBAC roles, by id.");
        fields.member("bindings", &T::bindings, "RBAC bindings, by id.");
        fields.member("workloads", &T::workloads, "Workloads, by id.");
        fields.member("services", &T::services, "Services, by id.");
        fields.member("externals", &T::externals, "External endpoints, by id.");
        fields.member("stores", &T::stores, "Data stores, by id.");
        fields.member("flows", &T::flows, "Declared dependencies, by id.");
        fields.member("contextFeeds", &T::feeds, "Context feeds, by id.");
        fields.member("secrets", &T::secrets, "Credentials, by id; never their values.");
    }
};

template <>
struct FieldsOf<Policy>
{
    static constexpr std::string_view title = "the project file";
    static constexpr std::string_view about = "What is allowed.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        using P = Policy;
        fields.member("patterns", &P::patterns, "Communication patterns, by id.");
        fields.member("allowRules", &P::allowRules, "Permissions, by id.");
        fields.member("adoptedRules", &P::adopted, "Native rules taken as they are, by id.");
        fields.member("dataGrants", &P::grants, "Rights on collections, by id.");
        fields.member("toolScopes", &P::toolScopes, "What agents may do through tools, by id.");
        fields.member("egressAllowLists", &P::egressLists, "What egress proxies let out, by id.");
        fields.member("exceptions", &P::exceptions, "Approved deviations, by id.");
    }
};

template <>
struct FieldsOf<Project>
{
    static constexpr std::string_view title = "the project file";
    static constexpr std::string_view about =
        "A Fourplane project: zero-trust segmentation of AI services on Kubernetes.";

    template <class Fields>
    static void describe(Fields &fields)
    {
        fields.special(VersionSpecial {});
        fields.member("name", &Project::name, "Name of the project.");
        fields.member("description", &Project::description, "Free text.");
        fields.member("platform", &Project::platform, "What the platform can enforce.");
        fields.inlined(&Project::topology);
        fields.inlined(&Project::policy);
        fields.member("scenarios", &Project::scenarios, "Attack questions, by id.");
        fields.member("variants", &Project::variants, "Other designs to compare with this one, by id.");
        fields.member("unmodelled", &Project::unmodelled, "Imported objects that have no place.");
        fields.member("diagram", &Project::diagram, "The picture.");
    }
};

} // namespace fourplane
