// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/writer.h"
#include "pep3118/tools/completion/shell_texts.h"

namespace pep3118 {
namespace {

constexpr char kBegin[] = R"(#compdef pep3118c

_pep3118c() {
  local -a commands=(
)";

constexpr char kMiddle[] = R"(  )
  if ((CURRENT == 2)); then
    _describe -t commands subcommand commands
    return
  fi
  shift words
  ((CURRENT--))
  case $$words[1] in
)";

constexpr char kEnd[] = R"(  esac
}

_pep3118c "$$@"
)";

// Between single quotes, with a backslash before what ends a part of a specification.
std::string Quote(const std::string& text, std::string_view special) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
      continue;
    }
    if (c == '\\' || special.find(c) != special.npos) quoted += '\\';
    quoted += c;
  }
  return quoted;
}

std::string ActionOf(const OptionText& option) {
  if (option.type == "FILE") return "_files";
  std::string words;
  for (const std::string& word : option.words) {
    words += words.empty() ? "(" : " ";
    words += word;
  }
  return words.empty() ? " " : words + ")";
}

void PrintOption(Writer& writer, const OptionText& option) {
  for (const std::string& flag : option.flags) {
    const std::string about = Quote(option.about, "[]:");
    if (option.type.empty()) {
      writer.Print("'$flag$[$about$]' \\\n", {{"flag", flag}, {"about", about}});
    } else {
      // `--flag=` takes its value joined or as the next word, `-f+` likewise.
      writer.Print("'*$flag$$joint$[$about$]:$type$:$action$' \\\n",
                   {{"flag", flag},
                    {"joint", flag.starts_with("--") ? "=" : "+"},
                    {"about", about},
                    {"type", Quote(option.type, ":")},
                    {"action", ActionOf(option)}});
    }
  }
}

void PrintCommand(Writer& writer, const CommandText& command) {
  writer.Print("    $name$)\n      _arguments \\\n", {{"name", command.name}});
  Writer::Indent four(writer);
  Writer::Indent six(writer);
  Writer::Indent eight(writer);
  Writer::Indent ten(writer);
  for (const OptionText& option : command.options) PrintOption(writer, option);
  writer.Print(command.formats.empty() ? "'*: :' ;;\n" : "'*:FORMAT: ' ;;\n");
}

}  // namespace

std::string ZshCompletion(const ToolText& tool) {
  Writer writer;
  writer.Print(kBegin);
  for (const CommandText& command : tool.commands) {
    writer.Print("    '$name$:$about$'\n",
                 {{"name", command.name}, {"about", Quote(command.about, ":")}});
  }
  for (const OptionText& option : tool.options) {
    for (const std::string& flag : option.flags) {
      writer.Print("    '$flag$:$about$'\n", {{"flag", flag}, {"about", Quote(option.about, ":")}});
    }
  }
  writer.Print(kMiddle);
  for (const CommandText& command : tool.commands) PrintCommand(writer, command);
  writer.Print(kEnd);
  return writer.Take();
}

}  // namespace pep3118
