// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importers/ImportSession.h"

#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace fourplane {

/// Makes workloads of controllers and pods, in the order given. What another object of the input makes (the
/// ReplicaSet of a Deployment, the pods of a ReplicaSet) is noted and read there only. Pods whose owner is
/// not in the input are grouped by it: the replicas of one owner with equal labels and ports are one
/// workload, an owner of kind Node means a bare pod, an owner without a kind counts as kind Pod (the loader
/// rules of the connectivity corpus, semantics "Corpora").
void importWorkloads(ImportSession &session, const std::vector<const ManifestObject *> &objects);

/// An object by kind, namespace and name.
using ObjectKey = std::tuple<std::string, std::string, std::string>;

/// Whom the owner references of `workloads` and, from there, of `others` name: the objects whose pods are in
/// the input themselves.
std::set<ObjectKey> makersOf(
    const std::vector<const ManifestObject *> &workloads, const std::vector<const ManifestObject *> &others);

/// The Kubernetes kind of a workload object, or nothing when `kind` is none.
std::optional<ControllerKind> controllerKindOf(const std::string &kind);

} // namespace fourplane
