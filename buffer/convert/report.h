// SPDX-License-Identifier: MIT
// What a conversion was asked to do, and why it cannot be done.
#ifndef PEP3118_BUFFER_CONVERT_REPORT_H_
#define PEP3118_BUFFER_CONVERT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pep3118/buffer/convert/kernel.h"

namespace pep3118 {

// Numbers: a value that the type asked for does not hold exactly.  Integers out of range, fractions
// as integers, integers that a float would round.  Between floats, rounding to nearest is no loss,
// and only a finite value that would become an infinity is one.  Saturating takes the nearest value:
// integers are cut at the ends of the range, fractions towards zero, a NaN as an integer is 0, and
// any number but 0 is true.
//
// Text: characters that a shorter string has no room for.  Checked allows them to be NULs only,
// saturating cuts them off.
struct ConversionOptions {
  Narrowing numbers = Narrowing::kRefused;
  Narrowing text = Narrowing::kRefused;
  // Fields of the output that the input does not have keep their bytes, which other threads may write
  // meanwhile; otherwise they are refused.
  bool keep_missing = false;
};

enum class ConversionProblemKind : std::uint8_t {
  kMissing,    // the input has no field of that name
  kAmbiguous,  // the input or the output has several fields of that name
  kShape,      // the dimensions differ
  kRecord,     // one is a record and the other is not
  kType,       // no value of one is a value of the other, or the host cannot read it
  kNarrows,    // some values do not fit: allow it by ConversionOptions
};

// Texts are printable ASCII (other bytes as \xNN), without full stop.
struct ConversionProblem {
  ConversionProblemKind kind = ConversionProblemKind::kMissing;
  std::string field;    // the path in the output: "pos.x", "v[].id"; "(item)"
  std::string message;  // one sentence, lower case
};

struct ConversionReport {
  std::vector<ConversionProblem> problems;  // at least one; the first kMaxProblems
  std::size_t omitted = 0;                  // how many more there are

  static constexpr std::size_t kMaxProblems = 64;
};

// As a person pastes it into a bug report; ends with a newline:
//
//   2 fields cannot be converted
//     field x: `!q` does not fit `i`: allow it by ConversionOptions::numbers
//     field y: the input has no such field
std::string Render(const ConversionReport& report);

// The same without the last newline, for an exception to carry.
std::string Message(const ConversionReport& report);

// A value that a checked conversion met and the output has no place for.
struct ConversionFailure {
  std::ptrdiff_t item = 0;  // index of the item in C order
  std::string message;  // one sentence, lower case, printable ASCII: with the field and the item
};

}  // namespace pep3118

#endif  // PEP3118_BUFFER_CONVERT_REPORT_H_
