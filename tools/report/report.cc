// SPDX-License-Identifier: MIT
#include "pep3118/tools/report/report.h"

#include <algorithm>

namespace pep3118 {
namespace {

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kPlain = "\x1b[0m";

constexpr std::size_t kExcerptBytes = 60;

// Message texts are printable ASCII: only these two need an escape.
void AppendJsonString(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void AppendJsonMember(std::string_view key, std::string_view text, std::string& out) {
  if (out.back() != '{') out += ", ";
  AppendJsonString(key, out);
  out += ": ";
  AppendJsonString(text, out);
}

void AppendJsonMember(std::string_view key, std::size_t number, std::string& out) {
  if (out.back() != '{') out += ", ";
  AppendJsonString(key, out);
  out += ": ";
  out += std::to_string(number);
}

void AppendPositionJson(const FilePosition& place, std::string& out) {
  if (place.file.empty()) return;
  AppendJsonMember("file", Escape(place.file), out);
  if (place.line == 0) return;
  AppendJsonMember("line", place.line, out);
  AppendJsonMember("column", place.column, out);
}

bool IsCaretLine(std::string_view line) {
  const std::size_t first = line.find_first_not_of(' ');
  return first >= 2 && first != line.npos && line[first] == '^';
}

void AppendColored(std::string_view color, std::string_view text, std::string& out) {
  out += color;
  out += text;
  out += kPlain;
}

std::string Colored(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    if (line.starts_with("error:")) {
      AppendColored(kRed, line.substr(0, 6), out);
      out += line.substr(6);
    } else if (line.starts_with("note:")) {
      AppendColored(kCyan, line.substr(0, 5), out);
      out += line.substr(5);
    } else if (IsCaretLine(line)) {
      AppendColored(kGreen, line, out);
    } else {
      out += line;
    }
    out += '\n';
  }
  return out;
}

std::string PlaceText(const FilePosition& place) {
  if (place.file.empty()) return {};
  std::string text = Escape(place.file);
  if (place.line != 0) {
    text += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
  }
  return text + ": ";
}

// The wrong line with carets under the wrong bytes, cut to what fits on a screen line.
std::string Picture(const Problem& problem) {
  if (problem.excerpt.empty()) return {};
  const std::string_view line = problem.excerpt;
  const std::size_t column = std::min(problem.place.column - 1, line.size());
  const std::size_t begin = column > kExcerptBytes / 2 ? column - kExcerptBytes / 2 : 0;
  const std::string_view shown = line.substr(begin, kExcerptBytes);
  const std::string before = Escape(shown.substr(0, column - begin));
  const std::size_t length = std::min(problem.length, shown.size() - (column - begin));
  const std::string marked = Escape(shown.substr(column - begin, length));
  const std::string_view cut_before = begin > 0 ? "..." : "";
  const std::string_view cut_after = begin + shown.size() < line.size() ? "..." : "";

  std::string out = "  ";
  out += cut_before;
  out += Escape(shown);
  out += cut_after;
  out += "\n  ";
  out.append(cut_before.size() + before.size(), ' ');
  out.append(std::max<std::size_t>(marked.size(), 1), '^');
  out += '\n';
  return out;
}

}  // namespace

void Reporter::Print(const FilePosition& place, std::string_view text) {
  err_ << PlaceText(place) << (style_ == Style::kColor ? Colored(text) : std::string(text));
}

void Reporter::Refusal(const Diagnostic& diagnostic, std::string_view format,
                       const FilePosition& place) {
  if (style_ != Style::kJson) {
    Print(place, Render(diagnostic, format));
    return;
  }
  std::string out = "{\"error\": {";
  AppendJsonMember("kind", ErrorName(diagnostic.kind), out);
  AppendJsonMember("message", Message(diagnostic), out);
  AppendJsonMember("position", diagnostic.span.begin, out);
  AppendJsonMember("length", diagnostic.span.size(), out);
  AppendPositionJson(place, out);
  err_ << out << "}}\n";
}

void Reporter::Remark(const Note& note, const FilePosition& place) {
  if (style_ != Style::kJson) {
    std::string text = "note: " + note.message + " [";
    text += NoteName(note.kind);
    Print(place, text + "]\n");
    return;
  }
  std::string out = "{\"note\": {";
  AppendJsonMember("kind", NoteName(note.kind), out);
  AppendJsonMember("message", note.message, out);
  AppendPositionJson(place, out);
  err_ << out << "}}\n";
}

void Reporter::Report(const Problem& problem) {
  if (style_ != Style::kJson) {
    std::string text = "error: " + problem.message + " [";
    text += problem.kind;
    text += "]\n";
    text += Picture(problem);
    if (!problem.hint.empty()) text += "note: " + problem.hint + "\n";
    Print(problem.place, text);
    return;
  }
  std::string out = "{\"error\": {";
  AppendJsonMember("kind", problem.kind, out);
  AppendJsonMember("message", problem.message, out);
  AppendPositionJson(problem.place, out);
  err_ << out << "}}\n";
}

std::string Quoted(std::string_view text) { return "`" + Escape(text.substr(0, 80)) + "`"; }

void AppendProblemJson(std::string_view kind, std::string_view message, std::size_t position,
                       std::size_t length, std::string& out) {
  std::string object = "{\"error\": {";
  AppendJsonMember("kind", kind, object);
  AppendJsonMember("message", message, object);
  AppendJsonMember("position", position, object);
  AppendJsonMember("length", length, object);
  out += object;
  out += "}}";
}

}  // namespace pep3118
