// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/RandomStream.h"
#include "core/project/Project.h"
#include "core/project/generate/ProjectGeneration.h"

#include <string>
#include <vector>

namespace fourplane {

/// What draws are for; each purpose has streams of its own, so that one part can change without the others.
enum class DrawPurpose : std::uint64_t
{
    Home = 1,
    Kind,
    Pod,
    Identity,
    Store,
    External,
    Flow,
    Rule,
    Feed,
    Scenario,
};

/// A namespace and the run of workloads in it.
struct SketchedHome
{
    ElementId id;
    std::size_t first = 0; ///< its workloads are first to first + size - 1
    std::size_t size = 0;
    std::size_t tenant = 0; ///< from 1; 0 = none
    bool isEdge = false; ///< its gateways face users
    bool isPlatform = false;
    ElementId poolId;
    std::optional<PodSecurityLevel> level; ///< that Pod Security enforces
};

/// What later steps ask of a workload, in the order of their numbers.
struct SketchedWorkload
{
    ElementId id;
    WorkloadKind kind = WorkloadKind::GenericService;
    std::size_t home = 0;
    ElementId identityId;
    std::uint16_t port = 0;
    ElementId storeId; ///< the store that it hosts
};

/// A design while it is generated: the project so far, and the same by number.
struct DesignSketch
{
    GenerationOptions options;
    Job job;
    Project project;
    std::vector<SketchedHome> homes;
    std::vector<SketchedWorkload> workloads;
    std::vector<ElementId> partners; ///< external endpoints beyond the usual ones

    RandomStream random(DrawPurpose purpose, std::size_t position) const
    {
        return { options.seed, static_cast<std::uint64_t>(purpose), position };
    }

    /// Workloads of a kind in a home, by number.
    std::vector<std::size_t> ofKind(const SketchedHome &home, WorkloadKind kind) const
    {
        std::vector<std::size_t> found;
        for (std::size_t i = home.first; i < home.first + home.size; ++i) {
            if (workloads[i].kind == kind)
                found.push_back(i);
        }
        return found;
    }
};

// External endpoints that every generated design has.
inline constexpr const char *usersExternal = "users";
inline constexpr const char *internetExternal = "internet";
inline constexpr const char *portalExternal = "supplier-portal";
inline constexpr const char *webExternal = "web-pages";
inline constexpr const char *hostedModelExternal = "hosted-llm";
inline constexpr const char *forgeExternal = "code-forge";
inline constexpr const char *bucketExternal = "artifact-bucket";
inline constexpr const char *metadataExternal = "cloud-metadata";
inline constexpr const char *artifactStore = "store-artifacts";
inline constexpr const char *modelCollection = "released-models";

/// "agent-12" for ("agent", 12).
std::string numbered(std::string_view word, std::size_t number);

/// Puts an element into its map under its id.
template <class T>
T &put(ElementMap<T> &elements, T element)
{
    ElementId id = element.id;
    return elements.insert_or_assign(std::move(id), std::move(element)).first->second;
}

// The steps, in this order; each reads what the ones before made.
void generateCluster(DesignSketch &sketch); ///< namespaces, node pools, workloads, identities
void generateExternals(DesignSketch &sketch); ///< external endpoints, cloud roles
void generateStores(DesignSketch &sketch); ///< stores, collections, secrets
void generateFlows(DesignSketch &sketch); ///< flows, allow rules, grants, tool scopes, egress lists
void generateContext(DesignSketch &sketch); ///< context feeds
void generateScenarios(DesignSketch &sketch);

} // namespace fourplane
