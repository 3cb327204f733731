// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/reports/StableUuid.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>

namespace fourplane {

std::string stableUuid(std::string_view name)
{
    static const boost::uuids::uuid space =
        boost::uuids::name_generator_sha1(boost::uuids::ns::url())("https://fourplane.dev/");
    return to_string(boost::uuids::name_generator_sha1(space)(name.data(), name.size()));
}

} // namespace fourplane
