// SPDX-License-Identifier: MIT
// Everything that goes to standard error: refused formats, notes and the tool's own problems, as
// text or as one JSON object a line.  All of it is printable ASCII.
#ifndef PEP3118_TOOLS_REPORT_REPORT_H_
#define PEP3118_TOOLS_REPORT_REPORT_H_

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

// A place in a file.  Lines and columns count from 1, columns in bytes; 0 means the file as a
// whole, and an empty file name the command line.
struct FilePosition {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

// What is wrong with something other than a format.
struct Problem {
  std::string_view kind;  // "bad-usage", "cannot-read", ...
  std::string message;    // one sentence, lower case, no full stop; user text already escaped
  std::string hint = {};  // how to fix it, or empty
  FilePosition place = {};
  std::string excerpt = {};  // the line of the file that is wrong, or empty
  std::size_t length = 1;    // bytes of the excerpt that are, from place.column
};

class Reporter {
 public:
  enum class Style { kText, kColor, kJson };

  // `err` must outlive the reporter.
  Reporter(std::ostream& err, Style style) : err_(err), style_(style) {}

  void Refusal(const Diagnostic& diagnostic, std::string_view format,
               const FilePosition& place = {});
  void Remark(const Note& note, const FilePosition& place = {});
  void Report(const Problem& problem);

 private:
  void Print(const FilePosition& place, std::string_view text);

  std::ostream& err_;
  Style style_;
};

// User text for a message: escaped, cut to 80 bytes, in backticks.
std::string Quoted(std::string_view text);

// {"error": {"kind": ..., "message": ..., "position": ..., "length": ...}} for a refusal that is no
// Diagnostic; without a final newline.  `message` is escaped already.
void AppendProblemJson(std::string_view kind, std::string_view message, std::size_t position,
                       std::size_t length, std::string& out);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_REPORT_REPORT_H_
