// SPDX-License-Identifier: MIT
#include "pep3118/buffer/convert.h"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "pep3118/buffer/bind_report.h"
#include "pep3118/buffer/buffer_error.h"
#include "pep3118/buffer/convert/report.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/c/boundary.h"
#include "pep3118/c/described.h"
#include "pep3118/c/handle.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"

namespace pep3118::c {
namespace {

static_assert(PEP3118_REFUSED == static_cast<int>(Narrowing::kRefused));
static_assert(PEP3118_CHECKED == static_cast<int>(Narrowing::kChecked));
static_assert(PEP3118_SATURATING == static_cast<int>(Narrowing::kSaturating));

bool ReadNarrowing(std::int32_t number, Narrowing& read) {
  if (number < PEP3118_REFUSED || number > PEP3118_SATURATING) return false;
  read = static_cast<Narrowing>(number);
  return true;
}

bool ReadConversionOptions(const pep3118_conversion_options& options, ConversionOptions& read,
                           pep3118_error& error) {
  if (!HasKnownMembers(&options, options.size, sizeof options) || options.reserved != 0) {
    FailArgument(error, "options.size is not a size that this version knows");
    return false;
  }
  if (!ReadNarrowing(options.numbers, read.numbers) || !ReadNarrowing(options.text, read.text) ||
      (options.keep_missing != 0 && options.keep_missing != 1)) {
    FailArgument(error, "options: a number that has no meaning");
    return false;
  }
  read.keep_missing = options.keep_missing == 1;
  return true;
}

// One side of a run: its items, and the layout that its format has; none where it has no format.
struct Side {
  Geometry geometry{};
  std::shared_ptr<const Layout> layout;
};

// Whether a buffer of this layout is one of a conversion that was made for `planned`.
bool HasLayout(const Layout& found, const Layout& planned, pep3118_error& error) {
  if (&found == &planned || Compare(found, planned).Same(MatchLevel::kNames)) return true;
  Fail(error, {PEP3118_MISMATCH, "mismatch", Message(ExplainLayouts(planned, found))});
  return false;
}

bool ReadSide(const pep3118_buffer& buffer, const pep3118_memory& memory, BufferAccess access,
              const Layout& layout, Dialect dialect, Side& side, pep3118_error& error) {
  if (buffer.format != nullptr) {
    LayoutOptions options;
    options.dialect = dialect;
    options.target = &layout.target();
    const auto described = DescribeUnchecked(BufferOf(buffer), access, options);
    if (CheckDescribed(described, memory, error) != PEP3118_OK) return false;
    if (!HasLayout(described->layout(), layout, error)) return false;
    side = {described->geometry(), described->shared_layout()};
    return true;
  }
  BufferError refusal;
  if (!ResolveGeometry(BufferOf(buffer), side.geometry, refusal)) {
    Fail(error, refusal);
    return false;
  }
  if (side.geometry.itemsize != layout.itemsize()) {
    refusal = {BufferErrorKind::kItemsizeMismatch,
               BufferError::kNoDimension,
               layout.itemsize(),
               side.geometry.itemsize,
               {}};
    Fail(error, refusal);
    return false;
  }
  if (access == BufferAccess::kWrite && side.geometry.readonly) {
    refusal = {BufferErrorKind::kReadonly, BufferError::kNoDimension, 0, 1, {}};
    Fail(error, refusal);
    return false;
  }
  // Without a description, nothing has been proved of the addresses either.
  if (!ProveSpan(side.geometry, refusal)) {
    Fail(error, refusal);
    return false;
  }
  return ProveItems(side.geometry, memory, error);
}

// What the library refuses of two sides that are right each by itself.
pep3118_status FailSides(pep3118_error& error, std::string_view reason) {
  // What follows a colon is what to call in C++ instead.
  const std::string_view words = WithoutPrefix(reason);
  return FailArgument(error, words.substr(0, words.find(':')));
}

}  // namespace
}  // namespace pep3118::c

using pep3118::Result;
using pep3118::c::Fail;
using pep3118::c::FailNull;
using pep3118::c::Guarded;

pep3118_status pep3118_convert(const pep3118_layout* from, const pep3118_layout* to,
                               const pep3118_conversion_options* options,
                               pep3118_conversion** conversion, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (conversion == nullptr) return FailNull(*error, "conversion");
  *conversion = nullptr;
  if (from == nullptr) return FailNull(*error, "from");
  if (to == nullptr) return FailNull(*error, "to");
  if (options == nullptr) return FailNull(*error, "options");
  return Guarded(*error, [&]() -> pep3118_status {
    pep3118::ConversionOptions read;
    if (!pep3118::c::ReadConversionOptions(*options, read, *error)) return error->status;
    Result<pep3118::Conversion, pep3118::ConversionReport> made =
        pep3118::Convert(from->layout, to->layout, read);
    if (!made) {
      return Fail(*error, {PEP3118_CONVERSION, "conversion", pep3118::Message(made.error())});
    }
    *conversion = new pep3118_conversion(*std::move(made), from->asked, to->asked);
    return PEP3118_OK;
  });
}

pep3118_conversion* pep3118_conversion_retain(pep3118_conversion* conversion) {
  return pep3118::c::Retain(conversion);
}

pep3118_status pep3118_conversion_release(pep3118_conversion* conversion) {
  return pep3118::c::Release(conversion);
}

pep3118_status pep3118_conversion_run(const pep3118_conversion* conversion,
                                      const pep3118_buffer* from, const pep3118_memory* from_memory,
                                      const pep3118_buffer* to, const pep3118_memory* to_memory,
                                      pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (conversion == nullptr) return FailNull(*error, "conversion");
  if (from == nullptr) return FailNull(*error, "from");
  if (from_memory == nullptr) return FailNull(*error, "from_memory");
  if (to == nullptr) return FailNull(*error, "to");
  if (to_memory == nullptr) return FailNull(*error, "to_memory");
  return Guarded(*error, [&]() -> pep3118_status {
    const pep3118::Conversion& run = conversion->conversion;
    pep3118::c::Side input;
    pep3118::c::Side output;
    if (!pep3118::c::ReadSide(*from, *from_memory, pep3118::BufferAccess::kRead, run.from(),
                              conversion->from_dialect, input, *error) ||
        !pep3118::c::ReadSide(*to, *to_memory, pep3118::BufferAccess::kWrite, run.to(),
                              conversion->to_dialect, output, *error)) {
      return error->status;
    }
    std::optional<pep3118::ConversionFailure> failure;
    try {
      failure = pep3118::internal::ConversionAccess::Run(run, {input.geometry, input.layout.get()},
                                                         {output.geometry, output.layout.get()});
    } catch (const std::invalid_argument& reason) {
      return pep3118::c::FailSides(*error, reason.what());
    }
    if (!failure) return PEP3118_OK;
    return Fail(*error, {PEP3118_VALUE, "value", failure->message});
  });
}
