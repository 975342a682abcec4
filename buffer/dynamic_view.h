// SPDX-License-Identifier: MIT
// A view of a buffer whose format is known only at run time: columns by name, as a type of choice.
//
//   Result<Description, BufferError> array = Describe(buffer, {base, size});
//   const DynamicView view(*array);
//   auto lat = view.column<double>("pos.lat");          // values of double, whatever is stored
//   if (!lat) return Log(lat.error().message);
//   for (double value : *lat) sum += value;
//   lat->CopyTo(values);
//   auto x = view.view<const float>("x");               // a view, where floats are stored
//   auto id = view.writer<std::int32_t>("id");          // of a buffer described with kWrite
//
// How a field is read (its kind, size and byte order) is decided once, when the column is made:
// CopyTo then runs one plain loop a row.  Values do not change on the way: a column is refused when
// its type does not hold every value of the field exactly, unless Lossy::kAllowed asks for the
// nearest one.
//
//   T                                      fields                      written from T
//   an integer, float, half or bool        ? b B h H i I q Q e f d g   those that hold every T
//   char                                   c, and as above             c, and as above
//   std::complex                           Ze Zf Zd Zg, and as above   Ze Zf Zd Zg
//   std::string_view                       c s p, as their bytes       c s p
//   std::string                            c s p; u w as UTF-8         -
//   std::span<const std::byte>             all, as they are stored     -
//
// s, u and w are read without trailing NULs (as NumPy does); a unit that is not a character reads as
// U+FFFD.  A string_view and a span are of the buffer's own memory.
//
// A path (layout/path.h) that passes an array of records without an index is the field in all of
// them: "track.lat" of `(3)T{d:lat:}:track:` has the buffer's dimensions, and then one of 3.
//
// Elements of no bytes (`0s`) lie nowhere, so nothing in memory bounds how many a format can claim.
// A column of them is refused when one item has more of them than it has bytes (one is always
// taken).  So no column has more values than the buffer has bytes or items, and count() is exact.
//
// Fields are read by copy, so they may be at any address.  Like View, these own nothing and must
// not outlive the memory; they share ownership of the layout.  Thread-safe for reading.
#ifndef PEP3118_BUFFER_DYNAMIC_VIEW_H_
#define PEP3118_BUFFER_DYNAMIC_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "pep3118/buffer/column_value.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/dynamic_column.h"
#include "pep3118/buffer/ndim_view.h"
#include "pep3118/buffer/record_facts.h"
#include "pep3118/buffer/view.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

enum class ColumnErrorKind : std::uint8_t {
  kPath,      // the layout has no such field
  kType,      // the type asked for is none that the field's values fit, or that it is stored as
  kIndirect,  // the items lie behind pointers: BindIndirect follows them
  kCount,     // elements of no bytes, more of them than the item has bytes; or too many dimensions
  kReadonly,  // writing is asked of a buffer that was described for reading
  kAddress,   // view: some element is not aligned for the type asked for
};
struct ColumnError {
  ColumnErrorKind kind = ColumnErrorKind::kPath;
  std::string message;  // one sentence, lower case, no full stop, printable ASCII
};

namespace internal {

bool Locate(const UncheckedDescription& array, std::string_view path, bool write,
            ColumnLocation& place, ColumnError& error);
Result<std::vector<std::string>, ColumnError> NamesAt(const Layout& layout, std::string_view path);
// What is said of a field that cannot be read, or written; `nearest`: it could with Lossy::kAllowed.
ColumnError WrongType(const Layout& layout, const Field& field, std::string_view path, bool write,
                      bool nearest);
// Whether the elements are stored as the C++ type of `facts`, at addresses that suit it.
bool IsStoredAs(const Layout& layout, const ColumnLocation& place, const RecordFacts& facts,
                std::string_view path, ColumnError& error);

}  // namespace internal

template <BoundsProof origin = BoundsProof::kChecked>
class DynamicView {
 public:
  using Array =
      std::conditional_t<origin == BoundsProof::kChecked, Description, UncheckedDescription>;

