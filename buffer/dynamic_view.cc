// SPDX-License-Identifier: MIT
#include "pep3118/buffer/dynamic_view.h"

#include <algorithm>
#include <complex>
#include <cstdint>
#include <string>
#include <utility>

#include "pep3118/base/checked.h"
#include "pep3118/base/escape.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/find.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {
namespace {

// A path or a name of somebody else's for a message.
std::string Excerpt(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  return EscapeCut(text, kLongest);
}

// Whether the number of elements in one item is bounded by its bytes.  Elements that have bytes lie
// inside the item; of those that have none it may have as many as it has bytes, and one in any
// case.
bool BoundsElements(const Layout& layout, const FieldLocation& place, std::string_view path,
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
                  (is_number ? std::to_string(count) : "too many") +
                  " elements of no bytes in an item of " + std::to_string(layout.itemsize()) +
                  ", expected at most " + std::to_string(most);
  return false;
}

// "`x`, `y` and 3 more": the names of a record's fields, as paths write them.
std::string FieldNames(const Layout& layout, const Field& record) {
  constexpr std::size_t kShown = 12;
  std::string names;
  std::size_t count = 0;
  for (const Field& field : layout.Fields(record)) {
    if (count < kShown) {
      names += (names.empty() ? "`" : ", `") + Excerpt(PathName(layout.Name(field))) + "`";
    }
    ++count;
  }
  if (count > kShown) names += " and " + std::to_string(count - kShown) + " more";
  return names.empty() ? "none" : names;
}

// What to write instead of a path that leads nowhere; empty when the message says it all.
std::string PathAdvice(const Layout& layout, std::string_view path, const PathError& error) {
  // What comes before the name that failed, without its dot, is a path that leads to the record.
  std::string_view before = path.substr(0, error.span.begin);
  if (before.ends_with('.')) before.remove_suffix(1);
  const Result<FieldLocation, PathError> place = Find(layout, before);
  if (!place || place->field->kind != TypeKind::kRecord) return {};
  if (error.kind == PathErrorKind::kUnknownName && error.expected == 0) {
    return ": its fields are " + FieldNames(layout, *place->field);
  }
  if (error.kind != PathErrorKind::kNotIndexed) return {};
  std::string indices;
  for (std::size_t i = 0; i < place->shape.size(); ++i) indices += "[0]";
  return ": for example `" +
         Excerpt(std::string(before) + indices + "." + std::string(path.substr(error.span.begin))) +
         "`";
}

// "read it as double or std::int64_t": the types that hold every value of the field.
std::string TypeAdvice(const Layout& layout, const Field& field) {
  if (field.kind == TypeKind::kRecord) {
    return "ask for one of its fields, " + FieldNames(layout, field);
  }
  std::string types;
  const auto add = [&](bool holds, std::string_view type) {
    if (holds) types += (types.empty() ? "read it as " : " or ") + std::string(type);
  };
  add(LoaderOf<double>(field) != nullptr, "double");
  add(LoaderOf<std::int64_t>(field) != nullptr, "std::int64_t");
  add(LoaderOf<std::uint64_t>(field) != nullptr, "std::uint64_t");
  add(LoaderOf<bool>(field) != nullptr, "bool");
  add(LoaderOf<std::complex<double>>(field) != nullptr, "std::complex<double>");
  add(LoaderOf<std::string>(field) != nullptr, "std::string");
  return types.empty() ? "no column holds them" : types;
}

}  // namespace

bool Locate(const UncheckedDescription& array, std::string_view path, ColumnLocation& place,
            ColumnError& error) {
  const Geometry& geometry = array.geometry();
  if (geometry.indirect) {
    error = {ColumnErrorKind::kIndirect, "the buffer's items lie behind pointers"};
    return false;
  }
  const Result<FieldLocation, PathError> found = Find(array.layout(), path);
  if (!found) {
    error = {ColumnErrorKind::kPath,
             Message(found.error()) + PathAdvice(array.layout(), path, found.error())};
    return false;
  }
  place.field = found->field;
  if (!BoundsElements(array.layout(), *found, path, error)) return false;
  // Without items there may be no memory to step in.
  place.base = reinterpret_cast<const unsigned char*>(geometry.data);
  if (geometry.count > 0) place.base += found->offset;  // bounded: inside the first item
  place.shape.assign(geometry.Shape().begin(), geometry.Shape().end());
  place.strides.assign(geometry.Strides().begin(), geometry.Strides().end());

  const std::size_t first = place.shape.size();
  place.shape.insert(place.shape.end(), found->shape.begin(), found->shape.end());
  place.strides.resize(place.shape.size());
  // bounded: where the field's dimensions begin
  DenseStrides(place.shape.data() + first, found->shape.size(),
               static_cast<std::ptrdiff_t>(place.field->itemsize), place.strides.data() + first);
  return true;
}

ColumnError WrongType(const Layout& layout, const Field& field, std::string_view path) {
  std::string what(KindName(field.kind));
  if (field.kind != TypeKind::kRecord) what += " `" + Escape(ElementText(layout, field)) + "`";
  return {ColumnErrorKind::kType,
          "field `" + Excerpt(path) + "` (" + what +
              ") has values that do not fit the type asked for: " + TypeAdvice(layout, field)};
}

std::ptrdiff_t CheckedOffset(std::span<const std::ptrdiff_t> position,
                             std::span<const std::ptrdiff_t> shape,
                             std::span<const std::ptrdiff_t> strides) {
  if (position.size() != shape.size())
    throw std::out_of_range("pep3118: one position for each dimension");
  for (std::size_t i = 0; i < position.size(); ++i) {
    if (position[i] < 0 || position[i] >= shape[i])
      throw std::out_of_range("pep3118: position is outside the view");
  }
  return OffsetOf(position.data(), strides.data(), position.size());
}

}  // namespace pep3118::internal
