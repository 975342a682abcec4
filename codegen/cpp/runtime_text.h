// SPDX-License-Identifier: MIT
// The files of runtime/ as text, so that a generated header can carry the storage types it needs.
//
// One source: runtime_text.inc holds the files themselves (embed_runtime.sh makes it, a test
// compares), and what a header carries inline is such a file without its comments and includes, its
// guard kept.  So inline text and an included file may meet in one program in any order.
#ifndef PEP3118_CODEGEN_CPP_RUNTIME_TEXT_H_
#define PEP3118_CODEGEN_CPP_RUNTIME_TEXT_H_

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace pep3118 {

struct RuntimeFile {
  std::string_view name;  // "little.h"
  std::string_view text;  // the whole file
};

// All, each after those it includes; static.
std::span<const RuntimeFile> RuntimeFiles();

// What the header needs of the runtime, and what follows from it.
class RuntimeNeeds {
 public:
  // A file of runtime/, with all it includes.
  void Add(std::string_view name);
  // Standard headers of those files: "cstdint".
  const std::set<std::string_view>& standard_headers() const { return standard_headers_; }
  bool Has(std::string_view file) const { return files_.contains(file); }
  // `#include "pep3118/runtime/..."`, one a line, in alphabetical order.
  std::string Includes() const;
  // The files' code, guards included.
  std::string Inline() const;

 private:
  std::set<std::string_view> files_;
  std::set<std::string_view> standard_headers_;
};

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_RUNTIME_TEXT_H_
