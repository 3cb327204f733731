// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/importers/ImportText.h"

#include <QtGlobal>

#include <string>

namespace fourplane::test {

/// A Deployment "ai/NAME" with label app=NAME whose pod spec is the flow map `podSpec`.
inline std::string deployment(const std::string &name, const std::string &podSpec)
{
    return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name
        + ", namespace: ai}\nspec: {template: {metadata: {labels: {app: " + name + "}}, spec: " + podSpec
        + "}}\n";
}

/// A Service "ai/NAME".
inline std::string service(const std::string &name, const std::string &spec)
{
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + ", namespace: ai}\nspec: " + spec
        + "\n";
}

/// The workload with this id; aborts the test program when there is none.
inline const Workload &workload(const ImportResult &result, const std::string &id)
{
    const Workload *found = find(result.project.topology.workloads, ElementId(id));
    if (!found)
        qFatal("no workload %s:\n%s", id.c_str(), describe(result).c_str());
    return *found;
}

/// A pod spec of which nothing is asked.
inline const std::string noContainers = "{containers: [{name: c, image: x}]}";

} // namespace fourplane::test
