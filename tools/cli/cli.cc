#include "pep3118/tools/cli/cli.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "pep3118/codegen/version.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"
#include "pep3118/tools/cli/arguments.h"
#include "pep3118/tools/cli/commands.h"
#include "pep3118/tools/cli/settings.h"
#include "pep3118/tools/completion/option_table.h"
#include "pep3118/tools/completion/shell_texts.h"
#include "pep3118/tools/io/response.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

constexpr char kTitle[] = "pep3118c: PEP 3118 buffer formats to C++ types.\n";
constexpr char kAbout[] =
    "A FORMAT is taken as it is; `-` reads one from standard input, and after `--` everything is "
    "a\n"
    "FORMAT.  Exit code: 0 done, 1 a format was refused, or diff or --check found a difference,\n"
    "2 wrong usage, 3 a file could not be read or written.\n";

// Options that stand in place of a subcommand, and one that stands anywhere.
struct ToolOption {
  const char* flag;
  const char* type;
  const char* about;
};

constexpr ToolOption kToolOptions[] = {
    {"--help", "", "Print this text"},
    {"--version", "", "Print the version"},
    {"--generate", "bash|zsh|man", "Print a shell's completion script or the manual page"},
    {"--response", "FILE", "Anywhere: take the lines of the file as arguments, as they are"},
};

// Arguments as CLI11 sees them: an option as it is, any other argument as a NUL, which no argument
// can hold, and its number.
class Masked {
 public:
  explicit Masked(std::span<const std::string> args) : args_(args) {
    bool only_formats = false;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const std::string& arg = args[i];
      const bool is_option = !only_formats && arg.size() > 1 && arg.front() == '-' && arg != "--";
      if (is_option && arg.starts_with("--") && arg.ends_with('=')) no_value_ = arg;
      texts_.push_back(is_option ? arg : std::string(1, '\0') + std::to_string(i));
      if (!only_formats && arg == "--") {
        only_formats = true;
        terminator_ = texts_.back();
      }
    }
  }

  // In the order that CLI11 wants: last first.
  std::vector<std::string> Reversed() const { return {texts_.rbegin(), texts_.rend()}; }

  bool IsTerminator(const std::string& text) const { return text == terminator_; }

  // What the user wrote for it.
  const std::string& Original(const std::string& text) const {
    if (text.empty() || text.front() != '\0') return text;
    return args_[std::stoul(text.substr(1))];
  }

  // An option such as `--name=`, for which CLI11 would take the next argument.
  const std::string& no_value() const { return no_value_; }

 private:
  std::span<const std::string> args_;
  std::vector<std::string> texts_;
  std::string no_value_;
  std::string terminator_ = "\n";  // equals nothing until there is one
};

using Command = ExitCode (*)(const Arguments&, Streams, Reporter&);

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

// The parser of one subcommand's options.
class Options {
 public:
  Options(const char* name, const char* about, const char* examples)
      : app_(about, std::string("pep3118c ") + name) {
    app_.set_help_flag("-h,--help", "Print this text");
    app_.footer(std::string("Examples:\n") + examples);
    Text("--color", arguments_.color, "auto|always|never", "Color of messages");
    Text("--error-format", arguments_.error_format, "text|json", "Form of messages");
  }

  void Formats(const char* about) {
    app_.add_option("FORMAT", arguments_.formats, about)->type_name("");
  }
  void Text(const char* flag, std::optional<std::string>& value, const char* type,
            const char* about) {
    values_.emplace_back(app_.add_option(flag)->description(about)->expected(1)->type_name(type),
                         &value);
  }
  // An option that may be given several times, with one value each.
  void Texts(const char* flag, std::vector<std::string>& values, const char* type,
             const char* about) {
    lists_.emplace_back(
        app_.add_option(flag)->description(about)->type_name(type)->take_all()->allow_extra_args(
            false),
        &values);
  }
  void Flag(const char* flag, bool& value, const char* about) { app_.add_flag(flag, value, about); }
  void Target() {
    Texts("--target", arguments_.targets, "NAME", "Target ABI, the host's by default");
    Text("--target-file", arguments_.target_file, "FILE", "JSON with targets of your own");
  }
  void Layout() {
    Target();
    Text("--dialect", arguments_.dialect, "NAME", "How the exporter writes formats");
    Text("--itemsize", arguments_.itemsize, "BYTES", "The exporter's Py_buffer.itemsize");
    Text("--max-members", arguments_.max_members, "N", "Most fields of one record");
    Flag("--strict", arguments_.strict, "Refuse what rests on an assumption");
    Flag("--lint", arguments_.lint, "Tell what is right but often costs hours");
  }

