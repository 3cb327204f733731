// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/ServiceDescription.h"

#include "core/base/Text.h"
#include "core/project/Edit.h"
#include "core/project/Permissions.h"
#include "core/topology/PodHardening.h"

#include <algorithm>
#include <map>

namespace fourplane {

namespace {

constexpr std::uint16_t gatewayPort = 8443;
constexpr std::uint16_t servicePort = 8080;
constexpr std::uint16_t modelPort = 8000;
constexpr std::uint16_t storePort = 6333;
constexpr std::uint16_t toolPort = 8100;
constexpr std::uint16_t proxyPort = 3128;
constexpr std::uint16_t httpsPort = 443;
constexpr int tokenSeconds = 3600;

class ProjectMaker
{
public:
    explicit ProjectMaker(const ServiceDescription &description)
        : m_description(description)
        , m_name(toDnsLabel(description.name))
    {
    }

    Project make()
    {
        m_project.name = m_description.name;
        m_project.description = settingsText();
        makePatterns();
        makePools();
        makeService();
        makeCallers();
        makeModel();
        makeDataSources();
        makeTools();
        makeOutside();
        makeScenarios();
        makeNotes();
        return std::move(m_project);
    }

private:
    std::string settingsText() const
    {
        std::vector<std::string> parts;
        if (!m_description.purpose.empty())
            parts.push_back(m_description.purpose);
        if (!m_description.environment.empty())
            parts.push_back("Environment: " + m_description.environment + ".");
        if (!m_description.owner.empty())
            parts.push_back("Owner: " + m_description.owner + ".");
        return join(parts, " ");
    }

    void addPattern(const char *id, const char *name, const char *text, std::vector<WorkloadKind> from,
        std::vector<WorkloadKind> to)
    {
        CommunicationPattern pattern;
        pattern.id = ElementId(std::string("pattern-") + id);
        pattern.name = name;
        pattern.description = text;
        pattern.sourceKinds = std::move(from);
        pattern.destinationKinds = std::move(to);
        m_project.policy.patterns[pattern.id] = pattern;
    }

    void makePatterns()
    {
        using Kind = WorkloadKind;
        addPattern("edge", "edge", "Callers reach the gateway, and nothing else.", {}, { Kind::Gateway });
        addPattern(
            "request", "request", "The gateway hands requests on.", { Kind::Gateway }, { Kind::Agent });
        addPattern("inference", "inference", "The service asks the model.", { Kind::Agent },
            { Kind::ModelEndpoint });
        addPattern("data-access", "data access", "The service reads and writes the data that it declared.",
            { Kind::Agent }, { Kind::VectorStore });
        addPattern(
            "tool-call", "tool call", "The service acts through tools.", { Kind::Agent }, { Kind::Tool });
        addPattern("egress", "egress", "Whatever leaves goes through the egress proxy.", { Kind::Agent },
            { Kind::EgressProxy });
        addPattern(
            "outbound", "outbound", "The egress proxy calls what its list names.", { Kind::EgressProxy }, {});
    }

    /// Who holds data meets nobody who is exposed on a node.
    void makePools()
    {
        for (const char *name : { "edge", "data" }) {
            NodePool pool;
            pool.id = ElementId(name);
            pool.name = name;
            pool.labels = { { "fourplane.dev/pool", name } };
            pool.taints = { { "fourplane.dev/dedicated", name, "NoSchedule" } };
            m_project.topology.nodePools[pool.id] = pool;
        }
        NodePool general;
        general.id = ElementId("general");
        general.name = "general";
        general.labels = { { "fourplane.dev/pool", "general" } };
        m_project.topology.nodePools[general.id] = general;
    }

    /// The namespace of a zone, made when it is first needed.
    ElementId home(const std::string &zone)
    {
        const auto known = m_homes.find(zone);
        if (known != m_homes.end())
            return known->second;
        const ElementId id = unusedId(m_project, toDnsLabel(m_name + "-" + zone));
        m_homes[zone] = id;
        Namespace made;
        made.id = id;
        made.name = id.value();
        made.labels = { { "fourplane.dev/zone", zone } };
        made.podSecurity.enforce = PodSecurityLevel::Restricted;
        made.podSecurity.audit = PodSecurityLevel::Restricted;
        made.podSecurity.warn = PodSecurityLevel::Restricted;
        made.meshInjection = true;
        // Callers from outside have no identity in the mesh.
        made.segmentation = { true, true, zone == "edge" ? MtlsMode::Permissive : MtlsMode::Strict };
        m_project.topology.namespaces[id] = made;
        return id;
    }

