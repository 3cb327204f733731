// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rules/Rules.h"

namespace fourplane::rules {

namespace {

std::vector<Finding> check(const FindingContext &context)
{
    std::vector<Finding> findings;
    for (const auto &[id, store] : context.project.topology.stores) {
        const bool trustsNetwork = store.authentication == StoreAuthentication::NetworkTrusting;
        if ((trustsNetwork || store.authentication == StoreAuthentication::Anonymous)
            && !store.collections.empty()) {
            findings.push_back(makeFinding({ id, store.hostId },
                "The store " + store.name
                    + (trustsNetwork ? " asks for an address and for no credential."
                                     : " has no authentication."),
                "Give it an authentication per identity and grant each workload only what it needs."));
        }
    }
    return findings;
}

} // namespace

FindingRule anonymousStore()
{
    return { "anonymous-store", "A store lets in everybody who reaches it", Severity::High, Plane::Data, "D1",
        "A store without authentication has no data plane: whoever gets a packet to it reads and writes "
        "everything.",
        "The store holds only public data and nothing reads it back into a model.",
        { "LZTSM 3.5", "LZTSM 5.3", "LLM08:2025", "T1213" }, check };
}

} // namespace fourplane::rules
