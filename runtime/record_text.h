// Canonical text at compile time: the text of a struct from those of its members.
#ifndef PEP3118_RUNTIME_RECORD_TEXT_H_
#define PEP3118_RUNTIME_RECORD_TEXT_H_

#include <cstddef>

#include "pep3118/runtime/member_code.h"

namespace pep3118 {
namespace record_detail {

template <std::size_t N>
struct text {
  char chars[N + 1] = {};
};

// The alignment of a member with that canonical code and no mark.
constexpr std::size_t CodeAlignment(const char* code) {
  const char c = *code == 'Z' ? code[1] : *code;  // a complex number is aligned as its parts are
  return c == 'h' || c == 'H'   ? AlignmentOf<short>()
         : c == 'e'             ? 2
         : c == 'i' || c == 'I' ? AlignmentOf<int>()
         : c == 'q' || c == 'Q' ? AlignmentOf<long long>()
         : c == 'f'             ? AlignmentOf<float>()
         : c == 'd'             ? AlignmentOf<double>()
         : c == 'g'             ? AlignmentOf<long double>()
         : c == 'P' || c == 'X' ? AlignmentOf<void*>()
         : c == 'u'             ? AlignmentOf<char16_t>()
         : c == 'w'             ? AlignmentOf<char32_t>()
                                : 1;
}
// Whether the code has a size of its own in the modes `= < >`.
constexpr bool IsStandard(const char* code) {
  const char c = *code == 'Z' ? code[1] : *code;
  return c != 'g' && c != 'P' && c != 'X';
}

// Writes canonical text, or only counts it when `out` is null.  `marked` remembers that a mark
// other than `@` is in force: the next natural member then begins with `@`.
struct writer {
  char* out = nullptr;
  std::size_t size = 0;
  bool marked = false;

  constexpr void Put(char c) {
    if (out != nullptr) out[size] = c;
    ++size;
  }
  constexpr void Put(const char* chars) {
    while (*chars != '\0') Put(*chars++);
  }
  constexpr void PutNumber(std::size_t number) {
    std::size_t unit = 1;
    while (number / unit > 9) unit *= 10;
    for (; unit > 0; unit /= 10) Put(static_cast<char>('0' + number / unit % 10));
  }
  // "5s", "s": a length of 1 is not written.
  constexpr void PutLength(std::size_t length, const char* code) {
    if (length != 1) PutNumber(length);
    Put(code);
  }
  constexpr void PutHole(std::size_t bytes) {
    if (bytes == 0) return;
    PutNumber(bytes);
    Put('x');
  }
  constexpr void PutShape(const std::size_t* shape, std::size_t ndim) {
    for (std::size_t i = 0; i < ndim; ++i) {
      Put(i == 0 ? '(' : ',');
      PutNumber(shape[i]);
    }
    if (ndim > 0) Put(')');
  }
  constexpr void PutMark(char mark) {
    if (mark != '\0') Put(mark);
    if (mark == '\0' && marked) Put('@');
    marked = mark != '\0';
  }
  constexpr void PutRecord(const char* format, std::size_t most);
};

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The first character after the digits at `at`.
constexpr const char* SkipDigits(const char* at) {
  while (IsDigit(*at)) ++at;
  return at;
}

// A nested record: its own canonical text, which began with no mark in force.  The first member
// that the text names can need an `@` more.  Of the record's place only the alignment `most` is
// known: a member that asks for more than that becomes an unaligned one.
constexpr void writer::PutRecord(const char* format, std::size_t most) {
  bool in_name = false;
  for (const char* at = format; *at != '\0'; ++at) {
    const char c = *at;
    if (in_name || c == ':') {
      if (c == ':') in_name = !in_name;
      Put(c);
    } else if (c == '(') {
      while (*at != ')') Put(*at++);
      Put(')');
    } else if (c == 'T' || c == '{' || c == '}') {
      Put(c);
    } else {
      const bool has_mark = c == '@' || c == '=' || c == '^' || c == '!' || c == '<';
      if (has_mark) ++at;
      const char* code = SkipDigits(at);
      const bool is_hole = *code == 'x' && code[1] != ':';
      const bool is_natural = !has_mark || c == '@';
      if (!is_natural) PutMark(c);
      if (is_natural && !is_hole)
        PutMark(CodeAlignment(code) > most ? UnalignedMark(IsStandard(code)) : '\0');
      while (at != code) Put(*at++);
      Put(*code);
      if (*code == 'Z' || *code == 'X') {  // Zf, X{}
        const int more = *code == 'Z' ? 1 : 2;
        for (int i = 0; i < more; ++i) Put(*++at);
      }
    }
  }
}

}  // namespace record_detail
}  // namespace pep3118

#endif  // PEP3118_RUNTIME_RECORD_TEXT_H_
