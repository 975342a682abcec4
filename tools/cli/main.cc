// SPDX-License-Identifier: MIT
// pep3118c: see cli.h.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <istream>
#include <new>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/cli.h"
#include "pep3118/tools/io/fd_stream.h"

namespace {

// A closed standard stream must fail, and must not become the next file that is opened: its number
// goes to /dev/null, opened the wrong way round.
void GuardStandardStreams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(fd, F_GETFD) != -1) continue;
    if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) {
      std::_Exit(pep3118::kExitFile);
    }
  }
}

bool ErrHasColor() {
  const char* term = std::getenv("TERM");
  const char* no_color = std::getenv("NO_COLOR");
  return ::isatty(STDERR_FILENO) == 1 && (no_color == nullptr || *no_color == '\0') &&
         term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

int main(int argc, char** argv) {
  GuardStandardStreams();
  // A file that grows too large is a failed write like any other.
  ::signal(SIGXFSZ, SIG_IGN);
  try {
    pep3118::FdOutput out_buffer(STDOUT_FILENO);
    pep3118::FdOutput err_buffer(STDERR_FILENO);
    pep3118::FdInput in_buffer(STDIN_FILENO, out_buffer);
    std::istream in(&in_buffer);
    std::ostream out(&out_buffer);
    std::ostream err(&err_buffer);
    const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
    const int exit = pep3118::RunTool(args, {in, out, err, ErrHasColor()});
    err.flush();
    return exit;
  } catch (const std::bad_alloc&) {
    constexpr std::string_view kMessage = "error: out of memory [out-of-memory]\n";
    static_cast<void>(!::write(STDERR_FILENO, kMessage.data(), kMessage.size()));
    return pep3118::kExitFile;
  }
}
