// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
//
// Qt Test watches every test program from a thread of its own. It waits for that thread's function to return,
// not for the thread to be gone, so that the search for leaks at the program's end may look at a thread which
// is about to give back what Qt keeps of it, and call that a leak. Linked into test programs under the
// address sanitizer: nothing ends before its threads have.
#include <chrono>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <thread>

namespace {

auto runningThreads()
{
    std::error_code unread;
    const std::filesystem::directory_iterator tasks("/proc/self/task", unread);
    return std::distance(begin(tasks), end(tasks));
}

struct ThreadsEnded
{
    ~ThreadsEnded()
    {
        using namespace std::chrono_literals;
        const auto latest = std::chrono::steady_clock::now() + 10s;
        while (runningThreads() > 1 && std::chrono::steady_clock::now() < latest)
            std::this_thread::sleep_for(1ms);
    }
} const threadsEnded;

} // namespace
