// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/FindingReport.h"

#include "core/reports/JsonParts.h"

#include <nlohmann/json.hpp>

namespace fourplane {

using Json = nlohmann::ordered_json;

std::string diagnosticText(Diagnostic diagnostic)
{
    for (std::string *part :
        { &diagnostic.message, &diagnostic.fix, &diagnostic.code, &diagnostic.where.file })
        *part = printable(*part);
    return toString(diagnostic);
}

std::string findingsText(
    const std::vector<Finding> &findings, const Diagnostics &diagnostics, const TextStyle &style)
{
    std::string text;
    for (const Diagnostic &diagnostic : diagnostics)
        text += diagnosticText(diagnostic) + "\n";
    if (!diagnostics.empty())
        text += "\n";
    std::size_t high = 0;
    for (const Finding &finding : findings) {
        high += finding.severity == Severity::High ? 1 : 0;
        const std::string severity(nameOf(finding.severity));
        text += (finding.severity == Severity::High ? style.bad(severity) : style.bold(severity)) + "  "
            + std::string(nameOf(finding.plane)) + "  " + printable(finding.message) + "\n";
        text += "      " + printable(finding.remedy)
            + style.dim("  [" + finding.ruleId
                + (finding.control.empty() ? "" : ", control " + finding.control) + "]")
            + "\n";
        if (finding.origin.isKnown())
            text += style.dim("      " + printable(toString(finding.origin))) + "\n";
    }
    if (findings.empty())
        return text + style.good("No findings.") + "\n";
    return text + "\n" + style.bold(counted(findings.size(), "finding", "findings")) + ", "
        + std::to_string(high)
        + " of high severity. Design-time findings: they say what the drawn design permits, not what a "
          "cluster does.\n";
}

namespace {

Json diagnosticsArray(const Diagnostics &diagnostics)
{
    Json array = Json::array();
    for (const Diagnostic &diagnostic : diagnostics)
        array.push_back(toJson(diagnostic));
    return array;
}

} // namespace

std::string findingsJson(const std::vector<Finding> &findings, const Diagnostics &diagnostics)
{
    Json array = Json::array();
    for (const Finding &finding : findings) {
        Json one { { "rule", finding.ruleId }, { "severity", nameOf(finding.severity) },
            { "plane", nameOf(finding.plane) }, { "elements", toJson(finding.elements) },
            { "message", finding.message }, { "remedy", finding.remedy } };
        if (!finding.control.empty())
            one["control"] = finding.control;
        if (finding.origin.isKnown())
            one["where"] = toJson(finding.origin);
        array.push_back(std::move(one));
    }
    return dumpJson({ { "findings", std::move(array) }, { "diagnostics", diagnosticsArray(diagnostics) } });
}

std::string diagnosticsJson(const Diagnostics &diagnostics)
{
    return dumpJson({ { "diagnostics", diagnosticsArray(diagnostics) } });
}

} // namespace fourplane
