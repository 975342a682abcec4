// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/target_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "pep3118/tools/inputs/json_value.h"
#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

using Kind = JsonValue::Kind;
using ast::Code;

constexpr std::string_view kKeys[] = {"name",        "base",          "endian",      "pointer_bits",
                                      "codes",       "float_formats", "wchar_bytes", "char32_bytes",
                                      "char_signed", "record_rule"};

constexpr Code kPointers[] = {Code::kVoidPointer, Code::kObject, Code::kCharPointer,
                              Code::kWcharPointer};

// What a code's size and alignment say about others: the unsigned twin, the complex number made of
// two of it.
struct Follower {
  Code code;
  Code follower;
  std::uint8_t parts;  // how many of `code` one follower is
};

constexpr Follower kFollowers[] = {
    {Code::kInt8, Code::kUint8, 1},
    {Code::kShort, Code::kUShort, 1},
    {Code::kShort, Code::kHalf, 1},
    {Code::kShort, Code::kUcs2, 1},
    {Code::kInt, Code::kUInt, 1},
    {Code::kLong, Code::kULong, 1},
    {Code::kLongLong, Code::kULongLong, 1},
    {Code::kSsize, Code::kSize, 1},
    {Code::kHalf, Code::kComplexHalf, 2},
    {Code::kFloat, Code::kComplexFloat, 2},
    {Code::kDouble, Code::kComplexDouble, 2},
    {Code::kLongDouble, Code::kComplexLongDouble, 2},
};

// Without a base these must be given; all others follow or are one byte.
constexpr Code kNeeded[] = {Code::kBool,       Code::kShort, Code::kInt,        Code::kLong,
                            Code::kLongLong,   Code::kSsize, Code::kFloat,      Code::kDouble,
                            Code::kLongDouble, Code::kUcs4,  Code::kVoidPointer};

// What `double` or `long double` may be, by its name.
std::optional<FloatFormat> FindFloatFormat(std::string_view name) {
  for (const FloatFormat format :
       {FloatFormat::kBinary32, FloatFormat::kBinary64, FloatFormat::kBinary128, FloatFormat::kX87,
        FloatFormat::kDoubleDouble}) {
    if (FloatFormatName(format) == name) return format;
  }
  return std::nullopt;
}

std::optional<Code> FindCode(std::string_view text) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(Code::kCount_); ++i) {
    if (CodeText(static_cast<Code>(i)) == text) return static_cast<Code>(i);
  }
  return std::nullopt;
}

bool Is(const JsonValue& value, std::string_view text) {
  return value.kind == Kind::kString && value.text == text;
}

bool Is(const JsonValue& value, std::uint64_t number) {
  return value.kind == Kind::kNumber && value.number == number;
}

// Reads one row; every step returns whether it went well and leaves a sentence otherwise.
class RowReader {
 public:
  RowReader(const JsonValue& row, std::string& message) : row_(row), message_(message) {}

  bool Read(const TargetSet& known, Target& target) {
    if (row_.kind != Kind::kObject) return Fail("a target must be a JSON object");
    if (!ReadName(known, target) || !KnowsAllKeys() || !ReadBase(known, target)) return false;
    return ReadEndian(target) && ReadPointerBits(target) && ReadCodes(target) &&
           ReadFloatFormats(target) && ReadBytes("wchar_bytes", target.wchar_bytes) &&
           ReadBytes("char32_bytes", target.char32_bytes) && ReadCharSigned(target) &&
           ReadRecordRule(target) && IsValid(target);
  }

 private:
  bool Fail(std::string message) {
    message_ = name_.empty() ? std::move(message) : "target " + Quoted(name_) + ": " + message;
    return false;
  }

  // Only a row with a base may leave a key out.
  bool MayBeMissing(const char* key) {
    return has_base_ || Fail(std::string("`") + key + "` is needed when there is no `base`");
  }

