// SPDX-License-Identifier: MIT
#include "pep3118/layout/layout.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "pep3118/c/boundary.h"
#include "pep3118/c/handle.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/find.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/parser/ast.h"

namespace pep3118::c {
namespace {

// The numbers of the interface are those of the library's enums.
static_assert(PEP3118_BOOL == static_cast<int>(TypeKind::kBool));
static_assert(PEP3118_COMPLEX == static_cast<int>(TypeKind::kComplex));
static_assert(PEP3118_UCS4 == static_cast<int>(TypeKind::kUcs4));
static_assert(PEP3118_RECORD == static_cast<int>(TypeKind::kRecord));
static_assert(PEP3118_ORDER_NONE == static_cast<int>(ByteOrder::kNone));
static_assert(PEP3118_ORDER_LITTLE == static_cast<int>(ByteOrder::kLittle));
static_assert(PEP3118_ORDER_BIG == static_cast<int>(ByteOrder::kBig));
static_assert(PEP3118_NOT_FLOAT == static_cast<int>(FloatFormat::kNone));
static_assert(PEP3118_X87 == static_cast<int>(FloatFormat::kX87));
static_assert(PEP3118_DOUBLE_DOUBLE == static_cast<int>(FloatFormat::kDoubleDouble));

std::string_view CodeOf(const Field& field) {
  if (field.kind == TypeKind::kRecord) return "";
  if (field.kind == TypeKind::kFunction) return "X{}";
  return ast::CodeText(field.code);
}

pep3118_field FieldOf(const pep3118_layout& handle, const Field& field) {
  const Layout& layout = *handle.layout;
  const LayoutTexts& texts = handle.Texts();
  const std::uint32_t number = layout.IndexOf(field);
  const std::span<const std::int64_t> shape = layout.Shape(field);
  pep3118_field out;
  out.name = texts.names.c_str() + texts.name_begins[number];
  out.name_length = field.name_size;
  out.code = CodeOf(field).data();
  out.shape = shape.empty() ? nullptr : shape.data();
  out.offset = field.offset;
  out.itemsize = field.itemsize;
  out.alignment = field.alignment;
  out.number = number;
  out.end = field.end;
  out.kind = static_cast<std::int32_t>(field.kind);
  out.byte_order = static_cast<std::int32_t>(field.byte_order);
  out.float_format = static_cast<std::int32_t>(field.float_format);
  out.ndim = field.ndim;
  out.natural = field.natural ? 1 : 0;
  out.reserved = 0;
  return out;
}

// A text of a handle, or nullptr when there is no memory for it.
template <class Get>
const char* TextOrNull(const pep3118_layout* layout, Get get) noexcept {
  if (layout == nullptr) return nullptr;
  try {
    return get(layout->Texts()).c_str();
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

LayoutTexts::LayoutTexts(const SharedLayout& layout)
    : canonical(CanonicalText(*layout)), id(layout.id()) {
  name_begins.reserve(layout->all().size());
  for (const Field& field : layout->all()) {
    name_begins.push_back(names.size());
    names += layout->Name(field);
    names += '\0';
  }
}

}  // namespace pep3118::c

using pep3118::Result;
using pep3118::c::Fail;
using pep3118::c::FailArgument;
using pep3118::c::FailNull;
using pep3118::c::Guarded;

pep3118_status pep3118_layout_of(const char* format, size_t length, const pep3118_options* options,
                                 pep3118_layout** layout, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (layout == nullptr) return FailNull(*error, "layout");
  *layout = nullptr;
  if (format == nullptr) return FailNull(*error, "format");
  if (options == nullptr) return FailNull(*error, "options");
  return Guarded(*error, [&]() -> pep3118_status {
    const std::optional<std::string_view> text = pep3118::c::TextOf(format, length);
    if (!text) return FailArgument(*error, "length is longer than any object");
    pep3118::LayoutOptions read;
    if (!pep3118::c::ReadOptions(*options, read, *error)) return error->status;
    const Result<const pep3118::SharedLayout*> found = pep3118::BorrowLayout(*text, read);
    if (!found) return Fail(*error, found.error());
    *layout = new pep3118_layout(**found, read.dialect);
    return PEP3118_OK;
  });
}

pep3118_layout* pep3118_layout_retain(pep3118_layout* layout) { return pep3118::c::Retain(layout); }

pep3118_status pep3118_layout_release(pep3118_layout* layout) {
  return pep3118::c::Release(layout);
}

int64_t pep3118_layout_itemsize(const pep3118_layout* layout) {
  return layout == nullptr ? -1 : layout->layout->itemsize();
}

int64_t pep3118_layout_alignment(const pep3118_layout* layout) {
  return layout == nullptr ? -1 : layout->layout->alignment();
}

size_t pep3118_layout_field_count(const pep3118_layout* layout) {
  return layout == nullptr ? 0 : layout->layout->all().size();
}

const char* pep3118_layout_canonical(const pep3118_layout* layout) {
  return pep3118::c::TextOrNull(layout, [](const auto& texts) -> auto& { return texts.canonical; });
}

const char* pep3118_layout_id(const pep3118_layout* layout) {
  return pep3118::c::TextOrNull(layout, [](const auto& texts) -> auto& { return texts.id; });
}

const char* pep3118_layout_dialect(const pep3118_layout* layout) {
  return layout == nullptr ? nullptr : pep3118::DialectName(layout->layout.dialect()).data();
}

const char* pep3118_layout_target(const pep3118_layout* layout) {
  return layout == nullptr ? nullptr : layout->layout->target().name.c_str();
}

int pep3118_layout_same(const pep3118_layout* a, const pep3118_layout* b) {
  if (a == nullptr || b == nullptr) return -1;
  return a->layout == b->layout ? 1 : 0;
}

size_t pep3118_layout_note_count(const pep3118_layout* layout) {
  return layout == nullptr ? 0 : layout->layout.notes().size();
}

pep3118_status pep3118_layout_note(const pep3118_layout* layout, size_t index, pep3118_note* note,
                                   pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (layout == nullptr) return FailNull(*error, "layout");
  if (note == nullptr) return FailNull(*error, "note");
  const std::span<const pep3118::Note> notes = layout->layout.notes();
  if (index >= notes.size()) return FailArgument(*error, "the layout has no note of this index");
  const pep3118::Note& found = notes[index];
  *note = {pep3118::NoteName(found.kind).data(), found.message.c_str(), found.span.begin,
           found.span.size()};
  return error->status = PEP3118_OK;
}

pep3118_status pep3118_layout_field(const pep3118_layout* layout, size_t number,
                                    pep3118_field* field, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (layout == nullptr) return FailNull(*error, "layout");
  if (field == nullptr) return FailNull(*error, "field");
  return Guarded(*error, [&]() -> pep3118_status {
    const std::span<const pep3118::Field> all = layout->layout->all();
    if (number >= all.size()) return FailArgument(*error, "the layout has no field of this number");
    *field = pep3118::c::FieldOf(*layout, all[number]);
    return PEP3118_OK;
  });
}

pep3118_status pep3118_layout_find(const pep3118_layout* layout, const char* path, size_t length,
                                   pep3118_place* place, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (layout == nullptr) return FailNull(*error, "layout");
  if (path == nullptr) return FailNull(*error, "path");
  if (place == nullptr) return FailNull(*error, "place");
  return Guarded(*error, [&]() -> pep3118_status {
    const std::optional<std::string_view> text = pep3118::c::TextOf(path, length);
    if (!text) return FailArgument(*error, "length is longer than any object");
    const auto found = pep3118::Find(*layout->layout, *text);
    if (!found) {
      return Fail(*error, {PEP3118_PATH, PathErrorName(found.error().kind),
                           pep3118::Message(found.error()), "", found.error().span});
    }
    *place = {pep3118::c::FieldOf(*layout, *found->field), found->offset,
              found->shape.empty() ? nullptr : found->shape.data(),
              static_cast<std::int32_t>(found->shape.size()), 0};
    return PEP3118_OK;
  });
}

const char* pep3118_kind_name(int32_t kind) {
  if (kind < 0 || kind > PEP3118_RECORD) return "unknown";
  return pep3118::KindName(static_cast<pep3118::TypeKind>(kind)).data();
}
