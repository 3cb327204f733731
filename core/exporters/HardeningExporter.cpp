// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/exporters/ExportBuilder.h"
#include "core/exporters/Exporters.h"
#include "core/exporters/HardeningPatch.h"
#include "core/exporters/PlacementPatch.h"
#include "core/exporters/WorkloadPatch.h"

#include <map>

namespace fourplane {

namespace {

constexpr const char *chapter =
    R"(`components/hardening` and `components/placement` hold patches of the workloads, a kustomize Component for each
namespace. They are in neither overlay, since this tree does not hold the workloads: name them where those are.

```yaml
resources:
  - retriever.yaml # whatever holds the workloads
components:
  - ../fourplane/components/hardening/NAMESPACE
  - ../fourplane/components/placement/NAMESPACE
```

kustomize fails when a workload of a patch is not there under its kind, name and namespace (written in its own file):
nothing is left unpatched unnoticed. Containers are found by name. A patch only takes away: settings of the design that
loosen a pod are not in it, and what the design does not say stays as it is in the workload. Applying a patch restarts
the pods. Try a root file system that is read-only first: what the program writes needs an emptyDir, and the design
does not say where.

Token volumes are mounted in every container below `/var/run/secrets/fourplane/`, because the design does not say
where: point the program there, and remove older token volumes. A toleration only lets pods onto a pool; the selector
keeps them there, and the taint keeps others off. Lists of tolerations and affinity terms replace those of the
workload. Roll back by leaving the components out.
)";

/// The patches of one namespace, as a Component.
struct PatchFolder
{
    YamlValue patches = YamlValue::list();
};

class HardeningWriter
{
public:
    explicit HardeningWriter(ExportBuilder &builder)
        : m_builder(builder)
    {
    }

    void write()
    {
        for (const PlannedPod &pod : m_builder.plan().pods) {
            add("components/hardening/", pod, hardeningPatch(m_builder, pod));
            add("components/placement/", pod, placementPatch(m_builder, pod));
        }
        for (const auto &[folder, content] : m_folders) {
            YamlValue value = YamlValue::map();
            value.add("apiVersion", "kustomize.config.k8s.io/v1alpha1").add("kind", "Component");
            value.add("patches", content.patches);
            m_builder.addFile(folder + "/kustomization.yaml", toYaml(value), {});
        }
        if (!m_folders.empty())
            m_builder.addChapter("Workloads", chapter);
    }

private:
    void add(const std::string &place, const PlannedPod &pod, YamlValue podSpec)
    {
        if (podSpec.isEmpty() || !isPatchable(m_builder, pod))
            return;
        const std::string folder = place + pod.namespaceName;
        const std::string file = patchFileName(pod);
        m_folders[folder].patches.append(YamlValue::map().add("path", file));
        m_builder.addFile(
            folder + "/" + file, toYaml(workloadPatch(pod, std::move(podSpec))), { pod.workloadId });
    }

    ExportBuilder &m_builder;
    std::map<std::string, PatchFolder> m_folders;
};

} // namespace

void writeHardening(ExportBuilder &builder)
{
    HardeningWriter(builder).write();
}

} // namespace fourplane
