// SPDX-License-Identifier: MIT
#include "pep3118/dtype/field_list_reader.h"

#include <algorithm>
#include <variant>

#include "pep3118/dtype/numpy_type.h"
#include "pep3118/dtype/type_reader.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/compute.h"
#include "pep3118/parser/ast.h"
#include "pep3118/parser/limits.h"
#include "pep3118/parser/parse.h"

namespace pep3118::internal {
namespace {

constexpr ParseLimits kLimits;
constexpr char kRecordHint[] = "a record has `itemsize` and `fields`";
constexpr char kFieldHint[] =
    "a field has `name`, `offset`, `type` and, for an array, `count` or `shape`";

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

// sensor_msgs/PointField: INT8 is 1, FLOAT64 is 8.
struct PointField {
  const char* code;
  std::int64_t itemsize;
};
constexpr PointField kPointFields[] = {{"b", 1}, {"B", 1}, {"h", 2}, {"H", 2},
                                       {"i", 4}, {"I", 4}, {"f", 4}, {"d", 8}};

bool IsWord(const Literal& literal, std::string_view word) {
  return literal.kind == LiteralKind::kWord && literal.text == word;
}

bool IsTrue(const Literal& literal) {
  return IsWord(literal, "true") || (literal.kind == LiteralKind::kInteger && literal.number == 1);
}
bool IsFalse(const Literal& literal) {
  return IsWord(literal, "false") || (literal.kind == LiteralKind::kInteger && literal.number == 0);
}

// Whether the format is one code, with its length where it has one: not `1i`, `&i` or `ix`.
bool IsOneCode(const ast::Format& format) {
  if (format.elements.size() != 1) return false;
  const ast::Element& element = format.elements.front();
  const auto* scalar = std::get_if<ast::Scalar>(&element.item);
  if (scalar == nullptr || element.dims.size != 0) return false;
  const bool has_length =
      std::string_view("spuwx").find(ast::CodeText(scalar->code)) != std::string_view::npos;
  return element.count == ast::kNoCount || has_length;
}

// The type of a format that is one code; `layout` is its own.
std::optional<ExplicitType> ReadCode(std::string_view text, const Target& target,
                                     std::optional<Layout>& layout) {
  constexpr std::size_t kLongestCode = 24;  // a byte order, 19 digits, `Zd`
  if (text.size() > kLongestCode) return std::nullopt;
  const Result<ast::Format> format = ParseFormat(text);
  if (!format || !IsOneCode(*format)) return std::nullopt;
  LayoutOptions options;
  options.target = &target;
  options.dialect = Dialect::kPep3118;
  Result<Layout> computed = ComputeLayout(*format, options);
  if (!computed) return std::nullopt;
  const ast::Element& element = format->elements.front();
  char mark = element.mark == '\0' || element.mark == '^' ? '@' : element.mark;
  if (mark == '!') mark = '>';
  if (mark == '=') mark = target.byte_order == ByteOrder::kBig ? '>' : '<';
  std::string code(ast::CodeText(std::get<ast::Scalar>(element.item).code));
  if (element.count != ast::kNoCount) code = std::to_string(element.count) + code;
  ExplicitType type = ExplicitType::Scalar(mark, std::move(code), computed->itemsize());
  layout = *std::move(computed);
  return type;
}

}  // namespace

bool FieldListReader::Run(ExplicitType& out) {
  const Literal& top = tree_.all[0];
  if (top.kind == LiteralKind::kList) return ReadFields(top, {}, 0, out);
  return ReadRecord(top, 0, out);
}

bool FieldListReader::ReadObject(const Literal& object, const std::vector<Slot>& slots,
                                 std::string_view hint) {
  std::vector<bool> seen(slots.size());
  for (std::uint32_t i = First(object); i < object.end; i = tree_.all[tree_.all[i].end].end) {
    const Literal& key = tree_.all[i];
    const auto slot = std::ranges::find(slots, key.text, &Slot::key);
    if (slot == slots.end()) {
      return FailValue(key, "unknown key " + Quoted(key.text), std::string(hint));
    }
    const auto index = static_cast<std::size_t>(slot - slots.begin());
    if (seen[index]) return FailValue(key, Quoted(key.text) + " is given twice");
    seen[index] = true;
    if (slot->value != nullptr) *slot->value = &tree_.all[key.end];
  }
  return true;
}

bool FieldListReader::ReadRecord(const Literal& object, std::size_t depth, ExplicitType& out) {
  if (object.kind != LiteralKind::kDict) return FailValue(object, "not a record", kRecordHint);
  Record record;
  std::vector<Slot> slots = {
      {"fields", &record.fields},
      {"itemsize", &record.itemsize},
      {"point_step", &record.point_step},
      {"is_bigendian", &record.is_bigendian},
  };
  // What else a PointCloud2 has: it says nothing of its points' layout.
  for (const char* key : {"header", "height", "width", "row_step", "data", "is_dense"}) {
    slots.push_back({key, nullptr});
  }
  if (!ReadObject(object, slots, kRecordHint)) return false;
  const Literal* order = record.is_bigendian;
  if (order != nullptr && !IsTrue(*order) && !IsFalse(*order)) {
    return FailValue(*order, "`is_bigendian` is `true` or `false`");
  }
  if (record.fields == nullptr) return FailValue(object, "a record without `fields`", kRecordHint);
  return ReadFields(*record.fields, record, depth, out);
}

bool FieldListReader::ReadItemsize(const Literal& place, const Record& record, std::size_t depth,
                                   std::int64_t& itemsize) {
  if (record.itemsize != nullptr && record.point_step != nullptr) {
    return FailValue(*record.point_step, "`itemsize` and `point_step` are the same");
  }
  const Literal* bytes = record.itemsize != nullptr ? record.itemsize : record.point_step;
  if (bytes != nullptr) return ReadBytes(*bytes, itemsize);
  if (depth == 0 && options_.itemsize) {
    itemsize = *options_.itemsize;
    return true;
  }
  return FailValue(place, "the record has no `itemsize`",
                   "what follows the last field belongs to the record: say how many bytes it has");
}

bool FieldListReader::ReadFields(const Literal& list, const Record& record, std::size_t depth,
                                 ExplicitType& out) {
  if (list.kind != LiteralKind::kList) return FailValue(list, "`fields` is a list", kRecordHint);
  if (depth == kLimits.nesting) {
    return Fail(ErrorKind::kTooDeep, list.span, {std::to_string(kLimits.nesting)});
  }
  out = ExplicitType::Record(0);
  if (!ReadItemsize(list, record, depth, out.itemsize)) return false;
  std::vector<const Literal*> places;
  FieldNames names(error_);
  for (std::uint32_t i = First(list); i < list.end; i = tree_.all[i].end) {
    const Literal& object = tree_.all[i];
    if (out.fields.size() == options_.max_fields) {
      return Fail(ErrorKind::kTooManyMembers, object.span,
                  {"record has more than " + std::to_string(options_.max_fields) + " members",
                   std::to_string(options_.max_fields)});
    }
    ExplicitField& field = out.fields.emplace_back();
    if (!ReadField(object, record, depth, names, field)) return false;
    places.push_back(&object);
  }
  return names.AllDiffer(out) && Check(list, places, out);
}

bool FieldListReader::ReadField(const Literal& object, const Record& record, std::size_t depth,
                                FieldNames& names, ExplicitField& out) {
  if (object.kind != LiteralKind::kDict) return FailValue(object, "not a field", kFieldHint);
  Field field;
  const std::vector<Slot> slots = {
      {"name", &field.name},     {"type", &field.type},   {"datatype", &field.datatype},
      {"offset", &field.offset}, {"count", &field.count}, {"shape", &field.shape},
  };
  if (!ReadObject(object, slots, kFieldHint)) return false;
  if (field.name == nullptr || field.name->kind != LiteralKind::kString) {
    return FailValue(field.name == nullptr ? object : *field.name,
                     "a field has a `name`, which is a string", kFieldHint);
  }
  if (!names.Add(field.name->text, field.name->span)) return false;
  out.name = field.name->text;
  if (field.offset == nullptr) {
    return FailValue(object, "field " + Quoted(out.name) + " has no `offset`", kFieldHint);
  }
  return ReadBytes(*field.offset, out.offset) && ReadType(object, field, record, depth, out.type) &&
         ApplyShape(field, out.type);
}

bool FieldListReader::ReadType(const Literal& object, const Field& field, const Record& record,
                               std::size_t depth, ExplicitType& out) {
  if ((field.type == nullptr) == (field.datatype == nullptr)) {
    return FailValue(object,
                     "field " + Quoted(field.name->text) +
                         (field.type == nullptr ? " has no `type`" : " has `type` and `datatype`"),
                     kFieldHint);
  }
  if (field.datatype != nullptr) return ReadDatatype(*field.datatype, record, out);
  if (record.is_bigendian != nullptr) {
    return FailValue(*field.type, "`is_bigendian` is for `datatype` numbers",
                     "leave it out and write the byte order into the types: `>f4`");
  }
  if (field.type->kind == LiteralKind::kString) return ReadTypeText(*field.type, out);
  return ReadRecord(*field.type, depth + 1, out);
}

// A format's code and a dtype are two languages with words in common.
bool FieldListReader::ReadTypeText(const Literal& text, ExplicitType& out) {
  const Target& target = options_.TargetOrHost();
  std::optional<Layout> by_code;
  const std::optional<ExplicitType> code = ReadCode(text.text, target, by_code);
  LiteralTree tree;
  Diagnostic error;
  NumpyType dtype;
  const bool is_dtype = ParseLiteral(text.text, tree, error) &&
                        TypeReader(tree, target, options_.max_fields, error).Run(dtype);
  if (code && is_dtype) {
    const Result<Layout, ExplicitError> by_dtype = ExplicitLayout(dtype.type, &target);
    if (!by_dtype || !Compare(*by_code, *by_dtype).same_bytes) {
      return FailValue(text, Quoted(text.text) + " is one type to formats and another to NumPy",
                       "write a size: `i8`, `u4`, `S1`");
    }
  }
  if (is_dtype) {
    out = std::move(dtype.type);
    return true;
  }
  if (code) {
    out = *code;
    return true;
  }
  error_ = std::move(error);
  if (!text.verbatim) {
    error_.span = text.span;
    return false;
  }
  error_.span.begin += text.span.begin + 1;
  error_.span.end += text.span.begin + 1;
  if (error_.span.empty()) error_.span = text.span;
  return false;
}

bool FieldListReader::ReadDatatype(const Literal& number, const Record& record, ExplicitType& out) {
  const bool is_number = number.kind == LiteralKind::kInteger;
  if (!is_number || number.number < 1 ||
      number.number > static_cast<std::int64_t>(std::size(kPointFields))) {
    return FailValue(number, "`datatype` is a number from 1 to 8",
                     "1 is INT8, 7 FLOAT32 and 8 FLOAT64; write other types as `type`");
  }
  const bool is_big = record.is_bigendian != nullptr
                          ? IsTrue(*record.is_bigendian)
                          : options_.TargetOrHost().byte_order == ByteOrder::kBig;
  const PointField& row = kPointFields[number.number - 1];
  out = ExplicitType::Scalar(is_big ? '>' : '<', row.code, row.itemsize);
  return true;
}

bool FieldListReader::ApplyShape(const Field& field, ExplicitType& type) {
  const bool has_shape = field.count != nullptr || field.shape != nullptr;
  // NumPy takes a count of `S` for its length, a format does not.
  if (has_shape && type.itemsize == 0 && !type.is_record()) {
    return FailValue(*field.type,
                     "an array of " + Quoted(field.type->text) + ", which has no bytes",
                     "give a string its length: `S8`");
  }
  if (field.count != nullptr && field.shape != nullptr) {
    return FailValue(*field.count, "`count` and `shape` are the same", "leave one out");
  }
  std::vector<std::int64_t> dims;
  if (const Literal* count = field.count) {
    if (count->kind != LiteralKind::kInteger || count->number < 1) {
      return FailValue(*count, "`count` is a number of elements from 1",
                       "leave out a field that has none");
    }
    // A PointCloud2 has 1 for a field that is not an array.
    if (count->number > 1) dims.push_back(count->number);
  }
  if (const Literal* shape = field.shape) {
    if (shape->kind != LiteralKind::kList) {
      return FailValue(*shape, "`shape` is a list of counts", "write `[3]`");
    }
    for (std::uint32_t i = First(*shape); i < shape->end; i = tree_.all[i].end) {
      const Literal& dim = tree_.all[i];
      if (dim.kind != LiteralKind::kInteger || dim.number < 0) {
        return FailValue(dim, "not a dimension", "`shape` is a list of counts");
      }
      dims.push_back(dim.number);
    }
  }
  dims.insert(dims.end(), type.shape.begin(), type.shape.end());
  type.shape = std::move(dims);
  if (type.shape.size() <= kLimits.dimensions) return true;
  return Fail(ErrorKind::kTooManyDimensions, (field.shape ? field.shape : field.name)->span,
              {std::to_string(kLimits.dimensions)});
}

bool FieldListReader::Check(const Literal& list, const std::vector<const Literal*>& places,
                            const ExplicitType& record) {
  const std::int64_t largest = options_.TargetOrHost().MaxObjectBytes();
  if (record.itemsize > largest) {
    return Fail(ErrorKind::kSizeOverflow, list.span, {"the record", std::to_string(largest)});
  }
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const ExplicitField& field = record.fields[i];
    const std::optional<std::int64_t> bytes = BytesOf(field.type);
    if (bytes && field.offset <= record.itemsize && *bytes <= record.itemsize - field.offset) {
      continue;
    }
    return FailValue(*places[i],
                     "field " + Quoted(field.name) + " passes the end of its record of " +
                         std::to_string(record.itemsize) + " bytes",
                     "the itemsize is at least the end of the last field");
  }
  const std::optional<Overlap> overlap = FindOverlap(record);
  if (!overlap) return true;
  return Fail(ErrorKind::kOverlappingFields, places[overlap->second]->span,
              {record.fields[overlap->first].name, record.fields[overlap->second].name});
}

bool FieldListReader::ReadBytes(const Literal& literal, std::int64_t& bytes) {
  if (literal.kind != LiteralKind::kInteger || literal.number < 0) {
    return FailValue(literal, "not a number of bytes", "write a whole number from 0");
  }
  bytes = literal.number;
  return true;
}

}  // namespace pep3118::internal
