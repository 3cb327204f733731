// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace fourplane::test {

/// The item ids that a text in the manner of the policy semantics names ("NP1", "AN3", "IS12", ...). Ranges
/// such as "R1-R9" and ids of other families are left out.
std::set<std::string> semanticsItems(const std::string &text);

/// Test slots of one C++ test source that are named after an item (`np1_...`), by item id. A slot counts when
/// its body checks something: it holds a Qt Test or rapidcheck assertion, or calls a helper of the file that
/// does.
std::map<std::string, std::set<std::string>> slotsByItem(const std::string &source);

/// slotsByItem of every `tst_*.cpp` below `folder`, joined.
std::map<std::string, std::set<std::string>> slotsByItemBelow(const std::filesystem::path &folder);

} // namespace fourplane::test
