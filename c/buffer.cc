// SPDX-License-Identifier: MIT
#include "pep3118/buffer/buffer.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "pep3118/buffer/bind_report.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/c/boundary.h"
#include "pep3118/c/described.h"
#include "pep3118/c/handle.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/lookup.h"

namespace pep3118::c {
namespace {

static_assert(PEP3118_MAX_NDIM == kMaxNdim);

void CopyGeometry(const Geometry& from, pep3118_geometry& to) {
  to.data = from.data;
  to.itemsize = from.itemsize;
  to.count = from.count;
  to.ndim = from.ndim;
  to.readonly = from.readonly ? 1 : 0;
  to.indirect = from.indirect ? 1 : 0;
  to.reserved = 0;
  std::ranges::copy(from.Shape(), to.shape);
  std::ranges::copy(from.Strides(), to.strides);
  if (from.indirect) {
    std::ranges::copy(from.Suboffsets(), to.suboffsets);
  } else {
    std::fill_n(to.suboffsets, from.ndim, -1);
  }
}

// The answer behind a description, with its notes: from the cache.
pep3118_status LayoutOfBuffer(const pep3118_buffer& buffer, const UncheckedDescription& described,
                              LayoutOptions options, pep3118_layout** layout,
                              pep3118_error& error) {
  options.itemsize = described.geometry().itemsize;
  options.in_array = described.geometry().ndim > 0;
  Result<SharedLayout> found = LayoutOf(buffer.format == nullptr ? "B" : buffer.format, options);
  if (!found) return Fail(error, found.error());
  *layout = new pep3118_layout(*std::move(found), options.dialect);
  return PEP3118_OK;
}

}  // namespace

Buffer BufferOf(const pep3118_buffer& buffer) {
  return {buffer.buf,    buffer.len,   buffer.itemsize, buffer.readonly != 0, buffer.ndim,
          buffer.format, buffer.shape, buffer.strides,  buffer.suboffsets};
}

bool ProveItems(const Geometry& geometry, const pep3118_memory& memory, pep3118_error& error) {
  if (memory.size == PEP3118_MEMORY_UNKNOWN) return true;
  BufferError refusal;
  if (ProveInside(geometry, {memory.base, memory.size}, refusal)) return true;
  if (refusal.kind == BufferErrorKind::kMemoryExtent) {  // its number is signed, a size is not
    Fail(error, {PEP3118_BUFFER, BufferErrorName(refusal.kind),
                 "memory of " + std::to_string(memory.size) +
                     " bytes, expected one that ends in the address space"});
  } else {
    Fail(error, refusal);
  }
  return false;
}

pep3118_status CheckDescribed(const Result<UncheckedDescription, BufferError>& described,
                              const pep3118_memory& memory, pep3118_error& error) {
  if (!described) return Fail(error, described.error());
  return ProveItems(described->geometry(), memory, error) ? PEP3118_OK : error.status;
}

}  // namespace pep3118::c

using pep3118::c::Fail;
using pep3118::c::FailArgument;
using pep3118::c::FailNull;
using pep3118::c::Guarded;

pep3118_status pep3118_buffer_layout(const pep3118_buffer* buffer, const pep3118_memory* memory,
                                     const pep3118_options* options, pep3118_layout** layout,
                                     pep3118_geometry* geometry, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (layout == nullptr) return FailNull(*error, "layout");
  *layout = nullptr;
  if (buffer == nullptr) return FailNull(*error, "buffer");
  if (memory == nullptr) return FailNull(*error, "memory");
  if (options == nullptr) return FailNull(*error, "options");
  if (geometry == nullptr) return FailNull(*error, "geometry");
  return Guarded(*error, [&]() -> pep3118_status {
    pep3118::LayoutOptions read;
    if (!pep3118::c::ReadOptions(*options, read, *error)) return error->status;
    const auto described = pep3118::DescribeUnchecked(pep3118::c::BufferOf(*buffer),
                                                      pep3118::BufferAccess::kRead, read);
    pep3118_status status = pep3118::c::CheckDescribed(described, *memory, *error);
    if (status == PEP3118_OK) {
      status = pep3118::c::LayoutOfBuffer(*buffer, *described, read, layout, *error);
    }
    if (status == PEP3118_OK) pep3118::c::CopyGeometry(described->geometry(), *geometry);
    return status;
  });
}

pep3118_status pep3118_buffer_check(const pep3118_buffer* buffer, const pep3118_memory* memory,
                                    const pep3118_options* options, const pep3118_layout* expected,
                                    int32_t level, int32_t access, pep3118_geometry* geometry,
                                    pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (buffer == nullptr) return FailNull(*error, "buffer");
  if (memory == nullptr) return FailNull(*error, "memory");
  if (options == nullptr) return FailNull(*error, "options");
  if (expected == nullptr) return FailNull(*error, "expected");
  if (geometry == nullptr) return FailNull(*error, "geometry");
  if (level < PEP3118_SAME_BYTES || level > PEP3118_SAME_NAMES) {
    return FailArgument(*error, "level is not one of PEP3118_SAME_...");
  }
  if (access != PEP3118_READ && access != PEP3118_WRITE) {
    return FailArgument(*error, "access is neither PEP3118_READ nor PEP3118_WRITE");
  }
  return Guarded(*error, [&]() -> pep3118_status {
    pep3118::LayoutOptions read;
    if (!pep3118::c::ReadOptions(*options, read, *error)) return error->status;
    const auto described = pep3118::DescribeUnchecked(
        pep3118::c::BufferOf(*buffer),
        access == PEP3118_WRITE ? pep3118::BufferAccess::kWrite : pep3118::BufferAccess::kRead,
        read);
    const pep3118_status status = pep3118::c::CheckDescribed(described, *memory, *error);
    if (status != PEP3118_OK) return status;
    if (expected->layout.get() != &described->layout()) {
      const pep3118::BindReport report = pep3118::ExplainLayouts(
          *expected->layout, described->layout(), static_cast<pep3118::MatchLevel>(level));
      if (!report.mismatches.empty()) {
        return Fail(*error, {PEP3118_MISMATCH, "mismatch", pep3118::Message(report)});
      }
    }
    pep3118::c::CopyGeometry(described->geometry(), *geometry);
    return PEP3118_OK;
  });
}
