// SPDX-License-Identifier: MIT
// Any buffer description over guarded memory: a refusal, or items, columns and views of which every
// element is read, and written where that is allowed.
#include <complex>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/bind_report.h"
#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/buffer_error.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/dynamic_view.h"
#include "pep3118/buffer/testing/read_items.h"
#include "pep3118/buffer/view.h"
#include "pep3118/fuzz/drawn_buffer.h"
#include "pep3118/fuzz/guarded_memory.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/layout/options.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"

namespace pep3118::fuzz {

struct Point {
  std::int32_t x;
  double y;
};

}  // namespace pep3118::fuzz

PEP3118_RECORD(pep3118::fuzz::Point, x, y);

namespace pep3118::fuzz {
namespace {

constexpr std::ptrdiff_t kFewValues = 4'096;
constexpr int kFewLeaves = 8;

// The value of an integer field's bytes, read by hand.
std::int64_t NumberIn(std::span<const std::byte> bytes, const Field& field) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool little = field.byte_order == ByteOrder::kLittle;
    value = value << 8 | std::to_integer<std::uint64_t>(bytes[little ? bytes.size() - 1 - i : i]);
  }
  if (field.kind == TypeKind::kInt && bytes.size() < 8) {
    const std::uint64_t sign = std::uint64_t{1} << (8 * bytes.size() - 1);
    value = (value ^ sign) - sign;
  }
  return static_cast<std::int64_t>(value);
}

bool IsReadableAs(std::string_view message) {
  return !message.empty() && IsPrintable(message, false);
}

// Both ways of reading a column give as many values.
template <class T>
std::vector<T> ReadColumn(const DynamicView<>& view, std::string_view path) {
  const auto column = view.column<T>(path, Lossy::kAllowed);
  if (!column) {
    Require(IsReadableAs(column.error().message), "a message is one printable line",
            column.error().message);
    return {};
  }
  if (column->count() > kFewValues) return {};
  std::vector<T> values(static_cast<std::size_t>(column->count()));
  column->CopyTo(values);
  std::ptrdiff_t index = 0;
  for (const T& value : values) {
    if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
      Require((*column)[index] == value, "an element is the same in a copy and by itself");
    } else {
      static_cast<void>((*column)[index]);
    }
    ++index;
  }
  return values;
}

template <class T>
void WriteColumn(const DynamicView<>& view, std::string_view path, const T& value) {
  const auto writer = view.writer<T>(path, Lossy::kAllowed);
  if (!writer || writer->count() > kFewValues) return;
  const std::vector<T> values(static_cast<std::size_t>(writer->count()), value);
  writer->CopyFrom(values);
}

void ReadNumbers(const DynamicView<>& view, std::string_view path, const Field& field,
                 std::span<const std::span<const std::byte>> stored) {
  const std::vector<std::int64_t> numbers = ReadColumn<std::int64_t>(view, path);
  const bool is_integer =
      field.kind == TypeKind::kInt || (field.kind == TypeKind::kUint && field.itemsize < 8);
  if (!is_integer || numbers.size() != stored.size()) return;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    Require(numbers[i] == NumberIn(stored[i], field), "an integer is that of its bytes", path);
  }
}

void ReadLeaf(const DynamicView<>& view, const Field& field, const DrawnBuffer& drawn,
              std::string_view path) {
  const auto stored = ReadColumn<std::span<const std::byte>>(view, path);
  const auto* const begin = static_cast<const std::byte*>(drawn.memory.base);
  for (const std::span<const std::byte> bytes : stored) {
    Require(bytes.data() >= begin && bytes.data() + bytes.size() <= begin + drawn.memory.size,
            "an element is in the memory", path);
    Require(static_cast<std::int64_t>(bytes.size()) == field.itemsize, "an element is whole", path);
  }
  ReadNumbers(view, path, field, stored);
  ReadColumn<double>(view, path);
  ReadColumn<std::uint8_t>(view, path);
  ReadColumn<char>(view, path);
  ReadColumn<std::complex<float>>(view, path);
  ReadColumn<std::string>(view, path);
  ReadColumn<std::string_view>(view, path);
  if (const auto doubles = view.view<const unaligned<double>>(path)) {
    if (doubles->count() <= kFewValues) {
      std::vector<unaligned<double>> values(static_cast<std::size_t>(doubles->count()));
      doubles->CopyTo(values);
    }
  }
  if (!drawn.write) return;
  WriteColumn<double>(view, path, 1.5);
  WriteColumn<std::int64_t>(view, path, -2);
  WriteColumn<std::string_view>(view, path, "text");
  WriteColumn<std::complex<double>>(view, path, {1, 2});
}

