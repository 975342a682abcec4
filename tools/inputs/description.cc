// SPDX-License-Identifier: MIT
#include "pep3118/tools/inputs/description.h"

#include <cstddef>
#include <utility>

#include "pep3118/codegen/cpp/name_lint.h"
#include "pep3118/dtype/dtype.h"
#include "pep3118/dtype/field_list.h"
#include "pep3118/dtype/npy_header.h"
#include "pep3118/layout/compute.h"
#include "pep3118/parser/limits.h"
#include "pep3118/parser/parse.h"
#include "pep3118/tools/io/files.h"
#include "pep3118/tools/report/advice.h"

namespace pep3118 {
namespace {

// One byte above the limit is enough for a text to be refused.  A `.npy` file has up to 12 bytes
// before its header's text.
std::size_t MostBytes(DescriptionKind kind) {
  constexpr std::size_t kNpyPrefix = 12;
  return ParseLimits{}.format_bytes + (kind == DescriptionKind::kNpy ? kNpyPrefix : 0);
}

}  // namespace

std::string_view DescriptionKey(DescriptionKind kind) {
  switch (kind) {
    case DescriptionKind::kFormat:
      return "format";
    case DescriptionKind::kDtype:
      return "dtype";
    case DescriptionKind::kNpy:
      return "npy";
    case DescriptionKind::kFields:
      return "field_list";
  }
  return {};
}

bool IsFile(DescriptionKind kind) {
  return kind == DescriptionKind::kNpy || kind == DescriptionKind::kFields;
}

std::string_view ShownText(const ItemDescription& description) {
  return description.file.empty() ? description.text : description.file;
}

Result<Layout> LayoutOf(const ItemDescription& description, const LayoutOptions& options) {
  switch (description.kind) {
    case DescriptionKind::kFormat:
      break;
    case DescriptionKind::kDtype:
      return LayoutOfDtype(description.text, options);
    case DescriptionKind::kNpy: {
      Result<NpyHeader> header = ReadNpyHeader(description.text, options);
      if (!header) return std::move(header).error();
      return std::move(header->layout);
    }
    case DescriptionKind::kFields:
      return LayoutOfFields(description.text, options);
  }
  return ComputeLayout(description.text, options);
}

std::vector<Note> AdviceIf(bool lint, const ItemDescription& description, const Layout& layout) {
  if (!lint) return {};
  if (description.kind != DescriptionKind::kFormat) return LintNames(layout);
  const Result<ast::Format> parsed = ParseFormat(description.text);
  // Refused only where one dialect alone reads it (`<` alone is struct's empty format).
  return parsed ? Advice(*parsed, layout) : std::vector<Note>();
}

bool ReadDescriptionFile(const std::string& path, ItemDescription& description,
                         std::string& reason) {
  description.file = path;
  return ReadFile(path, MostBytes(description.kind), description.text, reason);
}

bool ReadDescriptionStream(std::istream& in, ItemDescription& description) {
  if (IsFile(description.kind)) description.file.assign(1, '-');
  return ReadStream(in, MostBytes(description.kind), description.text);
}

}  // namespace pep3118
