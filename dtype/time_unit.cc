// SPDX-License-Identifier: MIT
// Rules: numpy's `parse_datetime_metadata_from_metastr` and `convert_datetime_divisor_to_multiple`.
#include "pep3118/dtype/time_unit.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "pep3118/base/checked.h"
#include "pep3118/dtype/digits.h"

namespace pep3118::internal {
namespace {

std::optional<TimeUnit> UnitOf(std::string_view text) {
  if (text == "\xce\xbcs") return TimeUnit::kMicrosecond;  // a Greek mu
  for (std::size_t i = 0; i < static_cast<std::size_t>(TimeUnit::kCount_); ++i) {
    if (TimeUnitName(static_cast<TimeUnit>(i)) == text) return static_cast<TimeUnit>(i);
  }
  return std::nullopt;
}

// How many of a smaller unit one of `unit` is to NumPy, whose months have 4 weeks or 30 days where they
// are divided.
struct UnitPart {
  std::int64_t count = 0;
  TimeUnit unit = TimeUnit::kGeneric;
};
std::vector<UnitPart> PartsOf(TimeUnit unit) {
  using enum TimeUnit;
  switch (unit) {
    case kYear:
      return {{12, kMonth}, {52, kWeek}, {365, kDay}};
    case kMonth:
      return {{4, kWeek}, {30, kDay}, {720, kHour}};
    case kWeek:
      return {{7, kDay}, {168, kHour}, {10080, kMinute}, {604800, kSecond}};
    case kDay:
      return {{24, kHour}, {1440, kMinute}, {86400, kSecond}};
    case kHour:
      return {{60, kMinute}, {3600, kSecond}};
    case kMinute:
      return {{60, kSecond}, {60000, kMillisecond}};
    default:
      break;
  }
  std::vector<UnitPart> parts;
  std::int64_t count = 1;
  for (int i = static_cast<int>(unit) + 1; unit >= kSecond && parts.size() < 2; ++i) {
    if (i == static_cast<int>(kCount_)) break;
    count *= 1000;  // at most twice
    parts.push_back({count, static_cast<TimeUnit>(i)});
  }
  return parts;
}

// `M8[2D/4]` is `M8[12h]`: the largest unit of which the quotient is a whole number.
bool DivideUnit(std::int64_t divisor, std::int64_t count, TimeType& time) {
  if (divisor == 1) return true;
  for (const UnitPart& part : PartsOf(time.unit)) {
    if (divisor < 1 || part.count % divisor != 0) continue;
    std::int64_t product = part.count / divisor;
    if (!CheckedMultiply(product, count, product) || product > INT32_MAX) return false;
    time.unit = part.unit;
    time.count = static_cast<std::int32_t>(product);
    return true;
  }
  return false;
}

}  // namespace

bool ReadTimeUnit(std::string_view text, TimeType& time) {
  if (text.empty()) return true;
  if (text.size() < 3 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::optional<TimeUnit> unit = UnitOf(text.substr(digits, slash - digits));
  const std::optional<std::int64_t> count =
      digits == 0 ? std::int64_t{1} : NumberIn(text.substr(0, digits));
  const std::optional<std::int64_t> divisor =
      slash == text.size() ? std::int64_t{1} : NumberIn(text.substr(slash + 1));
  if (!unit || !count || !divisor || *count < 1 || *count > INT32_MAX) return false;
  if (*unit == TimeUnit::kGeneric && text != TimeUnitName(*unit)) return false;
  time.unit = *unit;
  time.count = static_cast<std::int32_t>(*count);
  return DivideUnit(*divisor, *count, time);
}

}  // namespace pep3118::internal
