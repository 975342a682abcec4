#include "pep3118/tools/io/files.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
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

// A new file in the folder of `path`; its name is short because that of `path` may be as long as
// names can be.
int MakeTemporary(const std::filesystem::path& path, std::string& temporary) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    const std::string name =
        ".pep3118c-" + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".tmp";
    temporary = (path.parent_path() / name).string();
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

bool FillAndRename(int fd, std::string_view text, std::optional<mode_t> mode,
                   const std::string& temporary, const std::string& path) {
  FileDescriptor file(fd);
  if (mode && ::fchmod(file.get(), *mode) != 0) return false;
  return WriteAll(file.get(), text) && ::fsync(file.get()) == 0 && file.Close() &&
         ::rename(temporary.c_str(), path.c_str()) == 0;
}

bool WriteInPlace(const std::string& path, std::string_view text) {
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.ok() && WriteAll(file.get(), text) && file.Close();
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
  struct stat status = {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
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

  std::filesystem::path place = path;
  std::optional<mode_t> mode;
  if (exists) {
    std::error_code vanished;
    const std::filesystem::path real = std::filesystem::canonical(path, vanished);
    if (!vanished) place = real;
    mode = status.st_mode & 07777;
  }

  const SignalsHeld held;
  std::string temporary;
  const int fd = MakeTemporary(place, temporary);
  if (fd >= 0 && FillAndRename(fd, text, mode, temporary, place.string())) {
    return WriteOutcome::kWritten;
  }
  reason = Reason();
  if (fd >= 0) ::unlink(temporary.c_str());
  return WriteOutcome::kFailed;
}

bool SameFile(const std::string& a, const std::string& b) {
  std::error_code missing;
  return std::filesystem::equivalent(a, b, missing) && !missing;
}

}  // namespace pep3118
