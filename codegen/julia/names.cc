// SPDX-License-Identifier: MIT
#include "pep3118/codegen/julia/names.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "pep3118/codegen/julia/literal.h"

namespace pep3118 {
namespace {

constexpr std::size_t kLongest = 255;  // characters of a user's name

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsWord(char c) {
  return IsDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

// Keywords, and words that are special in some places, of Julia 1.0 to 1.12.
constexpr std::string_view kWords[] = {
    "abstract", "as",       "baremodule", "begin",  "break",   "catch",  "ccall",  "cglobal",
    "const",    "continue", "do",         "else",   "elseif",  "end",    "export", "false",
    "finally",  "for",      "function",   "global", "if",      "import", "in",     "isa",
    "let",      "local",    "macro",      "module", "mutable", "new",    "outer",  "primitive",
    "public",   "quote",    "return",     "struct", "true",    "try",    "type",   "using",
    "var",      "where",    "while"};

// What the emitted text takes from its module.
constexpr std::string_view kTaken[] = {
    "Base",    "ComplexF16", "ComplexF32", "ComplexF64", "Core",   "Cvoid",  "ENDIAN_BOM",
    "Float16", "Float32",    "Float64",    "Int16",      "Int32",  "Int64",  "Int8",
    "Main",    "NamedTuple", "PEP3118",    "Ptr",        "Symbol", "Type",   "UInt16",
    "UInt32",  "UInt64",     "UInt8",      "error",      "eval",   "include"};

template <std::size_t size>
bool Contains(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

using Names = std::unordered_set<std::string>;

// `base` and a number, the smallest from 2 on that is free.  `next` remembers where the last search
// for this base ended, so that a thousand equal names take a thousand steps.
std::string Numbered(const std::string& base, std::unordered_map<std::string, int>& next,
                     const Names& taken) {
  int& number = next.try_emplace(base, 2).first->second;
  for (;;) {
    std::string name = base + "_" + std::to_string(number++);
    if (!taken.contains(name)) return name;
  }
}

}  // namespace

JuliaNames JuliaNamesFor(std::span<const std::string_view> names, std::size_t padding) {
  JuliaNames result;
  Names taken(names.size() * 2);
  std::vector<std::size_t> repeated;
  for (std::string_view name : names) {
    result.fields.emplace_back(name);
    if (!taken.insert(result.fields.back()).second) repeated.push_back(result.fields.size() - 1);
  }
  std::unordered_map<std::string, int> next;
  for (std::size_t i : repeated) {
    result.fields[i] = Numbered(result.fields[i], next, taken);
    taken.insert(result.fields[i]);
  }
  for (std::size_t number = 0; result.padding.size() < padding; ++number) {
    std::string name = "padding" + std::to_string(number) + "_";
    if (!taken.contains(name)) result.padding.push_back(std::move(name));
  }
  return result;
}

bool IsPlainJuliaName(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), IsWord) && !IsDigit(name[0]) &&
         name.find_first_not_of('_') != name.npos && !Contains(kWords, name);
}

std::string JuliaFieldName(std::string_view name) {
  if (IsPlainJuliaName(name)) return std::string(name);
  return "$(Symbol(" + JuliaLiteral(name) + "))";
}

std::string JuliaSymbol(std::string_view name) {
  if (IsPlainJuliaName(name)) return ":" + std::string(name);
  return "Symbol(" + JuliaLiteral(name) + ")";
}

bool IsUsableJuliaName(std::string_view name) {
  return IsPlainJuliaName(name) && name.size() <= kLongest && name[0] != '_' &&
         !name.starts_with("record_") && !Contains(kTaken, name);
}

}  // namespace pep3118
