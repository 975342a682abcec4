// SPDX-License-Identifier: MIT
// Every allocation of reading and writing fails once: an exception comes out, and the file is the old
// one or the new one.
#include <stdlib.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/failing_allocations.h"
#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

namespace fs = std::filesystem;

// Longer than a std::string holds without an allocation.
constexpr std::string_view kOld = "the text that the file has held for a while";
constexpr std::string_view kNew = "the text that is written instead, and is longer";

struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "allocation_failure.XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  fs::path path;
};

void Put(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

bool Holds(const fs::path& path, std::string_view text) {
  std::string reason;
  return FileHolds(path.string(), text, reason) == true;
}

std::size_t Entries(const fs::path& path) {
  std::size_t entries = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path)) ++entries;
  return entries;
}

TEST_CASE("a file is the old or the new one after every failed allocation") {
  const Folder folder;
  const fs::path file = folder.path / "a_name_that_is_longer_than_a_short_string.h";
  const fs::path link = folder.path / "link";
  fs::create_symlink(file, link);
  for (const std::string& path : {file.string(), link.string()}) {
    INFO(path);
    std::string reason;
    static_cast<void>(WriteFile(path, kNew, reason));  // what is made once for the process
    std::int64_t n = 0;
    for (bool failed = true; failed; ++n) {
      INFO(n);
      Put(file, kOld);
      reason.clear();
      const std::int64_t before = live_allocations;
      WriteOutcome outcome = WriteOutcome::kFailed;
      failed = FailsAllocation(n, [&] { outcome = WriteFile(path, kNew, reason); });
      std::string().swap(reason);
      CHECK(live_allocations == before);
      CHECK(Entries(folder.path) == 2);
      CHECK(fs::is_symlink(link));
      if (outcome == WriteOutcome::kWritten) {
        CHECK(Holds(file, kNew));
      } else {
        CHECK((Holds(file, kOld) || Holds(file, kNew)));
      }
    }
    CHECK(n > 5);
  }
}

TEST_CASE("reading and asking fail without a crash") {
  const Folder folder;
  const std::string file = (folder.path / "a_name_that_is_longer_than_a_short_string").string();
  const std::string other = (folder.path / "another_name_that_is_long_too").string();
  Put(file, kOld);
  for (std::int64_t n = 0, failed = 1; failed != 0; ++n) {
    const std::int64_t before = live_allocations;
    failed = FailsAllocation(n, [&] {
      std::string text;
      std::string reason;
      static_cast<void>(ReadFile(file, 1000, text, reason));
      static_cast<void>(ReadFile(other, 1000, text, reason));
      static_cast<void>(FileHolds(file, kNew, reason));
      static_cast<void>(SameFile(file, other));
      static_cast<void>(IsStandardInput(file));
    });
    CHECK(live_allocations == before);
    CHECK((failed != 0 || n > 3));
  }
}

}  // namespace
}  // namespace pep3118
