// SPDX-License-Identifier: MIT
#include "pep3118/codegen/c/storage_text.h"

#include <cstddef>
#include <utility>

#include "pep3118/codegen/text/writer.h"

namespace pep3118 {
namespace {

constexpr std::string_view kHalf =
    R"(typedef struct pep3118_half {
  uint16_t bits;
} pep3118_half;
static inline float pep3118_half_value(uint16_t bits) {
  const uint32_t sign = (uint32_t)(bits & 0x8000u) << 16;
  const uint32_t exponent = (uint32_t)(bits >> 10) & 0x1fu;
  const uint32_t fraction = bits & 0x3ffu;
  const uint32_t wide =
      sign | (exponent == 31 ? 255u : exponent + (127u - 15u)) << 23 | fraction << 13;
  float value = (float)fraction * 0x1p-24f;
  if (exponent == 0) return sign != 0 ? -value : value;  // zero or subnormal
  memcpy(&value, &wide, sizeof value);
  return value;
}
static inline uint32_t pep3118_half_round(uint32_t number, uint32_t count) {
  return (number + ((uint32_t)1 << (count - 1)) - 1u + (number >> count & 1u)) >> count;
}
// To nearest, ties to even; infinity beyond the largest half; a NaN stays one.
static inline uint16_t pep3118_half_bits(float value) {
  uint32_t wide;
  uint32_t narrow = 0;
  memcpy(&wide, &value, sizeof wide);
  const uint32_t magnitude = wide & 0x7fffffffu;
  if (magnitude > 0x7f800000u)
    narrow = 0x7e00u | (magnitude >> 13 & 0x1ffu);
  else if (magnitude >= 0x477ff000u)
    narrow = 0x7c00u;
  else if (magnitude >= 0x38800000u)
    narrow = pep3118_half_round(magnitude - 0x38000000u, 13);
  else if (magnitude > 0x33000000u)
    narrow = pep3118_half_round((magnitude & 0x7fffffu) | 0x800000u, 126 - (magnitude >> 23));
  return (uint16_t)((wide >> 16 & 0x8000u) | narrow);
}
static inline float pep3118_get_half(pep3118_half stored) {
  return pep3118_half_value(stored.bits);
}
static inline pep3118_half pep3118_put_half(float value) {
  const pep3118_half stored = {pep3118_half_bits(value)};
  return stored;
}
)";

std::string Upper(std::string_view name) {
  std::string upper(name);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

std::string OrderedName(bool big, std::string_view name) {
  return (big ? "big_" : "little_") + std::string(name);
}

std::string NumberText(bool big, std::string_view name, std::string_view value,
                       std::string_view to_bits, std::string_view from_bits, std::int64_t bytes) {
  const std::string up = "int i = 0; i < " + std::to_string(bytes) + "; ++i";
  const std::string down = "int i = " + std::to_string(bytes - 1) + "; i >= 0; --i";
  Writer out;
  out.Print(
      "typedef struct pep3118_$name$ {\n"
      "  unsigned char bytes[$bytes$];\n"
      "} pep3118_$name$;\n"
      "static inline $value$ pep3118_get_$name$(pep3118_$name$ stored) {\n"
      "  uint$bits$_t bits = 0;\n"
      "  for ($first$) bits = (uint$bits$_t)(bits << 8 | stored.bytes[i]);\n"
      "  $from_bits$\n"
      "}\n"
      "static inline pep3118_$name$ pep3118_put_$name$($value$ value) {\n"
      "  pep3118_$name$ stored;\n"
      "  uint$bits$_t bits;\n"
      "  $to_bits$\n"
      "  for ($last$) {\n"
      "    stored.bytes[i] = (unsigned char)(bits & 0xffu);\n"
      "    bits = (uint$bits$_t)(bits >> 8);\n"
      "  }\n"
      "  return stored;\n"
      "}\n",
      {{"name", name},
       {"value", value},
       {"bytes", std::to_string(bytes)},
       {"bits", std::to_string(8 * bytes)},
       {"first", big ? up : down},
       {"last", big ? down : up},
       {"to_bits", to_bits},
       {"from_bits", from_bits}});
  return out.Take();
}

}  // namespace

