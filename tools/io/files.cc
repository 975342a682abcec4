// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <random>
#include <system_error>

namespace pep3118 {
namespace {

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  bool ok() const { return fd_ >= 0; }
  int get() const { return fd_; }
  // Some file systems report a failed write only here.
  bool Close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

// Holds back the signals that end a program, so that none arrives between making a temporary file
// and renaming or removing it.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM}) sigaddset(&set, signal);
    pthread_sigmask(SIG_BLOCK, &set, &before_);
  }
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_;
};

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::string Reason() { return std::strerror(errno); }

// ---- temporary files: `.pep3118c-` and 16 random digits and `.tmp`, whatever the file is called,
// because its name may be as long as names can be.

constexpr std::string_view kTemporaryBegin = ".pep3118c-";
constexpr std::string_view kTemporaryEnd = ".tmp";

std::string TemporaryName(const std::filesystem::path& folder) {
  static std::random_device random;
  char digits[17];
  std::snprintf(digits, sizeof digits, "%08x%08x", random(), random());
  return (folder / (std::string(kTemporaryBegin) + digits + std::string(kTemporaryEnd))).string();
}

// A fresh file with a name of its own in `folder`.
int MakeNamed(const std::filesystem::path& folder, std::string& name) {
  constexpr int kAttempts = 100;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    name = TemporaryName(folder);
    const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

// A file that has no name yet, so that nothing is left of it when the program is killed; -1 where
// the file system or the system has none.
int MakeNameless(const std::filesystem::path& folder) {
#ifdef O_TMPFILE
  const std::string path = folder.empty() ? "." : folder.string();
  return ::open(path.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
#else
  static_cast<void>(folder);
  return -1;
#endif
}

bool GiveName(int fd, const std::filesystem::path& folder, std::string& name) {
  name = TemporaryName(folder);
  const std::string source = "/proc/self/fd/" + std::to_string(fd);
  return ::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

bool Fill(int fd, std::string_view text, std::optional<mode_t> mode) {
  if (mode && ::fchmod(fd, *mode) != 0) return false;
  return WriteAll(fd, text) && ::fsync(fd) == 0;
}

// Makes a file with `text` and a temporary name in `folder`.  False with errno, and nothing left.
bool MakeTemporary(const std::filesystem::path& folder, std::string_view text,
                   std::optional<mode_t> mode, std::string& name) {
  FileDescriptor nameless(MakeNameless(folder));
  if (nameless.ok()) {
    if (!Fill(nameless.get(), text, mode)) return false;
    if (GiveName(nameless.get(), folder, name)) return true;
  }
  FileDescriptor named(MakeNamed(folder, name));
  if (!named.ok()) return false;
  if (Fill(named.get(), text, mode) && named.Close()) return true;
  const int reason = errno;
  ::unlink(name.c_str());
  errno = reason;
  return false;
}

// Removes what killed runs have left in `folder` an hour ago or earlier.  No run takes that long
// from making a temporary file to renaming it.  Not with std::filesystem::directory_iterator, which
// ends the program where there is no memory.
void RemoveStale(const std::filesystem::path& folder) {
  constexpr std::time_t kStale = 3600;
  constexpr int kMostEntries = 10'000;
  DIR* const open = ::opendir(folder.empty() ? "." : folder.c_str());
  if (open == nullptr) return;
  for (int seen = 0; seen < kMostEntries; ++seen) {
    const dirent* const entry = ::readdir(open);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (!name.starts_with(kTemporaryBegin) || !name.ends_with(kTemporaryEnd)) continue;
    struct stat status = {};
    if (::fstatat(::dirfd(open), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (!S_ISREG(status.st_mode) || std::time(nullptr) - status.st_mtime < kStale) continue;
    ::unlinkat(::dirfd(open), entry->d_name, 0);
  }
  ::closedir(open);
}

// The file that a chain of links ends at, also where there is none yet; `path` itself when it is
// not a link.  Loops have been refused before.
std::filesystem::path FollowLinks(std::filesystem::path path) {
  constexpr int kMostLinks = 40;
  std::error_code not_a_link;
  for (int i = 0; i < kMostLinks; ++i) {
    const std::filesystem::path target = std::filesystem::read_symlink(path, not_a_link);
    if (not_a_link) return path;
    path = path.parent_path() / target;  // an absolute target replaces all of it
  }
  return path;
}

bool WriteInPlace(const std::string& path, std::string_view text) {
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.ok() && WriteAll(file.get(), text) && file.Close();
}

// To the system a name ends at a NUL, so that it would name another file.
bool RefuseName(const std::string& path, std::string& reason) {
  if (path.find('\0') == path.npos) return false;
  reason = "a file's name holds no NUL byte";
  return true;
}

}  // namespace

bool ReadStream(std::istream& in, std::size_t limit, std::string& text) {
  text.clear();
  char chunk[1 << 16];
  while (text.size() <= limit && in) {
    const std::size_t wanted = std::min(sizeof chunk, limit + 1 - text.size());
    in.read(chunk, static_cast<std::streamsize>(wanted));
    text.append(chunk, static_cast<std::size_t>(in.gcount()));
  }
  return !in.bad();
}

bool ReadFile(const std::string& path, std::size_t limit, std::string& text, std::string& reason) {
  text.clear();
  if (RefuseName(path, reason)) return false;
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  char chunk[1 << 16];
  while (file.ok() && text.size() <= limit) {
    const std::size_t wanted = std::min(sizeof chunk, limit + 1 - text.size());
    const ssize_t n = ::read(file.get(), chunk, wanted);
    if (n == 0) return true;
    if (n < 0 && errno != EINTR) break;
    if (n > 0) text.append(chunk, static_cast<std::size_t>(n));
  }
  if (file.ok() && text.size() > limit) return true;
  reason = Reason();
  return false;
}

std::optional<bool> FileHolds(const std::string& path, std::string_view text, std::string& reason) {
  if (RefuseName(path, reason)) return std::nullopt;
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return false;
    reason = Reason();
    return std::nullopt;
  }
  if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) != text.size()) {
    return false;
  }
  std::string held;
  held.reserve(text.size() + 1);
  if (!ReadFile(path, text.size(), held, reason)) return std::nullopt;
  return held == text;
}

WriteOutcome WriteFile(const std::string& path, std::string_view text, std::string& reason) {
  if (RefuseName(path, reason)) return WriteOutcome::kFailed;
  struct stat status = {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) {  // a loop of links, a folder that cannot be searched
    reason = Reason();
    return WriteOutcome::kFailed;
  }
  if (exists && !S_ISREG(status.st_mode)) {
    if (WriteInPlace(path, text)) return WriteOutcome::kWritten;
    reason = Reason();
    return WriteOutcome::kFailed;
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) {
    reason = Reason();
    return WriteOutcome::kFailed;
  }
  std::string ignored;
  if (exists && FileHolds(path, text, ignored) == true) return WriteOutcome::kUnchanged;

  std::optional<mode_t> mode;
  if (exists) mode = status.st_mode & 07777;
  const std::filesystem::path place = FollowLinks(path);
  const std::filesystem::path folder = place.parent_path();

  const SignalsHeld held;
  std::string temporary;
  if (!MakeTemporary(folder, text, mode, temporary)) {
    reason = Reason();
    return WriteOutcome::kFailed;
  }
  if (::rename(temporary.c_str(), place.c_str()) != 0) {
    reason = Reason();
    ::unlink(temporary.c_str());
    return WriteOutcome::kFailed;
  }
  RemoveStale(folder);
  return WriteOutcome::kWritten;
}

bool SameFile(const std::string& a, const std::string& b) {
  std::error_code missing;
  if (std::filesystem::equivalent(a, b, missing) && !missing) return true;
  std::error_code unknown;
  const auto first = std::filesystem::weakly_canonical(FollowLinks(a), unknown);
  if (unknown) return false;
  const auto second = std::filesystem::weakly_canonical(FollowLinks(b), unknown);
  return !unknown && first == second;
}

bool IsStandardInput(const std::string& path) {
  struct stat input = {};
  struct stat file = {};
  return ::fstat(STDIN_FILENO, &input) == 0 && S_ISREG(input.st_mode) &&
         ::stat(path.c_str(), &file) == 0 && input.st_dev == file.st_dev &&
         input.st_ino == file.st_ino;
}

}  // namespace pep3118
