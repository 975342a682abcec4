// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "files_test.XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const char* name) const { return (path_ / name).string(); }
  std::size_t entries() const {
    std::size_t n = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path_)) ++n;
    return n;
  }

 private:
  fs::path path_;
};

std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST_CASE("a stream is read to its limit and one byte more") {
  std::string text;
  std::istringstream short_input("abc");
  CHECK(ReadStream(short_input, 3, text));
  CHECK(text == "abc");
  std::istringstream long_input("abcdef");
  CHECK(ReadStream(long_input, 3, text));
  CHECK(text == "abcd");
  std::istringstream broken("abc");
  broken.setstate(std::ios::badbit);
  CHECK_FALSE(ReadStream(broken, 3, text));
}

TEST_CASE("a file is read to its limit and one byte more, or with a reason not at all") {
  const Folder folder;
  std::ofstream(folder / "a") << "abcdef";
  std::string text;
  std::string reason;
  CHECK(ReadFile(folder / "a", 6, text, reason));
  CHECK(text == "abcdef");
  CHECK(ReadFile(folder / "a", 3, text, reason));
  CHECK(text == "abcd");
  CHECK(ReadFile("/dev/zero", 100, text, reason));
  CHECK(text == std::string(101, '\0'));
  CHECK_FALSE(ReadFile(folder / "missing", 6, text, reason));
  CHECK(reason == "No such file or directory");
  CHECK_FALSE(ReadFile(folder / "", 6, text, reason));
  CHECK(reason == "Is a directory");
}

TEST_CASE("writing makes a file, replaces it when it differs and leaves it when it does not") {
  const Folder folder;
  const std::string path = folder / "out.h";
  std::string reason;
  CHECK(WriteFile(path, "one\n", reason) == WriteOutcome::kWritten);
  CHECK(Contents(path) == "one\n");

  const auto long_ago = fs::last_write_time(path) - std::chrono::hours(1);
  fs::last_write_time(path, long_ago);
  CHECK(WriteFile(path, "one\n", reason) == WriteOutcome::kUnchanged);
  CHECK(fs::last_write_time(path) == long_ago);

  CHECK(WriteFile(path, "two\n", reason) == WriteOutcome::kWritten);
  CHECK(Contents(path) == "two\n");
  CHECK(fs::last_write_time(path) > long_ago);
  CHECK(WriteFile(path, "", reason) == WriteOutcome::kWritten);
  CHECK(Contents(path).empty());
  CHECK(folder.entries() == 1);  // no temporary file stays
}

TEST_CASE("permissions of a replaced file stay") {
  const Folder folder;
  const std::string path = folder / "out.h";
  std::ofstream(path) << "old";
  ::chmod(path.c_str(), 0640);
  std::string reason;
  CHECK(WriteFile(path, "new", reason) == WriteOutcome::kWritten);
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0640);
}

TEST_CASE("a link stays a link, its file is replaced") {
  const Folder folder;
  std::ofstream(folder / "real") << "old";
  fs::create_symlink("real", folder / "link");
  std::string reason;
  CHECK(WriteFile(folder / "link", "new", reason) == WriteOutcome::kWritten);
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(Contents(folder / "real") == "new");
}

TEST_CASE("a link to nothing stays a link, its file is made") {
  const Folder folder;
  fs::create_directory(folder / "dir");
  fs::create_symlink("second", folder / "first");
  fs::create_symlink("dir/real", folder / "second");
  std::string reason;
  CHECK(WriteFile(folder / "first", "new", reason) == WriteOutcome::kWritten);
  CHECK(fs::is_symlink(folder / "first"));
  CHECK(fs::is_symlink(folder / "second"));
  CHECK(Contents(folder / "dir/real") == "new");
  CHECK(WriteFile(folder / "first", "new", reason) == WriteOutcome::kUnchanged);
}

TEST_CASE("a loop of links fails and stays") {
  const Folder folder;
  fs::create_symlink("b", folder / "a");
  fs::create_symlink("a", folder / "b");
  std::string reason;
  CHECK(WriteFile(folder / "a", "new", reason) == WriteOutcome::kFailed);
  CHECK(reason == "Too many levels of symbolic links");
  CHECK(fs::is_symlink(folder / "a"));
  CHECK(folder.entries() == 2);
}

