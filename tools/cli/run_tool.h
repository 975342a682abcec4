// SPDX-License-Identifier: MIT
// The tool in one process, and a folder for its files: for tests.
#ifndef PEP3118_TOOLS_CLI_RUN_TOOL_H_
#define PEP3118_TOOLS_CLI_RUN_TOOL_H_

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "pep3118/tools/cli/cli.h"

namespace pep3118 {

struct Answer {
  int exit;
  std::string out;
  std::string err;
};

inline Answer Run(const std::vector<std::string>& args, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int exit = RunTool(args, {in, out, err});
  return {exit, out.str(), err.str()};
}

inline bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

inline std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "cli_test.XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const char* name) const { return (path_ / name).string(); }
  std::string Write(const char* name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return *this / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace pep3118

#endif  // PEP3118_TOOLS_CLI_RUN_TOOL_H_