  Arguments& arguments() { return arguments_; }
  std::string Help() const { return app_.help(); }

  // Everything that Help() tells but the subcommand's name and examples.
  CommandText Describe() const {
    CommandText text;
    text.about = app_.get_description();
    for (const CLI::Option* option : app_.get_options()) {
      if (option->nonpositional()) {
        text.options.push_back(DescribeOption(*option));
      } else {
        text.formats = option->get_description();
      }
    }
    return text;
  }

  // Fills arguments(); what is wrong with the command line otherwise.
  std::optional<std::string> Parse(const Masked& masked) {
    app_.parse(masked.Reversed());
    std::vector<std::string> formats;
    for (const std::string& text : arguments_.formats) {
      if (!masked.IsTerminator(text)) formats.push_back(masked.Original(text));
    }
    arguments_.formats = std::move(formats);
    for (const auto& [option, value] : values_) {
      if (option->count() == 0) continue;
      if (masked.IsTerminator(option->results().front()))
        return option->get_name() + " needs a value";
      *value = masked.Original(option->results().front());
    }
    for (const auto& [option, values] : lists_) {
      for (const std::string& text : option->results()) {
        if (masked.IsTerminator(text)) return option->get_name() + " needs a value";
        values->push_back(masked.Original(text));
      }
    }
    return std::nullopt;
  }

  // Arguments that no option or FORMAT takes, for the message about them.
  std::vector<std::string> Unexpected() const { return app_.remaining(); }

 private:
  static OptionText DescribeOption(const CLI::Option& option) {
    OptionText text;
    for (const std::string& name : option.get_snames()) text.flags.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) text.flags.push_back("--" + name);
    if (option.get_type_size() > 0) text.type = option.get_type_name();
    text.words = WordsOf(text.flags.back(), text.type);
    text.about = option.get_description();
    return text;
  }

  Arguments arguments_;
  CLI::App app_;
  std::vector<std::pair<CLI::Option*, std::optional<std::string>*>> values_;
  std::vector<std::pair<CLI::Option*, std::vector<std::string>*>> lists_;
};

void HeaderOptions(Options& options) {
  Arguments& arguments = options.arguments();
  options.Formats("Format strings");
  options.Texts("-f", arguments.manifests, "FILE", "Manifest: one `Name = FORMAT` a line");
  options.Text("-o", arguments.output, "FILE", "Write there, when the text changes");
  options.Text("--name", arguments.name, "NAME", "C++ name of the type");
  options.Text("--namespace", arguments.name_space, "NAME", "C++ namespace of the names");
  options.Layout();
  options.Flag("--runtime", arguments.runtime, "Include pep3118/runtime instead of inline types");
  options.Flag("--check", arguments.check, "Write nothing; exit 1 if -o would change");
  options.Text("--depfile", arguments.depfile, "FILE",
               "Write what -o depends on, as Makefile rule");
  options.Flag("--print-outputs", arguments.print_outputs, "Only print which files get written");
}

void LayoutOptions(Options& options) {
  Arguments& arguments = options.arguments();
  options.Formats("Format string");
  options.Layout();
  options.Flag("--json", arguments.json, "One JSON object per target instead of a table");
  options.Flag("--batch", arguments.batch,
               "JSON lines in, JSON lines out; exit 1 if any was refused");
}

void CanonOptions(Options& options) {
  options.Formats("Format string");
  options.Layout();
}