    ElementId addWorkload(const std::string &wanted, WorkloadKind kind, const ElementId &homeId,
        const std::string &pool, std::uint16_t port, const std::string &account = {})
    {
        Workload workload;
        workload.id = unusedId(m_project, toDnsLabel(wanted));
        workload.name = workload.id.value();
        workload.kind = kind;
        workload.namespaceId = homeId;
        workload.labels = { { "app", workload.name } };
        workload.automountToken = false;
        Container main;
        main.name = "main";
        main.image = "registry.example.com/" + m_name + "/" + workload.name + ":1.0.0";
        main.ports = { { "", port, Protocol::Tcp } };
        workload.containers.push_back(main);
        workload.placement.nodeSelector = { { "fourplane.dev/pool", pool } };
        if (pool != "general")
            workload.placement.tolerations = { { "fourplane.dev/dedicated", "Equal", pool, "NoSchedule" } };
        meetPodSecurity(workload, PodSecurityLevel::Restricted);
        WorkloadIdentity identity;
        identity.id = unusedId(m_project, "sa-" + workload.id.value());
        identity.name = account.empty() ? workload.name : toDnsLabel(account);
        identity.namespaceId = homeId;
        identity.automountToken = false;
        identity.tokenLifetimeSeconds = tokenSeconds;
        workload.identityId = identity.id;
        m_project.topology.identities[identity.id] = identity;
        m_project.topology.workloads[workload.id] = workload;
        return workload.id;
    }

    ElementId addExternal(const DescribedParty &party, ExternalKind kind)
    {
        ExternalEndpoint external;
        external.id = unusedId(m_project, toDnsLabel(party.name));
        external.name = party.name;
        external.kind = kind;
        external.hosts = party.hosts;
        if (kind != ExternalKind::Internet && kind != ExternalKind::UserGroup) {
            external.trust = TrustTier::Partner;
            external.ports = { { "", httpsPort, Protocol::Tcp } };
        }
        m_project.topology.externals[external.id] = external;
        return external.id;
    }

    Flow &declare(const ElementId &from, const ElementId &to, std::uint16_t port, const std::string &purpose)
    {
        Flow flow;
        flow.id = unusedId(m_project, from.value() + "-to-" + to.value());
        flow.sourceId = from;
        flow.destinationId = to;
        flow.port = port;
        flow.purpose = purpose;
        if (!isAllowed(m_project, flow)) {
            AllowRule rule = permissionFor(m_project, flow);
            rule.id = unusedId(m_project, "allow-" + flow.id.value());
            rule.flowId = flow.id;
            rule.patternId = patternFor(m_project, rule);
            m_project.policy.allowRules[rule.id] = rule;
        }
        return m_project.topology.flows[flow.id] = flow;
    }

    void makeService()
    {
        m_gateway =
            addWorkload(m_name + "-gateway", WorkloadKind::Gateway, home("edge"), "edge", gatewayPort);
        m_service = addWorkload(
            m_name, WorkloadKind::Agent, home("app"), "general", servicePort, m_description.identityName);
        m_project.topology.workloads.at(m_service).description = m_description.purpose;
        declare(m_gateway, m_service, servicePort, "Hands requests on.");
    }

    void makeCallers()
    {
        Workload &gateway = m_project.topology.workloads.at(m_gateway);
        gateway.exposed = m_description.isOnTheInternet;
        gateway.exposedPrivately = !m_description.isOnTheInternet;
        if (m_description.isOnTheInternet)
            declare(addExternal({ "internet", {} }, ExternalKind::Internet), m_gateway, gatewayPort,
                "Calls the service.");
        for (const std::string &caller : m_description.callers)
            declare(addExternal({ caller, {} }, ExternalKind::UserGroup), m_gateway, gatewayPort,
                "Calls the service.");
    }

    void makeModel()
    {
        if (m_description.model == ModelSource::SelfHosted) {
            m_model = addWorkload(
                m_name + "-model", WorkloadKind::ModelEndpoint, home("inference"), "general", modelPort);
            declare(m_service, m_model, modelPort, "Asks the model.");
        } else {
            m_model = m_service; // which holds the context and sends it out
        }
    }

