// SPDX-License-Identifier: MIT
// From a Python literal to a type with offsets: NumPy's dtype constructor.  Private to dtype/.
#ifndef PEP3118_DTYPE_TYPE_READER_H_
#define PEP3118_DTYPE_TYPE_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/dtype/field_names.h"
#include "pep3118/dtype/literal.h"
#include "pep3118/dtype/numpy_type.h"
#include "pep3118/layout/numpy_record.h"
#include "pep3118/layout/target.h"

namespace pep3118::internal {

class TypeReader {
 public:
  // Fills `error` on refusal; all outlive the reader.
  TypeReader(const LiteralTree& tree, const Target& target, std::size_t most_fields,
             Diagnostic& error)
      : tree_(tree), target_(target), most_fields_(most_fields), error_(error) {}

  bool Run(NumpyType& out) { return Read(tree_.all[0], {}, out); }

  // The description in a `.npy` file: strings, lists of fields and pairs with a shape only; a void
  // without a name is padding.
  bool RunDescription(const Literal& literal, NumpyType& out) {
    description_ = true;
    return Read(literal, {}, out);
  }

 private:
  // What holds around a type.
  struct Around {
    bool align = false;
    std::size_t depth = 0;  // records
  };
  // The values of a dict by the keys that mean something; nullptr where there is none.
  struct Columns {
    const Literal* names = nullptr;
    const Literal* formats = nullptr;
    const Literal* offsets = nullptr;
    const Literal* titles = nullptr;
    const Literal* itemsize = nullptr;
    const Literal* aligned = nullptr;
  };

  bool Read(const Literal& literal, Around around, NumpyType& out);
  bool ReadString(const Literal& literal, bool align, NumpyType& out);
  bool ReadCall(const Literal& call, std::size_t depth, NumpyType& out);
  bool ReadPair(const Literal& tuple, Around around, NumpyType& out);
  bool ReadList(const Literal& list, Around around, NumpyType& out);
  bool ReadDict(const Literal& dict, Around around, NumpyType& out);
  bool ReadColumns(const Literal& dict, const Columns& columns, Around around, NumpyType& out);
  bool ReadFieldsByName(const Literal& dict, Around around, NumpyType& out);

  bool ReadListField(const Literal& field, std::size_t index, Around around, NumpyRecord& record,
                     FieldNames& names);
  bool SkipPadding(const Literal& name, const NumpyType& type, NumpyRecord& record);
  bool FindColumns(const Literal& dict, Columns& columns);
  bool ApplyShape(const Literal& shape, NumpyType& type);
  bool ReadShape(const Literal& shape, std::vector<std::int64_t>& dims);
  bool ReadBoolean(const Literal& literal, bool numbers, bool& value);
  bool ReadOffset(const Literal& literal, std::int64_t& offset);
  bool AddTitle(const Literal& title, FieldNames& names);
  bool AddName(const Literal& name, FieldNames& names);

  bool Enter(const Literal& literal, std::size_t fields, Around& around);
  bool Placed(NumpyRecord::Fault fault, const Literal& place, std::int64_t offset,
              std::int64_t alignment);
  bool Finish(const Literal& place, Around around, std::optional<std::int64_t> itemsize,
              NumpyRecord& record, FieldNames& names, NumpyType& out);
  bool RefuseOverlaps(const ExplicitType& record, const std::vector<const Literal*>& places);

  bool Fail(ErrorKind kind, Span span, std::vector<std::string> arguments) {
    error_ = {kind, span, std::move(arguments)};
    return false;
  }
  bool FailValue(const Literal& literal, std::string message, std::string hint = {}) {
    return Fail(ErrorKind::kBadDtype, literal.span, {std::move(message), std::move(hint)});
  }

  // ---- the tree

  std::uint32_t IndexOf(const Literal& literal) const {
    return static_cast<std::uint32_t>(&literal - tree_.all.data());
  }
  // The literals directly inside one: for (i = First(x); i < x.end; i = tree_.all[i].end).
  std::uint32_t First(const Literal& literal) const { return IndexOf(literal) + 1; }
  std::size_t CountIn(const Literal& literal) const;
  // Without the parentheses around it.
  const Literal& Inside(const Literal& literal) const;
  static bool IsSequence(const Literal& literal) {
    return literal.kind == LiteralKind::kList || literal.kind == LiteralKind::kTuple;
  }
  static bool IsWord(const Literal& literal, std::string_view word) {
    return literal.kind == LiteralKind::kWord && literal.text == word;
  }

  const LiteralTree& tree_;
  const Target& target_;
  const std::size_t most_fields_;
  Diagnostic& error_;
  bool description_ = false;
};

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_TYPE_READER_H_
