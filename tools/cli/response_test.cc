// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/response.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "pep3118/testdata/catch.h"
#include "pep3118/tools/cli/cli.h"

namespace pep3118 {
namespace {

// A file for as long as the test runs.
class ResponseFile {
 public:
  explicit ResponseFile(const std::string& text)
      : path_("/tmp/response_test." + std::to_string(::getpid())) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~ResponseFile() { std::remove(path_.c_str()); }
  ResponseFile(const ResponseFile&) = delete;
  ResponseFile& operator=(const ResponseFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

using Words = std::vector<std::string>;

TEST_CASE("a response file gives one argument a line, as it is") {
  struct Row {
    const char* what;
    const char* text;
    Words args;  // FILE is replaced by the file, =FILE for --response=FILE
    Words expected;
  };
  const Row rows[] = {
      {"none", "x\n", {"canon", "i"}, {"canon", "i"}},
      {"in place", "a\nb\n", {"1", "--response", "FILE", "2"}, {"1", "a", "b", "2"}},
      {"joined", "a\nb\n", {"1", "=FILE", "2"}, {"1", "a", "b", "2"}},
      {"twice", "a\n", {"=FILE", "=FILE"}, {"a", "a"}},
      {"no final newline", "a\nb", {"=FILE"}, {"a", "b"}},
      {"an empty line is an empty argument", "a\n\nb\n", {"=FILE"}, {"a", "", "b"}},
      {"an empty file is not an argument", "", {"1", "=FILE"}, {"1"}},
      {"no quotes, escapes or comments",
       "'a b'\n\\n\n# c\n@x\n",
       {"=FILE"},
       {"'a b'", "\\n", "# c", "@x"}},
      {"not after --", "a\n", {"--", "--response", "FILE"}, {"--", "--response", "FILE"}},
      {"-- in the file",
       "--\n--response\n",
       {"=FILE", "--response"},
       {"--", "--response", "--response"}},
      {"a format that begins with @", "x\n", {"canon", "@FILE"}, {"canon", "@FILE"}},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.what) {
      const ResponseFile file(row.text);
      Words args = row.args;
      for (std::size_t i = 0; i < args.size(); ++i) {
        if (args[i] == "=FILE") args[i] = "--response=" + file.path();
        if (args[i] == "FILE" && args.front() != "--") args[i] = file.path();
      }
      Words expanded;
      Words files;
      CHECK_FALSE(ExpandResponses(args, expanded, files));
      CHECK(expanded == row.expected);
      CHECK(std::ranges::all_of(files, [&](const auto& read) { return read == file.path(); }));
    }
  }
}

TEST_CASE("what a response file cannot be") {
  Words expanded;
  Words files;
  const auto missing = ExpandResponses(Words{"--response", "/nonexistent/x"}, expanded, files);
  REQUIRE(missing);
  CHECK_FALSE(missing->wrong_usage);
  CHECK(missing->file == "/nonexistent/x");
  CHECK(ExpandResponses(Words{"--response"}, expanded, files)->message ==
        "--response needs a value");
  CHECK(ExpandResponses(Words{"--response", "--"}, expanded, files)->wrong_usage);
  const ResponseFile nested("--response=x\n");
  CHECK(ExpandResponses(Words{"--response", nested.path()}, expanded, files)->message ==
        "a response file names another one");
}

// A file can hold bytes that no command line can.
TEST_CASE("a NUL anywhere in a response file is refused") {
  struct Row {
    std::string line;
    int exit;
    const char* message;
  };
  const std::string nul(1, '\0');
  const Row rows[] = {
      {"i\n--name=" + nul + "999999", 2, "--name `\\x00999999` cannot be the name of a C++ type"},
      {"--color=always" + nul + "\ni", 2, "--color is auto, always or never"},
      {"--col" + nul + "or=x", 2, "the option `--col\\x00or=x` holds a NUL byte"},
      {"-o" + nul, 2, "the option `-o\\x00` holds a NUL byte"},
      {nul + "abc", 1, "[nul-byte]"},
      {nul + "99999999999999999999", 1, "[nul-byte]"},
      {nul, 1, "[nul-byte]"},
      {"i\n--name\n" + nul + "0", 2, "--name `\\x000` cannot be the name of a C++ type"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.message) {
      const ResponseFile file(row.line + "\n");
      std::istringstream in;
      std::ostringstream out, err;
      CHECK(RunTool(Words{"header", "--response", file.path()}, {in, out, err}) == row.exit);
      CHECK(err.str().find(row.message) != std::string::npos);
      CHECK(err.str().find('\0') == std::string::npos);
      CHECK(out.str().empty());
    }
  }
}

TEST_CASE("the tool runs what a response file says, the subcommand too") {
  const ResponseFile file("canon\nT{b:x:\ti:y:}\n");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Words args = {"--response", file.path()};
  CHECK(RunTool(args, {in, out, err}) == 0);
  CHECK(out.str() == "T{b:x:3xi:y:}\n");
  const Words gone = {"canon", "--response=/nonexistent/x", "i"};
  CHECK(RunTool(gone, {in, out, err}) == 3);
  CHECK(err.str().find("[cannot-read]") != std::string::npos);
}

}  // namespace
}  // namespace pep3118
