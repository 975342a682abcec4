// SPDX-License-Identifier: MIT
// One call of one kind on one text, for measured_calls.py to count or time.
//
//   report_calls WAY ITEMSIZE TEXT                        # one MeasuredCall, which callgrind counts
//   report_calls WAY ITEMSIZE TEXT MILLISECONDS [THREADS] # prints the nanoseconds of one call
//   report_calls compiler                                 # prints what compiled this
//
// Times are thread CPU times of one batch of calls that takes at least so long; with several threads
// that call at once, the mean of theirs.
#include <barrier>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "bench/hand_parser.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/parser/parse.h"

namespace pep3118 {
namespace {

struct Input {
  std::string text;
  LayoutOptions options;  // dialect auto, with the itemsize
};

// ---- the ways; each returns whether the text was accepted

bool ByHand(const Input& input) {
  hand::Layout layout;
  std::size_t stopped = 0;
  return hand::Parse(input.text, layout, stopped);
}

bool ParseOnly(const Input& input) {
  static ast::Format format;
  Diagnostic error;
  return ParseFormatInto(input.text, {}, format, error);
}

bool Named(const Input& input) {
  static const LayoutOptions named = [] {
    LayoutOptions options;
    options.dialect = Dialect::kPep3118;
    return options;
  }();
  return ComputeLayout(input.text, named).has_value();
}

bool Auto(const Input& input) { return ComputeLayout(input.text, input.options).has_value(); }

bool LookUp(const Input& input) { return LayoutOf(input.text, input.options).has_value(); }

bool Borrow(const Input& input) { return BorrowLayout(input.text, input.options).has_value(); }

bool Locked(const Input& input) {
  return LayoutCache::Default().LayoutOf(input.text, input.options).has_value();
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

// What a look-up is measured against: a find without a lock in a map that holds this text alone.
bool BareFind(const Input& input) {
  static const std::unordered_map<std::string, bool, TextHash, std::equal_to<>> map = {
      {input.text, true}};
  return map.find(std::string_view(input.text))->second;
}

using Call = bool (*)(const Input&);

struct Way {
  std::string_view name;
  Call call;
};
constexpr Way kWays[] = {{"hand", ByHand},   {"parse", ParseOnly}, {"named", Named},
                         {"auto", Auto},     {"look_up", LookUp},  {"borrow", Borrow},
                         {"locked", Locked}, {"find", BareFind}};

// ---- measuring

// The function that callgrind looks for.
[[gnu::noinline]] bool MeasuredCall(Call call, const Input& input) { return call(input); }

double Nanoseconds(Call call, const Input& input, long calls) {
  timespec begin{};
  timespec end{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
  for (long i = 0; i < calls; ++i) static_cast<void>(MeasuredCall(call, input));
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  return static_cast<double>(end.tv_sec - begin.tv_sec) * 1e9 +
         static_cast<double>(end.tv_nsec - begin.tv_nsec);
}

double NanosecondsOfOne(Call call, const Input& input, double milliseconds) {
  for (long calls = 1;; calls *= 2) {
    const double taken = Nanoseconds(call, input, calls);
    if (taken >= milliseconds * 1e6) return taken / static_cast<double>(calls);
  }
}

double NanosecondsOfOne(Call call, const Input& input, double milliseconds, int threads) {
  if (threads == 1) return NanosecondsOfOne(call, input, milliseconds);
  const long calls =
      static_cast<long>(milliseconds * 1e6 / NanosecondsOfOne(call, input, milliseconds)) + 1;
  std::barrier all_started(threads);
  std::vector<double> taken(static_cast<std::size_t>(threads));
  std::vector<std::thread> running;
  for (double& mine : taken) {
    running.emplace_back([&] {
      for (int warm = 0; warm < 5; ++warm) static_cast<void>(call(input));
      all_started.arrive_and_wait();
      mine = Nanoseconds(call, input, calls);
    });
  }
  double sum = 0;
  for (std::size_t i = 0; i < running.size(); ++i) {
    running[i].join();
    sum += taken[i];
  }
  return sum / static_cast<double>(calls) / threads;
}

int PrintCompiler() {
#ifdef __clang__
  std::printf("clang++ %d.%d.%d", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  std::printf("g++ %d.%d.%d", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
#ifdef __OPTIMIZE__
  std::printf(" optimized\n");
#else
  std::printf(" not optimized\n");
#endif
  return 0;
}

int Main(std::string_view name, std::int64_t itemsize, const char* text, double milliseconds,
         int threads) {
  Input input{text, {}};
  input.options.itemsize = itemsize;
  for (const Way& way : kWays) {
    if (way.name != name) continue;
    bool accepted = false;
    for (int warm = 0; warm < 5; ++warm) accepted = way.call(input);  // look-ups keep the third
    if (milliseconds > 0) {
      std::printf("%.2f\n", NanosecondsOfOne(way.call, input, milliseconds, threads));
    } else {
      std::printf("%s\n", MeasuredCall(way.call, input) ? "accepted" : "refused");
    }
    return accepted ? 0 : 3;
  }
  std::fprintf(stderr, "no way %s\n", std::string(name).c_str());
  return 2;
}

}  // namespace
}  // namespace pep3118

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "compiler") return pep3118::PrintCompiler();
  if (argc < 4) {
    std::fprintf(stderr, "usage: report_calls WAY ITEMSIZE TEXT [MILLISECONDS [THREADS]]\n");
    return 2;
  }
  return pep3118::Main(argv[1], std::atoll(argv[2]), argv[3], argc > 4 ? std::atof(argv[4]) : 0,
                       argc > 5 ? std::atoi(argv[5]) : 1);
}
