// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/manifest.h"

#include <algorithm>
#include <map>

#include "pep3118/codegen/header.h"
#include "pep3118/tools/inputs/numbers.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";

// Reads one line from left to right.
class LineReader {
 public:
  LineReader(std::string_view line, std::size_t number, const TargetSet& targets)
      : line_(line), number_(number), targets_(targets) {}

  bool blank_or_comment() const {
    const std::size_t first = line_.find_first_not_of(kBlanks);
    return first == line_.npos || line_[first] == '#';
  }

  std::optional<ManifestError> Read(ManifestEntry& entry) {
    entry.line = number_;
    if (auto error = ReadName(entry)) return error;
    if (Next() == '[') {
      if (auto error = ReadOptions(entry)) return error;
    }
    if (Next() != '=') {
      return Error(at_, 1, "`=` expected between the name and the format");
    }
    ++at_;
    Next();
    entry.column = at_ + 1;
    const std::size_t last = line_.find_last_not_of(kBlanks);
    entry.text = line_.substr(at_, std::max(last + 1, at_) - at_);
    const bool is_json = entry.text.starts_with('{') || entry.text.starts_with('[');
    entry.is_file =
        entry.kind == DescriptionKind::kNpy || (entry.kind == DescriptionKind::kFields && !is_json);
    return std::nullopt;
  }

  ManifestError Error(std::size_t at, std::size_t length, std::string message) const {
    return {number_, at + 1, std::max<std::size_t>(length, 1), std::move(message),
            std::string(line_)};
  }

  std::size_t name_at() const { return name_at_; }

 private:
  // Skips blanks; the character there, or NUL at the end of the line.
  char Next() {
    at_ = std::min(line_.find_first_not_of(kBlanks, at_), line_.size());
    return at_ < line_.size() ? line_[at_] : '\0';
  }

  std::string_view Word(std::string_view ends) {
    const std::size_t begin = at_;
    at_ = std::min(line_.find_first_of(ends, begin), line_.size());
    return line_.substr(begin, at_ - begin);
  }

  std::optional<ManifestError> ReadName(ManifestEntry& entry) {
    Next();
    name_at_ = at_;
    const std::string_view name = Word(" \t\r\v\f[=");
    if (name.empty()) return Error(at_, 1, "a name expected");
    if (!IsUsableIdentifier(name)) {
      return Error(name_at_, name.size(), Quoted(name) + " cannot be the name of a C++ type");
    }
    entry.name = name;
    return std::nullopt;
  }

  std::optional<ManifestError> ReadOptions(ManifestEntry& entry) {
    const std::size_t open = at_++;
    std::vector<std::string_view> seen;
    while (Next() != ']') {
      if (at_ == line_.size()) return Error(open, 1, "`[` is not closed");
      const std::size_t begin = at_;
      const std::string_view option = Word(" \t\r\v\f]");
      const std::string_view key = option.substr(0, option.find('='));
      const std::string_view value = option.substr(std::min(key.size() + 1, option.size()));
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
        return Error(begin, key.size(), Quoted(key) + " is given twice");
      }
      seen.push_back(key);
      if (auto message = SetOption(key, value, key.size() != option.size(), entry)) {
        return Error(begin, option.size(), *message);
      }
    }
    ++at_;
    return std::nullopt;
  }

  // What is wrong with the option, or nothing.
  std::optional<std::string> SetOption(std::string_view key, std::string_view value, bool has_value,
                                       ManifestEntry& entry) {
    if (key == "strict") {
      if (has_value) return "`strict` takes no value";
      entry.strict = true;
      return std::nullopt;
    }
    if (const std::optional<DescriptionKind> kind = KindOf(key)) {
      if (has_value) return Quoted(key) + " takes no value";
      if (entry.kind != DescriptionKind::kFormat) return "a line is described in one way";
      entry.kind = *kind;
      return RefuseDialect(entry);
    }
    if (key == "itemsize") {
      entry.itemsize = ParseNumber(value, INT64_MAX);
      if (!entry.itemsize) return "`itemsize` needs a number of bytes";
      return std::nullopt;
    }
    if (key == "dialect") {
      const Dialect* dialect = FindDialect(value);
      if (dialect == nullptr) return "unknown dialect " + Quoted(value);
      entry.dialect = *dialect;
      return RefuseDialect(entry);
    }
    if (key == "target") {
      entry.target = targets_.Find(value);
      if (entry.target == nullptr) return "unknown target " + Quoted(value);
      return std::nullopt;
    }
    return "unknown option " + Quoted(key) +
           "; there are itemsize, dialect, target, strict, dtype, npy and fields";
  }

  static std::optional<DescriptionKind> KindOf(std::string_view key) {
    if (key == "dtype") return DescriptionKind::kDtype;
    if (key == "npy") return DescriptionKind::kNpy;
    if (key == "fields") return DescriptionKind::kFields;
    return std::nullopt;
  }

  static std::optional<std::string> RefuseDialect(const ManifestEntry& entry) {
    if (entry.kind == DescriptionKind::kFormat || !entry.dialect) return std::nullopt;
    return "`dialect` goes with a format";
  }

  std::string_view line_;
  std::size_t number_;
  const TargetSet& targets_;
  std::size_t at_ = 0;
  std::size_t name_at_ = 0;
};

}  // namespace

std::optional<ManifestError> ReadManifest(std::string_view text, const TargetSet& targets,
                                          std::vector<ManifestEntry>& entries) {
  std::map<std::string, std::size_t, std::less<>> line_of_name;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    LineReader line(text.substr(0, size), number, targets);
    text.remove_prefix(std::min(size + 1, text.size()));
    if (line.blank_or_comment()) continue;

    ManifestEntry entry;
    if (auto error = line.Read(entry)) return error;
    const auto [first, is_new] = line_of_name.emplace(entry.name, number);
    if (!is_new) {
      return line.Error(
          line.name_at(), entry.name.size(),
          Quoted(entry.name) + " is already defined on line " + std::to_string(first->second));
    }
    entries.push_back(std::move(entry));
  }
  return std::nullopt;
}

}  // namespace pep3118
