// SPDX-License-Identifier: MIT
// Rules: NumPy's `_convert_from_any` and what it calls, with `align` as it hands it on.
#include "pep3118/dtype/type_reader.h"

#include <algorithm>

#include "pep3118/dtype/one_type.h"
#include "pep3118/dtype/type_string.h"
#include "pep3118/parser/limits.h"

namespace pep3118::internal {
namespace {

constexpr ParseLimits kLimits;
constexpr std::string_view kListHint = "a field is `('name', type)` or `('name', type, shape)`";

std::string Quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

bool IsDtypeCall(std::string_view name) {
  return name == "dtype" || name == "np.dtype" || name == "numpy.dtype";
}

bool IsRecordClass(std::string_view word) {
  for (const std::string_view name : {"np.record", "numpy.record", "np.void", "numpy.void"}) {
    if (word == name) return true;
  }
  return false;
}

}  // namespace

const Literal& TypeReader::Inside(const Literal& literal) const {
  const Literal* inner = &literal;
  while (inner->kind == LiteralKind::kGroup) ++inner;
  return *inner;
}

std::size_t TypeReader::CountIn(const Literal& literal) const {
  std::size_t count = 0;
  for (std::uint32_t i = First(literal); i < literal.end; i = tree_.all[i].end) ++count;
  return count;
}

bool TypeReader::Read(const Literal& literal, Around around, NumpyType& out) {
  const Literal& inner = Inside(literal);
  if (description_ && inner.kind != LiteralKind::kString && !IsSequence(inner)) {
    return FailValue(inner, "not a description of a file's items",
                     "a description is a type string, a list of fields or a pair with a shape");
  }
  switch (inner.kind) {
    case LiteralKind::kString:
      return ReadString(inner, around.align, out);
    case LiteralKind::kWord:
      if (ReadTypeWord(inner.text, target_, out, error_)) return true;
      error_.span = inner.span;
      return false;
    case LiteralKind::kList:
      return ReadList(inner, around, out);
    case LiteralKind::kTuple:
      return ReadPair(inner, around, out);
    case LiteralKind::kDict:
      return ReadDict(inner, around, out);
    case LiteralKind::kCall:
      return ReadCall(inner, around.depth, out);
    default:
      return FailValue(inner, "a number is not a type", "write the type as a string: `'i4'`");
  }
}

bool TypeReader::ReadString(const Literal& literal, bool align, NumpyType& out) {
  if (ReadTypeString(literal.text, align, target_, most_fields_, out, error_)) return true;
  if (!literal.verbatim) {
    error_.span = literal.span;
    return false;
  }
  // A string ends with its quote, what has none does not.
  const std::size_t quotes = literal.span.size() > literal.text.size() ? 1 : 0;
  const auto begin = static_cast<std::uint32_t>(literal.span.begin + quotes);
  error_.span.begin += begin;
  error_.span.end += begin;
  if (error_.span.empty()) error_.span = literal.span;
  return false;
}

// dtype(type, align, copy): how it nests is its own affair, so `align` around it does not reach in.
bool TypeReader::ReadCall(const Literal& call, std::size_t depth, NumpyType& out) {
  if (!IsDtypeCall(call.text)) {
    return FailValue(call, Quoted(call.text) + " is not called",
                     "nothing is evaluated; only `dtype(...)` is read");
  }
  const Literal* type = nullptr;
  Around around{false, depth};
  std::size_t position = 0;
  bool has_align = false;
  for (std::uint32_t i = First(call); i < call.end; i = tree_.all[i].end) {
    const Literal& argument = tree_.all[i];
    const bool named = argument.kind == LiteralKind::kKeyword;
    const Literal& value = Inside(named ? tree_.all[i + 1] : argument);
    const std::string_view names[] = {"dtype", "align", "copy"};
    if (!named && position == std::size(names)) {
      return FailValue(argument, "one argument too many", "write `dtype(type, align=True)`");
    }
    const std::string_view name = named ? argument.text : names[position++];
    bool ignored = false;
    if (name == "dtype" && type == nullptr) {
      type = &value;
    } else if (name == "align" && !has_align) {
      has_align = true;
      if (!ReadBoolean(value, true, around.align)) return false;
    } else if (name == "copy") {
      if (!ReadBoolean(value, true, ignored)) return false;
    } else {
      return FailValue(argument, Quoted(name) + " cannot be an argument here",
                       "write `dtype(type, align=True)`");
    }
  }
  if (type == nullptr) return FailValue(call, "`dtype()` has no type", "write `dtype(type)`");
  return Read(*type, around, out);
}

// (type, shape), (type, length), (numpy.record, type).
bool TypeReader::ReadPair(const Literal& tuple, Around around, NumpyType& out) {
  if (CountIn(tuple) != 2) {
    return FailValue(tuple, "a tuple that is a type has two parts",
                     "write `(type, shape)`; the fields of a record are a list of tuples");
  }
  const Literal& first = tree_.all[First(tuple)];
  const Literal& second = Inside(tree_.all[first.end]);
  const bool is_shape = second.kind == LiteralKind::kInteger ||
                        second.kind == LiteralKind::kTuple ||
                        (second.kind == LiteralKind::kList && second.end > First(second) &&
                         Inside(tree_.all[First(second)]).kind == LiteralKind::kInteger);
  if (is_shape) return Read(first, around, out) && ApplyShape(second, out);

  const Literal& base = Inside(first);
  if (description_ || base.kind != LiteralKind::kWord || !IsRecordClass(base.text)) {
    return FailValue(tuple, "one type over another",
                     "a layout holds each byte once; give one of the two types");
  }
  if (around.align) {
    return FailValue(tuple, "NumPy does not align a record that is written so",
                     "write its list without `" + std::string(base.text) + "`");
  }
  return Read(second, around, out);
}

bool TypeReader::ReadList(const Literal& list, Around around, NumpyType& out) {
  const std::size_t count = CountIn(list);
  if (!Enter(list, count, around)) return false;
  NumpyRecord record(around.align, target_);
  record.Reserve(count);
  FieldNames names(error_);
  names.Reserve(count);
  std::size_t index = 0;
  for (std::uint32_t i = First(list); i < list.end; i = tree_.all[i].end) {
    if (!ReadListField(tree_.all[i], index++, around, record, names)) return false;
  }
  return Finish(list, around, std::nullopt, record, names, out);
}

bool TypeReader::ReadListField(const Literal& field, std::size_t index, Around around,
                               NumpyRecord& record, FieldNames& names) {
  const std::size_t parts = field.kind == LiteralKind::kTuple ? CountIn(field) : 0;
  if (parts < 2 || parts > 3) {
    return FailValue(field, "not a field", std::string(kListHint));
  }
  const Literal& head = tree_.all[First(field)];
  const Literal& type = tree_.all[head.end];
  const Literal* name = &Inside(head);
  if (name->kind == LiteralKind::kTuple && CountIn(*name) == 2) {
    const Literal& title = Inside(tree_.all[First(*name)]);
    name = &Inside(tree_.all[tree_.all[First(*name)].end]);
    if (name->text.empty()) return FailValue(*name, "a title without a name");
    if (!AddTitle(title, names)) return false;
  }
  if (name->kind != LiteralKind::kString) {
    return FailValue(*name, "a name is a string", std::string(kListHint));
  }
  // NumPy names what has no name by its place.
  NumpyType own;
  if (!Read(type, around, own)) return false;
  if (parts == 3 && !ApplyShape(Inside(tree_.all[type.end]), own)) return false;
  if (description_ && name->text.empty()) return SkipPadding(*name, own, record);
  std::string text = name->text.empty() ? "f" + std::to_string(index) : std::string(name->text);
  if (name->text.empty()) {
    names.AddMadeUp(index, name->span);
  } else if (!AddName(*name, names)) {
    return false;
  }
  const std::int64_t alignment = own.alignment;
  return Placed(record.Append(std::move(text), std::move(own.type), alignment), field, 0,
                alignment);
}

// A void without fields; to NumPy every array is one.
bool TypeReader::SkipPadding(const Literal& name, const NumpyType& type, NumpyRecord& record) {
  const bool is_void = !type.type.is_record() && type.type.code.back() == 'x';
  if (!is_void && type.type.shape.empty()) {
    return FailValue(name, "a field without a name that is not padding",
                     "only a void (`|V4`) has no name");
  }
  const std::optional<std::int64_t> bytes = BytesOf(type.type);
  return Placed(bytes ? record.Skip(*bytes) : NumpyRecord::Fault::kTooLarge, name, 0, 1);
}

bool TypeReader::ReadDict(const Literal& dict, Around around, NumpyType& out) {
  bool has_names = false;
  bool has_formats = false;
  for (std::uint32_t i = First(dict); i < dict.end; i = tree_.all[tree_.all[i].end].end) {
    const Literal& key = Inside(tree_.all[i]);
    if (key.kind != LiteralKind::kString) return FailValue(key, "a key of a dict is a string");
    has_names = has_names || key.text == "names";
    has_formats = has_formats || key.text == "formats";
  }
  if (!has_names && !has_formats) return ReadFieldsByName(dict, around, out);
  Columns columns;
  return FindColumns(dict, columns) && ReadColumns(dict, columns, around, out);
}

bool TypeReader::FindColumns(const Literal& dict, Columns& columns) {
  const std::pair<std::string_view, const Literal*&> slots[] = {
      {"names", columns.names},   {"formats", columns.formats},   {"offsets", columns.offsets},
      {"titles", columns.titles}, {"itemsize", columns.itemsize}, {"aligned", columns.aligned},
  };
  for (std::uint32_t i = First(dict); i < dict.end; i = tree_.all[tree_.all[i].end].end) {
    const Literal& key = Inside(tree_.all[i]);
    const auto* slot = std::ranges::find(slots, key.text, [](const auto& s) { return s.first; });
    if (slot == std::end(slots)) {
      return FailValue(
          key, "NumPy does not read the key " + Quoted(key.text),
          "the keys are `names`, `formats`, `offsets`, `titles`, `itemsize`, `aligned`");
    }
    if (slot->second != nullptr) return FailValue(key, Quoted(key.text) + " is given twice");
    slot->second = &Inside(tree_.all[tree_.all[i].end]);
  }
  for (const Literal* column : {columns.names, columns.formats}) {
    if (column == nullptr) {
      return FailValue(dict, "a dict needs `names` and `formats`", "write both, as lists");
    }
  }
  const std::size_t count = CountIn(*columns.names);
  for (const Literal* column : {columns.names, columns.formats, columns.offsets, columns.titles}) {
    if (column == nullptr) continue;
    if (!IsSequence(*column)) return FailValue(*column, "not a list", "write a list");
    if (CountIn(*column) != count) {
      return FailValue(*column, "lists of different lengths",
                       "every list has one element for each name");
    }
  }
  return true;
}

// {'names': [...], 'formats': [...], ...}
bool TypeReader::ReadColumns(const Literal& dict, const Columns& columns, Around around,
                             NumpyType& out) {
  const std::size_t count = CountIn(*columns.names);
  if (!Enter(dict, count, around)) return false;
  bool aligned = false;
  if (columns.aligned != nullptr && !ReadBoolean(*columns.aligned, false, aligned)) return false;
  around.align = around.align || aligned;
  std::optional<std::int64_t> itemsize;
  if (columns.itemsize != nullptr) {
    std::int64_t bytes = 0;
    if (!ReadOffset(*columns.itemsize, bytes)) return false;
    itemsize = bytes;
  }
  NumpyRecord record(around.align, target_);
  record.Reserve(count);
  FieldNames names(error_);
  names.Reserve(2 * count);
  std::vector<const Literal*> places;
  places.reserve(count);
  const auto first = [&](const Literal* column) { return column == nullptr ? 0 : First(*column); };
  std::uint32_t offset = first(columns.offsets);
  std::uint32_t title = first(columns.titles);
  std::uint32_t format = First(*columns.formats);
  for (std::uint32_t i = First(*columns.names); i < columns.names->end; i = tree_.all[i].end) {
    const Literal& name = Inside(tree_.all[i]);
    if (!AddName(name, names)) return false;
    if (columns.titles != nullptr && !AddTitle(Inside(tree_.all[title]), names)) return false;
    NumpyType own;
    if (!Read(tree_.all[format], around, own)) return false;
    const std::int64_t alignment = own.alignment;
    NumpyRecord::Fault fault = NumpyRecord::Fault::kNone;
    const Literal* place = &name;
    std::int64_t at = 0;
    if (columns.offsets == nullptr) {
      fault = record.Append(std::string(name.text), std::move(own.type), alignment);
    } else {
      place = &Inside(tree_.all[offset]);
      if (!ReadOffset(*place, at)) return false;
      fault = record.AppendAt(at, std::string(name.text), std::move(own.type), alignment);
    }
    if (!Placed(fault, *place, at, alignment)) return false;
    places.push_back(&name);
    format = tree_.all[format].end;
    if (columns.offsets != nullptr) offset = tree_.all[offset].end;
    if (columns.titles != nullptr) title = tree_.all[title].end;
  }
  const Literal& size_place = columns.itemsize != nullptr ? *columns.itemsize : dict;
  if (columns.offsets != nullptr && !RefuseOverlaps(record.type(), places)) return false;
  return Finish(size_place, around, itemsize, record, names, out);
}

// {'x': ('i4', 0), 'y': ('f8', 8, 'title')}: NumPy orders these by offset.
bool TypeReader::ReadFieldsByName(const Literal& dict, Around around, NumpyType& out) {
  struct ByName {
    const Literal* name;
    const Literal* type;
    const Literal* place;
    std::int64_t offset;
  };
  std::vector<ByName> fields;
  FieldNames names(error_);
  for (std::uint32_t i = First(dict); i < dict.end; i = tree_.all[tree_.all[i].end].end) {
    const Literal& name = Inside(tree_.all[i]);
    const Literal& field = Inside(tree_.all[tree_.all[i].end]);
    const std::size_t parts = field.kind == LiteralKind::kTuple ? CountIn(field) : 0;
    if (parts < 2 || parts > 3) {
      return FailValue(field, "not a field", "write `'name': (type, offset)`");
    }
    const Literal& type = tree_.all[First(field)];
    const Literal& place = Inside(tree_.all[type.end]);
    std::int64_t offset = 0;
    if (!AddName(name, names) || !ReadOffset(place, offset)) return false;
    if (parts == 3 && !AddTitle(Inside(tree_.all[tree_.all[type.end].end]), names)) return false;
    fields.push_back({&name, &type, &place, offset});
  }
  if (!Enter(dict, fields.size(), around)) return false;
  std::ranges::stable_sort(fields, {}, &ByName::offset);
  NumpyRecord record(around.align, target_);
  record.Reserve(fields.size());
  std::vector<const Literal*> places;
  for (const ByName& field : fields) {
    NumpyType own;
    if (!Read(*field.type, around, own)) return false;
    const std::int64_t alignment = own.alignment;
    const NumpyRecord::Fault fault = record.AppendAt(field.offset, std::string(field.name->text),
                                                     std::move(own.type), alignment);
    if (!Placed(fault, *field.place, field.offset, alignment)) return false;
    places.push_back(field.name);
  }
  return RefuseOverlaps(record.type(), places) &&
         Finish(dict, around, std::nullopt, record, names, out);
}

bool TypeReader::Enter(const Literal& literal, std::size_t fields, Around& around) {
  if (++around.depth > kLimits.nesting) {
    return Fail(ErrorKind::kTooDeep, literal.span, {std::to_string(kLimits.nesting)});
  }
  if (fields <= most_fields_) return true;
  return Fail(ErrorKind::kTooManyMembers, literal.span,
              {"record has " + std::to_string(fields) + " members", std::to_string(most_fields_)});
}

bool TypeReader::Placed(NumpyRecord::Fault fault, const Literal& place, std::int64_t offset,
                        std::int64_t alignment) {
  switch (fault) {
    case NumpyRecord::Fault::kNone:
      return true;
    case NumpyRecord::Fault::kMisaligned:
      return FailValue(place,
                       "offset " + std::to_string(offset) + " is not a multiple of the alignment " +
                           std::to_string(alignment) + ", which an aligned record needs",
                       "leave `align` out, or move the field");
    default:
      return Fail(ErrorKind::kSizeOverflow, place.span,
                  {"the end of this field", std::to_string(target_.MaxObjectBytes())});
  }
}

bool TypeReader::Finish(const Literal& place, Around around, std::optional<std::int64_t> itemsize,
                        NumpyRecord& record, FieldNames& names, NumpyType& out) {
  if (!names.AllDiffer(record.type())) return false;
  if (around.align && record.type().fields.empty()) {
    return FailValue(place, "NumPy gives an aligned record without fields the alignment 0",
                     "leave `align` out");
  }
  switch (record.Finish(itemsize)) {
    case NumpyRecord::Fault::kNone:
      break;
    case NumpyRecord::Fault::kItemsizeTooSmall:
      return FailValue(place,
                       "the fields have " + std::to_string(record.type().itemsize) +
                           " bytes, itemsize is " + std::to_string(*itemsize),
                       "the itemsize is at least the end of the last field");
    case NumpyRecord::Fault::kItemsizeMisaligned:
      return FailValue(place,
                       "itemsize " + std::to_string(*itemsize) +
                           " is not a multiple of the alignment " +
                           std::to_string(record.alignment()),
                       "leave `aligned` out, or enlarge the itemsize");
    default:
      return Fail(ErrorKind::kSizeOverflow, place.span,
                  {"the record", std::to_string(target_.MaxObjectBytes())});
  }
  out.type = std::move(record.type());
  out.alignment = record.alignment();
  return true;
}

bool TypeReader::RefuseOverlaps(const ExplicitType& record,
                                const std::vector<const Literal*>& places) {
  const std::optional<Overlap> overlap = FindOverlap(record);
  if (!overlap) return true;
  return Fail(ErrorKind::kOverlappingFields, places[overlap->second]->span,
              {record.fields[overlap->first].name, record.fields[overlap->second].name});
}

bool TypeReader::AddTitle(const Literal& title, FieldNames& names) {
  if (title.kind == LiteralKind::kInteger || IsWord(title, "None")) return true;
  if (title.kind != LiteralKind::kString) {
    return FailValue(title, "not a title", "a title is a string or `None`");
  }
  names.AddTitle(title.text, title.span);
  return true;
}

bool TypeReader::AddName(const Literal& name, FieldNames& names) {
  if (name.kind != LiteralKind::kString) return FailValue(name, "a name is a string");
  return names.Add(name.text, name.span);
}

bool TypeReader::ApplyShape(const Literal& shape, NumpyType& type) {
  const bool is_number = shape.kind == LiteralKind::kInteger;
  if (is_number && IsFlexible(type)) {
    if (shape.number >= 0 && SetLength(shape.number, type)) return true;
    return FailValue(shape, "not a length of a string");
  }
  if (!type.type.shape.empty() && BytesOf(type.type) == 0) {
    return FailValue(shape, "an array of arrays of no bytes",
                     "NumPy takes such an array for a string; write one shape");
  }
  std::vector<std::int64_t> dims;
  if (!ReadShape(shape, dims)) return false;
  if (is_number && dims[0] == 1) {
    return FailValue(shape,
                     "a count of 1 is not an array to some NumPy and an array of one to others",
                     "leave the 1 out, or write `(1,)`");
  }
  if (IsFlexible(type)) {
    return FailValue(shape, "an array of strings without a length",
                     "give the string a length: `'S5'`");
  }
  if (AddShape(dims, type)) return true;
  return Fail(ErrorKind::kTooManyDimensions, shape.span, {std::to_string(kLimits.dimensions)});
}

bool TypeReader::ReadShape(const Literal& shape, std::vector<std::int64_t>& dims) {
  const auto add = [&](const Literal& dim) {
    if (dim.kind != LiteralKind::kInteger) {
      return FailValue(dim, "not a dimension", "a shape is a number or a tuple of numbers");
    }
    if (dim.number < 0) {
      return Fail(ErrorKind::kNegativeDimension, dim.span, {std::to_string(dim.number)});
    }
    dims.push_back(dim.number);
    return true;
  };
  if (!IsSequence(shape)) return add(shape);
  for (std::uint32_t i = First(shape); i < shape.end; i = tree_.all[i].end) {
    if (!add(Inside(tree_.all[i]))) return false;
  }
  return true;
}

bool TypeReader::ReadBoolean(const Literal& literal, bool numbers, bool& value) {
  const bool is_number = numbers && literal.kind == LiteralKind::kInteger;
  if (!is_number && !IsWord(literal, "True") && !IsWord(literal, "False")) {
    return FailValue(literal, "not `True` or `False`", "write `True` or `False`");
  }
  value = is_number ? literal.number != 0 : literal.text == "True";
  return true;
}

// An offset or itemsize.
bool TypeReader::ReadOffset(const Literal& literal, std::int64_t& offset) {
  if (literal.kind != LiteralKind::kInteger || literal.number < 0) {
    return FailValue(literal, "not a number of bytes", "write a whole number from 0");
  }
  offset = literal.number;
  return true;
}

}  // namespace pep3118::internal
