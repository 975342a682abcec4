// SPDX-License-Identifier: MIT
#include "pep3118/layout/layout.h"

#include <algorithm>
#include <array>

namespace pep3118 {
namespace {

constexpr std::array<Dialect, 11> kDialects = {
    Dialect::kAuto,      Dialect::kPep3118,    Dialect::kNumpy,  Dialect::kCtypes,
    Dialect::kCtypes311, Dialect::kCtypes312,  Dialect::kStruct, Dialect::kCython,
    Dialect::kPybind11,  Dialect::kPythonCall, Dialect::kNdtypes};

}  // namespace

std::string_view KindName(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kInt:
      return "int";
    case TypeKind::kUint:
      return "uint";
    case TypeKind::kFloat:
      return "float";
    case TypeKind::kComplex:
      return "complex";
    case TypeKind::kChar:
      return "char";
    case TypeKind::kBytes:
      return "bytes";
    case TypeKind::kPascal:
      return "pascal";
    case TypeKind::kUcs2:
      return "ucs2";
    case TypeKind::kUcs4:
      return "ucs4";
    case TypeKind::kPointer:
      return "pointer";
    case TypeKind::kObject:
      return "object";
    case TypeKind::kFunction:
      return "function";
    case TypeKind::kBits:
      return "bits";
    case TypeKind::kOpaque:
      return "opaque";
    case TypeKind::kRecord:
      return "record";
  }
  return "";
}

std::string_view TimeKindName(TimeKind kind) {
  switch (kind) {
    case TimeKind::kDatetime:
      return "datetime64";
    case TimeKind::kTimedelta:
      return "timedelta64";
    case TimeKind::kNone:
      break;
  }
  return "";
}

std::string_view TimeUnitName(TimeUnit unit) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(TimeUnit::kCount_)>
      kNames = {"generic", "Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as"};
  return kNames[static_cast<std::size_t>(unit)];
}

std::string TimeText(const TimeType& time) {
  std::string text(TimeKindName(time.kind));
  if (time.kind == TimeKind::kNone || time.unit == TimeUnit::kGeneric) return text;
  text += '[';
  if (time.count != 1) text += std::to_string(time.count);
  text += TimeUnitName(time.unit);
  text += ']';
  return text;
}

std::string_view ByteOrderName(ByteOrder order) {
  switch (order) {
    case ByteOrder::kNone:
      return "none";
    case ByteOrder::kLittle:
      return "little";
    case ByteOrder::kBig:
      return "big";
  }
  return "";
}

std::string_view DialectName(Dialect dialect) {
  switch (dialect) {
    case Dialect::kAuto:
      return "auto";
    case Dialect::kPep3118:
      return "pep3118";
    case Dialect::kNumpy:
      return "numpy";
    case Dialect::kCtypes:
      return "ctypes";
    case Dialect::kCtypes311:
      return "ctypes-3.11";
    case Dialect::kCtypes312:
      return "ctypes-3.12";
    case Dialect::kStruct:
      return "struct";
    case Dialect::kCython:
      return "cython";
    case Dialect::kPybind11:
      return "pybind11";
    case Dialect::kPythonCall:
      return "pythoncall";
    case Dialect::kNdtypes:
      return "ndtypes";
  }
  return "";
}

const Dialect* FindDialect(std::string_view name) {
  const auto* found = std::find_if(kDialects.begin(), kDialects.end(),
                                   [name](Dialect d) { return DialectName(d) == name; });
  return found == kDialects.end() ? nullptr : found;
}

std::span<const Dialect> Dialects() { return kDialects; }

bool IsAssumption(NoteKind kind) { return NoteName(kind).starts_with("assumed-"); }

std::string_view NoteName(NoteKind kind) {
  switch (kind) {
    case NoteKind::kAssumedTrailingPadding:
      return "assumed-trailing-padding";
    case NoteKind::kAssumedElementStride:
      return "assumed-element-stride";
    case NoteKind::kAssumedExporter:
      return "assumed-exporter";
    case NoteKind::kOpaqueBlock:
      return "opaque-block";
    case NoteKind::kSizeVariesByTarget:
      return "size-varies-by-target";
    case NoteKind::kNativeInExchange:
      return "native-in-exchange";
    case NoteKind::kHiddenTail:
      return "hidden-tail";
    case NoteKind::kCtypesWchar:
      return "ctypes-wchar";
    case NoteKind::kLongDoubleEncoding:
      return "long-double-encoding";
    case NoteKind::kDuplicateName:
      return "duplicate-name";
    case NoteKind::kSimilarNames:
      return "similar-names";
    case NoteKind::kCount_:
      break;
  }
  return "";
}

}  // namespace pep3118
