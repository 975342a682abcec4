// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/writer.h"
#include "pep3118/codegen/version.h"
#include "pep3118/tools/completion/shell_texts.h"

namespace pep3118 {
namespace {

constexpr char kBegin[] = R"(.TH PEP3118C 1 "" "pep3118c $version$" "User commands"
.SH NAME
pep3118c \- turn the formats of Python buffers into C++ types
.SH SYNOPSIS
.B pep3118c
.I SUBCOMMAND
.RI [ OPTION ...]
.RI [ FORMAT ...]
.SH DESCRIPTION
$about$.SH OPTIONS
)";

constexpr char kCommand[] = R"(.SH SUBCOMMAND $title$
$about$.
$formats$)";

constexpr char kExamples[] = R"(.PP
Examples:
.PP
.nf
$examples$.fi
)";

// Text that roff prints as it is: backslashes and dashes escaped, no line taken for a request.
std::string Roff(std::string_view text) {
  std::string roff;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) roff += "\\&";
    if (c == '\\') {
      roff += "\\e";
    } else if (c == '-') {
      roff += "\\-";
    } else if (c == '`') {
      roff += "\\(ga";
    } else if (c == '\'') {
      roff += "\\(aq";
    } else {
      roff += c;
    }
    line_begins = c == '\n';
  }
  return roff;
}

std::string Line(std::string_view text) {
  std::string line = Roff(text);
  if (!line.empty() && line.back() != '\n') line += '\n';
  return line;
}

void PrintOption(Writer& writer, const OptionText& option) {
  std::string flags;
  for (const std::string& flag : option.flags) {
    if (!flags.empty()) flags += ", ";
    flags += "\\fB" + Roff(flag) + "\\fR";
  }
  if (!option.type.empty()) flags += " \\fI" + Roff(option.type) + "\\fR";
  writer.Print(".TP\n$flags$\n$about$", {{"flags", flags}, {"about", Line(option.about)}});
}

std::string Upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string ManPage(const ToolText& tool) {
  Writer writer;
  writer.Print(kBegin, {{"version", kVersion}, {"about", Line(tool.about)}});
  for (const OptionText& option : tool.options) PrintOption(writer, option);
  for (const CommandText& command : tool.commands) {
    const std::string formats =
        command.formats.empty() ? "" : Line("FORMAT: " + command.formats + ".");
    writer.Print(
        kCommand,
        {{"title", Upper(command.name)}, {"about", Roff(command.about)}, {"formats", formats}});
    for (const OptionText& option : command.options) PrintOption(writer, option);
    writer.Print(kExamples, {{"examples", Line(command.examples)}});
  }
  return writer.Take();
}

}  // namespace pep3118
