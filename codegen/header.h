// SPDX-License-Identifier: MIT
// Layout -> C++17 header text: structs that match the memory byte for byte and prove it.
//
// Pure and deterministic: the same layouts and options give the same bytes, always plain ASCII.
#ifndef PEP3118_CODEGEN_HEADER_H_
#define PEP3118_CODEGEN_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118 {

// A layout and the C++ name that the user gave it; an empty name leaves it with the name made from
// its layout id (`record_<id>`).  The layout must outlive the call.
struct NamedLayout {
  std::string name;
  const Layout* layout = nullptr;
};

struct HeaderOptions {
  std::string name_space = {};     // "my::records"; empty is the global namespace
  bool include_runtime = false;    // #include "pep3118/runtime/..." instead of inline storage types
  bool padding_members = true;     // false: only where a compiler leaves no such hole by itself
  std::size_t max_fields = 4'096;  // fields of one record; ceiling 16,384
  std::size_t bytes = std::size_t{64} << 20;  // of the text
};

enum class HeaderErrorKind : std::uint8_t {
  kRefused,         // the layout has no C++ type: kNoCppType, kTooManyMembers or kSizeOverflow
  kNoLayouts,       // there is nothing to define
  kSeveralTargets,  // the layout is for another target than the first one
  kTooLong,         // the text would be longer than HeaderOptions::bytes
};

struct HeaderError {
  HeaderErrorKind kind = HeaderErrorKind::kRefused;
  std::size_t index = 0;  // which layout, from 0; not for kNoLayouts
  Diagnostic diagnostic;  // for kRefused; its span is in that layout's format
};

// A header that is made of one layout after the other, so that they need not all exist at a time.
//
//   HeaderBuilder builder(options);
//   for (...) {
//     if (std::optional<HeaderError> error = builder.Add({name, &layout})) return Log(*error);
//   }
//   Result<std::string, HeaderError> text = builder.Text();
class HeaderBuilder {
 public:
  explicit HeaderBuilder(HeaderOptions options = {});
  ~HeaderBuilder();
  HeaderBuilder(const HeaderBuilder&) = delete;
  HeaderBuilder& operator=(const HeaderBuilder&) = delete;

  // The layout is read during the call and not kept; its target must outlive the builder.  After an
  // error nothing more can be added: every further call returns the same error.
  [[nodiscard]] std::optional<HeaderError> Add(const NamedLayout& named);

  // Once, after all layouts.  The first error, if there was any.
  Result<std::string, HeaderError> Text();

 private:
  class Emitter;

  const HeaderOptions options_;
  std::unique_ptr<Emitter> emitter_;  // made for the first layout's target
  std::size_t added_ = 0;
  std::optional<HeaderError> error_;
};

// One self-contained header that defines every record of every layout exactly once.
Result<std::string, HeaderError> EmitHeader(std::span<const NamedLayout> layouts,
                                            HeaderOptions options = {});

// Whether `text` is a C++ identifier (or `::`-separated ones, for a namespace) that generated code
// may use: not a keyword, not reserved, not a macro of a standard header.
bool IsUsableIdentifier(std::string_view text);
bool IsUsableNamespace(std::string_view text);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_HEADER_H_
