// SPDX-License-Identifier: MIT
// Versions, and the names that the interface takes and gives.
#include <cstddef>
#include <span>

#include "pep3118/c/pep3118.h"
#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/version.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"

uint32_t pep3118_abi_version(void) {
  return std::uint32_t{PEP3118_ABI_MAJOR} << 16 | PEP3118_ABI_MINOR;
}

const char* pep3118_version(void) { return pep3118::kVersion; }

const char* pep3118_status_name(pep3118_status status) {
  static constexpr const char* kNames[] = {
      "ok",     "null-argument", "bad-argument", "no-memory", "format", "path",
      "buffer", "mismatch",      "conversion",   "value",     "output", "internal"};
  static_assert(std::size(kNames) == PEP3118_INTERNAL + 1);
  return status < 0 || status > PEP3118_INTERNAL ? "unknown" : kNames[status];
}

const char* pep3118_dialect_name(size_t index) {
  const std::span<const pep3118::Dialect> all = pep3118::Dialects();
  return index < all.size() ? pep3118::DialectName(all[index]).data() : nullptr;
}

const char* pep3118_target_name(size_t index) {
  const std::span<const pep3118::Target> all = pep3118::Targets();
  return index < all.size() ? all[index].name.c_str() : nullptr;
}

const char* pep3118_language_name(size_t index) {
  const std::span<const pep3118::Language> all = pep3118::Languages();
  return index < all.size() ? all[index].name.data() : nullptr;
}
