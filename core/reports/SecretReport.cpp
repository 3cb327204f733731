// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/SecretReport.h"

#include "core/base/Text.h"
#include "core/reports/DecisionReport.h"
#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

std::string secretsText(const PolicyDecisionPoint &decisions, const TextStyle &style)
{
    const EnforcementPlan &plan = decisions.plan();
    std::string text;
    for (const Secret &secret : plan.secrets) {
        text += text.empty() ? "" : "\n";
        text += style.bold(printable(secret.id.value())) + "  " + std::string(nameOf(secret.home));
        if (secret.isServiceAccountToken)
            text += ", a token that does not expire";
        if (secret.origin.isKnown())
            text += style.dim("  " + printable(toString(secret.origin)));
        std::vector<std::string> opened;
        for (const ElementId &id : secret.opens)
            opened.push_back(displayName(plan, id));
        text += "\n  opens "
            + (opened.empty() ? "nothing that is known: say in the project what it opens"
                              : printable(join(opened, ", ")))
            + "\n";
        const auto readers = decisions.secrets().readersOf(secret.id);
        for (const SecretEvaluator::Reader &reader : readers) {
            const bool isSure = reader.verdict.verdict == Verdict::Permit;
            text += "  " + (isSure ? style.bad("read by") : style.bold("uncertain")) + "  "
                + printable(displayName(plan, reader.id) + ": " + reader.verdict.reason) + "\n";
        }
        if (readers.empty())
            text += "  read by nobody that the project knows\n";
    }
    return text.empty() ? "The project knows no secrets.\n" : text;
}

std::string secretsJson(const PolicyDecisionPoint &decisions)
{
    Json json { { "secrets", Json::array() } };
    for (const Secret &secret : decisions.plan().secrets) {
        Json one { { "id", secret.id.value() }, { "name", secret.name }, { "home", nameOf(secret.home) },
            { "serviceAccountToken", secret.isServiceAccountToken }, { "keys", secret.keys },
            { "opens", toJson(secret.opens) }, { "readers", Json::array() } };
        if (secret.origin.isKnown())
            one["origin"] = toJson(secret.origin);
        for (const SecretEvaluator::Reader &reader : decisions.secrets().readersOf(secret.id)) {
            Json who { { "id", reader.id.value() }, { "verdict", nameOf(reader.verdict.verdict) },
                { "reason", reader.verdict.reason } };
            if (reader.verdict.decidedBy)
                who["decidedBy"] = toJson(*reader.verdict.decidedBy);
            one["readers"].push_back(std::move(who));
        }
        json["secrets"].push_back(std::move(one));
    }
    return dumpJson(json);
}

} // namespace fourplane
