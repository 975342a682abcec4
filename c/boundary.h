// SPDX-License-Identifier: MIT
// Where C++ ends: errors become values, exceptions become statuses.
#ifndef PEP3118_C_BOUNDARY_H_
#define PEP3118_C_BOUNDARY_H_

#include <cstddef>
#include <exception>
#include <new>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "pep3118/base/span.h"
#include "pep3118/buffer/buffer_error.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::c {

// Why a call failed; `words` and `hint` are copied.
struct Failure {
  pep3118_status status;
  std::string_view kind;
  std::string_view message;
  std::string_view hint = {};
  Span span = {};
};

// Fills `error`; gives the status back.
pep3118_status Fail(pep3118_error& error, const Failure& failure);
pep3118_status FailNull(pep3118_error& error, std::string_view argument);
pep3118_status FailArgument(pep3118_error& error, std::string_view message);
pep3118_status Fail(pep3118_error& error, const Diagnostic& diagnostic);
pep3118_status Fail(pep3118_error& error, const BufferError& refusal);

// What an exception of the library says, without the `pep3118: ` before it.
std::string_view WithoutPrefix(std::string_view what);

// What `body` returns, or the status of what it throws.
template <class Body>
pep3118_status Guarded(pep3118_error& error, Body&& body) noexcept {
  try {
    const pep3118_status status = body();
    if (status == PEP3118_OK) error.status = PEP3118_OK;
    return status;
  } catch (const std::bad_alloc&) {
    return Fail(error, {PEP3118_NO_MEMORY, "no-memory", "there is no memory for this"});
  } catch (const std::invalid_argument& reason) {
    return FailArgument(error, WithoutPrefix(reason.what()));
  } catch (const std::exception& reason) {
    return Fail(error, {PEP3118_INTERNAL, "internal", reason.what()});
  } catch (...) {
    return Fail(error, {PEP3118_INTERNAL, "internal", "an exception of unknown type"});
  }
}

// The text of an argument; nothing when its length is no length of an object.
std::optional<std::string_view> TextOf(const char* text, std::size_t length);

// False, with `error` filled, when a name is unknown or a number is out of range.
bool ReadOptions(const pep3118_options& options, LayoutOptions& read, pep3118_error& error);

// Whether the caller's struct, of `size` bytes by its own word, has only members that this library
// knows: those behind them are zero.
bool HasKnownMembers(const void* options, std::size_t size, std::size_t known);

}  // namespace pep3118::c

#endif  // PEP3118_C_BOUNDARY_H_
