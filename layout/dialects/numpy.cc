// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/numpy.h"

#include <algorithm>
#include <cstddef>

#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/placement/placement.h"

namespace pep3118::internal {
namespace {

void NoteMissingTail(const ast::Format& format, Layout& layout) {
  LayoutBuilder(layout).AddNote(
      NoteKind::kAssumedTrailingPadding, Whole(format),
      "no padding is assumed after the last field; NumPy leaves it out of the format and only the "
      "itemsize decides");
}

void NoteScalar(const ast::Format& format, Layout& layout) {
  LayoutBuilder(layout).AddNote(NoteKind::kAssumedExporter, Whole(format),
                                "the fields are assumed to be aligned; a scalar of a packed NumPy "
                                "dtype with padding at its end "
                                "has the same format and itemsize");
}

// Text that NumPy cannot have written is taken by its letter: pads as written, and alignment from
// the start of the item where they leave it open.
bool FollowLetter(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                  Diagnostic& error) {
  Reading reading;
  reading.model = PaddingModel::kExplicit;
  reading.pad_top_level = true;
  Placement placement;
  if (!Place(format, reading, *options.target, options.max_fields, layout, placement, error)) {
    return false;
  }
  // The last resort for an itemsize that is too small for anything else.
  if (options.itemsize && *options.itemsize < layout.itemsize()) reading.native_is_unaligned = true;
  if (!FollowAndExtend(format, reading, options, layout, placement, error)) return false;
  if (!options.itemsize && placement.natural_itemsize != layout.itemsize()) {
    NoteMissingTail(format, layout);
  }
  return true;
}

}  // namespace

bool PlaceNumpy(const ast::Format& format, const NumpySpelling& spelling,
                const LayoutOptions& options, Layout& layout, NumpyMeaning& meaning,
                Diagnostic& error) {
  if (!spelling.MaybeArray()) return false;
  Reading written;
  written.model = PaddingModel::kExplicit;
  written.native_is_unaligned = written.native_is_aligned = true;
  Placement placement;
  if (!Place(format, written, *options.target, options.max_fields, layout, placement, error)) {
    return false;
  }
  const std::int64_t described = layout.itemsize();
  const std::int64_t itemsize = options.itemsize.value_or(described);
  const bool is_array = placement.native_is_aligned;
  meaning.object = is_array ? NumpyObject::kArray : NumpyObject::kScalar;
  if (itemsize < described || itemsize > options.target->MaxObjectBytes()) {
    return ItemsizeMismatch(format, described, itemsize, error);
  }
  meaning.has_tail = itemsize > described;
  if (spelling.has_record || !options.itemsize) {
    meaning.tail_is_likely = ChooseStrides(itemsize - described, layout, meaning.strides) != 0;
  }
  meaning.is_explained = is_array || layout.item().itemsize == itemsize;
  if (!is_array && (options.in_array || !spelling.MaybeScalar())) {
    return ItemsizeMismatch(format, described, itemsize, error);
  }
  if (meaning.has_tail) ExtendTo(itemsize, layout);
  return true;
}

void NoteStrides(const NumpyMeaning& meaning, Layout& layout) {
  for (const UnsettledStride& stride : meaning.strides) {
    LayoutBuilder(layout).AddNote(
        NoteKind::kAssumedElementStride, stride.array,
        "the bytes after this array are shared out between its records by their alignment; NumPy "
        "does not write where a record ends");
  }
}

bool JudgeNumpy(const ast::Format& format, const LayoutOptions& options,
                const NumpyMeaning& meaning, Layout& layout, Diagnostic& error) {
  const auto is_explained = [](const UnsettledStride& stride) { return stride.explained; };
  if (meaning.strides.size() > 1 && !std::ranges::all_of(meaning.strides, is_explained)) {
    error.kind = ErrorKind::kAmbiguousLayout;
    error.span = meaning.strides[1].array;
    error.arguments = {"the records of two arrays end at their last fields",
                       "they have padding, which NumPy does not write",
                       "write the padding of a record into the format: `T{d:x:b:y:7x}`"};
    return false;
  }
  if (!options.itemsize && meaning.tail_is_likely) NoteMissingTail(format, layout);
  NoteStrides(meaning, layout);
  return true;
}

bool FollowNumpy(const ast::Format& format, const LayoutOptions& options, Layout& layout,
                 Diagnostic& error) {
  const NumpySpelling spelling = NumpySpellingOf(format, *options.target);
  NumpyMeaning meaning;
  const bool fits = PlaceNumpy(format, spelling, options, layout, meaning, error);
  const bool is_array = meaning.object == NumpyObject::kArray;
  if (!fits && spelling.MaybeArray() && is_array) return false;
  // A text that leaves alignment open, and that others can have written, is a scalar's only if the
  // itemsize says so.
  const bool is_scalar = spelling.Certain() || (options.itemsize && meaning.is_explained);
  if (fits && (is_array || is_scalar)) return JudgeNumpy(format, options, meaning, layout, error);
  if (!FollowLetter(format, options, layout, error)) return false;
  if (fits && options.itemsize) NoteScalar(format, layout);
  return true;
}

}  // namespace pep3118::internal