std::string CStorage::Add(std::size_t step, const std::string& name, const std::string& text) {
  texts_[step].try_emplace(name, text);
  return "pep3118_" + name;
}

std::string CStorage::Number(bool big, std::string_view name, std::string_view value,
                             std::int64_t bytes) {
  needs_string_ = true;
  const std::string own = OrderedName(big, name);
  const std::string from = std::string(value) +
                           " value;\n"
                           "  memcpy(&value, &bits, sizeof value);\n"
                           "  return value;";
  return Add(2, own,
             NumberText(big, own, value, "memcpy(&bits, &value, sizeof bits);", from, bytes));
}

std::string CStorage::Half() {
  needs_string_ = true;
  return Add(0, "half", std::string(kHalf));
}

std::string CStorage::Half(bool big) {
  Half();
  const std::string own = OrderedName(big, "half");
  return Add(2, own,
             NumberText(big, own, "float", "bits = pep3118_half_bits(value);",
                        "return pep3118_half_value(bits);", 2));
}

std::string CStorage::Complex(std::string_view part, std::string_view value) {
  const std::string own = "complex_" + std::string(part);
  Writer out;
  out.Print(
      "typedef struct pep3118_$name$ {\n"
      "  $value$ re;\n"
      "  $value$ im;\n"
      "} pep3118_$name$;\n",
      {{"name", own}, {"value", value}});
  return Add(1, own, out.Take());
}

std::string CStorage::Complex(bool big, std::string_view part, std::string_view value,
                              std::int64_t bytes) {
  const bool half = part == "half";
  if (half)
    Half(big);
  else
    Number(big, part, value, bytes);
  Complex(half ? "float" : part, value);
  const std::string own = OrderedName(big, "complex_" + std::string(part));
  Writer out;
  out.Print(
      "typedef struct pep3118_$name$ {\n"
      "  pep3118_$part$ re;\n"
      "  pep3118_$part$ im;\n"
      "} pep3118_$name$;\n"
      "static inline pep3118_$value$ pep3118_get_$name$(pep3118_$name$ stored) {\n"
      "  const pep3118_$value$ value = {pep3118_get_$part$(stored.re), "
      "pep3118_get_$part$(stored.im)};\n"
      "  return value;\n"
      "}\n"
      "static inline pep3118_$name$ pep3118_put_$name$(pep3118_$value$ value) {\n"
      "  const pep3118_$name$ stored = {pep3118_put_$part$(value.re), "
      "pep3118_put_$part$(value.im)};\n"
      "  return stored;\n"
      "}\n",
      {{"name", own},
       {"part", OrderedName(big, part)},
       {"value", "complex_" + std::string(half ? "float" : part)}});
  return Add(3, own, out.Take());
}

std::string CStorage::Unaligned(std::string_view name, std::string_view value, std::int64_t bytes) {
  needs_string_ = true;
  const std::string own = "unaligned_" + std::string(name);
  Writer out;
  out.Print(
      "typedef struct pep3118_$name$ {\n"
      "  unsigned char bytes[$bytes$];\n"
      "} pep3118_$name$;\n"
      "static inline $value$ pep3118_get_$name$(pep3118_$name$ stored) {\n"
      "  $value$ value;\n"
      "  memcpy(&value, stored.bytes, sizeof value);\n"
      "  return value;\n"
      "}\n"
      "static inline pep3118_$name$ pep3118_put_$name$($value$ value) {\n"
      "  pep3118_$name$ stored;\n"
      "  memcpy(stored.bytes, &value, sizeof value);\n"
      "  return stored;\n"
      "}\n",
      {{"name", own}, {"value", value}, {"bytes", std::to_string(bytes)}});
  return Add(2, own, out.Take());
}

std::string CStorage::Text() const {
  Writer out;
  for (const Texts& texts : texts_) {
    for (const auto& [name, text] : texts) {
      out.Print("#ifndef PEP3118_C_$guard$\n#define PEP3118_C_$guard$\n$text$#endif\n\n",
                {{"guard", Upper(name)}, {"text", text}});
    }
  }
  return out.Take();
}

}  // namespace pep3118
