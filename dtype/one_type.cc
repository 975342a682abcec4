// SPDX-License-Identifier: MIT
// Rules: PyArray_DescrConverter's for strings (`_convert_from_str`).
#include "pep3118/dtype/one_type.h"

#include <algorithm>
#include <optional>

#include "pep3118/dtype/digits.h"
#include "pep3118/dtype/time_unit.h"
#include "pep3118/dtype/type_words.h"
#include "pep3118/layout/numpy_record.h"

namespace pep3118::internal {
namespace {

using ast::Code;

constexpr std::int64_t kMostTextBytes = INT32_MAX;  // of NumPy's itemsize for a string

void SetScalar(char mark, Code code, std::int64_t size, const Target& target, NumpyType& out) {
  out.type = ExplicitType::Scalar(mark, std::string(ast::CodeText(code)), size);
  out.alignment = NumpyAlignment(out.type, target);
}

bool SetText(char order, Code code, std::int64_t length, const Target& target, NumpyType& out) {
  out.type = ExplicitType::Scalar(order, std::string(ast::CodeText(code)), 0);
  out.alignment = NumpyAlignment(out.type, target);
  return SetLength(length, out);
}

void SetTime(char order, TimeKind kind, const Target& target, NumpyType& out) {
  SetScalar(order, Code::kLongLong, 8, target, out);
  out.type.time.kind = kind;
}

bool SetWord(const TypeWord& row, char order, std::string_view text, const Target& target,
             NumpyType& out, Diagnostic& error) {
  const bool foreign = order != OwnOrder(target);
  const SizeAlign& c_type = target.Native(row.code);
  switch (row.kind) {
    case TypeWord::Kind::kSized:
      SetScalar(order, row.code, StandardSize(row.code), target, out);
      return true;
    case TypeWord::Kind::kText:
      return SetText(order, row.code, row.size, target, out);
    case TypeWord::Kind::kDatetime:
      SetTime(order, TimeKind::kDatetime, target, out);
      return true;
    case TypeWord::Kind::kTimedelta:
      SetTime(order, TimeKind::kTimedelta, target, out);
      return true;
    case TypeWord::Kind::kInt:
      if (c_type.size != target.pointer_bytes) {
        return Fail(error, ErrorKind::kBadDtype, Whole(text),
                    {"`" + std::string(text) + "` has " + std::to_string(c_type.size) +
                         " bytes in NumPy 1 and " + std::to_string(target.pointer_bytes) +
                         " in NumPy 2 on this target",
                     "write its size: `int32`, `int64`, `uint32` or `uint64`"});
      }
      break;
    case TypeWord::Kind::kCType:
      break;
  }
  if (row.size != 0 && row.size != c_type.size) return FailUnknown(text, error);
  if (!foreign || row.code == Code::kObject) {
    SetScalar('@', row.code, c_type.size, target, out);
    return true;
  }
  // In foreign byte order a C type is named by its size; a long double has none but its own.
  const bool is_unsigned = row.code == Code::kUShort || row.code == Code::kUInt ||
                           row.code == Code::kULong || row.code == Code::kULongLong ||
                           row.code == Code::kSize;
  Code code = row.code;
  const bool is_float = code == Code::kDouble || code == Code::kComplexDouble ||
                        code == Code::kLongDouble || code == Code::kComplexLongDouble;
  if (target.long_double_format == FloatFormat::kBinary64) {
    if (code == Code::kLongDouble) code = Code::kDouble;
    if (code == Code::kComplexLongDouble) code = Code::kComplexDouble;
  }
  if (!is_float) {
    switch (c_type.size) {
      case 2:
        code = is_unsigned ? Code::kUShort : Code::kShort;
        break;
      case 4:
        code = is_unsigned ? Code::kUInt : Code::kInt;
        break;
      default:
        code = is_unsigned ? Code::kULongLong : Code::kLongLong;
        break;
    }
  }
  SetScalar(order, code, c_type.size, target, out);
  return true;
}

// `f4`: the type of a kind and its bytes; kCount_ when NumPy has none.
Code CodeOf(char kind, std::int64_t bytes, const Target& target) {
  const auto size = [&](Code one, Code two, Code four, Code eight) {
    return bytes == 1   ? one
           : bytes == 2 ? two
           : bytes == 4 ? four
           : bytes == 8 ? eight
                        : Code::kCount_;
  };
  const auto long_double = [&](Code code) {
    return target.Native(code).size == bytes ? code : Code::kCount_;
  };
  Code code = Code::kCount_;
  switch (kind) {
    case 'b':
      return size(Code::kBool, code, code, code);
    case 'i':
      return size(Code::kInt8, Code::kShort, Code::kInt, Code::kLongLong);
    case 'u':
      return size(Code::kUint8, Code::kUShort, Code::kUInt, Code::kULongLong);
    case 'f':
      code = size(code, Code::kHalf, Code::kFloat, Code::kDouble);
      return code != Code::kCount_ ? code : long_double(Code::kLongDouble);
    case 'c':
      if (bytes == 8) return Code::kComplexFloat;
      return bytes == 16 ? Code::kComplexDouble : long_double(Code::kComplexLongDouble);
    case 'O':
      return size(code, code, Code::kObject, Code::kObject);
    default:
      return code;
  }
}

bool SetSized(char order, char kind, std::int64_t number, const Target& target, NumpyType& out) {
  switch (kind) {
    case 'S':
    case 'a':
      return SetText(order, Code::kBytes, number, target, out);
    case 'U':
      return SetText(order, Code::kUcs4, number, target, out);
    case 'V':
      return SetText(order, Code::kPad, number, target, out);
    default:
      break;
  }
  const Code code = CodeOf(kind, number, target);
  if (code == Code::kCount_) return false;
  if (code == Code::kObject) {
    SetScalar('@', code, target.Native(code).size, target, out);
  } else if (StandardSize(code) == 0) {  // a long double
    SetScalar(order == OwnOrder(target) ? '@' : order, code, number, target, out);
  } else {
    SetScalar(order, code, number, target, out);
  }
  return true;
}

// A datetime64 or timedelta64; nothing when `text` is another type.
std::optional<bool> ReadTime(std::string_view text, char order, const Target& target,
                             NumpyType& out) {
  std::size_t name = 0;
  TimeKind kind = TimeKind::kDatetime;
  if (text.starts_with("M8")) {
    name = 2;
  } else if (text.starts_with("m8")) {
    name = 2;
    kind = TimeKind::kTimedelta;
  } else if (text.starts_with("datetime64")) {
    name = 10;
  } else if (text.starts_with("timedelta64")) {
    name = 11;
    kind = TimeKind::kTimedelta;
  } else {
    return std::nullopt;
  }
  SetTime(order, kind, target, out);
  return ReadTimeUnit(text.substr(name), out.type.time);
}

}  // namespace

bool ReadOneType(char order, std::string_view text, const Target& target, NumpyType& out,
                 Diagnostic& error) {
  const bool ordered = order == '<' || order == '>';
  const char mark = ordered ? order : OwnOrder(target);
  if (text.size() == 1) {
    const TypeWord* row = FindTypeCode(text[0]);
    return row != nullptr ? SetWord(*row, mark, text, target, out, error)
                          : FailUnknown(text, error);
  }
  if (const std::optional<bool> time = ReadTime(text, mark, target, out)) {
    if (*time) return true;
    return Fail(error, ErrorKind::kUnknownDtype, Whole(text),
                {std::string(text),
                 "a unit is `Y M W D h m s ms us ns ps fs as` or `generic`, after a count from 1: "
                 "`M8[25s]`"});
  }
  if (text.size() > 1 && IsDigit(text[1])) {
    const std::optional<std::int64_t> number = NumberIn(text.substr(1));
    if (number && SetSized(mark, text[0], *number, target, out)) return true;
    return FailUnknown(text, error);
  }
  const TypeWord* row = order == '\0' ? FindTypeWord(text) : nullptr;
  if (order != '\0' && FindTypeWord(text) != nullptr) {
    return Fail(error, ErrorKind::kUnknownDtype, Whole(text),
                {order + std::string(text),
                 "NumPy takes no byte order before a name; write a code such as `>f4`"});
  }
  if (row == nullptr) return FailUnknown(text, error);
  return SetWord(*row, mark, text, target, out, error);
}

bool ReadTypeWord(std::string_view word, const Target& target, NumpyType& out, Diagnostic& error) {
  std::string_view name = word;
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) {
    const std::string_view module = name.substr(0, dot);
    if (module == "np" || module == "numpy") name.remove_prefix(dot + 1);
  }
  const TypeWord* row = FindTypeWord(name);
  if (row == nullptr) return FailUnknown(word, error);
  return SetWord(*row, OwnOrder(target), word, target, out, error);
}

bool IsFlexible(const NumpyType& type) {
  if (type.type.is_record() || type.type.itemsize != 0 || !type.type.shape.empty()) return false;
  const char code = type.type.code.back();
  return code == 's' || code == 'w' || code == 'x';
}

bool SetLength(std::int64_t length, NumpyType& type) {
  const char code = type.type.code.back();
  const std::int64_t unit = code == 'w' ? 4 : 1;
  if (length > kMostTextBytes / unit) return false;
  type.type.itemsize = length * unit;  // at most kMostTextBytes
  type.type.code = std::to_string(length) + code;
  return true;
}

bool AddShape(const std::vector<std::int64_t>& shape, NumpyType& type) {
  constexpr std::size_t kMostDimensions = 64;
  std::vector<std::int64_t>& own = type.type.shape;
  if (own.size() + shape.size() > kMostDimensions) return false;
  own.insert(own.begin(), shape.begin(), shape.end());
  return true;
}

}  // namespace pep3118::internal
