// SPDX-License-Identifier: MIT
// From a list of fields to a type with offsets.  Private to dtype/.
#ifndef PEP3118_DTYPE_FIELD_LIST_READER_H_
#define PEP3118_DTYPE_FIELD_LIST_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/dtype/field_names.h"
#include "pep3118/dtype/literal.h"
#include "pep3118/layout/explicit_layout.h"
#include "pep3118/layout/options.h"

namespace pep3118::internal {

class FieldListReader {
 public:
  // Fills `error` on refusal; all outlive the reader.
  FieldListReader(const LiteralTree& tree, const LayoutOptions& options, Diagnostic& error)
      : tree_(tree), options_(options), error_(error) {}

  // The whole tree is the record, or the list of its fields.
  bool Run(ExplicitType& out);

 private:
  // The values of an object by the keys that mean something; nullptr where there is none.
  struct Record {
    const Literal* fields = nullptr;
    const Literal* itemsize = nullptr;
    const Literal* point_step = nullptr;
    const Literal* is_bigendian = nullptr;
  };
  struct Field {
    const Literal* name = nullptr;
    const Literal* type = nullptr;
    const Literal* datatype = nullptr;
    const Literal* offset = nullptr;
    const Literal* count = nullptr;
    const Literal* shape = nullptr;
  };
  struct Slot {
    std::string_view key;
    const Literal** value;  // nullptr: such a key is passed over
  };

  bool ReadObject(const Literal& object, const std::vector<Slot>& slots, std::string_view hint);
  bool ReadRecord(const Literal& object, std::size_t depth, ExplicitType& out);
  bool ReadFields(const Literal& list, const Record& record, std::size_t depth, ExplicitType& out);
  bool ReadItemsize(const Literal& place, const Record& record, std::size_t depth,
                    std::int64_t& itemsize);
  bool ReadField(const Literal& object, const Record& record, std::size_t depth, FieldNames& names,
                 ExplicitField& out);
  bool ReadType(const Literal& object, const Field& field, const Record& record, std::size_t depth,
                ExplicitType& out);
  bool ReadTypeText(const Literal& text, ExplicitType& out);
  bool ReadDatatype(const Literal& number, const Record& record, ExplicitType& out);
  bool ApplyShape(const Field& field, ExplicitType& type);
  bool Check(const Literal& list, const std::vector<const Literal*>& places,
             const ExplicitType& record);

  bool ReadBytes(const Literal& literal, std::int64_t& bytes);
  bool Fail(ErrorKind kind, Span span, std::vector<std::string> arguments) {
    error_ = {kind, span, std::move(arguments)};
    return false;
  }
  bool FailValue(const Literal& literal, std::string message, std::string hint = {}) {
    return Fail(ErrorKind::kFieldList, literal.span, {std::move(message), std::move(hint)});
  }

  // The literals directly inside one: for (i = First(x); i < x.end; i = tree_.all[i].end).
  std::uint32_t First(const Literal& literal) const {
    return static_cast<std::uint32_t>(&literal - tree_.all.data()) + 1;
  }

  const LiteralTree& tree_;
  const LayoutOptions& options_;
  Diagnostic& error_;
};

}  // namespace pep3118::internal

#endif  // PEP3118_DTYPE_FIELD_LIST_READER_H_