    std::vector<std::string> tenantsOr(const std::string &none) const
    {
        return m_description.tenants.size() > 1 ? m_description.tenants : std::vector<std::string> { none };
    }

    void makeDataSources()
    {
        for (const DescribedDataSource &source : m_description.dataSources) {
            const std::string label = toDnsLabel(source.name);
            const ElementId host =
                addWorkload(label + "-store", WorkloadKind::VectorStore, home("data"), "data", storePort);
            DataStore store;
            store.id = unusedId(m_project, label);
            store.name = source.name;
            store.hostId = host;
            store.dialect = StoreDialect::Qdrant;
            store.authentication = StoreAuthentication::PerIdentity;
            m_project.topology.stores[store.id] = store;
            for (const std::string &tenant : tenantsOr({}))
                addCollection(store.id, source, tenant);
        }
    }

    void addCollection(const ElementId &storeId, const DescribedDataSource &source, const std::string &tenant)
    {
        DataStore &store = m_project.topology.stores.at(storeId);
        Collection collection;
        collection.id = unusedId(m_project,
            tenant.empty() ? storeId.value() + "-data" : storeId.value() + "-" + toDnsLabel(tenant));
        collection.name = collection.id.value();
        collection.classification = source.classification;
        collection.tenant = tenant;
        store.collections.push_back(collection);
        std::vector<AccessVerb> verbs { AccessVerb::Read };
        if (source.isWritten)
            verbs.push_back(AccessVerb::Write);
        for (const AccessVerb verb : verbs) {
            Flow &flow = declare(m_service, store.hostId, storePort,
                verb == AccessVerb::Read ? "Reads " + source.name + "." : "Writes " + source.name + ".");
            flow.verb = verb;
            flow.collectionId = collection.id;
            DataGrant grant;
            grant.id = unusedId(
                m_project, m_service.value() + "-" + std::string(nameOf(verb)) + "-" + collection.id.value());
            grant.identityId = m_project.topology.workloads.at(m_service).identityId;
            grant.collectionId = collection.id;
            grant.verb = verb;
            m_project.policy.grants[grant.id] = grant;
        }
        if (!source.reachesModel)
            return;
        ContextFeed feed;
        feed.id = unusedId(m_project, collection.id.value() + "-in-context");
        feed.sourceId = collection.id;
        feed.modelId = m_model;
        feed.trust = source.isWrittenByOutsiders ? TrustTier::Untrusted : TrustTier::Trusted;
        feed.tenant = tenant;
        feed.purpose = "Grounds answers.";
        m_project.topology.feeds[feed.id] = feed;
    }

    void makeTools()
    {
        for (const std::string &name : m_description.tools) {
            const ElementId tool = addWorkload(name, WorkloadKind::Tool, home("tools"), "general", toolPort);
            declare(m_service, tool, toolPort, "Acts through it.").carriesToolCalls = true;
        }
    }

    void makeOutside()
    {
        std::vector<std::pair<DescribedParty, ExternalKind>> outside;
        if (m_description.model == ModelSource::HostedApi)
            outside.emplace_back(m_description.provider, ExternalKind::HostedLlm);
        for (const DescribedParty &party : m_description.parties)
            outside.emplace_back(party, ExternalKind::Saas);
        if (outside.empty())
            return;
        const ElementId proxy =
            addWorkload(m_name + "-egress", WorkloadKind::EgressProxy, home("egress"), "general", proxyPort);
        declare(m_service, proxy, proxyPort, "Calls what is outside.");
        EgressAllowList list;
        list.id = unusedId(m_project, proxy.value() + "-list");
        list.proxyId = proxy;
        list.callerId = m_service;
        for (const auto &[party, kind] : outside) {
            const ElementId external = addExternal(party, kind);
            declare(proxy, external, httpsPort, "Calls " + party.name + " for the service.");
            list.destinationIds.push_back(external);
        }
        m_project.policy.egressLists[list.id] = list;
    }

    /// Data that must not fall, or all of it where none is confidential.
    std::vector<ElementId> jewels() const
    {
        std::vector<ElementId> sensitive;
        std::vector<ElementId> all;
        for (const auto &[id, store] : m_project.topology.stores) {
            for (const Collection &collection : store.collections) {
                all.push_back(collection.id);
                if (collection.classification >= Classification::Confidential)
                    sensitive.push_back(collection.id);
            }
        }
        return sensitive.empty() ? all : sensitive;
    }

