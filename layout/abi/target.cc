// SPDX-License-Identifier: MIT
#include "pep3118/layout/target.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string>
#include <vector>

#include "pep3118/layout/abi/host.h"
#include "pep3118/layout/abi/target_rows.h"

namespace pep3118 {
namespace {

using ast::Code;

Target Expand(const internal::TargetRow& row) {
  const internal::LayoutClass& c = internal::ClassOf(row);
  Target target;
  target.name = row.name;
  target.byte_order = row.byte_order;
  target.double_format = row.double_format;
  target.long_double_format = row.long_double_format;
  target.pointer_bytes = c.pointer.size;
  target.wchar_bytes = row.wchar_bytes;
  target.char32_bytes = row.char32_bytes;
  target.char_signed = row.char_signed;
  target.aix_power_rule = c.aix_power_rule;

  auto set = [&target](std::initializer_list<Code> codes, SizeAlign value) {
    for (Code code : codes) target.native[static_cast<std::size_t>(code)] = value;
  };
  auto twice = [](SizeAlign part) {
    return SizeAlign{static_cast<std::uint8_t>(2 * part.size), part.align};
  };
  set({Code::kPad, Code::kChar, Code::kInt8, Code::kUint8, Code::kBytes, Code::kPascal}, {1, 1});
  set({Code::kBool}, c.bool_);
  set({Code::kShort, Code::kUShort, Code::kHalf, Code::kUcs2}, c.short_);
  set({Code::kInt, Code::kUInt}, c.int_);
  set({Code::kLong, Code::kULong}, c.long_);
  set({Code::kLongLong, Code::kULongLong}, c.long_long);
  set({Code::kSsize, Code::kSize}, c.size_);
  set({Code::kFloat}, c.float_);
  set({Code::kDouble}, c.double_);
  set({Code::kLongDouble}, c.long_double);
  set({Code::kComplexHalf}, twice(c.short_));
  set({Code::kComplexFloat}, twice(c.float_));
  set({Code::kComplexDouble}, twice(c.double_));
  set({Code::kComplexLongDouble}, twice(c.long_double));
  set({Code::kUcs4}, c.ucs4);
  set({Code::kVoidPointer, Code::kObject, Code::kCharPointer, Code::kWcharPointer}, c.pointer);
  return target;
}

bool Refuse(std::string* why, std::string reason) {
  if (why != nullptr) *why = std::move(reason);
  return false;
}

std::string Quoted(Code code) { return "`" + std::string(ast::CodeText(code)) + "`"; }

// Bytes that a floating-point number of this format needs.
int MinimumBytes(FloatFormat format) {
  switch (format) {
    case FloatFormat::kBinary16:
      return 2;
    case FloatFormat::kBinary32:
      return 4;
    case FloatFormat::kBinary64:
      return 8;
    case FloatFormat::kX87:
      return 10;
    case FloatFormat::kBinary128:
    case FloatFormat::kDoubleDouble:
      return 16;
    case FloatFormat::kNone:
      break;
  }
  return 256;  // no size has room for it
}

// `format` fills `size` bytes: exactly, but for the 80-bit format, which compilers store in 12 or
// 16.
bool Fits(FloatFormat format, int size) {
  return format == FloatFormat::kX87 ? size >= MinimumBytes(format) : size == MinimumBytes(format);
}

}  // namespace

std::string_view FloatFormatName(FloatFormat format) {
  switch (format) {
    case FloatFormat::kNone:
      return "none";
    case FloatFormat::kBinary16:
      return "binary16";
    case FloatFormat::kBinary32:
      return "binary32";
    case FloatFormat::kBinary64:
      return "binary64";
    case FloatFormat::kBinary128:
      return "binary128";
    case FloatFormat::kX87:
      return "x87-80";
    case FloatFormat::kDoubleDouble:
      return "ibm-double-double";
  }
  return "none";
}

std::span<const Target> Targets() {
  static const std::vector<Target> targets = [] {
    std::vector<Target> all;
    all.reserve(std::size(internal::kTargetRows));
    for (const internal::TargetRow& row : internal::kTargetRows) all.push_back(Expand(row));
    return all;
  }();
  return targets;
}

const Target* FindTarget(std::string_view name) {
  // What people and multiarch paths call it; compilers call it i686.
  if (name == "i386-linux-gnu") name = "i686-linux-gnu";
  const std::span<const Target> targets = Targets();
  const auto found =
      std::find_if(targets.begin(), targets.end(), [&](const Target& t) { return t.name == name; });
  return found == targets.end() ? nullptr : &*found;
}

const Target& HostTarget() {
  static const Target& host = *FindTarget(internal::kHostName);
  return host;
}

bool IsValidTarget(const Target& target, std::string* why) {
  if (target.name.empty()) return Refuse(why, "a target needs a name");
  if (target.byte_order == ByteOrder::kNone) return Refuse(why, "endian must be little or big");
  for (std::size_t i = 0; i < target.native.size(); ++i) {
    const Code code = static_cast<Code>(i);
    if (code == Code::kBit) continue;  // bits have no size of their own
    const SizeAlign& native = target.native[i];
    if (native.size == 0 || native.size > 64) {
      return Refuse(why, "the size of " + Quoted(code) + " must be 1 to 64 bytes");
    }
    if (native.align > 64 || !std::has_single_bit(native.align)) {
      return Refuse(why, "the alignment of " + Quoted(code) + " must be a power of two up to 64");
    }
    if (native.size % native.align != 0) {
      return Refuse(why, "the size of " + Quoted(code) + " must be a multiple of its alignment");
    }
  }
  for (Code code :
       {Code::kPad, Code::kChar, Code::kInt8, Code::kUint8, Code::kBytes, Code::kPascal}) {
    if (target.Native(code) != SizeAlign{1, 1}) {
      return Refuse(why, Quoted(code) + " must be one byte");
    }
  }
  for (Code code : {Code::kHalf, Code::kUcs2}) {
    if (target.Native(code).size != 2) return Refuse(why, Quoted(code) + " must be 2 bytes");
  }
  if (target.Native(Code::kUcs4).size != 4) return Refuse(why, "`w` must be 4 bytes");
  for (Code code : {Code::kShort, Code::kUShort, Code::kInt, Code::kUInt, Code::kLong, Code::kULong,
                    Code::kLongLong, Code::kULongLong, Code::kSsize, Code::kSize}) {
    const int size = target.Native(code).size;
    if (size != 1 && size != 2 && size != 4 && size != 8) {
      return Refuse(why, "the size of " + Quoted(code) + " must be 1, 2, 4 or 8 bytes");
    }
  }
  const struct {
    Code real, complex;
    FloatFormat format;
  } floats[] = {
      {Code::kHalf, Code::kComplexHalf, FloatFormat::kBinary16},
      {Code::kFloat, Code::kComplexFloat, FloatFormat::kBinary32},
      {Code::kDouble, Code::kComplexDouble, target.double_format},
      {Code::kLongDouble, Code::kComplexLongDouble, target.long_double_format},
  };
  for (const auto& row : floats) {
    if (!Fits(row.format, target.Native(row.real).size)) {
      return Refuse(why, "the float format of " + Quoted(row.real) + " does not fit its size");
    }
    if (target.Native(row.complex).size != 2 * target.Native(row.real).size) {
      return Refuse(why, Quoted(row.complex) + " must be twice the size of " + Quoted(row.real));
    }
  }
  if (target.pointer_bytes != 2 && target.pointer_bytes != 4 && target.pointer_bytes != 8) {
    return Refuse(why, "a pointer must be 2, 4 or 8 bytes");
  }
  for (Code code : {Code::kVoidPointer, Code::kObject, Code::kCharPointer, Code::kWcharPointer}) {
    if (target.Native(code) != target.Native(Code::kVoidPointer) ||
        target.Native(code).size != target.pointer_bytes) {
      return Refuse(why, "all pointers must have the size and alignment of `P`");
    }
  }
  const int wchar = target.wchar_bytes;
  if (wchar != 1 && wchar != 2 && wchar != 4) {
    return Refuse(why, "wchar_bytes must be 1, 2 or 4");
  }
  if (target.char32_bytes != 2 && target.char32_bytes != 4) {
    return Refuse(why, "char32_bytes must be 2 or 4");
  }
  return true;
}

}  // namespace pep3118
