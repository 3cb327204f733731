// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/diagram/Diagram.h"
#include "core/policy/Plane.h"
#include "core/policy/Policy.h"
#include "core/project/PlatformProfile.h"
#include "core/project/Scenario.h"
#include "core/project/Variant.h"
#include "core/topology/Topology.h"

namespace fourplane {

/// An object that an importer met and the model has no place for. Kept so that nobody takes silence for
/// safety.
struct UnmodelledObject
{
    std::string apiVersion;
    std::string kind;
    std::string namespaceName;
    std::string name;
    std::string reason;
    bool affectsVerdicts = false; ///< a policy of some kind: verdicts about its namespace are Uncertain
    SourceLocation origin;
    Plane plane = Plane::Network; ///< on which `affectsVerdicts` tells
    /// The Pod Security level that a person says it enforces (annotation fourplane.dev/enforces); nobody has
    /// checked that.
    std::optional<PodSecurityLevel> declaredLevel;
    /// It decides nothing between workloads, but may let outsiders in: only whether workloads of its
    /// namespace are exposed is Uncertain.
    bool concernsExposure = false;

    bool operator==(const UnmodelledObject &) const = default;
};

/// Everything a project file holds. The version of the file format is the reader's and writer's business.
struct Project
{
    // Defined once, in the source file: else each file that copies or drops one compiles all its parts anew.
    Project();
    Project(const Project &);
    Project(Project &&) noexcept;
    Project &operator=(const Project &);
    Project &operator=(Project &&) noexcept;
    ~Project();
    bool operator==(const Project &) const;

    std::string name;
    std::string description;
    PlatformProfile platform;
    Topology topology;
    Policy policy;
    ElementMap<Scenario> scenarios;
    ElementMap<Variant> variants; ///< other designs to compare with this one
    Diagram diagram;
    std::vector<UnmodelledObject> unmodelled;
};

/// Everything wrong with the references and values of a project: dangling references, an id used twice, names
/// that Kubernetes would refuse, ports out of range. Empty for a sound project. The reader and the editor
/// both use this; the reader adds locations, from the path. A Fatal problem makes the project unusable; a
/// Warning is something that Kubernetes would refuse.
struct ProjectProblem
{
    DiagnosticLevel level = DiagnosticLevel::Fatal;
    ElementId elementId; ///< the element concerned; empty for the project itself
    std::vector<std::string> path; ///< keys of the project file from its root; positions, from 0, in lists
    std::string code; ///< kebab-case: "dangling-reference", "duplicate-id", "invalid-name", ...
    std::string message;
    std::string fix;
};

std::vector<ProjectProblem> findProblems(const Project &project);

} // namespace fourplane
