// SPDX-License-Identifier: MIT
#include "pep3118/c/boundary.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"

namespace pep3118::c {
namespace {

// A struct of options that says that it is longer than this is not one.
constexpr std::size_t kMaxOptionBytes = 4'096;

template <std::size_t N>
void CopyText(std::string_view text, char (&out)[N]) {
  constexpr std::string_view kCut = "...";
  const bool fits = text.size() < N;
  const std::size_t kept = fits ? text.size() : N - 1 - kCut.size();
  std::copy_n(text.data(), kept, out);
  if (!fits) std::copy(kCut.begin(), kCut.end(), out + kept);
  out[fits ? kept : N - 1] = '\0';
}

}  // namespace

pep3118_status Fail(pep3118_error& error, const Failure& failure) {
  error.status = failure.status;
  error.reserved = 0;
  error.position = failure.span.begin;
  error.length = failure.span.size();
  CopyText(failure.kind, error.kind);
  CopyText(failure.message, error.message);
  CopyText(failure.hint, error.hint);
  return failure.status;
}

pep3118_status FailNull(pep3118_error& error, std::string_view argument) {
  char message[64];
  const std::size_t kept = std::min(argument.size(), sizeof message - sizeof " is NULL");
  std::copy_n(argument.data(), kept, message);
  std::memcpy(message + kept, " is NULL", sizeof " is NULL");
  return Fail(error, {PEP3118_NULL_ARGUMENT, "null-argument", message});
}

pep3118_status FailArgument(pep3118_error& error, std::string_view message) {
  return Fail(error, {PEP3118_BAD_ARGUMENT, "bad-argument", message});
}

pep3118_status Fail(pep3118_error& error, const Diagnostic& diagnostic) {
  return Fail(error, {PEP3118_FORMAT, ErrorName(diagnostic.kind), Message(diagnostic),
                      Hint(diagnostic), diagnostic.span});
}

pep3118_status Fail(pep3118_error& error, const BufferError& refusal) {
  if (refusal.kind == BufferErrorKind::kFormat && refusal.format) {
    return Fail(error, *refusal.format);
  }
  const bool has_format = refusal.format.has_value();
  return Fail(error, {PEP3118_BUFFER, BufferErrorName(refusal.kind), Message(refusal),
                      has_format ? Hint(*refusal.format) : std::string(),
                      has_format ? refusal.format->span : Span{}});
}

std::string_view WithoutPrefix(std::string_view what) {
  constexpr std::string_view kPrefix = "pep3118: ";
  if (what.starts_with(kPrefix)) what.remove_prefix(kPrefix.size());
  return what;
}

std::optional<std::string_view> TextOf(const char* text, std::size_t length) {
  if (length == PEP3118_NUL_TERMINATED) return std::string_view(text);
  if (length > static_cast<std::size_t>(PTRDIFF_MAX)) return std::nullopt;
  return std::string_view(text, length);
}

bool HasKnownMembers(const void* options, std::size_t size, std::size_t known) {
  if (size < known || size > kMaxOptionBytes) return false;
  const auto* const bytes = static_cast<const unsigned char*>(options);
  return std::all_of(bytes + known, bytes + size, [](unsigned char byte) { return byte == 0; });
}

bool ReadOptions(const pep3118_options& options, LayoutOptions& read, pep3118_error& error) {
  if (!HasKnownMembers(&options, options.size, sizeof options)) {
    FailArgument(error, "options.size is not a size that this version knows");
    return false;
  }
  if (options.itemsize < -1) {
    FailArgument(error, "options.itemsize is below -1");
    return false;
  }
  if ((options.flags & ~std::uint32_t{PEP3118_STRICT | PEP3118_IN_ARRAY}) != 0 ||
      options.reserved != 0) {
    FailArgument(error, "options.flags has a flag that this version does not know");
    return false;
  }
  if (options.itemsize >= 0) read.itemsize = options.itemsize;
  read.strict = (options.flags & PEP3118_STRICT) != 0;
  read.in_array = (options.flags & PEP3118_IN_ARRAY) != 0;
  if (options.dialect != nullptr) {
    const Dialect* const dialect = FindDialect(options.dialect);
    if (dialect == nullptr) {
      FailArgument(error, "options.dialect: no dialect has this name");
      return false;
    }
    read.dialect = *dialect;
  }
  if (options.target != nullptr) {
    read.target = FindTarget(options.target);
    if (read.target == nullptr) {
      FailArgument(error, "options.target: no target has this name");
      return false;
    }
  }
  return true;
}

}  // namespace pep3118::c
