// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/runtime_text.h"

#include <algorithm>
#include <cstddef>

namespace pep3118 {
namespace {

constexpr RuntimeFile kFiles[] = {
#include "pep3118/codegen/cpp/runtime_text.inc"
};

const RuntimeFile* Find(std::string_view name) {
  return std::find_if(std::begin(kFiles), std::end(kFiles),
                      [&](const RuntimeFile& file) { return file.name == name; });
}

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

// What is between `open` and `close` in `line`, or nothing.
std::string_view Between(std::string_view line, std::string_view open, char close) {
  if (!line.starts_with(open)) return {};
  line.remove_prefix(open.size());
  return line.substr(0, line.find(close));
}

std::string_view StandardInclude(std::string_view line) { return Between(line, "#include <", '>'); }
std::string_view RuntimeInclude(std::string_view line) {
  return Between(line, "#include \"pep3118/runtime/", '"');
}

bool IsComment(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line.starts_with("//");
}

}  // namespace

std::span<const RuntimeFile> RuntimeFiles() { return kFiles; }

void RuntimeNeeds::Add(std::string_view name) {
  const RuntimeFile* file = Find(name);
  if (!files_.insert(file->name).second) return;
  for (std::string_view rest = file->text; !rest.empty();) {
    const std::string_view line = TakeLine(rest);
    if (const std::string_view header = StandardInclude(line); !header.empty())
      standard_headers_.insert(header);
    if (const std::string_view other = RuntimeInclude(line); !other.empty()) Add(other);
  }
}

std::string RuntimeNeeds::Includes() const {
  std::string text;
  for (std::string_view file : files_)
    text.append("#include \"pep3118/runtime/").append(file).append("\"\n");
  return text;
}

std::string RuntimeNeeds::Inline() const {
  std::string text;
  for (const RuntimeFile& file : kFiles) {
    if (!Has(file.name)) continue;
    bool in_code = false;  // after the file's comment
    for (std::string_view rest = file.text; !rest.empty();) {
      const std::string_view line = TakeLine(rest);
      in_code = in_code || line.starts_with("#ifndef");
      if (in_code && !line.empty() && !line.starts_with("#include") && !IsComment(line))
        text.append(line).append("\n");
    }
    text += "\n";
  }
  return text;
}

}  // namespace pep3118
