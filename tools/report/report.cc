// SPDX-License-Identifier: MIT
#include "pep3118/tools/report/report.h"

#include <algorithm>
#include <cstdint>

#include "pep3118/base/escape.h"
#include "pep3118/base/mark_bytes.h"
#include "pep3118/codegen/json/json_writer.h"

namespace pep3118 {
namespace {

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kPlain = "\x1b[0m";

constexpr std::uint32_t kExcerptBytes = 60;  // of the wrong line, before escaping

void WritePosition(const FilePosition& position, JsonWriter& json) {
  if (position.file.empty()) return;
  json.Member("file", Escape(position.file));
  if (position.line == 0) return;
  json.Member("line", static_cast<std::int64_t>(position.line));
  json.Member("column", static_cast<std::int64_t>(position.column));
}

// `{"KEY": {"kind": ..., "message": ..., more}}`; `more` writes the members that follow.
template <class More>
void AppendObject(std::string_view key, std::string_view kind, std::string_view message, More more,
                  std::string& out) {
  JsonWriter json(JsonStyle::kLine, out);
  json.BeginObject();
  json.Key(key);
  json.BeginObject();
  json.Member("kind", kind);
  json.Member("message", message);
  more(json);
  json.EndObject();
  json.EndObject();
}

template <class More>
std::string ObjectLine(std::string_view key, std::string_view kind, std::string_view message,
                       More more) {
  std::string out;
  AppendObject(key, kind, message, more, out);
  return out + "\n";
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

// The wrong line with carets under the wrong bytes.
std::string Excerpt(const Problem& problem) {
  if (problem.excerpt.empty()) return {};
  const std::size_t size = problem.excerpt.size();
  const std::size_t begin = std::min(problem.place.column - 1, size);
  const std::size_t end = begin + std::min(problem.length, size - begin);
  const Span span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return MarkBytes(problem.excerpt, span, kExcerptBytes) + "\n";
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
  err_ << ObjectLine("error", ErrorName(diagnostic.kind), Message(diagnostic),
                     [&](JsonWriter& json) {
                       json.Member("position", diagnostic.span.begin);
                       json.Member("length", diagnostic.span.size());
                       WritePosition(place, json);
                     });
}

void Reporter::Remark(const Note& note, const FilePosition& place) {
  if (style_ != Style::kJson) {
    std::string text = "note: " + note.message + " [";
    text += NoteName(note.kind);
    Print(place, text + "]\n");
    return;
  }
  err_ << ObjectLine("note", NoteName(note.kind), note.message,
                     [&](JsonWriter& json) { WritePosition(place, json); });
}

void Reporter::Report(const Problem& problem) {
  if (style_ != Style::kJson) {
    std::string text = "error: " + problem.message + " [";
    text += problem.kind;
    text += "]\n";
    text += Excerpt(problem);
    if (!problem.hint.empty()) text += "note: " + problem.hint + "\n";
    Print(problem.place, text);
    return;
  }
  err_ << ObjectLine("error", problem.kind, problem.message,
                     [&](JsonWriter& json) { WritePosition(problem.place, json); });
}

std::string Quoted(std::string_view text) { return "`" + Escape(text.substr(0, 80)) + "`"; }

void AppendProblemJson(std::string_view kind, std::string_view message, std::size_t position,
                       std::size_t length, std::string& out) {
  const auto more = [&](JsonWriter& json) {
    json.Member("position", static_cast<std::int64_t>(position));
    json.Member("length", static_cast<std::int64_t>(length));
  };
  AppendObject("error", kind, message, more, out);
}

}  // namespace pep3118
