// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "app/fourplanectl/ToolProcess.h"

#include "core/base/Text.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char **environ; // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace fourplane::ctl {

namespace {

constexpr std::size_t mostOutputBytes = std::size_t(512) * 1024 * 1024;
constexpr int tickMilliseconds = 100;
constexpr int ticksToEnd = 20; ///< between the request to end and the order to

/// One end of a pipe; closed with its owner.
class Descriptor
{
public:
    Descriptor() = default;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    ~Descriptor() { close(); }

    void close()
    {
        if (number >= 0)
            ::close(number);
        number = -1;
    }

    int number = -1;
};

struct Pipe
{
    Descriptor reading;
    Descriptor writing;

    bool open()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        reading.number = ends[0];
        writing.number = ends[1];
        return true;
    }
};

class ToolProcess
{
public:
    explicit ToolProcess(const std::vector<std::string> &command)
        : m_command(command)
    {
    }

    ~ToolProcess()
    {
        if (m_pid > 0)
            end();
    }

    ToolProcess(const ToolProcess &) = delete;
    ToolProcess &operator=(const ToolProcess &) = delete;

    /// 0, or what errno would say.
    int start()
    {
        if (!m_output.open() || !m_complaints.open())
            return errno;
        std::vector<char *> words;
        for (const std::string &word : m_command)
            words.push_back(const_cast<char *>(word.c_str())); // posix_spawn does not write to them
        words.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawnattr_t attributes;
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, m_output.writing.number, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, m_complaints.writing.number, STDERR_FILENO);
        // A group of its own, so that whatever it starts can be ended with it.
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&attributes, 0);
        const int error = posix_spawnp(&m_pid, words.front(), &actions, &attributes, words.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        m_output.writing.close();
        m_complaints.writing.close();
        if (error != 0)
            m_pid = -1;
        return error;
    }

    /// Waits at most a tick for output and takes what there is. False when there will be no more.
    bool takeOutput(ToolOutput &taken)
    {
        std::array<pollfd, 2> ends { pollfd { m_output.reading.number, POLLIN, 0 },
            pollfd { m_complaints.reading.number, POLLIN, 0 } };
        if (::poll(ends.data(), ends.size(), tickMilliseconds) > 0) {
            take(m_output.reading, ends[0], taken.output);
            take(m_complaints.reading, ends[1], taken.complaints);
        }
        return m_output.reading.number >= 0 || m_complaints.reading.number >= 0;
    }

    /// Whether it has ended; then `status` is what waitpid says.
    bool hasEnded(int &status)
    {
        if (::waitpid(m_pid, &status, WNOHANG) != m_pid)
            return false;
        m_pid = -1;
        return true;
    }

private:
    static void take(Descriptor &end, const pollfd &state, std::string &taken)
    {
        if (end.number < 0 || (state.revents & (POLLIN | POLLHUP | POLLERR)) == 0)
            return;
        std::array<char, 65536> bytes {};
        const ssize_t count = ::read(end.number, bytes.data(), bytes.size());
        if (count > 0)
            taken.append(bytes.data(), static_cast<std::size_t>(count));
        else if (count == 0 || errno != EINTR)
            end.close();
    }

    void end()
    {
        ::kill(-m_pid, SIGTERM);
        int status = 0;
        for (int tick = 0; tick < ticksToEnd; ++tick) {
            if (hasEnded(status))
                return;
            ::usleep(tickMilliseconds * 1000);
        }
        ::kill(-m_pid, SIGKILL);
        ::waitpid(m_pid, &status, 0);
    }

    const std::vector<std::string> &m_command;
    Pipe m_output;
    Pipe m_complaints;
    pid_t m_pid = -1;
};

} // namespace

Result<ToolOutput> runTool(const std::vector<std::string> &command, std::chrono::seconds timeout,
    const std::function<bool()> &isStopped)
{
    const std::string title = "`" + join(command, " ") + "`";
    ToolProcess process(command);
    if (const int error = process.start(); error != 0) {
        return failure(error == ENOENT ? "tool-missing" : "tool-failed",
            "The program " + command.front() + " could not be started: " + std::strerror(error) + ".",
            "Install it, or add its folder to PATH.");
    }
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    ToolOutput taken;
    int status = 0;
    bool isOpen = true;
    while (isOpen || !process.hasEnded(status)) {
        if (isOpen)
            isOpen = process.takeOutput(taken);
        else
            ::usleep(tickMilliseconds * 100); // it closed its output and ends any moment
        if (isStopped())
            return failure("cancelled", title + " was cancelled.");
        if (taken.output.size() + taken.complaints.size() > mostOutputBytes)
            return failure("tool-too-much", title + " writes more than 512 MiB.", "Import a smaller part.");
        if (std::chrono::steady_clock::now() > deadline) {
            const std::string last = taken.complaints.substr(0, taken.complaints.find('\n'));
            return failure("tool-timeout",
                title + " did not end within " + std::to_string(timeout.count()) + " s."
                    + (last.empty() ? std::string() : " It said: " + last),
                "Try the command by hand; allow more time with --timeout.");
        }
    }
    if (!WIFEXITED(status))
        return failure("tool-failed", title + " was ended by a signal.", "Try the command by hand.");
    taken.exitCode = WEXITSTATUS(status);
    return taken;
}

} // namespace fourplane::ctl
