// SPDX-License-Identifier: MIT
// `pep3118c targets`.
#include <algorithm>
#include <string>
#include <string_view>

#include "pep3118/layout/target.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"

namespace pep3118 {
namespace {

// `text` in a column of `width`, at least one blank after it.
std::string Column(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string Pair(const SizeAlign& type) {
  return std::to_string(type.size) + "/" + std::to_string(type.align);
}

std::string TargetLine(const Target& target) {
  const auto size_align = [&](ast::Code code) { return Column(Pair(target.Native(code)), 7); };
  std::string line = Column(target.name, 30);
  line += Column(std::string(ByteOrderName(target.byte_order)), 8);
  line += size_align(ast::Code::kInt);
  line += size_align(ast::Code::kLong);
  line += size_align(ast::Code::kLongLong);
  line += size_align(ast::Code::kVoidPointer);
  line += size_align(ast::Code::kDouble);
  line += size_align(ast::Code::kLongDouble);
  line += Column(std::string(FloatFormatName(target.long_double_format)), 19);
  line += std::to_string(target.wchar_bytes);
  return line + "\n";
}

}  // namespace

ExitCode RunTargets(const Arguments& arguments, Streams streams, Reporter& reporter) {
  if (!arguments.inputs.empty()) return WrongUsage(reporter, "`targets` takes no format");
  TargetSet targets;
  if (auto exit = ReadTargetFile(arguments, reporter, targets)) return *exit;
  std::string text =
      "# bytes/alignment of a struct member; the host is " + HostTarget().name + "\n";
  text += "target                        order   i      l      q      P      d      g      ";
  text += "long double        wchar_t\n";
  for (const Target& target : targets.own()) text += TargetLine(target);
  for (const Target& target : Targets()) text += TargetLine(target);
  streams.out << text;
  return kExitDone;
}

}  // namespace pep3118
