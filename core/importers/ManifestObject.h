// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Diagnostic.h"
#include "core/storage/YamlTree.h"

#include <string>
#include <vector>

namespace fourplane {

/// One Kubernetes object met in the input, List items taken apart.
struct ManifestObject
{
    YamlNodePtr node;
    std::string apiVersion;
    std::string group; ///< of apiVersion; empty = the core group
    std::string kind;
    std::string name; ///< metadata.name, or metadata.generateName without its final '-'
    std::string namespaceName; ///< as written; empty when absent
    SourceLocation origin; ///< where the object begins

    /// "Deployment default/web" for messages.
    std::string title() const;
};

/// The objects of a file and what in it was no object.
struct ManifestObjects
{
    std::string name; ///< as shown in locations
    std::vector<ManifestObject> objects;
    Diagnostics diagnostics;
};

/// Takes YAML or JSON text apart into Kubernetes objects: documents, `List` and typed lists, nested ones too.
/// Reports with its place whatever is no object: "yaml-syntax" and the other codes of loadYaml, "template"
/// (text that a template engine has still to fill in), "not-kubernetes", "missing-kind",
/// "missing-api-version", "missing-name", "wrong-type".
ManifestObjects readManifestObjects(std::string_view text, const std::string &fileName);

} // namespace fourplane
