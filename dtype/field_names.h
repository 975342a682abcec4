// SPDX-License-Identifier: MIT
// The names of one record's fields: each can be in a layout, and all differ.  Private to dtype/.
#ifndef PEP3118_DTYPE_FIELD_NAMES_H_
#define PEP3118_DTYPE_FIELD_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pep3118/layout/explicit_layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

class FieldNames {
 public:
  // `error` is filled on refusal; the texts that are added and `error` outlive this.
  explicit FieldNames(Diagnostic& error) : error_(error) {}

  void Reserve(std::size_t names) { names_.reserve(names); }

  // `span`: where the name was written.  False with an error when no layout can hold it.
  bool Add(std::string_view name, Span span);
  // NumPy's other name for a field, which no layout holds.
  void AddTitle(std::string_view title, Span span) { names_.push_back({title, span, kWritten}); }
  // The field of that index is named when the record is complete.
  void AddMadeUp(std::size_t field, Span span) { names_.push_back({{}, span, field}); }

  // Whether all differ; false with an error at the second of a name that is there twice.
  bool AllDiffer(const ExplicitType& record);

 private:
  static constexpr std::size_t kWritten = SIZE_MAX;
  struct Name {
    std::string_view text;
    Span span;
    std::size_t made_up;  // the field whose name is read at last, or kWritten
  };

  Diagnostic& error_;
  std::vector<Name> names_;
};

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_FIELD_NAMES_H_
