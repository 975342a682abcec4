// SPDX-License-Identifier: MIT
#include "pep3118/codegen/emit.h"

#include "pep3118/codegen/c/c.h"
#include "pep3118/codegen/julia/julia.h"
#include "pep3118/codegen/julia/names.h"
#include "pep3118/codegen/numpy/names.h"
#include "pep3118/codegen/numpy/numpy.h"
#include "pep3118/codegen/rust/names.h"
#include "pep3118/codegen/rust/rust.h"
#include "pep3118/codegen/svg/svg.h"

namespace pep3118 {
namespace {

Result<std::string, EmitError> EmitCpp(std::span<const NamedLayout> layouts,
                                       const EmitOptions& options) {
  HeaderOptions header;
  header.max_fields = options.max_fields;
  header.bytes = options.bytes;
  return EmitHeader(layouts, header);
}

constexpr Language kLanguages[] = {
    {"cpp", "c++", "C++", IsUsableIdentifier, EmitCpp},
    {"julia", "jl", "Julia", IsUsableJuliaName, EmitJulia},
    {"c", "c11", "C", IsUsableCName, EmitC},
    {"numpy", "np", "NumPy", IsUsablePythonName, EmitNumpy},
    {"rust", "rs", "Rust", IsUsableRustName, EmitRust},
    {"svg", "", "SVG", IsUsableHeading, EmitSvg},
};

}  // namespace

std::span<const Language> Languages() { return kLanguages; }

const Language* FindLanguage(std::string_view name) {
  if (name.empty()) return nullptr;
  for (const Language& language : kLanguages)
    if (name == language.name || name == language.alias) return &language;
  return nullptr;
}

std::string LanguageNames() {
  std::string names;
  for (const Language& language : kLanguages)
    names.append(names.empty() ? "" : ", ").append(language.name);
  return names;
}

Result<std::string, EmitError> Emit(const Language& language, std::span<const NamedLayout> layouts,
                                    const EmitOptions& options) {
  return language.emit(layouts, options);
}

}  // namespace pep3118