void DiffOptions(Options& options) {
  Arguments& arguments = options.arguments();
  options.Formats("Two format strings: what is expected, what is found");
  options.Layout();
  options.Text("--target-a", arguments.target_a, "NAME", "Target ABI of the first");
  options.Text("--target-b", arguments.target_b, "NAME", "Target ABI of the second");
  options.Text("--dialect-a", arguments.dialect_a, "NAME", "Who wrote the first");
  options.Text("--dialect-b", arguments.dialect_b, "NAME", "Who wrote the second");
  options.Text("--itemsize-a", arguments.itemsize_a, "BYTES", "Py_buffer.itemsize of the first");
  options.Text("--itemsize-b", arguments.itemsize_b, "BYTES", "Py_buffer.itemsize of the second");
  options.Text("--level", arguments.level, "bytes|types|names",
               "How much must be the same for exit code 0 (names: everything)");
  options.Flag("--json", arguments.json, "One JSON object instead of a table");
}

void AstOptions(Options& options) { options.Formats("Format string"); }

void TargetsOptions(Options& options) {
  options.Text("--target-file", options.arguments().target_file, "FILE",
               "JSON with targets of your own");
}

struct Subcommand {
  const char* name;
  const char* about;
  const char* examples;
  void (*add_options)(Options&);
  Command run;
};

constexpr Subcommand kSubcommands[] = {
    {"header", "Print a C++ header with a struct for each format",
     "  pep3118c header --name Point 'T{i:x:d:y:}'\n"
     "  pep3118c header -f records.pep3118 --namespace my -o records.h",
     HeaderOptions, RunHeader},
    {"layout", "Print where every field of a format is",
     "  pep3118c layout --target x86_64-linux-gnu --target i686-linux-gnu 'T{i:x:d:y:}'\n"
     "  echo '{\"format\": \"T{i:x:d:y:}\"}' | pep3118c layout --batch",
     LayoutOptions, RunLayout},
    {"canon", "Print the one spelling of a format's layout", "  pep3118c canon 'T{ixd}'",
     CanonOptions, RunCanon},
    {"diff", "Tell whether two formats lay out the same bytes, types and names",
     "  pep3118c diff 'T{i:x:d:y:}' 'T{i:x:f:y:}'\n"
     "  pep3118c diff --target-a x86_64-linux-gnu --target-b x86_64-pc-windows-msvc 'T{l:n:}' "
     "'T{l:n:}'",
     DiffOptions, RunDiff},
    {"ast", "Print a format as a tree, as JSON", "  pep3118c ast 'T{<i:x:d:y:}'", AstOptions,
     RunAst},
    {"targets", "Print the target ABIs", "  pep3118c targets", TargetsOptions, RunTargets},
};

std::string Overview() {
  std::string text = kTitle;
  text += kAbout;
  text += "\nUsage: pep3118c SUBCOMMAND [OPTIONS] [FORMAT...]\n\nSubcommands:\n";
  for (const Subcommand& subcommand : kSubcommands) {
    std::string name = subcommand.name;
    name.resize(10, ' ');
    text += "  " + name + subcommand.about + "\n" + subcommand.examples + "\n";
  }
  text += "\n`pep3118c SUBCOMMAND --help` tells its options.  Options without a subcommand:\n";
  for (const ToolOption& option : kToolOptions) {
    std::string flag = std::string(option.flag) + " " + option.type;
    flag.resize(26, ' ');
    text += "  " + flag + option.about + "\n";
  }
  return text;
}

ToolText DescribeTool() {
  ToolText tool;
  tool.about = kAbout;
  for (const ToolOption& option : kToolOptions) {
    tool.options.push_back(
        {{option.flag}, option.type, WordsOf(option.flag, option.type), option.about});
  }
  for (const Subcommand& subcommand : kSubcommands) {
    Options options(subcommand.name, subcommand.about, subcommand.examples);
    subcommand.add_options(options);
    tool.commands.push_back(options.Describe());
    tool.commands.back().name = subcommand.name;
    tool.commands.back().examples = subcommand.examples;
  }
  return tool;
}

ExitCode Generate(std::span<const std::string> kind, std::ostream& out, Reporter& reporter) {
  const std::string name = kind.size() == 1 ? kind.front() : std::string();
  if (name == "bash") {
    out << BashCompletion(DescribeTool());
  } else if (name == "zsh") {
    out << ZshCompletion(DescribeTool());
  } else if (name == "man") {
    out << ManPage(DescribeTool());
  } else {
    return WrongUsage(reporter, "--generate takes bash, zsh or man", "see `pep3118c --help`");
  }
  return kExitDone;
}

