// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/RandomStream.h"

namespace fourplane {

namespace {

constexpr std::uint64_t goldenGamma = 0x9E3779B97F4A7C15U;

/// The finaliser of SplitMix64.
std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

} // namespace

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t purpose, std::uint64_t position)
    : m_key(mixed(mixed(mixed(seed + goldenGamma) + purpose * goldenGamma) + position * goldenGamma))
{
}

std::uint64_t RandomStream::next()
{
    return mixed(m_key + ++m_count * goldenGamma);
}

std::size_t RandomStream::below(std::size_t limit)
{
    return static_cast<std::size_t>(((next() >> 32U) * static_cast<std::uint64_t>(limit)) >> 32U);
}

} // namespace fourplane
