// SPDX-License-Identifier: MIT
// Calls of the C interface in any order with any arguments, handles that are shared and NULL where a
// pointer must be given: a status with an error that is whole, and nothing left at the end.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>

#include "pep3118/c/pep3118.h"
#include "pep3118/fuzz/drawn_buffer.h"
#include "pep3118/fuzz/guarded_memory.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/layout/lookup.h"

namespace pep3118::fuzz {
namespace {

constexpr std::size_t kMostCalls = 48;
constexpr std::size_t kSlots = 3;

// Handles of one kind.  Each slot holds one count.
template <class Handle, Handle* (*retain)(Handle*), pep3118_status (*release)(Handle*)>
class Slots {
 public:
  Slots() = default;
  ~Slots() {
    for (Handle* const handle : handles_) Release(handle);
  }
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  Handle* Get(Input& input) const { return handles_[input.Below(kSlots)]; }
  void Put(Input& input, Handle* handle) {
    Handle*& slot = handles_[input.Below(kSlots)];
    Release(slot);
    slot = handle;
  }
  void Share(Input& input) { Put(input, retain(Get(input))); }

 private:
  static void Release(Handle* handle) {
    const pep3118_status expected = handle == nullptr ? PEP3118_NULL_ARGUMENT : PEP3118_OK;
    Require(release(handle) == expected, "a handle can be released");
  }

  std::array<Handle*, kSlots> handles_{};
};

template <std::size_t size>
std::string_view TextIn(const char (&text)[size]) {
  const std::size_t length = strnlen(text, size);
  Require(length < size, "a text ends with NUL");
  return {text, length};
}

// An error as a call left it; `asked` is the length of the text that it is about.
void RequireStatus(pep3118_status status, const pep3118_error& error, std::size_t asked) {
  Require(error.status == status, "the error has the status");
  if (status == PEP3118_OK) return;  // nothing else is written
  const std::string_view kind = TextIn(error.kind);
  const std::string_view message = TextIn(error.message);
  Require(!kind.empty() && IsPrintable(kind, false), "an error has a kind", kind);
  Require(!message.empty() && IsPrintable(message, true), "a message is printable", message);
  Require(status > PEP3118_OK && status < PEP3118_INTERNAL, "no bug is met", message);
  Require(IsPrintable(TextIn(error.hint), true), "a hint is printable");
  if (status != PEP3118_FORMAT && status != PEP3118_PATH) return;
  Require(error.position <= asked && error.length <= asked - error.position,
          "the place is in the text", message);
}

// `pointer`, or NULL now and then.
template <class T>
T* Given(Input& input, T* pointer) {
  return input.Byte() == 0xee ? nullptr : pointer;
}

pep3118_buffer InC(const Buffer& buffer) {
  return {buffer.buf,     buffer.len,        buffer.itemsize, buffer.format,          buffer.shape,
          buffer.strides, buffer.suboffsets, buffer.ndim,     buffer.readonly ? 1 : 0};
}

class Calls {
 public:
  Calls(Input& input, GuardedMemory& from, GuardedMemory& to)
      : input_(input), from_memory_(from), to_memory_(to) {
    std::memset(static_cast<void*>(&error_), 0x55, sizeof error_);
  }

  void Next() {
    using Call = void (Calls::*)();
    static constexpr Call kCalls[] = {&Calls::LayoutOf, &Calls::LayoutOf, &Calls::Share,
                                      &Calls::Fields,   &Calls::Find,     &Calls::Compare,
                                      &Calls::Emit,     &Calls::Describe, &Calls::Check,
                                      &Calls::Convert,  &Calls::Run,      &Calls::Names};
    (this->*kCalls[input_.Below(std::size(kCalls))])();
  }

 private:
  // The options of a later version: members that this one does not know are behind them.
  struct LaterOptions {
    pep3118_options options = PEP3118_OPTIONS_INIT;
    std::array<unsigned char, 16> more{};
  };

  LaterOptions Options() {
    LaterOptions later;
    pep3118_options& options = later.options;
    const std::uint8_t flags = input_.Byte();
    if ((flags & 1) != 0) options.itemsize = input_.Number();
    if ((flags & 2) != 0) options.dialect = pep3118_dialect_name(input_.Below(13));
    if ((flags & 4) != 0) options.target = pep3118_target_name(input_.Below(80));
    options.flags = flags >> 3 & 3;
    if (flags == 0xef) options.size = input_.Below(sizeof later + 1);
    if (flags == 0xf7) options.reserved = 1;
    later.more.back() = flags == 0xee ? 1 : 0;
    return later;
  }

  void Done(pep3118_status status, std::size_t asked = 0) { RequireStatus(status, error_, asked); }

