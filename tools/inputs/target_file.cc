// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/target_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "pep3118/tools/report/report.h"

namespace pep3118 {
namespace {

using Json = nlohmann::json;
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

// Reads one row; every step returns whether it went well and leaves a sentence otherwise.
class RowReader {
 public:
  RowReader(const Json& row, std::string& message) : row_(row), message_(message) {}

  bool Read(const TargetSet& known, Target& target) {
    if (!row_.is_object()) return Fail("a target must be a JSON object");
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

  // The value of a key, or nullptr.
  const Json* Find(const char* key) const {
    const auto found = row_.find(key);
    return found == row_.end() ? nullptr : &*found;
  }

  // Only a row with a base may leave a key out.
  bool MayBeMissing(const char* key) {
    return has_base_ || Fail(std::string("`") + key + "` is needed when there is no `base`");
  }

  bool ReadName(const TargetSet& known, Target& target) {
    const Json* name = Find("name");
    if (name == nullptr || !name->is_string() || name->get_ref<const std::string&>().empty()) {
      return Fail("a target needs a `name`");
    }
    name_ = name->get<std::string>();
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
    for (const auto& [key, value] : row_.items()) {
      if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) {
        return Fail("unknown key " + Quoted(key));
      }
    }
    return true;
  }

  bool ReadBase(const TargetSet& known, Target& target) {
    const Json* base = Find("base");
    if (base == nullptr) {
      for (SizeAlign& type : target.native) type = {1, 1};
      return true;
    }
    const Target* row =
        base->is_string() ? known.Find(base->get_ref<const std::string&>()) : nullptr;
    if (row == nullptr) return Fail("`base` is not the name of a target");
    target = *row;
    target.name = name_;
    has_base_ = true;
    return true;
  }

  bool ReadEndian(Target& target) {
    const Json* endian = Find("endian");
    if (endian == nullptr) return MayBeMissing("endian");
    if (*endian != "little" && *endian != "big") return Fail("`endian` is \"little\" or \"big\"");
    target.byte_order = *endian == "big" ? ByteOrder::kBig : ByteOrder::kLittle;
    return true;
  }

  bool ReadPointerBits(Target& target) {
    const Json* bits = Find("pointer_bits");
    if (bits == nullptr) return MayBeMissing("pointer_bits");
    if (*bits != 16 && *bits != 32 && *bits != 64) return Fail("`pointer_bits` is 16, 32 or 64");
    target.pointer_bytes = static_cast<std::uint8_t>(bits->get<int>() / 8);
    return true;
  }

  bool ReadCodes(Target& target) {
    const Json* codes = Find("codes");
    if (codes == nullptr) return MayBeMissing("codes");
    if (!codes->is_object()) return Fail("`codes` must be an object");
    std::array<bool, static_cast<std::size_t>(Code::kCount_)> given{};
    for (const auto& [key, value] : codes->items()) {
      const std::optional<Code> code = FindCode(key);
      if (!code) return Fail("`codes` has the unknown code " + Quoted(key));
      if (!ReadSizeAlign(key, value, target.native[static_cast<std::size_t>(*code)])) return false;
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

  bool ReadSizeAlign(const std::string& code, const Json& value, SizeAlign& type) {
    const auto is_small = [&](const char* key) {
      const auto found = value.find(key);
      return found != value.end() && found->is_number_unsigned() && *found >= 1 && *found <= 64;
    };
    if (!value.is_object() || value.size() != 2 || !is_small("size") || !is_small("align")) {
      return Fail("code " + Quoted(code) +
                  " needs {\"size\": BYTES, \"align\": BYTES}, each from 1 to 64");
    }
    type = {value["size"].get<std::uint8_t>(), value["align"].get<std::uint8_t>()};
    return true;
  }

  bool ReadFloatFormats(Target& target) {
    const Json* formats = Find("float_formats");
    if (formats == nullptr) return MayBeMissing("float_formats");
    if (!formats->is_object()) return Fail("`float_formats` must be an object");
    for (const auto& [code, value] : formats->items()) {
      const std::optional<FloatFormat> found =
          value.is_string() ? FindFloatFormat(value.get_ref<const std::string&>()) : std::nullopt;
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
    const Json* value = Find(key);
    if (value == nullptr) return MayBeMissing(key);
    if (*value != 1 && *value != 2 && *value != 4) {
      return Fail(std::string("`") + key + "` is 1, 2 or 4");
    }
    bytes = value->get<std::uint8_t>();
    return true;
  }

  bool ReadCharSigned(Target& target) {
    const Json* value = Find("char_signed");
    if (value == nullptr) return MayBeMissing("char_signed");
    if (!value->is_boolean()) return Fail("`char_signed` is true or false");
    target.char_signed = value->get<bool>();
    return true;
  }

  bool ReadRecordRule(Target& target) {
    const Json* rule = Find("record_rule");
    if (rule == nullptr) return true;
    if (*rule != "natural" && *rule != "aix-power") {
      return Fail("`record_rule` is \"natural\" or \"aix-power\"");
    }
    target.aix_power_rule = *rule == "aix-power";
    return true;
  }

  bool IsValid(const Target& target) {
    std::string why;
    return IsValidTarget(target, &why) || Fail(why);
  }

  const Json& row_;
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
  // To the reader of JSON a text ends there.
  if (json.find('\0') != json.npos) {
    message = "it holds a NUL byte";
    return false;
  }
  const Json file = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (file.is_discarded()) {
    message = "not valid JSON";
    return false;
  }
  const bool is_list = file.is_array();
  if (is_list && file.empty()) {
    message = "the list of targets is empty";
    return false;
  }
  for (std::size_t i = 0; i < (is_list ? file.size() : 1); ++i) {
    Target target;
    if (!RowReader(is_list ? file[i] : file, message).Read(*this, target)) return false;
    own_.push_back(std::move(target));
  }
  return true;
}

}  // namespace pep3118
