// SPDX-License-Identifier: MIT
#include "pep3118/tools/cli/parse_arguments.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/base/escape.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

// Arguments as CLI11 sees them: an option as it is, and for any other argument, and what follows the
// `=` of `--option=value`, its number behind a NUL.  So CLI11 never reads what a format or a value
// holds.  No option holds a NUL: see fault().
class NumberedArguments {
 public:
  NumberedArguments(const Subcommand& subcommand, std::span<const std::string> args)
      : subcommand_(subcommand) {
    bool only_formats = false;
    for (const std::string& arg : args) {
      const bool is_option = !only_formats && arg.size() > 1 && arg.front() == '-' && arg != "--";
      if (is_option) {
        AddOption(arg);
        continue;
      }
      AddNumbered(arg);
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

  // Its place among the numbered ones.
  static std::size_t NumberOf(const std::string& text) {
    std::size_t number = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), number);
    return number;
  }

  // What the user wrote for it.
  std::string Original(const std::string& text) const {
    if (text.empty() || text.front() != '\0') return text;
    return std::string(originals_[NumberOf(text)]);
  }

 private:
  void AddNumbered(std::string_view original) {
    texts_.push_back(std::string(1, '\0') + std::to_string(originals_.size()));
    originals_.push_back(original);
  }

  void AddOption(const std::string& arg) {
    const std::string_view text = arg;
    const std::size_t equals = text.starts_with("--") ? text.find('=') : text.npos;
    const std::string_view flag = text.substr(0, equals);
    const bool has_value = equals != text.npos && TakesValue(flag);
    if ((has_value ? flag : text).find('\0') != text.npos) {
      fault_ = "the option " + Quoted(arg) + " holds a NUL byte";
    }
    // CLI11 would take the next argument for the value.
    if (equals + 1 == text.size()) fault_ = Quoted(arg) + " has no value";
    texts_.emplace_back(has_value ? flag : text);
    if (has_value) AddNumbered(text.substr(equals + 1));
  }

  bool TakesValue(std::string_view flag) const {
    for (const std::span<const OptionRow> group : subcommand_.options) {
      for (const OptionRow& row : group) {
        if (flag == row.flag) return row.set == nullptr;
      }
    }
    return false;
  }

  const Subcommand& subcommand_;

  std::vector<std::string> texts_;
  std::vector<std::string_view> originals_;
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
    std::map<std::size_t, Input> inputs;  // in the order of the command line
    const auto add_input = [&](DescriptionKind kind, const std::string& text) {
      inputs[NumberedArguments::NumberOf(text)] = {kind, args.Original(text)};
    };
    for (const std::string& text : formats_) {
      if (!args.IsTerminator(text)) add_input(DescriptionKind::kFormat, text);
    }
    for (std::size_t i = 0; i < switches_.size(); ++i) arguments.*switches_[i]->set = values_[i];
    for (const auto& [option, row] : options_) {
      for (const std::string& text : option->results()) {
        if (args.IsTerminator(text)) return option->get_name() + " needs a value";
        if (row->text != nullptr) arguments.*row->text = args.Original(text);
        if (row->texts != nullptr) (arguments.*row->texts).push_back(args.Original(text));
        if (row->input) add_input(*row->input, text);
      }
    }
    for (auto& [number, input] : inputs) arguments.inputs.push_back(std::move(input));
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
    if (row.texts != nullptr || row.input) {
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
  const NumberedArguments numbered(subcommand, args);
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