// One of three words, or what is wrong.
bool IsOneOf(const std::optional<std::string>& value, std::initializer_list<const char*> words) {
  if (!value) return true;
  for (const char* word : words) {
    if (*value == word) return true;
  }
  return false;
}

Reporter::Style StyleOf(const Arguments& arguments, bool err_has_color) {
  if (arguments.error_format == "json") return Reporter::Style::kJson;
  if (arguments.color == "always") return Reporter::Style::kColor;
  if (arguments.color == "never") return Reporter::Style::kText;
  return err_has_color ? Reporter::Style::kColor : Reporter::Style::kText;
}

// What CLI11 found wrong, in words that show what the user wrote.
std::string Explain(const CLI::ParseError& error, const Options& options, const Masked& masked) {
  const std::vector<std::string> unexpected = options.Unexpected();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !unexpected.empty()) {
    const std::string& text = masked.Original(unexpected.front());
    const bool is_option = text == unexpected.front();
    return (is_option ? "unknown option " : "unexpected argument ") + Quoted(text);
  }
  // Masked arguments show in no other message of CLI11's, but other bytes of an option do.
  return Escape(error.what());
}

ExitCode RunSubcommand(const Subcommand& subcommand, std::span<const std::string> args,
                       const Console& console) {
  const Masked masked(args);
  Options options(subcommand.name, subcommand.about, subcommand.examples);
  subcommand.add_options(options);
  std::optional<std::string> wrong;
  try {
    wrong = options.Parse(masked);
  } catch (const CLI::CallForHelp&) {
    console.out << options.Help();
    return kExitDone;
  } catch (const CLI::ParseError& error) {
    wrong = Explain(error, options, masked);
  }
  const Arguments& arguments = options.arguments();
  Reporter reporter(console.err, StyleOf(arguments, console.err_has_color));
  if (!masked.no_value().empty()) wrong = Quoted(masked.no_value()) + " has no value";
  if (!IsOneOf(arguments.color, {"auto", "always", "never"})) {
    wrong = "--color is auto, always or never";
  }
  if (!IsOneOf(arguments.error_format, {"text", "json"})) wrong = "--error-format is text or json";
  if (wrong) {
    return WrongUsage(reporter, *wrong,
                      std::string("see `pep3118c ") + subcommand.name +
                          " --help`; write `--` before a format that begins with `-`");
  }
  return subcommand.run(arguments, {console.in, console.out}, reporter);
}

ExitCode Dispatch(std::span<const std::string> given, const Console& console) {
  Reporter reporter(console.err,
                    console.err_has_color ? Reporter::Style::kColor : Reporter::Style::kText);
  std::vector<std::string> args;
  if (const auto error = ExpandResponses(given, args)) {
    return error->wrong_usage ? WrongUsage(reporter, error->message, "see `pep3118c --help`")
                              : FileTrouble(reporter, "cannot-read", error->file, error->message);
  }
  if (args.empty()) return WrongUsage(reporter, "a subcommand is needed", "see `pep3118c --help`");
  const std::string& first = args.front();
  if (first == "--help" || first == "-h") {
    console.out << Overview();
    return kExitDone;
  }
  if (first == "--version") {
    console.out << "pep3118c " << kVersion << '\n';
    return kExitDone;
  }
  const std::span<const std::string> rest = std::span(args).subspan(1);
  if (first == "--generate") return Generate(rest, console.out, reporter);
  for (const Subcommand& subcommand : kSubcommands) {
    if (first == subcommand.name) return RunSubcommand(subcommand, rest, console);
  }
  return WrongUsage(reporter, "unknown subcommand " + Quoted(first),
                    "a subcommand comes first; see `pep3118c --help`");
}

}  // namespace

int RunTool(std::span<const std::string> args, const Console& console) {
  const ExitCode exit = Dispatch(args, console);
  console.out.flush();
  if (console.out) return exit;
  Reporter reporter(console.err, Reporter::Style::kText);
  return FileTrouble(reporter, "cannot-write", "standard output", "not everything was written");
}

}  // namespace pep3118
