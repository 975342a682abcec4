// SPDX-License-Identifier: MIT
#include "pep3118/buffer/dynamic_view.h"

#include <algorithm>
#include <complex>
#include <cstdint>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

#include "pep3118/base/checked.h"
#include "pep3118/base/escape.h"
#include "pep3118/buffer/dimensions.h"
#include "pep3118/buffer/explain_mismatch.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {
namespace {

// Whether the number of elements in one item is bounded by its bytes.  Elements that have bytes lie
// inside the item; of those that have none it may have as many as it has bytes, and one in any
// case.
bool BoundsElements(const Layout& layout, const FieldElements& place, std::string_view path,
                    ColumnError& error) {
  const std::int64_t most = std::max<std::int64_t>(layout.itemsize(), 1);
  std::int64_t count = std::ranges::find(place.shape, 0) == place.shape.end() ? 1 : 0;
  bool is_number = true;
  bool is_shape = true;
  for (const std::int64_t dim : place.shape) {
    is_number = is_number && CheckedMultiply(count, dim, count);
    is_shape = is_shape && std::in_range<std::ptrdiff_t>(dim);
  }
  if (is_number && is_shape && count <= most) return true;
  error.kind = ColumnErrorKind::kCount;
  error.message = "field `" + Excerpt(path) + "` has " +
                  (is_number && is_shape ? std::to_string(count) : "too many") +
                  " elements of no bytes in an item of " + std::to_string(layout.itemsize()) +
                  ", expected at most " + std::to_string(most);
  return false;
}

// The names of a record's fields, as paths write them; `most` of them at most.
std::vector<std::string> PathNames(const Layout& layout, const Field& record, std::size_t most) {
  std::unordered_map<std::string_view, std::uint32_t> total;
  for (const Field& field : layout.Fields(record)) ++total[layout.Name(field)];
  std::unordered_map<std::string_view, std::uint32_t> seen;
  std::vector<std::string> names;
  for (const Field& field : layout.Fields(record)) {
    if (names.size() == most) break;
    const std::string_view name = layout.Name(field);
    std::optional<std::uint32_t> which;
    if (total[name] > 1) which = seen[name]++;
    names.push_back(PathName(name, which));
  }
  return names;
}

// "`x`, `y` and 3 more".
std::string FieldNames(const Layout& layout, const Field& record) {
  constexpr std::size_t kShown = 12;
  std::string text;
  for (const std::string& name : PathNames(layout, record, kShown)) {
    text += (text.empty() ? "`" : ", `") + Excerpt(name) + "`";
  }
  const auto fields = layout.Fields(record);
  const auto count = static_cast<std::size_t>(std::distance(fields.begin(), fields.end()));
  if (count > kShown) text += " and " + std::to_string(count - kShown) + " more";
  return text.empty() ? "none" : text;
}

// What to write instead of a path that leads nowhere; empty when the message says it all.
std::string PathAdvice(const Layout& layout, std::string_view path, const PathError& error) {
  if (error.kind != PathErrorKind::kUnknownName || error.expected != 0) return {};
  // What comes before the name that failed, without its dot, is a path that leads to the record.
  std::string_view before = path.substr(0, error.span.begin);
  if (before.ends_with('.')) before.remove_suffix(1);
  const Result<FieldElements, PathError> place = FindElements(layout, before);
  if (!place || place->field->kind != TypeKind::kRecord) return {};
  return ": its fields are " + FieldNames(layout, *place->field);
}

ColumnError PathRefused(const Layout& layout, std::string_view path, const PathError& error) {
  return {ColumnErrorKind::kPath, Message(error) + PathAdvice(layout, path, error)};
}

// "read it as double or std::int64_t": types that hold every value of the field.
std::string TypeAdvice(const Layout& layout, const Field& field) {
  if (field.kind == TypeKind::kRecord) {
    return "ask for one of its fields, " + FieldNames(layout, field);
  }
  std::string types;
  const auto add = [&]<class T>(std::string_view type) {
    if (!ColumnReader<T>::Make(field, Lossy::kRefused)) return;
    types += (types.empty() ? "read it as " : " or ") + std::string(type);
  };
  add.operator()<double>("double");
  add.operator()<std::int64_t>("std::int64_t");
  add.operator()<std::uint64_t>("std::uint64_t");
  add.operator()<bool>("bool");
  if (types.empty()) add.operator()<long double>("long double");
  if (types.empty()) add.operator()<std::complex<double>>("std::complex<double>");
  if (types.empty()) add.operator()<std::complex<long double>>("std::complex<long double>");
  add.operator()<std::string>("std::string");
  return types.empty() ? "read its bytes, std::span<const std::byte>" : types;
}

std::string Described(const Layout& layout, const Field& field, std::string_view path) {
  std::string what(KindName(field.kind));
  if (field.kind != TypeKind::kRecord) what += " `" + Excerpt(ElementText(layout, field)) + "`";
  return "field `" + Excerpt(path) + "` (" + what + ")";
}

}  // namespace