  explicit DynamicView(const Array& array) : array_(array) {}

  const Layout& layout() const { return array_.layout(); }
  std::span<const std::ptrdiff_t> shape() const { return array_.geometry().Shape(); }  // items

  // The names of the item's fields, or of those of the record at `path`, in order of offset and as a
  // path writes them: quoted where they need it, `a#0` and `a#1` for two fields `a`.  An item that is
  // not a record has none.
  std::vector<std::string> names() const {
    return internal::NamesAt(layout(), "").value_or(std::vector<std::string>());
  }
  Result<std::vector<std::string>, ColumnError> names(std::string_view path) const {
    return internal::NamesAt(layout(), path);
  }

  // The field at `path` ("x", "pos.x", "v[2]"; "" is the item itself) of every item.  The
  // dimensions of the field that the path leaves come after those of the buffer.
  template <ColumnValue T>
  Result<DynamicColumn<T, origin>, ColumnError> column(std::string_view path,
                                                       Lossy lossy = Lossy::kRefused) const {
    using Reader = internal::ColumnReader<T>;
    DynamicColumn<T, origin> column;
    ColumnError error;
    if (!internal::Locate(array_, path, false, column.place_, error)) return error;
    const Field& field = *column.place_.field;
    const std::optional<Reader> reader = Reader::Make(field, lossy);
    if (!reader) {
      return internal::WrongType(layout(), field, path, false,
                                 Reader::Make(field, Lossy::kAllowed).has_value());
    }
    column.reader_ = *reader;
    column.layout_ = array_.shared_layout();
    return column;
  }

  // The same field, to be written.  Refused when it does not hold every value of T exactly, unless
  // Lossy::kAllowed asks for the nearest number that it holds, and for the text that it has room
  // for.
  template <WritableColumnValue T>
  Result<ColumnWriter<T>, ColumnError> writer(std::string_view path,
                                              Lossy lossy = Lossy::kRefused) const {
    using Store = internal::ColumnStore<T>;
    ColumnWriter<T> column;
    ColumnError error;
    if (!internal::Locate(array_, path, true, column.place_, error)) return error;
    const Field& field = *column.place_.field;
    const std::optional<Store> store = Store::Make(field, lossy);
    if (!store) {
      return internal::WrongType(layout(), field, path, true,
                                 Store::Make(field, Lossy::kAllowed).has_value());
    }
    column.store_ = *store;
    column.layout_ = array_.shared_layout();
    return column;
  }

  // The same field where it lies, without a copy: refused unless it is stored as T, which is a plain
  // type, one of runtime/ (big<double>, unaligned<float>) or a record with the fields of the one at
  // `path`.  Not for writing when T is const, as for Bind.
  template <class T>
  Result<NdimView<T, origin>, ColumnError> view(std::string_view path) const {
    using Byte = std::conditional_t<std::is_const_v<T>, const unsigned char, unsigned char>;
    internal::ColumnLocation place;
    ColumnError error;
    constexpr internal::RecordFacts facts = internal::FactsOfRecord<std::remove_const_t<T>>();
    if (!internal::Locate(array_, path, !std::is_const_v<T>, place, error) ||
        !internal::IsStoredAs(layout(), place, facts, path, error)) {
      return error;
    }
    return internal::NdimViewAccess::Make<NdimView<T, origin>, Byte>(place.base, place.shape,
                                                                     place.strides);
  }

 private:
  Array array_;
};

// Of a buffer whose memory is unknown: UncheckedDescription in, unchecked columns out.
using UncheckedDynamicView = DynamicView<BoundsProof::kUnchecked>;

DynamicView(const Description&) -> DynamicView<BoundsProof::kChecked>;
DynamicView(const UncheckedDescription&) -> DynamicView<BoundsProof::kUnchecked>;

}  // namespace pep3118

#endif  // PEP3118_BUFFER_DYNAMIC_VIEW_H_
