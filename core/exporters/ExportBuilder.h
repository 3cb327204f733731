// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/Result.h"
#include "core/enforcement/EnforcementPlan.h"
#include "core/exporters/ExportRemark.h"
#include "core/exporters/ExportTarget.h"
#include "core/exporters/ExportedManifests.h"
#include "core/policy/AdoptedRule.h"
#include "core/storage/YamlWriter.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fourplane {

/// Names a Kubernetes object.
struct ObjectName
{
    std::string apiVersion; ///< for instance "rbac.authorization.k8s.io/v1"
    std::string kind;
    std::string namespaceName; ///< empty for cluster-scoped objects
    std::string name;
};

/// Where an object of an export comes from.
struct ObjectSource
{
    std::vector<ElementId> ids; ///< draft elements it realises
    SourceLocation origin;
    bool isAdopted = false;
    /// The plan's compilers made its rules, one for each of `ids` and in their order, less those that another
    /// one says already.
    bool isCompiled = false;
};

/// What the exporters of an export write into. Collects refusals instead of stopping at the first.
class ExportBuilder
{
public:
    /// Keeps a reference: `plan` must outlive the builder.
    ExportBuilder(const EnforcementPlan &plan, ExportTargets targets)
        : m_plan(plan)
        , m_targets(std::move(targets))
    {
    }

    const EnforcementPlan &plan() const { return m_plan; }

    /// True where the export is for this target.
    bool isFor(ExportTarget target) const { return m_targets.count(target) > 0; }

    /// States that the target would not take something: the export fails with code "refused-by-target".
    void refuse(const std::string &object, const std::string &reason, std::string fix,
        const RemarkSubject &about = {});

    /// Refuses labels outside Kubernetes' syntax.
    void checkLabels(const std::string &object, const Labels &labels, const RemarkSubject &about);

    /// Adds an object; `manifest` is the whole of it. Refuses a second object of the same name, names outside
    /// Kubernetes' syntax, and objects above 1 MiB.
    void addObject(std::string_view folder, const ObjectName &name, const YamlValue &manifest,
        const ObjectSource &source, AuditForm audit = {});

    /// Adds a rule object: with the edges annotation, unless it is adopted. Refuses what the strict reader of
    /// such objects would not read back equal.
    void addRule(
        std::string_view folder, NativeObject object, const ObjectSource &source, AuditForm audit = {});

    /// As addRule, for each, all with the same audit form.
    template <class T>
    void addRules(std::string_view folder, const std::vector<Planned<T>> &rules, const AuditForm &audit = {})
    {
        for (const Planned<T> &rule : rules)
            addRule(folder, rule.object, { rule.sources, rule.origin, rule.isAdopted, !rule.isAdopted },
                rule.isAdopted ? AuditForm {} : audit);
    }

    /// Adds a file that is no Kubernetes object; its path lies in a folder of its target.
    void addFile(std::string path, std::string content, const std::vector<ElementId> &sources,
        FileEntries entries = {});

    /// States what the target cannot express, with the consequence and what has to happen elsewhere.
    void report(DiagnosticLevel level, std::string code, std::string message, std::string fix,
        const RemarkSubject &about = {});

    void addChapter(std::string title, std::string text);

    /// Everything added. Where there are refusals it is for looking at, not for being written.
    ExportParts take();

    /// What a target would not take.
    const ExportRemarks &refusals() const { return m_refusals; }

private:
    void add(std::string_view folder, const ObjectName &name, std::string content, const ObjectSource &source,
        AuditForm audit);

    const EnforcementPlan &m_plan;
    ExportTargets m_targets;
    ExportParts m_parts;
    std::set<std::vector<std::string>> m_objects;
    ExportRemarks m_refusals;
};

} // namespace fourplane
