// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/subcommands.h"

#include <algorithm>
#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"

namespace pep3118 {
namespace {

constexpr char kTitle[] = "pep3118c: PEP 3118 buffer formats to C++ types.\n";
constexpr char kAbout[] =
    "A FORMAT is taken as it is; `-` reads one from standard input, and after `--` everything is\n"
    "a FORMAT.  --dtype, --npy and --fields replace it, and can be given as often.\n"
    "Exit code: 0 done, 1 a format was refused, or diff or --check found a difference,\n"
    "2 wrong usage, 3 a file could not be read or written.\n";

// Options in place of a subcommand, and one that may be anywhere.
constexpr OptionRow kToolOptions[] = {
    {"--help", "", "Print this text"},
    {"--version", "", "Print the version"},
    {"--generate", "bash|zsh|man", "Print a shell's completion script or the manual page"},
    {"--response", "FILE", "Anywhere: take the lines of the file as arguments, as they are"},
};

using A = Arguments;

constexpr OptionRow kMessages[] = {
    {"--color", "auto|always|never", "Color of messages", &A::color},
    {"--error-format", "text|json", "Form of messages", &A::error_format},
};

constexpr OptionRow kTarget[] = {
    {"--target", "NAME", "Target ABI, the host's by default", nullptr, &A::targets},
    {"--target-file", "FILE", "JSON with targets of your own", &A::target_file},
};
constexpr std::span<const OptionRow> kTargetFile(&kTarget[1], 1);

constexpr OptionRow kReading[] = {
    {"--dialect", "NAME", "How the exporter writes formats", &A::dialect},
    {"--itemsize", "BYTES", "The exporter's Py_buffer.itemsize", &A::itemsize},
    {"--max-members", "N", "Most fields of one record", &A::max_members},
    {"--strict", "", "Refuse what rests on an assumption", nullptr, nullptr, &A::strict},
    {"--lint", "", "Report valid but error-prone constructs", nullptr, nullptr, &A::lint},
};

constexpr OptionRow kInputs[] = {
    {"--dtype", "TEXT", "Instead of FORMAT: a NumPy dtype as text", nullptr, nullptr, nullptr,
     DescriptionKind::kDtype},
    {"--npy", "FILE", "Instead of FORMAT: the items of a .npy file", nullptr, nullptr, nullptr,
     DescriptionKind::kNpy},
    {"--fields", "FILE", "Instead of FORMAT: a list of fields, JSON", nullptr, nullptr, nullptr,
     DescriptionKind::kFields},
};

constexpr OptionRow kSourceInputs[] = {
    {"-f", "FILE", "Manifest: one `Name = FORMAT` a line", nullptr, &A::manifests},
    {"-o", "FILE", "Write there, when the text changes", &A::output},
    {"--name", "NAME", "Name of the type", &A::name},
};

constexpr OptionRow kHeaderForms[] = {
    {"--namespace", "NAME", "C++ namespace of the names", &A::name_space},

    {"--runtime", "", "Include pep3118/runtime instead of inline types", nullptr, nullptr,
     &A::runtime},
    {"--no-padding-members", "", "No members for padding that compilers leave anyway", nullptr,
     nullptr, &A::no_padding_members},
};

constexpr OptionRow kSourceOutputs[] = {
    {"--check", "", "Write nothing; exit 1 if -o would change", nullptr, nullptr, &A::check},
    {"--depfile", "FILE", "Write what -o depends on, as Makefile rule", &A::depfile},
    {"--print-outputs", "", "Only print which files get written", nullptr, nullptr,
     &A::print_outputs},
};

constexpr OptionRow kLayoutForms[] = {
    {"--json", "", "One JSON object per target instead of a table", nullptr, nullptr, &A::json},
    {"--svg", "", "A picture of the bytes, as SVG, instead of a table", nullptr, nullptr, &A::svg},
    {"--batch", "", "JSON lines in, JSON lines out; exit 1 if any was refused", nullptr, nullptr,
     &A::batch},
};

constexpr OptionRow kDiffSides[] = {
    {"--target-a", "NAME", "Target ABI of the first", &A::target_a},
    {"--target-b", "NAME", "Target ABI of the second", &A::target_b},
    {"--dialect-a", "NAME", "Who wrote the first", &A::dialect_a},
    {"--dialect-b", "NAME", "Who wrote the second", &A::dialect_b},
    {"--itemsize-a", "BYTES", "Py_buffer.itemsize of the first", &A::itemsize_a},
    {"--itemsize-b", "BYTES", "Py_buffer.itemsize of the second", &A::itemsize_b},
    {"--level", "bytes|types|names",
     "How much must be the same for exit code 0 (names: everything)", &A::level},
    {"--json", "", "One JSON object instead of a table", nullptr, nullptr, &A::json},
};

constexpr Subcommand kSubcommands[] = {
    {"header",
     "Print a C++ header with a struct for each format",
     "  pep3118c header --name Point 'T{i:x:d:y:}'\n"
     "  pep3118c header -f records.pep3118 --namespace my -o records.h",
     "Format strings",
     {kMessages, kInputs, kSourceInputs, kTarget, kReading, kHeaderForms, kSourceOutputs},
     RunHeader},
    {"emit",
     "Print each format as source of another language, or as a picture",
     "  pep3118c emit julia --name Point 'T{i:x:d:y:}'\n"
     "  pep3118c emit julia -f records.pep3118 -o records.jl\n"
     "  pep3118c emit svg --name Point -o point.svg 'T{i:x:d:y:}'",
     "A language, and format strings",
     {kMessages, kInputs, kSourceInputs, kTarget, kReading, kSourceOutputs},
     RunEmit},
    {"layout",
     "Print where every field of a format is",
     "  pep3118c layout --target x86_64-linux-gnu --target i686-linux-gnu 'T{i:x:d:y:}'\n"
     "  pep3118c layout --svg 'T{i:x:d:y:}' > point.svg\n"
     "  echo '{\"format\": \"T{i:x:d:y:}\"}' | pep3118c layout --batch",
     "Format string",
     {kMessages, kInputs, kTarget, kReading, kLayoutForms},
     RunLayout},
    {"canon",
     "Print the one spelling of a format's layout",
     "  pep3118c canon 'T{ixd}'",
     "Format string",
     {kMessages, kInputs, kTarget, kReading},
     RunCanon},
    {"diff",
     "Tell whether two formats lay out the same bytes, types and names",
     "  pep3118c diff 'T{i:x:d:y:}' 'T{i:x:f:y:}'\n"
     "  pep3118c diff --target-a x86_64-linux-gnu --target-b x86_64-pc-windows-msvc 'T{l:n:}' "
     "'T{l:n:}'",
     "Two format strings: what is expected, what is found",
     {kMessages, kInputs, kTarget, kReading, kDiffSides},
     RunDiff},
    {"ast",
     "Print a format as a tree, as JSON",
     "  pep3118c ast 'T{<i:x:d:y:}'",
     "Format string",
     {kMessages, kInputs},
     RunAst},
    {"targets",
     "Print the target ABIs",
     "  pep3118c targets",
     "",
     {kMessages, kTargetFile},
     RunTargets},
};

// The values that an option takes, when these can be listed.
std::vector<std::string> WordsOf(std::string_view flag, std::string_view type) {
  std::vector<std::string> words;
  if (flag.starts_with("--dialect")) {
    for (const Dialect dialect : Dialects()) words.emplace_back(DialectName(dialect));
  } else if (flag.starts_with("--target") && type == "NAME") {
    for (const Target& target : Targets()) words.emplace_back(target.name);
  } else if (type.find('|') != type.npos) {
    for (; !type.empty(); type.remove_prefix(std::min(type.size(), words.back().size() + 1))) {
      words.emplace_back(type.substr(0, type.find('|')));
    }
  }
  return words;
}

OptionText Describe(const OptionRow& row) {
  return {{row.flag}, row.type, WordsOf(row.flag, row.type), row.about};
}

}  // namespace

std::span<const Subcommand> Subcommands() { return kSubcommands; }

CommandText Describe(const Subcommand& subcommand) {
  CommandText text;
  text.name = subcommand.name;
  text.about = subcommand.about;
  text.examples = subcommand.examples;
  text.formats = subcommand.formats;
  text.options.push_back({{"-h", "--help"}, "", {}, "Print this text"});
  for (const std::span<const OptionRow> group : subcommand.options) {
    for (const OptionRow& row : group) text.options.push_back(Describe(row));
  }
  return text;
}

ToolText DescribeTool() {
  ToolText tool;
  tool.about = kAbout;
  for (const OptionRow& row : kToolOptions) tool.options.push_back(Describe(row));
  for (const Subcommand& subcommand : kSubcommands) tool.commands.push_back(Describe(subcommand));
  return tool;
}

std::string Overview() {
  std::string text = kTitle;
  text += kAbout;
  text += "\nUsage: pep3118c SUBCOMMAND [OPTIONS] [FORMAT...]\n\nSubcommands:\n";
  for (const Subcommand& subcommand : kSubcommands) {
    std::string name = subcommand.name;
    name.resize(10, ' ');
    text += "  " + name + subcommand.about + "\n" + subcommand.examples + "\n";
  }
  text += "\n`pep3118c SUBCOMMAND --help` lists its options.  Options without a subcommand:\n";
  for (const OptionRow& option : kToolOptions) {
    std::string flag = std::string(option.flag) + " " + option.type;
    flag.resize(26, ' ');
    text += "  " + flag + option.about + "\n";
  }
  return text;
}

}  // namespace pep3118
