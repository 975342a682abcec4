// SPDX-License-Identifier: MIT
// Layout -> the same record in another language, each a row of one table.
//
//   const Language* language = FindLanguage("julia");
//   if (language == nullptr) return ...;  // Languages() lists those there are
//   Result<std::string, EmitError> text = Emit(*language, named, options);
//
// Pure and deterministic: the same layouts and options give the same bytes.
#ifndef PEP3118_CODEGEN_EMIT_H_
#define PEP3118_CODEGEN_EMIT_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/codegen/header.h"

namespace pep3118 {

struct EmitOptions {
  std::size_t max_fields = 4'096;             // fields of one record; ceiling 16,384
  std::size_t bytes = std::size_t{64} << 20;  // of the text
};

// kRefused: the language has no type for the layout, and `diagnostic` says why.
using EmitError = HeaderError;

struct Language {
  std::string_view name;   // "julia": lower case, what users and Emit's callers write
  std::string_view alias;  // another spelling that FindLanguage takes, or empty
  std::string_view title;  // "Julia", for messages and documents
  // Whether a type may be called so; a layout may also go without a name.
  bool (*is_usable_name)(std::string_view name);
  Result<std::string, EmitError> (*emit)(std::span<const NamedLayout> layouts,
                                         const EmitOptions& options);
};

// All, in the order of the documents; static, never changes.
std::span<const Language> Languages();
// By name or alias; nullptr when unknown.
const Language* FindLanguage(std::string_view name);
// "cpp, julia": for a message about an unknown one.
std::string LanguageNames();

// One source text that defines every record of every layout exactly once.  The layouts are of one
// target and must outlive the call.
Result<std::string, EmitError> Emit(const Language& language, std::span<const NamedLayout> layouts,
                                    const EmitOptions& options = {});

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_EMIT_H_