  bool ReadName(const TargetSet& known, Target& target) {
    const JsonValue* name = row_.Find("name");
    if (name == nullptr || name->kind != Kind::kString || name->text.empty()) {
      return Fail("a target needs a `name`");
    }
    name_ = name->text;
    const bool plain = std::all_of(name_.begin(), name_.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '_' || c == '-' || c == '.';
    });
    if (!plain) return Fail("a name has letters, digits, `_`, `-` and `.` only");
    if (known.Find(name_) != nullptr) return Fail("there is a target of that name already");
    target.name = name_;
    return true;
  }

  bool KnowsAllKeys() {
    for (const std::string& key : row_.keys) {
      if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) {
        return Fail("unknown key " + Quoted(key));
      }
    }
    return true;
  }

  bool ReadBase(const TargetSet& known, Target& target) {
    const JsonValue* base = row_.Find("base");
    if (base == nullptr) {
      for (SizeAlign& type : target.native) type = {1, 1};
      return true;
    }
    const Target* row = base->kind == Kind::kString ? known.Find(base->text) : nullptr;
    if (row == nullptr) return Fail("`base` is not the name of a target");
    target = *row;
    target.name = name_;
    has_base_ = true;
    return true;
  }

  bool ReadEndian(Target& target) {
    const JsonValue* endian = row_.Find("endian");
    if (endian == nullptr) return MayBeMissing("endian");
    if (!Is(*endian, "little") && !Is(*endian, "big"))
      return Fail("`endian` is \"little\" or \"big\"");
    target.byte_order = Is(*endian, "big") ? ByteOrder::kBig : ByteOrder::kLittle;
    return true;
  }

  bool ReadPointerBits(Target& target) {
    const JsonValue* bits = row_.Find("pointer_bits");
    if (bits == nullptr) return MayBeMissing("pointer_bits");
    if (!Is(*bits, 16) && !Is(*bits, 32) && !Is(*bits, 64))
      return Fail("`pointer_bits` is 16, 32 or 64");
    target.pointer_bytes = static_cast<std::uint8_t>(bits->number / 8);
    return true;
  }

  bool ReadCodes(Target& target) {
    const JsonValue* codes = row_.Find("codes");
    if (codes == nullptr) return MayBeMissing("codes");
    if (codes->kind != Kind::kObject) return Fail("`codes` must be an object");
    std::array<bool, static_cast<std::size_t>(Code::kCount_)> given{};
    for (std::size_t i = 0; i < codes->keys.size(); ++i) {
      const std::string& key = codes->keys[i];
      const std::optional<Code> code = FindCode(key);
      if (!code) return Fail("`codes` has the unknown code " + Quoted(key));
      if (!ReadSizeAlign(key, codes->inside[i], target.native[static_cast<std::size_t>(*code)]))
        return false;
      given[static_cast<std::size_t>(*code)] = true;
    }
    return SpreadCodes(given, target);
  }

  bool SpreadCodes(const std::array<bool, static_cast<std::size_t>(Code::kCount_)>& given_in_file,
                   Target& target) {
    auto given = given_in_file;
    const auto at = [](Code code) { return static_cast<std::size_t>(code); };
    for (const Code code : kNeeded) {
      if (!has_base_ && !given[at(code)]) {
        return Fail("`codes` lacks `" + std::string(CodeText(code)) +
                    "`, which is needed when there is no `base`");
      }
    }
    for (const Follower& rule : kFollowers) {
      if (!given[at(rule.code)] || given[at(rule.follower)]) continue;
      const SizeAlign& part = target.native[at(rule.code)];
      target.native[at(rule.follower)] = {static_cast<std::uint8_t>(part.size * rule.parts),
                                          part.align};
      given[at(rule.follower)] = true;
    }
    for (const Code pointer : kPointers) {
      if (given[at(Code::kVoidPointer)] && !given[at(pointer)]) {
        target.native[at(pointer)] = target.Native(Code::kVoidPointer);
      }
    }
    return true;
  }

  bool ReadSizeAlign(const std::string& code, const JsonValue& value, SizeAlign& type) {
    const auto is_small = [](const JsonValue* found) {
      return found != nullptr && found->kind == Kind::kNumber && found->number >= 1 &&
             found->number <= 64;
    };
    const JsonValue* const size = value.Find("size");
    const JsonValue* const align = value.Find("align");
    if (value.keys.size() != 2 || !is_small(size) || !is_small(align)) {
      return Fail("code " + Quoted(code) +
                  " needs {\"size\": BYTES, \"align\": BYTES}, each from 1 to 64");
    }
    type = {static_cast<std::uint8_t>(size->number), static_cast<std::uint8_t>(align->number)};
    return true;
  }

  bool ReadFloatFormats(Target& target) {
    const JsonValue* formats = row_.Find("float_formats");
    if (formats == nullptr) return MayBeMissing("float_formats");
    if (formats->kind != Kind::kObject) return Fail("`float_formats` must be an object");
    for (std::size_t i = 0; i < formats->keys.size(); ++i) {
      const std::string& code = formats->keys[i];
      const JsonValue& value = formats->inside[i];
      const std::optional<FloatFormat> found =
          value.kind == Kind::kString ? FindFloatFormat(value.text) : std::nullopt;
      if (!found) {
        return Fail("code " + Quoted(code) + " has an unknown float format");
      }
      if (code == "d") {
        target.double_format = *found;
      } else if (code == "g") {
        target.long_double_format = *found;
      } else if (code != "f" || *found != FloatFormat::kBinary32) {
        return Fail("`float_formats` is of `d` and `g`; `f` is binary32 everywhere");
      }
    }
    return true;
  }

  bool ReadBytes(const char* key, std::uint8_t& bytes) {
    const JsonValue* value = row_.Find(key);
    if (value == nullptr) return MayBeMissing(key);
    if (!Is(*value, 1) && !Is(*value, 2) && !Is(*value, 4)) {
      return Fail(std::string("`") + key + "` is 1, 2 or 4");
    }
    bytes = static_cast<std::uint8_t>(value->number);
    return true;
  }

  bool ReadCharSigned(Target& target) {
    const JsonValue* value = row_.Find("char_signed");
    if (value == nullptr) return MayBeMissing("char_signed");
    if (value->kind != Kind::kBool) return Fail("`char_signed` is true or false");
    target.char_signed = value->boolean;
    return true;
  }

  bool ReadRecordRule(Target& target) {
    const JsonValue* rule = row_.Find("record_rule");
    if (rule == nullptr) return true;
    if (!Is(*rule, "natural") && !Is(*rule, "aix-power")) {
      return Fail("`record_rule` is \"natural\" or \"aix-power\"");
    }
    target.aix_power_rule = Is(*rule, "aix-power");
    return true;
  }

  bool IsValid(const Target& target) {
    std::string why;
    return IsValidTarget(target, &why) || Fail(why);
  }

  const JsonValue& row_;
  std::string& message_;
  std::string name_;
  bool has_base_ = false;
};

}  // namespace

const Target* TargetSet::Find(std::string_view name) const {
  for (const Target& target : own_) {
    if (target.name == name) return &target;
  }
  return FindTarget(name);
}

bool TargetSet::Read(std::string_view json, std::string& message) {
  JsonValue file;
  if (!ParseJsonValue(json, file, message)) return false;
  const bool is_list = file.kind == Kind::kArray;
  if (is_list && file.inside.empty()) {
    message = "the list of targets is empty";
    return false;
  }
  for (std::size_t i = 0; i < (is_list ? file.inside.size() : 1); ++i) {
    Target target;
    if (!RowReader(is_list ? file.inside[i] : file, message).Read(*this, target)) return false;
    own_.push_back(std::move(target));
  }
  return true;
}

}  // namespace pep3118
