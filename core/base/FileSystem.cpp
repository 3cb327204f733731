// SPDX-FileCopyrightText: 2026 The Fourplane authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/FileSystem.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace fourplane {

namespace fs = std::filesystem;

Result<std::string> readTextFile(const fs::path &path, std::uintmax_t limitBytes)
{
    const SourceLocation where { path.string() };
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        return failure("file-not-found", "The file does not exist.", "Check the path.", where);
    if (!fs::is_regular_file(status))
        return failure("file-unreadable", "This is not a regular file.",
            "Name a file, not a folder or a device.", where);
    const std::uintmax_t size = fs::file_size(path, error);
    if (error)
        return failure("file-unreadable", "The size cannot be read: " + error.message() + ".", {}, where);
    if (size > limitBytes) {
        return failure("file-too-large",
            "The file has " + std::to_string(size) + " bytes; at most " + std::to_string(limitBytes)
                + " are read.",
            "Split it into smaller files.", where);
    }
    std::ifstream stream(path, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!stream && !stream.eof())
        return failure("file-unreadable", "The file cannot be read.", "Check its permissions.", where);
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

namespace {

tl::unexpected<Error> unwritable(const fs::path &path)
{
    return failure("file-unwritable",
        "The file cannot be written: " + std::string(std::strerror(errno)) + ".",
        "Check the folder's permissions and free space.", SourceLocation { path.string() });
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void syncFolder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

Result<void> writeFileAtomically(const fs::path &path, std::string_view bytes)
{
    std::error_code error;
    const fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    std::string temporary = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
    const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
    if (descriptor < 0)
        return unwritable(path);

    struct stat existing
    {
    };

    const mode_t mask = ::umask(0);
    ::umask(mask);
    const mode_t mode = ::stat(target.c_str(), &existing) == 0 ? existing.st_mode & 07777u : 0666u & ~mask;
    const bool written =
        writeAll(descriptor, bytes) && ::fchmod(descriptor, mode) == 0 && ::fsync(descriptor) == 0;
    const bool closed = ::close(descriptor) == 0;
    if (!written || !closed || ::rename(temporary.c_str(), target.c_str()) != 0) {
        const auto unexpected = unwritable(path);
        ::unlink(temporary.c_str());
        return unexpected;
    }
    syncFolder(folder);
    return {};
}

} // namespace fourplane