bool Locate(const UncheckedDescription& array, std::string_view path, bool write,
            ColumnLocation& place, ColumnError& error) {
  const Geometry& geometry = array.geometry();
  if (geometry.indirect) {
    error = {ColumnErrorKind::kIndirect, "the buffer's items lie behind pointers"};
    return false;
  }
  if (write && geometry.readonly) {
    error = {ColumnErrorKind::kReadonly, "the buffer is read-only"};
    return false;
  }
  const Result<FieldElements, PathError> found = FindElements(array.layout(), path);
  if (!found) {
    error = PathRefused(array.layout(), path, found.error());
    return false;
  }
  place.field = found->field;
  if (!BoundsElements(array.layout(), *found, path, error)) return false;
  // Without items there may be no memory to step in.
  place.base = reinterpret_cast<unsigned char*>(geometry.data);
  if (geometry.count > 0) place.base += found->offset;  // bounded: inside the first item
  place.shape.assign(geometry.Shape().begin(), geometry.Shape().end());
  place.strides.assign(geometry.Strides().begin(), geometry.Strides().end());
  place.shape.insert(place.shape.end(), found->shape.begin(), found->shape.end());
  place.strides.insert(place.strides.end(), found->strides.begin(), found->strides.end());
  return true;
}

ColumnError WrongType(const Layout& layout, const Field& field, std::string_view path, bool write,
                      bool nearest) {
  std::string message = Described(layout, field, path);
  message += write ? " does not hold all values of the type asked for"
                   : " has values that do not fit the type asked for: " + TypeAdvice(layout, field);
  if (nearest) message += write ? ": " : ", or ";
  if (nearest) message += "allow the nearest with Lossy::kAllowed";
  return {ColumnErrorKind::kType, message};
}

bool IsStoredAs(const Layout& layout, const ColumnLocation& place, const RecordFacts& facts,
                std::string_view path, ColumnError& error) {
  const Field& field = *place.field;
  LayoutOptions options;
  options.dialect = Dialect::kPep3118;
  options.itemsize = field.itemsize;
  const std::shared_ptr<const Layout> wanted = LayoutOfRecord(facts);
  const Result<SharedLayout> stored = LayoutOf(ElementText(layout, field), options);
  if (wanted == nullptr || !stored || !AgreesAt(MatchLevel::kNames, Compare(*wanted, **stored))) {
    error = {ColumnErrorKind::kType,
             Described(layout, field, path) + " is not stored as `" + Excerpt(facts.format) + "`"};
    if (field.kind != TypeKind::kRecord) error.message += ": column reads it by value";
    return false;
  }
  if (place.ndim() > static_cast<std::size_t>(kMaxNdim)) {
    error = {ColumnErrorKind::kCount, Described(layout, field, path) + " has " +
                                          std::to_string(place.ndim()) + " dimensions, expected " +
                                          std::to_string(kMaxNdim) + " at most"};
    return false;
  }
  if (!IsAligned(place.base, place.shape, place.strides, facts.alignment)) {
    error = {ColumnErrorKind::kAddress,
             Described(layout, field, path) +
                 " is not aligned for the type asked for: unaligned<T> needs no alignment"};
    return false;
  }
  return true;
}

Result<std::vector<std::string>, ColumnError> NamesAt(const Layout& layout, std::string_view path) {
  const Result<FieldElements, PathError> found = FindElements(layout, path);
  if (!found) return PathRefused(layout, path, found.error());
  if (found->field->kind != TypeKind::kRecord) {
    return ColumnError{ColumnErrorKind::kPath,
                       Described(layout, *found->field, path) + " has no fields"};
  }
  return PathNames(layout, *found->field, SIZE_MAX);
}

std::ptrdiff_t ColumnLocation::CheckedOffset(std::span<const std::ptrdiff_t> position) const {
  if (position.size() != ndim())
    throw std::out_of_range("pep3118: one position for each dimension");
  for (std::size_t i = 0; i < ndim(); ++i) CheckPosition(position[i], shape[i]);
  return OffsetOf(position.data(), strides.data(), ndim());
}

void CheckPositions(const ColumnLocation& place, const Positions& positions, std::size_t size) {
  const auto [first, count] = positions;
  if (place.ndim() == 0 || first < 0 || count < 0 || first > place.shape[0] ||
      count > place.shape[0] - first) {  // bounded: 0 or more
    throw std::out_of_range("pep3118: positions are outside the column");
  }
  std::vector<std::ptrdiff_t> shape = place.shape;
  shape[0] = count;
  CheckSize(size, shape.data(), shape.size());
}

std::ptrdiff_t ColumnLocation::OffsetAt(std::ptrdiff_t index) const {
  if (ndim() == 1) return StepBytes(index, strides[0]);
  std::ptrdiff_t offset = 0;
  for (std::size_t i = ndim(); i-- > 0;) {
    offset += StepBytes(index % shape[i], strides[i]);  // bounded: an element
    index /= shape[i];
  }
  return offset;
}

}  // namespace pep3118::internal
