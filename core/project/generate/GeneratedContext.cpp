// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/project/generate/DesignSketch.h"

#include <map>

namespace fourplane {

namespace {

constexpr std::size_t mostJewels = 5;

TrustTier drawTrust(RandomStream &random)
{
    const std::size_t drawn = random.below(100);
    if (drawn < 40)
        return TrustTier::Untrusted;
    return drawn < 60 ? TrustTier::Partner : TrustTier::Trusted;
}

class FeedMaker
{
public:
    explicit FeedMaker(DesignSketch &sketch)
        : m_sketch(sketch)
    {
        for (std::size_t i = 0; i < sketch.workloads.size(); ++i)
            m_numbers[sketch.workloads[i].id] = i;
    }

    /// What retrievers read reaches an agent or a model beside them, what tools answer the agent that called.
    void putFeeds()
    {
        std::size_t number = 0;
        for (const auto &[id, flow] : m_sketch.project.topology.flows) {
            RandomStream random = m_sketch.random(DrawPurpose::Feed, ++number);
            const auto found = m_numbers.find(flow.sourceId);
            if (found == m_numbers.end())
                continue;
            const SketchedWorkload &source = m_sketch.workloads[found->second];
            if (source.kind == WorkloadKind::Retriever && !flow.collectionId.isEmpty())
                putFeed(flow.collectionId, readerBeside(source, random), drawTrust(random),
                    "Retrieved passages.");
            else if (flow.carriesToolCalls && random.chance(25))
                putFeed(flow.destinationId, source.id, drawTrust(random), "Results of the tool.");
        }
        for (const SketchedHome &home : m_sketch.homes) {
            const auto agents = m_sketch.ofKind(home, WorkloadKind::Agent);
            if (home.isEdge && !agents.empty())
                putFeed(ElementId(usersExternal), m_sketch.workloads[agents.front()].id, TrustTier::Untrusted,
                    "Questions of users.");
        }
    }

private:
    ElementId readerBeside(const SketchedWorkload &retriever, RandomStream &random) const
    {
        const SketchedHome &home = m_sketch.homes[retriever.home];
        for (WorkloadKind kind : { WorkloadKind::Agent, WorkloadKind::ModelEndpoint }) {
            const auto readers = m_sketch.ofKind(home, kind);
            if (!readers.empty())
                return m_sketch.workloads[readers[random.below(readers.size())]].id;
        }
        return retriever.id;
    }

    void putFeed(const ElementId &source, const ElementId &model, TrustTier trust, std::string purpose)
    {
        ContextFeed feed;
        feed.id = ElementId(numbered("feed", ++m_feeds));
        feed.sourceId = source;
        feed.modelId = model;
        feed.trust = trust;
        feed.purpose = std::move(purpose);
        put(m_sketch.project.topology.feeds, std::move(feed));
    }

    DesignSketch &m_sketch;
    std::map<ElementId, std::size_t> m_numbers;
    std::size_t m_feeds = 0;
};

/// Up to five collections of the highest class that the design has, spread over it.
std::vector<ElementId> drawJewels(const Project &project, RandomStream &random)
{
    std::vector<ElementId> best;
    Classification highest = Classification::Public;
    for (const auto &[id, store] : project.topology.stores) {
        for (const Collection &collection : store.collections) {
            if (collection.classification > highest) {
                highest = collection.classification;
                best.clear();
            }
            if (collection.classification == highest)
                best.push_back(collection.id);
        }
    }
    if (best.size() <= mostJewels)
        return best;
    std::vector<ElementId> drawn;
    const std::size_t share = best.size() / mostJewels;
    for (std::size_t i = 0; i < mostJewels; ++i)
        drawn.push_back(best[i * share + random.below(share)]);
    return drawn;
}

} // namespace

void generateContext(DesignSketch &sketch)
{
    FeedMaker(sketch).putFeeds();
}

void generateScenarios(DesignSketch &sketch)
{
    RandomStream random = sketch.random(DrawPurpose::Scenario, 0);
    const std::vector<ElementId> jewels = drawJewels(sketch.project, random);
    const SketchedWorkload &gateway = sketch.workloads.front();
    const SketchedWorkload &stolen = sketch.workloads[random.below(sketch.workloads.size())];
    const auto scenario = [&](const char *id, const char *name, const char *description, Foothold foothold,
                              Exploitability exploitability) {
        put(sketch.project.scenarios,
            Scenario {
                ElementId(id), name, description, { std::move(foothold) }, {}, exploitability, jewels });
    };
    scenario("compromised-gateway", "Compromised gateway", "Code runs in a gateway that faces users.",
        { FootholdKind::CodeExecution, gateway.id, {} }, Exploitability::Marked);
    scenario("assume-breach", "Assume breach", "The same, where every workload that is reached falls.",
        { FootholdKind::CodeExecution, gateway.id, {} }, Exploitability::All);
    scenario("poisoned-document", "Poisoned document", "A supplier uploads a document with instructions.",
        { FootholdKind::UntrustedText, ElementId(portalExternal), {} }, Exploitability::Marked);
    scenario("stolen-token", "Stolen token", "A workload's token is used from the gateway.",
        { FootholdKind::StolenToken, stolen.identityId, gateway.id }, Exploitability::None);
}

} // namespace fourplane
