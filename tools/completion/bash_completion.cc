// SPDX-License-Identifier: MIT
#include "pep3118/codegen/text/writer.h"
#include "pep3118/tools/completion/shell_texts.h"

namespace pep3118 {
namespace {

// Bash splits words at `=`, so that `--target=x` arrives as three.
constexpr char kBegin[] = R"(# bash completion for pep3118c

_pep3118c() {
  local cur=$${COMP_WORDS[COMP_CWORD]} prev=$${COMP_WORDS[COMP_CWORD-1]} words
  if [[ $$cur == = ]]; then
    cur=
  elif [[ $$prev == = ]] && ((COMP_CWORD > 2)); then
    prev=$${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W '$first$' -- "$$cur")
    return
  fi
  case $${COMP_WORDS[1]}$$prev in
)";

constexpr char kFiles[] = R"(    $patterns$)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$$cur")
      return ;;
)";

constexpr char kWords[] = R"(    $patterns$)
      mapfile -t COMPREPLY < <(compgen -W '$words$' -- "$$cur")
      return ;;
)";

constexpr char kNothing[] = R"(    $patterns$)
      return ;;
)";

constexpr char kMiddle[] = R"(  esac
  case $${COMP_WORDS[1]} in
)";

constexpr char kCommand[] = R"(    $name$) words='$flags$' ;;
)";

constexpr char kEnd[] = R"(    *) return ;;
  esac
  # What does not begin with a dash is a format, which cannot be completed.
  if [[ $$cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$$words" -- "$$cur")
  fi
}

complete -F _pep3118c pep3118c
)";

void Append(std::string& list, const std::string& word, const char* separator = " ") {
  if (!list.empty()) list += separator;
  list += word;
}

std::string Join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) Append(text, word);
  return text;
}

// What follows an option of `command` ("" for any), by the word before it.
void PrintValues(Writer& writer, const std::string& command, const OptionText& option) {
  if (option.type.empty()) return;
  std::string patterns;
  for (const std::string& flag : option.flags) Append(patterns, command + flag, " | ");
  if (!option.words.empty()) {
    writer.Print(kWords, {{"patterns", patterns}, {"words", Join(option.words)}});
  } else {
    writer.Print(option.type == "FILE" ? kFiles : kNothing, {{"patterns", patterns}});
  }
}

}  // namespace

std::string BashCompletion(const ToolText& tool) {
  std::string first;
  for (const CommandText& command : tool.commands) Append(first, command.name);
  for (const OptionText& option : tool.options) Append(first, Join(option.flags));
  Writer writer;
  writer.Print(kBegin, {{"first", first}});
  for (const OptionText& option : tool.options) PrintValues(writer, "*", option);
  for (const CommandText& command : tool.commands) {
    for (const OptionText& option : command.options) PrintValues(writer, command.name, option);
  }
  writer.Print(kMiddle);
  for (const CommandText& command : tool.commands) {
    std::string flags;
    for (const OptionText& option : command.options) Append(flags, Join(option.flags));
    writer.Print(kCommand, {{"name", command.name}, {"flags", flags}});
  }
  writer.Print(kEnd);
  return writer.Take();
}

}  // namespace pep3118
