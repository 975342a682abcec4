// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/parse_arguments.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/base/escape.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

// Arguments as CLI11 sees them: an option as it is, and for any other argument its number behind a
// NUL.  So CLI11 never reads what a format or a value holds.  No option holds a NUL: see Fault().
class NumberedArguments {
 public:
  explicit NumberedArguments(std::span<const std::string> args) : args_(args) {
    bool only_formats = false;
    for (std::size_t i = 0; i < args.size(); ++i) {
      const std::string& arg = args[i];
      const bool is_option = !only_formats && arg.size() > 1 && arg.front() == '-' && arg != "--";
      if (is_option) CheckOption(arg);
      texts_.push_back(is_option ? arg : std::string(1, '\0') + std::to_string(i));
      if (!only_formats && arg == "--") {
        only_formats = true;
        terminator_ = texts_.back();
      }
    }
  }

  // What CLI11 must not see, in words.
  const std::optional<std::string>& fault() const { return fault_; }

  // In the order that CLI11 needs: last first.
  std::vector<std::string> Reversed() const { return {texts_.rbegin(), texts_.rend()}; }

  bool IsTerminator(const std::string& text) const { return text == terminator_; }

  // What the user wrote for it.
  std::string Original(const std::string& text) const {
    if (text.empty() || text.front() != '\0') return text;
    std::size_t number = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), number);
    return args_[number];
  }

 private:
  void CheckOption(const std::string& arg) {
    if (arg.find('\0') != arg.npos) fault_ = "the option " + Quoted(arg) + " holds a NUL byte";
    // CLI11 would take the next argument for the value.
    if (arg.starts_with("--") && arg.ends_with('=')) fault_ = Quoted(arg) + " has no value";
  }

  std::span<const std::string> args_;
  std::vector<std::string> texts_;
  std::optional<std::string> fault_;
  std::string terminator_ = "\n";  // equals nothing until there is one
};

// CLI11 with the options of one subcommand.
class Parser {
 public:
  explicit Parser(const Subcommand& subcommand) {
    app_.set_help_flag("-h,--help");
    if (*subcommand.formats != '\0') app_.add_option("FORMAT", formats_);
    for (const std::span<const OptionRow> group : subcommand.options) {
      for (const OptionRow& row : group) Add(row);
    }
  }

  // What is wrong, or nothing.
  std::optional<std::string> Parse(const NumberedArguments& args, Arguments& arguments) {
    app_.parse(args.Reversed());
    for (const std::string& text : formats_) {
      if (!args.IsTerminator(text)) arguments.formats.push_back(args.Original(text));
    }
    for (std::size_t i = 0; i < switches_.size(); ++i) arguments.*switches_[i]->set = values_[i];
    for (const auto& [option, row] : options_) {
      for (const std::string& text : option->results()) {
        if (args.IsTerminator(text)) return option->get_name() + " needs a value";
        if (row->text != nullptr) arguments.*row->text = args.Original(text);
        if (row->texts != nullptr) (arguments.*row->texts).push_back(args.Original(text));
      }
    }
    return std::nullopt;
  }

  // What CLI11 found wrong, in words that show what the user wrote.
  std::string Explain(const CLI::ParseError& error, const NumberedArguments& args) const {
    const std::vector<std::string> unexpected = app_.remaining();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !unexpected.empty()) {
      const std::string text = args.Original(unexpected.front());
      const bool is_option = text == unexpected.front();
      return (is_option ? "unknown option " : "unexpected argument ") + Quoted(text);
    }
    // Numbered arguments show in no other message of CLI11's, but other bytes of an option do.
    return Escape(error.what());
  }

 private:
  void Add(const OptionRow& row) {
    if (row.set != nullptr) {
      switches_.push_back(&row);
      app_.add_flag(row.flag, values_.emplace_back(false));
      return;
    }
    CLI::Option* option = app_.add_option(row.flag);
    if (row.texts != nullptr) {
      option->take_all()->allow_extra_args(false);
    } else {
      option->expected(1);
    }
    options_.emplace_back(option, &row);
  }

  CLI::App app_;
  std::vector<std::string> formats_;
  std::vector<std::pair<CLI::Option*, const OptionRow*>> options_;
  std::vector<const OptionRow*> switches_;
  std::deque<bool> values_;  // of switches_; CLI11 keeps their addresses
};

}  // namespace

Parsed ParseArguments(const Subcommand& subcommand, std::span<const std::string> args,
                      Arguments& arguments, std::string& message) {
  const NumberedArguments numbered(args);
  std::optional<std::string> wrong = numbered.fault();
  if (!wrong) {
    Parser parser(subcommand);
    try {
      wrong = parser.Parse(numbered, arguments);
    } catch (const CLI::CallForHelp&) {
      return Parsed::kHelp;
    } catch (const CLI::ParseError& error) {
      wrong = parser.Explain(error, numbered);
    }
  }
  if (!wrong) return Parsed::kRun;
  message = *wrong;
  return Parsed::kWrong;
}

}  // namespace pep3118
