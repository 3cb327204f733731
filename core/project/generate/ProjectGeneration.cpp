// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/ProjectGeneration.h"

#include "core/project/generate/DesignSketch.h"

namespace fourplane {

Result<Project> generateProject(const GenerationOptions &options, const Job &job)
{
    if (options.workloads < 1 || options.workloads > largestGeneratedDesign)
        return failure("out-of-range", std::to_string(options.workloads) + " workloads cannot be generated.",
            "Ask for 1 to " + std::to_string(largestGeneratedDesign) + ".");
    DesignSketch sketch;
    sketch.options = options;
    sketch.job = job;
    Project &project = sketch.project;
    const std::string shape(nameOf(options.shape));
    project.name = "Generated " + shape + " design of " + std::to_string(options.workloads) + " workloads";
    project.description = "Generated from the seed " + std::to_string(options.seed)
        + ". Nothing in it is about a real organisation.";
    project.platform.cni = CniKind::Calico;
    project.platform.metadataServicePresent = true;
    generateCluster(sketch);
    generateExternals(sketch);
    generateStores(sketch);
    generateFlows(sketch);
    if (job.isStopped())
        return failure("cancelled", "Generating the design was cancelled.");
    generateContext(sketch);
    generateScenarios(sketch);
    return std::move(sketch.project);
}

} // namespace fourplane
