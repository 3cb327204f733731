// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/topology/ControllerKind.h"
#include "core/topology/StoreDialect.h"
#include "core/topology/WorkloadKind.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// One or more words in a row, lower case: "open-webui" is { open, webui }.
using WordRun = std::vector<std::string>;

/// One line of knowledge about a product or a way of naming things.
struct TypingRule
{
    WorkloadKind kind = WorkloadKind::GenericService;
    StoreDialect dialect = StoreDialect::Generic;
    std::string what; ///< ends the sentence "image x is ...": "Qdrant, a vector database"
    std::vector<WordRun> words; ///< match images, names and labels
    std::vector<WordRun> imageWords; ///< match images only
    std::vector<WordRun> nameWords; ///< match names and labels only
    std::vector<std::uint16_t> ports;
    std::vector<ControllerKind> controllers; ///< empty = every one
    /// The workload answers requests: false for jobs, and for things that only belong to the product
    /// (TypingRules::companions).
    bool serves = false;
    bool isSidecar = false; ///< beside another container it says nothing about the workload
};

/// The content of resources/import/workload-kinds.yaml, in order.
struct TypingRules
{
    std::vector<std::string> companions; ///< words that turn a product's name into something else's
    std::vector<TypingRule> rules;
};

/// Reads the rules. Strict: unknown keys, kinds and wrong types are errors with their place.
Result<TypingRules> parseTypingRules(std::string_view text, const std::string &fileName);

/// The words of a name or of an image repository: cut at everything that is no letter or digit, lower case.
WordRun wordsOf(std::string_view text);

/// True when `run` stands in `words` as one piece.
bool contains(const WordRun &words, const WordRun &run);

} // namespace fourplane