TEST_CASE("what killed runs have left neither stops a run nor stays forever") {
  const Folder folder;
  const auto leave = [&](const std::string& name, int hours) {
    std::ofstream(folder / name.c_str()) << "part";
    fs::last_write_time(folder / name.c_str(),
                        fs::file_time_type::clock::now() - std::chrono::hours(hours));
  };
  // The names of 0.1.0 are of the same pattern.
  for (int i = 0; i < 100; ++i) {
    leave(".pep3118c-" + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp", 2);
  }
  leave(".pep3118c-0123456789abcdef.tmp", 2);
  leave(".pep3118c-fedcba9876543210.tmp", 0);  // of a run that goes on
  leave("pep3118c-other.tmp", 2);
  leave(".pep3118c-notes.txt", 2);
  fs::create_directory(folder / ".pep3118c-folder.tmp");
  std::string reason;
  CHECK(WriteFile(folder / "out.h", "text", reason) == WriteOutcome::kWritten);
  CHECK(Contents(folder / "out.h") == "text");
  CHECK(folder.entries() == 5);
  CHECK(fs::exists(folder / ".pep3118c-fedcba9876543210.tmp"));
}

TEST_CASE("a name of the greatest length can be written") {
  const Folder folder;
  const std::string path = folder / std::string(255, 'n').c_str();
  std::string reason;
  CHECK(WriteFile(path, "text", reason) == WriteOutcome::kWritten);
  CHECK(Contents(path) == "text");
}

TEST_CASE("what cannot be written fails with the system's reason and leaves nothing") {
  const Folder folder;
  fs::create_directory(folder / "dir");
  struct Row {
    std::string path;
    const char* reason;
  };
  const Row rows[] = {
      {folder / "dir", "Is a directory"},
      {folder / "missing/out.h", "No such file or directory"},
      {"/dev/full", "No space left on device"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.reason) {
      std::string reason;
      CHECK(WriteFile(row.path, "text", reason) == WriteOutcome::kFailed);
      CHECK(reason == row.reason);
      CHECK(folder.entries() == 1);
    }
  }
  std::string reason;
  CHECK(WriteFile("/dev/null", "text", reason) == WriteOutcome::kWritten);
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a name with a NUL names no file") {
  const Folder folder;
  std::string reason;
  REQUIRE(WriteFile(folder / "a", "text", reason) == WriteOutcome::kWritten);
  const std::string name = folder / "a" + std::string("\0b", 2);
  std::string text;
  CHECK_FALSE(ReadFile(name, 10, text, reason));
  CHECK(reason == "a file's name holds no NUL byte");
  CHECK(WriteFile(name, "other", reason) == WriteOutcome::kFailed);
  CHECK_FALSE(FileHolds(name, "text", reason).has_value());
  REQUIRE(ReadFile(folder / "a", 10, text, reason));
  CHECK(text == "text");
}

TEST_CASE("whether a file holds a text") {
  const Folder folder;
  const std::string path = folder / "out.h";
  std::string reason;
  CHECK(FileHolds(path, "", reason) == false);
  std::ofstream(path) << "text";
  CHECK(FileHolds(path, "text", reason) == true);
  CHECK(FileHolds(path, "tex", reason) == false);
  CHECK(FileHolds(path, "texts", reason) == false);
  CHECK(FileHolds(path, "tExt", reason) == false);
  CHECK(FileHolds(path + "/x", "text", reason) == std::nullopt);
  CHECK(reason == "Not a directory");
}

TEST_CASE("one file has many names") {
  const Folder folder;
  std::ofstream(folder / "a") << "x";
  std::ofstream(folder / "b") << "x";
  fs::create_symlink("a", folder / "link");
  CHECK(SameFile(folder / "a", folder / "./a"));
  CHECK(SameFile(folder / "a", folder / "link"));
  CHECK_FALSE(SameFile(folder / "a", folder / "b"));
  CHECK_FALSE(SameFile(folder / "a", folder / "missing"));
  fs::create_hard_link(folder / "a", folder / "hard");
  CHECK(SameFile(folder / "a", folder / "hard"));
  fs::create_symlink("missing", folder / "dangling");
  fs::create_directory(folder / "dir");
  CHECK(SameFile(folder / "missing", folder / "dir/../missing"));
  CHECK(SameFile(folder / "missing", folder / "dangling"));
  CHECK_FALSE(SameFile(folder / "missing", folder / "dir/missing"));
}

}  // namespace
}  // namespace pep3118
