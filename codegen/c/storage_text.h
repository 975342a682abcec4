// SPDX-License-Identifier: MIT
// The types that a C header brings for values which C has no type for, or not in that place: bytes in
// a named order with a function that reads and one that writes the value.
#ifndef PEP3118_CODEGEN_C_STORAGE_TEXT_H_
#define PEP3118_CODEGEN_C_STORAGE_TEXT_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace pep3118 {

// Which of them one header needs.  Each function returns the name of the type, `pep3118_big_int32`.
class CStorage {
 public:
  // A number of `bytes`: `value` is its C type, `name` what it is called: ("int32_t", "int32").
  std::string Number(bool big, std::string_view name, std::string_view value, std::int64_t bytes);
  // A binary16, read and written as float: `pep3118_half` in natural order and place.
  std::string Half();
  std::string Half(bool big);
  // Two parts; `part` is the name of a number, "half", or "long_double".
  std::string Complex(std::string_view part, std::string_view value);
  std::string Complex(bool big, std::string_view part, std::string_view value, std::int64_t bytes);
  // What only memcpy may move: ("pointer", "void*").
  std::string Unaligned(std::string_view name, std::string_view value, std::int64_t bytes);

  bool empty() const { return !needs_string_ && texts_[0].empty(); }
  bool needs_string() const { return needs_string_; }  // <string.h>
  // All of them, each after those that it needs.
  std::string Text() const;

 private:
  using Texts = std::map<std::string, std::string, std::less<>>;

  std::string Add(std::size_t step, const std::string& name, const std::string& text);

  std::array<Texts, 4> texts_;  // halves, values of several parts, storage of numbers, of parts
  bool needs_string_ = false;
};

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_C_STORAGE_TEXT_H_
