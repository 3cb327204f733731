// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0

// Places a graph with Graphviz in a process of its own: libgvc is not thread-safe and cannot be cancelled.
// Reads one request on standard input, answers on standard output (core/storage/LayoutProtocol.h).
// Exit codes: 0 placed, 2 wrong usage, 3 bad input.

#include "core/graphlayout/GraphvizLayout.h"
#include "core/storage/LayoutProtocol.h"

#include <cstdio>
#include <iostream>

using namespace fourplane;

namespace {

void send(const LayoutMessage &message)
{
    const std::string frame = layoutFrame(writeLayoutMessage(message));
    std::fwrite(frame.data(), 1, frame.size(), stdout);
    std::fflush(stdout);
}

int fail(const Error &error)
{
    std::cerr << toString(error) << '\n';
    send(error);
    return 3;
}

Result<std::string> readRequestFrame()
{
    LayoutFrameReader reader;
    char buffer[65536];
    while (true) {
        const Result<std::optional<std::string>> frame = reader.next();
        if (!frame)
            return tl::make_unexpected(frame.error());
        if (*frame)
            return **frame;
        const std::size_t count = std::fread(buffer, 1, sizeof buffer, stdin);
        if (count == 0)
            return failure("layout-frame", "Standard input ended before a whole request was read");
        reader.append({ buffer, count });
    }
}

} // namespace

int main(int argc, char *[])
{
    if (argc > 1) {
        std::cout << "fourplane-layout reads one layout request on standard input and answers on standard "
                     "output.\nIt takes no arguments; the desktop program starts it.\n";
        return 2;
    }
    const Result<std::string> frame = readRequestFrame();
    if (!frame)
        return fail(frame.error());
    const Result<LayoutGraph> graph = readLayoutRequest(*frame);
    if (!graph)
        return fail(graph.error());
    Job job;
    job.report = [](const Progress &progress) { send(progress); };
    Result<LayoutResult> result = layoutWithGraphviz(*graph, job);
    if (!result)
        return fail(result.error());
    send(std::move(*result));
    return 0;
}
