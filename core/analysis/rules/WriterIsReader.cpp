// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

#include <map>
#include <set>

namespace fourplane::rules {

namespace {

bool grants(const DataGrant &grant, AccessVerb verb)
{
    return grant.verb == verb || grant.verb == AccessVerb::Admin;
}

std::vector<Finding> check(const FindingContext &context)
{
    std::map<std::pair<ElementId, ElementId>, std::pair<bool, bool>> rights; // reads, writes
    for (const DataGrant &grant : context.decisions.plan().grants) {
        auto &[reads, writes] = rights[{ grant.collectionId, grant.identityId }];
        reads = reads || grants(grant, AccessVerb::Read);
        writes = writes || grants(grant, AccessVerb::Write);
    }
    std::set<ElementId> feeding; // sources of what models read
    for (const auto &[id, feed] : context.project.topology.feeds)
        feeding.insert(feed.sourceId);
    std::vector<Finding> findings;
    for (const auto &[who, right] : rights) {
        if (!right.first || !right.second)
            continue;
        if (feeding.count(who.first) > 0) {
            findings.push_back(makeFinding({ who.first, who.second },
                who.second.value() + " may both write and read " + who.first.value()
                    + ", which feeds a model.",
                "Split it: one identity ingests, another retrieves."));
        }
    }
    return findings;
}

} // namespace

FindingRule writerIsReader()
{
    return { "writer-is-reader", "One identity both writes and reads a knowledge source", Severity::Medium,
        Plane::Data, "D2",
        "Who takes over the reader poisons the source for all other readers, and who takes over the "
        "ingestion reads it all.",
        "The collection is the private memory of one workload.", { "LZTSM 5.3", "LLM08:2025", "AML.T0070" },
        check };
}

} // namespace fourplane::rules