  void LayoutOf() {
    const LaterOptions later = Options();
    const pep3118_options& options = later.options;
    const bool counted = input_.Flag();
    const std::string format(input_.Text());
    pep3118_layout* layout = nullptr;
    Done(pep3118_layout_of(Given(input_, format.c_str()),
                           counted ? format.size() : PEP3118_NUL_TERMINATED, &options, &layout,
                           &error_),
         format.size());
    Require((layout != nullptr) == (error_.status == PEP3118_OK), "a layout or an error");
    if (layout != nullptr) {
      const bool asked = options.itemsize >= 0;
      Require(!asked || pep3118_layout_itemsize(layout) == options.itemsize,
              "the itemsize asked for");
    }
    layouts_.Put(input_, layout);
  }

  void Share() {
    layouts_.Share(input_);
    comparisons_.Share(input_);
    texts_.Share(input_);
    conversions_.Share(input_);
  }

  void Fields() {
    const pep3118_layout* const layout = layouts_.Get(input_);
    const std::size_t count = pep3118_layout_field_count(layout);
    Require((count > 0) == (layout != nullptr), "a layout has an item");
    pep3118_field field;
    const auto asked = static_cast<std::size_t>(input_.Number());
    const pep3118_status status = pep3118_layout_field(layout, asked, &field, &error_);
    Done(status);
    Require((status == PEP3118_OK) == (asked < count), "fields are those counted");
    if (status == PEP3118_OK) RequireField(field, count);
    const std::size_t notes = pep3118_layout_note_count(layout);
    pep3118_note note;
    if (pep3118_layout_note(layout, 0, &note, &error_) == PEP3118_OK) {
      Require(notes > 0 && IsPrintable(note.message, false), "a note is printable");
    }
    const char* const canonical = pep3118_layout_canonical(layout);
    Require((canonical != nullptr) == (layout != nullptr), "a layout has a canonical text");
    if (layout != nullptr) {
      Require(std::strlen(pep3118_layout_id(layout)) == 32, "an id has 32 digits");
      Require(pep3118_layout_same(layout, layout) == 1, "a layout is itself");
    }
  }

  static void RequireField(const pep3118_field& field, std::size_t count) {
    Require(field.end > field.number && field.end <= count, "a field ends in the layout");
    Require(std::strlen(field.name) == field.name_length, "a name has its length", field.name);
    Require(std::string_view(pep3118_kind_name(field.kind)) != "unknown", "a kind has a name");
    for (int d = 0; d < field.ndim; ++d) Require(field.shape[d] >= 0, "no count is negative");
  }

  void Find() {
    const pep3118_layout* const layout = layouts_.Get(input_);
    const std::string path(input_.Text());
    pep3118_place place;
    const pep3118_status status = pep3118_layout_find(
        layout, path.c_str(), input_.Flag() ? path.size() : PEP3118_NUL_TERMINATED,
        Given(input_, &place), &error_);
    Done(status, path.size());
    if (status != PEP3118_OK) return;
    RequireField(place.field, pep3118_layout_field_count(layout));
    Require(place.offset >= 0 && place.offset <= pep3118_layout_itemsize(layout),
            "a place is in the item", path);
  }

  void Compare() {
    const pep3118_layout* const a = layouts_.Get(input_);
    const pep3118_layout* const b = layouts_.Get(input_);
    pep3118_comparison* comparison = nullptr;
    Done(pep3118_compare(a, b, &comparison, &error_));
    Require((comparison != nullptr) == (a != nullptr && b != nullptr), "any two can be compared");
    const std::size_t count = pep3118_comparison_count(comparison);
    if (a != nullptr && pep3118_layout_same(a, b) == 1) {
      Require(count == 0, "a layout does not differ from itself");
    }
    pep3118_difference difference;
    const auto index = static_cast<std::size_t>(input_.Number());
    const pep3118_status status =
        pep3118_comparison_difference(comparison, index, &difference, &error_);
    Done(status);
    Require((status == PEP3118_OK) == (index < count), "differences are those counted");
    if (comparison != nullptr) {
      Require(IsPrintable(pep3118_comparison_text(comparison), true), "the table is printable");
      Require(pep3118_comparison_same(comparison, PEP3118_SAME_NAMES) <=
                      pep3118_comparison_same(comparison, PEP3118_SAME_TYPES) &&
                  pep3118_comparison_same(comparison, PEP3118_SAME_TYPES) <=
                      pep3118_comparison_same(comparison, PEP3118_SAME_BYTES),
              "a level implies those before it");
    }
    comparisons_.Put(input_, comparison);
  }

