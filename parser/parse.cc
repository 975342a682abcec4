// SPDX-License-Identifier: MIT
#include "pep3118/parser/parse.h"

#include <algorithm>
#include <string>
#include <utility>

#include "pep3118/parser/actions.h"
#include "pep3118/parser/builder.h"
#include "pep3118/parser/explain.h"
#include "pep3118/parser/pasted.h"

namespace pep3118 {
namespace {

// A Span holds 32-bit offsets.
constexpr std::size_t kMaxFormatBytes = (std::size_t{1} << 31) - 1;

}  // namespace

bool ParseFormatInto(std::string_view text, const ParseLimits& limits, ast::Format& format,
                     Diagnostic& error) {
  namespace pegtl = tao::pegtl;
  const std::size_t limit = std::min(limits.format_bytes, kMaxFormatBytes);
  if (text.size() > limit) {
    const auto at = static_cast<std::uint32_t>(limit);
    error = {ErrorKind::kFormatTooLong,
             {at, at + 1},
             {"format of " + std::to_string(text.size()) + " bytes", std::to_string(limit)}};
    return false;
  }
  format.text.assign(text);
  internal::Builder builder(limits, format, error);
  pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*> in(
      format.text.data(), format.text.data() + format.text.size(), "");
  if (pegtl::parse<grammar::format, grammar::action, grammar::control>(in, builder)) return true;
  if (!builder.failed()) error = internal::Explain(builder);
  error = internal::ExplainPasted(format.text, std::move(error));
  return false;
}

Result<ast::Format> ParseFormat(std::string_view text, const ParseLimits& limits) {
  ast::Format format;
  Diagnostic error;
  if (ParseFormatInto(text, limits, format, error)) return format;
  return error;
}

}  // namespace pep3118
