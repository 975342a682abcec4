#include "pep3118/buffer/dynamic_view.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "pep3118/base/checked.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/find.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {
namespace {

// A path or a name of somebody else's for a message.
std::string Excerpt(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  return Escape(text.substr(0, kLongest)) + (text.size() > kLongest ? "..." : "");
}

// Whether the number of elements in one item is bounded by its bytes.  Elements that have bytes lie
// inside the item; of those that have none it may have as many as it has bytes, and one in any
// case.
bool BoundsElements(const Layout& layout, const Place& place, std::string_view path,
                    ColumnError& error) {
  const std::int64_t most = std::max<std::int64_t>(layout.itemsize(), 1);
  bool fits = true;
  std::int64_t count = std::ranges::find(place.shape, 0) == place.shape.end() ? 1 : 0;
  for (const std::int64_t dim : place.shape) {
    fits = fits && std::in_range<Index>(dim) && CheckedMultiply(count, dim, count);
  }
  if (fits && count <= most) return true;
  error.kind = ColumnErrorKind::kCount;
  error.message = "field `" + Excerpt(path) + "` has " +
                  (fits ? std::to_string(count) : "too many") +
                  " elements of no bytes in an item of " + std::to_string(layout.itemsize()) +
                  ", expected at most " + std::to_string(most);
  return false;
}

}  // namespace

bool Locate(const UncheckedDescription& array, std::string_view path, ColumnPlace& place,
            ColumnError& error) {
  const Geometry& geometry = array.geometry();
  if (geometry.indirect) {
    error = {ColumnErrorKind::kIndirect, "the buffer's items lie behind pointers"};
    return false;
  }
  const Result<Place, PathError> found = Find(array.layout(), path);
  if (!found) {
    error = {ColumnErrorKind::kPath, Message(found.error())};
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
  DenseStrides(place.shape.data() + first, found->shape.size(), place.field->itemsize,
               place.strides.data() + first);
  return true;
}

ColumnError WrongType(const Layout& layout, const Field& field, std::string_view path) {
  constexpr std::size_t kLongest = 80;
  std::string what(KindName(field.kind));
  if (field.kind != Kind::kRecord) what += " `" + Escape(ElementText(layout, field)) + "`";
  return {ColumnErrorKind::kType, "field `" + Escape(path.substr(0, kLongest)) + "` (" + what +
                                      ") has values that do not fit the type asked for"};
}

Index CheckedOffset(std::span<const Index> position, std::span<const Index> shape,
                    std::span<const Index> strides) {
  if (position.size() != shape.size())
    throw std::out_of_range("pep3118: one position for each dimension");
  for (std::size_t i = 0; i < position.size(); ++i) {
    if (position[i] < 0 || position[i] >= shape[i])
      throw std::out_of_range("pep3118: position is outside the view");
  }
  return OffsetOf(position.data(), strides.data(), position.size());
}

}  // namespace pep3118::internal
