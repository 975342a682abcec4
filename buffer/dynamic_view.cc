#include "pep3118/buffer/dynamic_view.h"

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/find.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

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
  // Without items there may be no memory to step in.
  place.base = reinterpret_cast<const unsigned char*>(geometry.data);
  if (geometry.count > 0) place.base += found->offset;
  place.shape.assign(geometry.Shape().begin(), geometry.Shape().end());
  place.strides.assign(geometry.Strides().begin(), geometry.Strides().end());

  const std::size_t first = place.shape.size();
  place.shape.insert(place.shape.end(), found->shape.begin(), found->shape.end());
  place.strides.resize(place.shape.size());
  std::int64_t stride = place.field->itemsize;
  for (std::size_t i = place.shape.size(); i-- > first; stride *= place.shape[i]) {
    place.strides[i] = stride;
    if (place.shape[i] == 0) break;  // no elements, so no steps either
  }
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
  Index offset = 0;
  for (std::size_t i = 0; i < position.size(); ++i) {
    if (position[i] < 0 || position[i] >= shape[i])
      throw std::out_of_range("pep3118: position is outside the view");
    offset += position[i] * strides[i];
  }
  return offset;
}

}  // namespace pep3118::internal
