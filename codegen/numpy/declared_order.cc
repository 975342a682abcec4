// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/declared_order.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "pep3118/base/sha256.h"

namespace pep3118 {
namespace {

constexpr std::size_t kSuffixBytes = 4;  // of the hash; names need to differ within one text

std::string Hex(const std::array<std::uint8_t, 32>& hash, std::size_t bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) {
    text += kDigits[hash[i] >> 4];
    text += kDigits[hash[i] & 0xf];
  }
  return text;
}

}  // namespace

std::vector<const Field*> DeclaredFields(const Layout& layout, const Field& record) {
  std::vector<const Field*> fields;
  for (const Field& field : layout.Fields(record)) fields.push_back(&field);
  std::ranges::stable_sort(fields, {}, &Field::declared);
  return fields;
}

std::string DeclaredOrderSuffix(const Layout& layout, const Field& record) {
  std::string order;
  bool is_that_of_offsets = true;
  for (std::uint32_t i = layout.IndexOf(record); i < record.end; ++i) {
    std::uint32_t before = 0;
    for (const Field& field : layout.Fields(layout.all()[i])) {
      is_that_of_offsets = is_that_of_offsets && field.declared >= before;
      before = field.declared;
      order += std::to_string(field.declared) + ",";
    }
    order += ";";
  }
  return is_that_of_offsets ? "" : "_" + Hex(internal::Sha256(order), kSuffixBytes);
}

}  // namespace pep3118
