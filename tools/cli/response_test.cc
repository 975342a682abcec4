#include "pep3118/tools/io/response.h"

#include <unistd.h>

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
    Words args;  // FILE stands for the file, =FILE for --response=FILE
    Words expected;
  };
  const Row rows[] = {
      {"none", "x\n", {"canon", "i"}, {"canon", "i"}},
      {"in place", "a\nb\n", {"1", "--response", "FILE", "2"}, {"1", "a", "b", "2"}},
      {"joined", "a\nb\n", {"1", "=FILE", "2"}, {"1", "a", "b", "2"}},
      {"twice", "a\n", {"=FILE", "=FILE"}, {"a", "a"}},
      {"no final newline", "a\nb", {"=FILE"}, {"a", "b"}},
      {"an empty line is an empty argument", "a\n\nb\n", {"=FILE"}, {"a", "", "b"}},
      {"an empty file is no argument", "", {"1", "=FILE"}, {"1"}},
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
      CHECK_FALSE(ExpandResponses(args, expanded));
      CHECK(expanded == row.expected);
    }
  }
}

TEST_CASE("what a response file cannot be") {
  Words expanded;
  const auto missing = ExpandResponses(Words{"--response", "/nonexistent/x"}, expanded);
  REQUIRE(missing);
  CHECK_FALSE(missing->wrong_usage);
  CHECK(missing->file == "/nonexistent/x");
  CHECK(ExpandResponses(Words{"--response"}, expanded)->message == "--response needs a value");
  CHECK(ExpandResponses(Words{"--response", "--"}, expanded)->wrong_usage);
  const ResponseFile nested("--response=x\n");
  CHECK(ExpandResponses(Words{"--response", nested.path()}, expanded)->message ==
        "a response file names another one");
}

TEST_CASE("the tool runs what a response file says, the subcommand too") {
  const ResponseFile file("canon\nT{i:x:\td:y:}\n");
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const Words args = {"--response", file.path()};
  CHECK(RunTool(args, {in, out, err}) == 0);
  CHECK(out.str() == "T{i:x:4xd:y:}\n");
  const Words gone = {"canon", "--response=/nonexistent/x", "i"};
  CHECK(RunTool(gone, {in, out, err}) == 3);
  CHECK(err.str().find("[cannot-read]") != std::string::npos);
}

}  // namespace
}  // namespace pep3118