  void Emit() {
    const char* const language = pep3118_language_name(input_.Below(8));
    const std::string name(input_.Text());
    pep3118_text* text = nullptr;
    Done(pep3118_emit(layouts_.Get(input_), language, name.c_str(), &text, &error_));
    if (text != nullptr) {
      const std::string_view data(pep3118_text_data(text), pep3118_text_length(text));
      Require(IsPrintable(data, true) && data.ends_with('\n'), "emitted text is lines", data);
    }
    texts_.Put(input_, text);
  }

  void Draw(GuardedMemory& memory, DrawnBuffer& drawn) { DrawBuffer(input_, {}, memory, drawn); }

  void Describe() {
    DrawnBuffer drawn;
    Draw(from_memory_, drawn);
    const pep3118_buffer buffer = InC(drawn.buffer);
    pep3118_memory memory{drawn.memory.base, drawn.memory.size};
    const LaterOptions later = Options();
    pep3118_layout* layout = nullptr;
    pep3118_geometry geometry;
    Done(pep3118_buffer_layout(&buffer, Given(input_, &memory), &later.options, &layout, &geometry,
                               &error_),
         drawn.format.size());
    if (layout != nullptr) {
      Require(geometry.itemsize == pep3118_layout_itemsize(layout), "both itemsizes are one");
      Require(geometry.ndim >= 0 && geometry.ndim <= PEP3118_MAX_NDIM, "dimensions are counted");
    }
    layouts_.Put(input_, layout);
  }

  void Check() {
    DrawnBuffer drawn;
    Draw(from_memory_, drawn);
    const pep3118_buffer buffer = InC(drawn.buffer);
    const pep3118_memory memory{drawn.memory.base, drawn.memory.size};
    const LaterOptions later = Options();
    pep3118_geometry geometry;
    Done(pep3118_buffer_check(&buffer, &memory, &later.options, layouts_.Get(input_),
                              static_cast<std::int32_t>(input_.Below(4)),
                              static_cast<std::int32_t>(input_.Below(3)), &geometry, &error_),
         drawn.format.size());
  }

  void Convert() {
    pep3118_conversion_options options = PEP3118_CONVERSION_OPTIONS_INIT;
    options.numbers = static_cast<std::int32_t>(input_.Below(4));
    options.text = static_cast<std::int32_t>(input_.Below(4));
    options.keep_missing = input_.Flag() ? 1 : 0;
    pep3118_conversion* conversion = nullptr;
    Done(pep3118_convert(layouts_.Get(input_), layouts_.Get(input_), &options, &conversion,
                         &error_));
    conversions_.Put(input_, conversion);
  }

  void Run() {
    DrawnBuffer from;
    DrawnBuffer to;
    Draw(from_memory_, from);
    const bool shared = input_.Byte() == 0xee;
    if (!shared) Draw(to_memory_, to);
    const DrawnBuffer& target = shared ? from : to;
    const pep3118_buffer from_buffer = InC(from.buffer);
    const pep3118_buffer to_buffer = InC(target.buffer);
    const pep3118_memory from_bytes{from.memory.base, from.memory.size};
    const pep3118_memory to_bytes{target.memory.base, target.memory.size};
    Done(pep3118_conversion_run(conversions_.Get(input_), &from_buffer, &from_bytes, &to_buffer,
                                &to_bytes, &error_),
         SIZE_MAX);
  }

  void Names() {
    const auto number = static_cast<std::int32_t>(input_.Number());
    const char* const names[] = {pep3118_kind_name(number), pep3118_aspect_name(number),
                                 pep3118_status_name(number)};
    for (const char* const name : names) {
      Require(*name != '\0' && IsPrintable(name, false), "everything has a name");
    }
    const auto index = static_cast<std::size_t>(input_.Number());
    pep3118_dialect_name(index);
    pep3118_target_name(index);
    pep3118_language_name(index);
  }

  Input& input_;
  GuardedMemory& from_memory_;
  GuardedMemory& to_memory_;
  pep3118_error error_;
  Slots<pep3118_layout, pep3118_layout_retain, pep3118_layout_release> layouts_;
  Slots<pep3118_comparison, pep3118_comparison_retain, pep3118_comparison_release> comparisons_;
  Slots<pep3118_text, pep3118_text_retain, pep3118_text_release> texts_;
  Slots<pep3118_conversion, pep3118_conversion_retain, pep3118_conversion_release> conversions_;
};

}  // namespace

const char* const kSeeds = "fuzz/seeds/c.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  static GuardedMemory from;
  static GuardedMemory to;
  LayoutCache::Default().SetLimits({.entries = 0});  // what it keeps would be a leak to libFuzzer
  Input input(data, size);
  Calls calls(input, from, to);
  for (std::size_t call = 0; call < kMostCalls && !input.empty(); ++call) calls.Next();
  return 0;
}
