// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/Project.h"

#include <cstdint>
#include <optional>

namespace fourplane::test {

/// A small random AI service under attack: five to eight workloads of every kind that techniques speak of, in
/// one to three namespaces with or without segmentation, mesh and rules of their own, with stores, grants,
/// tools, secrets, accounts outside and egress lists, under Linkerd with objects of all its kinds. The same
/// seed gives the same design.
struct RandomDesign
{
    Project project;
    Scenario scenario;
};

/// Under `mesh`, if one is given.
RandomDesign randomDesign(std::uint32_t seed, std::optional<MeshKind> mesh = std::nullopt);

} // namespace fourplane::test
