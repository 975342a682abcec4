// SPDX-License-Identifier: MIT
#include "pep3118/tools/batch/batch.h"

#include <ios>
#include <streambuf>
#include <string>
#include <vector>

#include "pep3118/codegen/json.h"
#include "pep3118/tools/batch/batch_request.h"
#include "pep3118/tools/inputs/description.h"
#include "pep3118/tools/io/files.h"
#include "pep3118/tools/report/advice.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

enum class Line { kRead, kTooLong, kEnd };

// The next line without its newline, the last one with or without.  A line above the limit is
// passed over to its end and not kept.
Line NextLine(std::streambuf& in, std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  for (int c = in.sbumpc(); c != EOF; c = in.sbumpc()) {
    any = true;
    if (c == '\n') break;
    if (line.size() == kBatchLineBytes) too_long = true;
    if (!too_long) line += static_cast<char>(c);
  }
  if (too_long) return Line::kTooLong;
  return any ? Line::kRead : Line::kEnd;
}

class Batch {
 public:
  Batch(const TargetSet& targets, const LayoutOptions& defaults, bool lint)
      : targets_(targets), defaults_(defaults), lint_(lint) {}

  // Appends the answer to `line`, without a newline; false when that is a refusal.
  bool Answer(std::string_view line, std::string& answer) {
    BatchRequestError error;
    if (!ReadBatchRequest(line, request_, error)) {
      AppendProblemJson(error.kind, error.message, error.position, 0, answer);
      return false;
    }
    LayoutOptions options = defaults_;
    if (request_.itemsize) options.itemsize = request_.itemsize;
    if (request_.strict) options.strict = *request_.strict;
    if (request_.dialect) {
      const Dialect* dialect = FindDialect(*request_.dialect);
      if (dialect == nullptr) return Unknown("dialect", *request_.dialect, answer);
      options.dialect = *dialect;
    }
    if (request_.target) {
      options.target = FindTargetAgain(*request_.target);
      if (options.target == nullptr) return Unknown("target", *request_.target, answer);
    }
    const bool is_format = request_.description.kind == DescriptionKind::kFormat;
    return is_format ? AnswerFormat(options, answer) : AnswerOther(options, answer);
  }

 private:
  // A dtype or a list of fields.
  bool AnswerOther(const LayoutOptions& options, std::string& answer) {
    const ItemDescription& description = request_.description;
    const Result<Layout> layout = LayoutOf(description, options);
    if (!layout) {
      AppendErrorJson(layout.error(), JsonStyle::kLine, answer);
      return false;
    }
    AppendLayoutJson(*layout,
                     JsonSource{.key = DescriptionKey(description.kind), .text = description.text},
                     JsonStyle::kLine, answer,
                     AdviceIf(request_.lint.value_or(lint_), description, *layout), kOutputBytes);
    return Bounded(answer);
  }

  bool AnswerFormat(const LayoutOptions& options, std::string& answer) {
    Diagnostic error;
    if (!ParseFormatInDialect(request_.description.text, options.dialect, ParseLimits{}, format_,
                              error)) {
      AppendErrorJson(error, JsonStyle::kLine, answer);
      return false;
    }
    const Result<Layout> layout = ComputeLayout(format_, options);
    if (!layout) {
      AppendErrorJson(layout.error(), JsonStyle::kLine, answer);
      return false;
    }
    std::vector<Note> advice;
    if (request_.lint.value_or(lint_)) advice = Advice(format_, *layout);
    AppendLayoutJson(*layout, request_.description.text, JsonStyle::kLine, answer, advice,
                     kOutputBytes);
    return Bounded(answer);
  }

  bool Bounded(std::string& answer) const {
    if (answer.size() <= kOutputBytes) return true;
    answer.clear();
    AppendProblemJson("output-too-long",
                      "the answer would be longer than " + std::to_string(kOutputBytes) + " bytes",
                      0, request_.description.text.size(), answer);
    return false;
  }

  static bool Unknown(std::string_view what, std::string_view name, std::string& answer) {
    std::string message = "unknown ";
    message += what;
    AppendProblemJson("bad-request", message + " " + Quoted(name), 0, 0, answer);
    return false;
  }

  // Most batches name one target again and again.
  const Target* FindTargetAgain(const std::string& name) {
    if (last_target_ == nullptr || last_target_->name != name) last_target_ = targets_.Find(name);
    return last_target_;
  }

  const TargetSet& targets_;
  const LayoutOptions& defaults_;
  const bool lint_;
  const Target* last_target_ = nullptr;
  // Storage that every line uses again.
  BatchRequest request_;
  ast::Format format_;
};

}  // namespace

BatchOutcome RunBatch(const TargetSet& targets, const LayoutOptions& defaults, bool lint,
                      std::istream& in, std::ostream& out) try {
  constexpr std::size_t kKeptBytes = std::size_t{1} << 20;
  Batch batch(targets, defaults, lint);
  bool refused = false;
  std::string line;
  std::string answer;
  while (out) {
    const Line next = NextLine(*in.rdbuf(), line);
    if (next == Line::kEnd) break;
    answer.clear();
    if (next == Line::kTooLong) {
      AppendProblemJson("bad-json",
                        "the line is longer than " + std::to_string(kBatchLineBytes) + " bytes",
                        kBatchLineBytes, 0, answer);
      refused = true;
    } else if (!batch.Answer(line, answer)) {
      refused = true;
    }
    answer += '\n';
    out.write(answer.data(), static_cast<std::streamsize>(answer.size()));
    // One huge line must not be paid for by the million small ones after it.
    if (answer.capacity() > kKeptBytes) std::string().swap(answer);
    if (line.capacity() > kKeptBytes) std::string().swap(line);
  }
  return refused ? BatchOutcome::kRefused : BatchOutcome::kAnswered;
} catch (const std::ios_base::failure&) {  // thrown by the input's buffer
  return BatchOutcome::kUnreadable;
}

}  // namespace pep3118
