// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/EnumNames.h"
#include "core/base/Result.h"
#include "core/project/Project.h"

#include <string>
#include <vector>

namespace fourplane {

/// Where the model of a service runs.
enum class ModelSource
{
    SelfHosted, ///< on a model server in the cluster
    HostedApi, ///< at a provider, called through the egress proxy
};

template <>
struct EnumNames<ModelSource>
{
    static constexpr std::array<std::string_view, 2> names { "self-hosted", "hosted-api" };
};

/// A source of data that the service must access.
struct DescribedDataSource
{
    std::string name;
    Classification classification = Classification::Internal;
    bool isWritten = false; ///< the service writes it too
    bool reachesModel = true; ///< what is in it is put before the model
    bool isWrittenByOutsiders = false; ///< others than the organisation decide what is in it
};

/// Somebody outside that the service calls.
struct DescribedParty
{
    std::string name;
    std::vector<std::string> hosts; ///< DNS names; empty = not known yet
};

/// What a team says about a service when it comes aboard: the questions of an onboarding form (paper section
/// 6.1: inbound and outbound dependencies, the workload identity, the data sources).
struct ServiceDescription
{
    std::string name;
    std::string environment; ///< "production"
    std::string owner; ///< team that answers for it
    std::string purpose; ///< what it does
    std::string identityName; ///< of its service account; empty = as the service
    bool isOnTheInternet = false; ///< whoever is on the internet may call it
    std::vector<std::string> callers; ///< inbound: groups of people and systems of the organisation
    std::vector<DescribedDataSource> dataSources;
    std::vector<std::string> tools; ///< what the model may act through
    std::vector<DescribedParty> parties; ///< outbound
    ModelSource model = ModelSource::SelfHosted;
    DescribedParty provider; ///< with ModelSource::HostedApi
    std::vector<std::string> tenants; ///< customers whose data must not mix; fewer than two = no tenants
};

/// A project to begin from: the service with everything it was said to depend on, segmented on all four
/// planes, permitting just what was declared, with an attack scenario and notes of what nobody has said yet.
/// Sound; nothing has a place on the canvas. Same description, same project. Errors: "bad-description", with
/// what to write instead.
Result<Project> projectFrom(const ServiceDescription &description);

} // namespace fourplane