void ReadColumns(const Description& array, const DrawnBuffer& drawn) {
  const DynamicView view(array);
  ReadColumn<std::span<const std::byte>>(view, "");
  int leaves = 0;
  for (const LeafField& leaf : Leaves(array.layout())) {
    if (++leaves > kFewLeaves) break;
    ReadLeaf(view, *leaf.field, drawn, leaf.Path());
  }
}

// Every item, by walking, and the sum of their bytes.
template <class T, std::size_t N>
unsigned SumBytes(const View<T, N>& view, const KnownMemory& memory) {
  unsigned sum = 0;
  if (view.empty()) return sum;  // may have 2^62 rows of nothing
  if constexpr (N > 1) {
    for (const View<T, N - 1>& inner : view) sum += SumBytes(inner, memory);
  } else {
    const auto* const begin = static_cast<const std::byte*>(memory.base);
    for (const T& item : view) {
      const auto* const bytes = reinterpret_cast<const std::byte*>(&item);
      Require(bytes >= begin && bytes + sizeof(T) <= begin + memory.size,
              "an item is in the memory");
      for (std::size_t i = 0; i < sizeof(T); ++i) sum += std::to_integer<unsigned>(bytes[i]);
    }
  }
  return sum;
}

template <class T, std::size_t N>
void BindAs(const DrawnBuffer& drawn) {
  const auto view = Bind<T, N>(drawn.buffer, drawn.memory);
  if (!view) {
    Require(IsPrintable(Render(view.error()), true), "a report is printable");
    return;
  }
  if (view->count() > kFewValues) return;
  const unsigned sum = SumBytes(*view, drawn.memory);
  Require(SumBytes(view->transposed(), drawn.memory) == sum, "transposed, the items are the same");
  Require(SumBytes(view->reversed(), drawn.memory) == sum, "reversed, the items are the same");
  SumBytes(view->sliced({.step = 2}), drawn.memory);
  std::vector<std::remove_const_t<T>> copy(static_cast<std::size_t>(view->count()));
  view->CopyTo(copy);
  unsigned copied = 0;
  for (const std::byte byte : std::as_bytes(std::span(copy))) {
    copied += std::to_integer<unsigned>(byte);
  }
  Require(copied == sum, "a copy has the bytes of the items");
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/buffer.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  static GuardedMemory memory;
  LayoutCache::Default().SetLimits({.entries = 0});  // what it keeps would be a leak to libFuzzer
  Input input(data, size);
  const LayoutOptions options = input.Options();
  DrawnBuffer drawn;
  DrawBuffer(input, options, memory, drawn);
  const BufferAccess access = drawn.write ? BufferAccess::kWrite : BufferAccess::kRead;
  const Result<Description, BufferError> array =
      Describe(drawn.buffer, drawn.memory, access, options);
  if (array) {
    Require(array->layout().itemsize() == array->geometry().itemsize, "both itemsizes are one");
    RequireGoodLayout(array->layout());
    tools::SumItems(*array);
    ReadColumns(*array, drawn);
  } else {
    const std::string message = Message(array.error());
    Require(!message.empty() && IsPrintable(message, false), "a message is one printable line",
            message);
  }
  BindAs<const Point, 1>(drawn);
  BindAs<const Point, 2>(drawn);
  BindAs<const double, 1>(drawn);
  BindAs<const std::int32_t, 2>(drawn);
  BindAs<const big<double>, 1>(drawn);
  return 0;
}
