// SPDX-License-Identifier: MIT
// Any lines to `layout --batch`: a line of JSON for each, which the lines before it do not change.
#include <cstddef>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/options.h"
#include "pep3118/tools/batch/batch.h"
#include "pep3118/tools/inputs/target_file.h"

namespace pep3118::fuzz {
namespace {

struct Answers {
  std::string text;
  BatchOutcome outcome = BatchOutcome::kAnswered;
};

Answers Run(const std::string& lines, const LayoutOptions& options, bool lint) {
  const TargetSet targets;
  std::istringstream in(lines);
  std::ostringstream out;
  Answers answers;
  answers.outcome = RunBatch(targets, options, lint, in, out);
  answers.text = std::move(out).str();
  return answers;
}

// Whether it is an answer and not an error.
bool RequireAnswer(const std::string& line) {
  const nlohmann::json value = nlohmann::json::parse(line, nullptr, false);
  Require(value.is_object(), "an answer is a JSON object", line);
  const bool is_error = value.contains("error");
  Require(is_error || (value.contains("type") && value.contains("layout_id")),
          "an answer has a layout or an error", line);
  if (is_error) {
    const nlohmann::json& error = value["error"];
    Require(error["kind"].is_string() && error["message"].is_string() &&
                error["position"].is_number_unsigned(),
            "an error has its keys", line);
  }
  return !is_error;
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/batch.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  Input input(data, size);
  const LayoutOptions options = input.Options();
  const bool lint = input.Flag();
  const std::string lines(input.Rest());
  const Answers together = Run(lines, options, lint);
  std::string one_by_one;
  bool all_answered = true;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    const Answers answers = Run(line + "\n", options, lint);
    Require(answers.text.find('\n') + 1 == answers.text.size() && !answers.text.empty(),
            "a line gets a line", line, answers.text);
    const bool answered = RequireAnswer(answers.text);
    Require((answers.outcome == BatchOutcome::kAnswered) == answered, "the outcome says which",
            line);
    all_answered = all_answered && answered;
    one_by_one += answers.text;
  }
  Require(together.text == one_by_one, "lines do not change each other", together.text, one_by_one);
  Require((together.outcome == BatchOutcome::kAnswered) == all_answered, "the outcome is of all");
  return 0;
}
