// SPDX-License-Identifier: MIT
// One cold call of one kind, for callgrind to count: cold_counts.sh.
//
//   cold_calls ROW WAY         # makes the call and prints how often it allocates
//   cold_calls ROW text        # prints the text and its itemsize
//   cold_calls ROW WAY CALLS   # prints the nanoseconds of thread CPU time that one of many takes
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>
#include <string>
#include <string_view>

#include "bench/hand_parser.h"
#include "pep3118/layout/compute.h"
#include "pep3118/parser/parse.h"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace pep3118 {
namespace {

// ---- the texts: what NumPy 1.24 exports for the dtypes that are named here

struct Row {
  std::string text;
  std::int64_t itemsize = 0;
};

// The types of the long records, again and again: i4 f8 i2 u1 f4 u8 ? S5 c8 i8.
struct Type {
  const char* native;
  const char* standard;  // where the fields are not aligned, or big-endian
  std::int64_t bytes;
  std::int64_t alignment;
  bool takes_mark;
};
constexpr std::array<Type, 10> kTypes = {{{"i", "i", 4, 4, true},
                                          {"d", "d", 8, 8, true},
                                          {"h", "h", 2, 2, true},
                                          {"B", "B", 1, 1, false},
                                          {"f", "f", 4, 4, true},
                                          {"L", "Q", 8, 8, true},
                                          {"?", "?", 1, 1, false},
                                          {"5s", "5s", 5, 1, false},
                                          {"Zf", "Zf", 8, 4, true},
                                          {"l", "q", 8, 8, true}}};
enum class Kind : std::uint8_t { kPacked, kBig, kAligned, kCtypes };  // the last by ctypes of 3.11

// Fields field0, field1, ... of those types in turn.
Row Record(std::size_t count, Kind kind) {
  Row row{"T{", 0};
  char mark = '@';
  std::int64_t largest = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const Type& type = kTypes[i % kTypes.size()];
    std::int64_t hole = 0;
    if (kind == Kind::kAligned || kind == Kind::kCtypes) {
      hole = -row.itemsize & (type.alignment - 1);
      largest = std::max(largest, type.alignment);
    }
    if (kind == Kind::kAligned) row.text.append(static_cast<std::size_t>(hole), 'x');
    row.itemsize += hole;
    char wanted = row.itemsize % type.alignment == 0 ? '@' : '=';
    if (kind == Kind::kBig) wanted = '>';
    if (kind != Kind::kCtypes && type.takes_mark && wanted != mark) row.text += mark = wanted;
    if (kind == Kind::kCtypes) {
      row.text +=
          std::string_view(type.native) == "5s" ? "(5)<c" : "<" + std::string(type.standard);
    } else {
      row.text += mark == '@' ? type.native : type.standard;
    }
    row.text += ":field" + std::to_string(i) + ":";
    row.itemsize += type.bytes;
  }
  row.itemsize += -row.itemsize & (largest - 1);
  row.text += "}";
  return row;
}

Row RowOf(std::string_view name) {
  if (name == "pair") return {"T{i:x:=d:y:}", 12};
  if (name == "pair_be") return {"T{>i:x:d:y:}", 12};
  if (name == "ten") return Record(10, Kind::kPacked);
  if (name == "ten_be") return Record(10, Kind::kBig);
  if (name == "ten_aligned") return Record(10, Kind::kAligned);
  if (name == "ten_ctypes") return Record(10, Kind::kCtypes);
  if (name == "hundred") return Record(100, Kind::kPacked);
  if (name == "hundred_be") return Record(100, Kind::kBig);
  if (name == "hundred_aligned") return Record(100, Kind::kAligned);
  if (name == "thousand") return Record(1000, Kind::kPacked);
  if (name == "thousand_be") return Record(1000, Kind::kBig);
  std::fprintf(stderr, "no row %s\n", std::string(name).c_str());
  std::exit(2);
}

// ---- the calls

LayoutOptions OptionsOf(Dialect dialect, std::int64_t itemsize) {
  LayoutOptions options;
  options.dialect = dialect;
  if (dialect == Dialect::kAuto) options.itemsize = itemsize;
  return options;
}

// Each returns whether the text was accepted.
bool ByHand(const Row& row) {
  hand::Layout layout;
  std::size_t stopped = 0;
  return hand::Parse(row.text, layout, stopped);
}
bool ParseOnly(const Row& row) {
  static ast::Format format;
  Diagnostic error;
  return ParseFormatInto(row.text, {}, format, error);
}
bool Named(const Row& row) {
  return ComputeLayout(row.text, OptionsOf(Dialect::kPep3118, row.itemsize)).has_value();
}
bool Auto(const Row& row) {
  return ComputeLayout(row.text, OptionsOf(Dialect::kAuto, row.itemsize)).has_value();
}

using Call = bool (*)(const Row&);

// `bad_` before a way: the same text with an error before its end; `small_`: an itemsize that is too small.
Call CallOf(std::string_view way) {
  if (way.ends_with("hand")) return ByHand;
  if (way.ends_with("parse")) return ParseOnly;
  if (way.ends_with("named")) return Named;
  if (way.ends_with("auto")) return Auto;
  std::fprintf(stderr, "no way %s\n", std::string(way).c_str());
  std::exit(2);
}

// The function that callgrind looks for.
[[gnu::noinline]] bool MeasuredCall(Call call, const Row& row) { return call(row); }

double Nanoseconds(Call call, const Row& row, int calls) {
  timespec begin{};
  timespec end{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  for (int i = 0; i < calls; ++i) static_cast<void>(MeasuredCall(call, row));
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  return (static_cast<double>(end.tv_sec - begin.tv_sec) * 1e9 +
          static_cast<double>(end.tv_nsec - begin.tv_nsec)) /
         calls;
}

int Main(std::string_view name, std::string_view way, int calls) {
  Row row = RowOf(name);
  if (way == "text")
    return std::printf("%s %d\n", row.text.c_str(), static_cast<int>(row.itemsize)) < 0;
  const bool is_bad = way.starts_with("bad_");
  const bool is_small = way.starts_with("small_");
  if (is_bad) row.text.insert(row.text.size() - 1, "y:last:");
  if (is_small) --row.itemsize;
  const Call call = CallOf(way);
  for (int warm = 0; warm < 2; ++warm) {
    if (call(row) != (is_bad || is_small)) continue;
    std::fprintf(stderr, "%s %s: unexpected answer\n", row.text.c_str(), std::string(way).c_str());
    return 1;
  }
  if (calls > 0) {
    double best = Nanoseconds(call, row, calls);
    for (int round = 0; round < 10; ++round) best = std::min(best, Nanoseconds(call, row, calls));
    std::printf("%.1f\n", best);
    return 0;
  }
  allocations = 0;
  static_cast<void>(MeasuredCall(call, row));
  std::printf("%zu\n", allocations);
  return 0;
}

}  // namespace
}  // namespace pep3118

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: cold_calls ROW WAY [CALLS]\n");
    return 2;
  }
  return pep3118::Main(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 0);
}
