// SPDX-License-Identifier: MIT
#include "pep3118/web/engine/answer.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "pep3118/base/escape.h"
#include "pep3118/buffer/bind_report.h"
#include "pep3118/codegen/diff.h"
#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/json.h"
#include "pep3118/codegen/json/json_writer.h"
#include "pep3118/codegen/svg.h"
#include "pep3118/codegen/table.h"
#include "pep3118/codegen/version.h"
#include "pep3118/layout/compare.h"
#include "pep3118/web/engine/fix.h"
#include "pep3118/web/engine/item_layout.h"
#include "pep3118/web/engine/request.h"

namespace pep3118::web {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // of an answer, as of the tool
constexpr std::size_t kMostFields = kMostBytes / 64;       // of all layouts of one answer
constexpr std::size_t kMostDifferences = kMostBytes / 64;

// {"error": {...}}; `more` writes the members that follow.
template <class More>
std::string ErrorJson(std::string_view kind, std::string_view message, Span span, More more) {
  std::string out;
  JsonWriter json(JsonStyle::kLine, out);
  json.BeginObject();
  json.Key("error");
  json.BeginObject();
  json.Member("kind", kind);
  json.Member("message", message);
  json.Member("position", std::int64_t{span.begin});
  json.Member("length", std::int64_t{span.size()});
  more(json);
  json.EndObject();
  json.EndObject();
  return out;
}

std::string Problem(std::string_view kind, std::string_view message) {
  return ErrorJson(kind, message, Span{}, [](JsonWriter&) {});
}
std::string BadRequest(std::string_view message) { return Problem("bad-request", message); }
std::string TooLong() {
  return Problem("output-too-long",
                 "the answer would be longer than " + std::to_string(kMostBytes) + " bytes");
}

void AppendFix(const Fix& fix, JsonWriter& json) {
  json.Key("fix");
  json.BeginObject();
  switch (fix.kind) {
    case FixKind::kReplace:
      json.Member("start", std::int64_t{fix.span.begin});
      json.Member("end", std::int64_t{fix.span.end});
      json.Member("text", fix.text);
      break;
    case FixKind::kTextKind:
      json.Member("kind", KeyOf(fix.text_kind));
      break;
    case FixKind::kItemsize:
      json.Member("itemsize", fix.itemsize);
      break;
    case FixKind::kDialect:
      json.Member("dialect", DialectName(Dialect::kAuto));
      break;
  }
  json.EndObject();
}

// `key` and `value`: one member more, the side or the target.
std::string Refusal(const Item& item, const Diagnostic& error, std::string_view key = {},
                    std::string_view value = {}) {
  return ErrorJson(ErrorName(error.kind), Message(error), error.span, [&](JsonWriter& json) {
    if (const std::string hint = Hint(error); !hint.empty()) json.Member("hint", hint);
    if (const std::optional<Fix> fix = FindFix(item, error)) AppendFix(*fix, json);
    if (!key.empty()) json.Member(key, value);
  });
}

std::string TextJson(std::string_view key, std::string_view text) {
  if (text.size() > kMostBytes) return TooLong();
  std::string out;
  JsonWriter json(JsonStyle::kLine, out);
  json.BeginObject();
  json.Member(key, text);
  json.EndObject();
  return out;
}

std::string AnswerLayout(const Request& request) {
  const Item& item = request.item;
  const Result<Layout> layout = LayoutOf(item);
  if (!layout) return Refusal(item, layout.error());
  const std::vector<Note> advice = request.lint ? AdviceOn(item, *layout) : std::vector<Note>();
  std::string out;
  AppendLayoutJson(*layout, JsonSource{.key = KeyOf(item.kind), .text = item.text},
                   JsonStyle::kLine, out, advice, kMostBytes);
  return out.size() > kMostBytes ? TooLong() : out;
}

// The item for every target, side by side.
std::string AnswerSideBySide(const Request& request) {
  std::vector<const Target*> targets = request.targets;
  if (targets.empty()) targets.push_back(request.item.options.target);
  std::deque<Layout> layouts;
  std::vector<const Layout*> pointers;
  std::size_t fields = 0;
  for (const Target* target : targets) {
    Item item = request.item;
    item.options.target = target;
    Result<Layout> layout = LayoutOf(item);
    if (!layout) return Refusal(item, layout.error(), "target", target->name);
    layouts.push_back(*std::move(layout));
    pointers.push_back(&layouts.back());
    fields += layouts.back().all().size();
    if (fields > kMostFields) return TooLong();
  }
  return request.operation == "picture" ? TextJson("svg", LayoutSvg(pointers, kMostBytes))
                                        : TextJson("text", LayoutTable(pointers, kMostBytes));
}

std::string AnswerEmit(const Request& request) {
  const Language* language = FindLanguage(request.language);
  if (language == nullptr) return BadRequest("there are the languages " + LanguageNames());
  if (!request.name.empty() && !language->is_usable_name(request.name)) {
    return BadRequest("`" + EscapeCut(request.name, 80) + "` cannot be the name of a " +
                      std::string(language->title) + " type");
  }
  const Result<Layout> layout = LayoutOf(request.item);
  if (!layout) return Refusal(request.item, layout.error());
  const NamedLayout named{std::string(request.name), &*layout};
  const Result<std::string, EmitError> text =
      Emit(*language, std::span(&named, 1), {.bytes = kMostBytes});
  if (text) return TextJson("text", *text);
  if (text.error().kind != HeaderErrorKind::kRefused) return TooLong();
  return Refusal(request.item, text.error().diagnostic);
}

// Why a buffer is not an array of what is expected, as the gate of buffers says it: one sentence each.
void AppendGate(const BindReport& report, JsonWriter& json) {
  json.BeginArray();
  for (const Mismatch& mismatch : report.mismatches) {
    std::string sentence = mismatch.where + ": ";
    if (!mismatch.expected.empty()) sentence += "expected " + mismatch.expected + ", found ";
    json.String(sentence + mismatch.found);
  }
  if (report.omitted > 0) json.String("and " + std::to_string(report.omitted) + " more");
  json.EndArray();
}

std::string AnswerCompare(const Request& request) {
  const Result<Layout> a = LayoutOf(request.item);
  if (!a) return Refusal(request.item, a.error(), "side", "a");
  const Result<Layout> b = LayoutOf(request.other);
  if (!b) return Refusal(request.other, b.error(), "side", "b");
  const Comparison comparison = Compare(*a, *b);
  if (comparison.differences.size() > kMostDifferences) return TooLong();
  std::vector<Note> advice_a;
  std::vector<Note> advice_b;
  if (request.lint) {
    advice_a = AdviceOn(request.item, *a);
    advice_b = AdviceOn(request.other, *b);
  }
  std::string out;
  AppendDiffJson(comparison, {*a, request.item.text, advice_a, KeyOf(request.item.kind)},
                 {*b, request.other.text, advice_b, KeyOf(request.other.kind)}, JsonStyle::kLine,
                 out, kMostBytes);
  if (out.size() > kMostBytes) return TooLong();
  // Two more members before the last brace.
  const BindReport report = ExplainLayouts(*a, *b);
  out.pop_back();
  out += report.mismatches.empty() ? ", \"fits\": true" : ", \"fits\": false";
  out += ", \"gate\": ";
  JsonWriter json(JsonStyle::kLine, out);
  AppendGate(report, json);
  out += '}';
  return out;
}

std::string AnswerNames(const Request& request) {
  std::string out;
  JsonWriter json(JsonStyle::kLine, out);
  json.BeginObject();
  json.Member("version", kVersion);
  json.Member("defaultTarget", request.item.options.target->name);
  json.Key("targets");
  json.BeginArray();
  for (const Target& target : Targets()) json.String(target.name);
  json.EndArray();
  json.Key("dialects");
  json.BeginArray();
  for (const Dialect dialect : Dialects()) json.String(DialectName(dialect));
  json.EndArray();
  json.Key("languages");
  json.BeginArray();
  for (const Language& language : Languages()) {
    json.BeginObject();
    json.Member("name", language.name);
    json.Member("title", language.title);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return out;
}

}  // namespace

std::string AnswerTo(std::string_view bytes) {
  Request request;
  if (const std::optional<std::string> wrong = ReadRequest(bytes, request)) {
    return BadRequest(*wrong);
  }
  if (request.operation == "layout") return AnswerLayout(request);
  if (request.operation == "table" || request.operation == "picture") {
    return AnswerSideBySide(request);
  }
  if (request.operation == "emit") return AnswerEmit(request);
  if (request.operation == "compare") return AnswerCompare(request);
  if (request.operation == "names") return AnswerNames(request);
  return BadRequest("there is no such operation");
}

}  // namespace pep3118::web