    void addScenario(
        const char *id, const std::string &name, const std::string &text, const Foothold &foothold)
    {
        Scenario scenario;
        scenario.id = unusedId(m_project, id);
        scenario.name = name;
        scenario.description = text;
        scenario.footholds = { foothold };
        scenario.jewels = jewels();
        m_project.scenarios[scenario.id] = scenario;
    }

    void makeScenarios()
    {
        addScenario("gateway-breach", "Gateway taken over", "Code runs in what callers reach.",
            { FootholdKind::CodeExecution, m_gateway, {} });
        addScenario("service-breach", "Service taken over", "Code runs in the service itself.",
            { FootholdKind::CodeExecution, m_service, {} });
        if (m_description.model == ModelSource::SelfHosted)
            addScenario("model-breach", "Model server taken over", "Code runs in the model server.",
                { FootholdKind::CodeExecution, m_model, {} });
    }

    void makeNotes()
    {
        std::vector<std::string> open;
        if (m_description.owner.empty())
            open.emplace_back("Who answers for the service?");
        if (m_description.callers.empty() && !m_description.isOnTheInternet)
            open.emplace_back("Who calls the service?");
        if (m_description.dataSources.empty())
            open.emplace_back("Which data does it access?");
        for (const auto &[id, external] : m_project.topology.externals) {
            const bool isCalled =
                external.kind == ExternalKind::HostedLlm || external.kind == ExternalKind::Saas;
            if (isCalled && external.hosts.empty())
                open.push_back("Under which hosts is " + external.name + " called?");
        }
        for (const std::string &tool : m_description.tools)
            open.push_back("Which operations of " + tool + " does the service need?");
        if (open.empty())
            return;
        Note note;
        note.id = unusedId(m_project, "note-open-questions");
        note.text = "Still to be answered:\n" + join(open, "\n");
        note.place = { { -300, 0 }, 240, 60 + 36.0 * static_cast<double>(open.size()) };
        m_project.diagram.notes[note.id] = note;
    }

    const ServiceDescription &m_description;
    std::string m_name;
    Project m_project;
    std::map<std::string, ElementId> m_homes; ///< namespaces by zone
    ElementId m_gateway;
    ElementId m_service;
    ElementId m_model;
};

/// What is wrong with a name that a person wrote; empty when nothing is.
std::string nameFault(const std::string &name, const std::string &what)
{
    const bool hasWord = std::any_of(name.begin(), name.end(), [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return hasWord ? std::string() : what + " has no name with a letter or digit in it.";
}

std::string hostFault(const DescribedParty &party)
{
    for (const std::string &host : party.hosts) {
        const std::string plain = host.rfind("*.", 0) == 0 ? host.substr(2) : host;
        if (!isDnsSubdomain(plain))
            return "\"" + host + "\" is no host name.";
    }
    return {};
}

std::string faultOf(const ServiceDescription &description)
{
    std::vector<std::string> faults { nameFault(description.name, "The service") };
    for (const DescribedDataSource &source : description.dataSources)
        faults.push_back(nameFault(source.name, "A data source"));
    for (const std::string &caller : description.callers)
        faults.push_back(nameFault(caller, "A caller"));
    for (const std::string &tool : description.tools)
        faults.push_back(nameFault(tool, "A tool"));
    for (const std::string &tenant : description.tenants)
        faults.push_back(nameFault(tenant, "A tenant"));
    std::vector<DescribedParty> parties = description.parties;
    if (description.model == ModelSource::HostedApi)
        parties.push_back(description.provider);
    for (const DescribedParty &party : parties) {
        faults.push_back(nameFault(party.name, "An outside party"));
        faults.push_back(hostFault(party));
    }
    const auto found =
        std::find_if(faults.begin(), faults.end(), [](const auto &fault) { return !fault.empty(); });
    return found == faults.end() ? std::string() : *found;
}

} // namespace

Result<Project> projectFrom(const ServiceDescription &description)
{
    if (const std::string fault = faultOf(description); !fault.empty()) {
        return failure("bad-description", fault,
            "Write names with letters and digits, and hosts as api.example.com or *.example.com.");
    }
    return ProjectMaker(description).make();
}

} // namespace fourplane
