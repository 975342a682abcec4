// SPDX-License-Identifier: MIT
// One record of a layout -> its struct, its traits and their static_asserts.
//
// The traits prove the record's size and alignment and every member's offset.  A member's size is
// that of its type, which SizeAsserts proves once in a header: most of what a compiler spends on a
// header of many records is its asserts and field tables.
#ifndef PEP3118_CODEGEN_CPP_RECORD_TEXT_H_
#define PEP3118_CODEGEN_CPP_RECORD_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "pep3118/codegen/cpp/cpp_type.h"
#include "pep3118/codegen/text/writer.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// The layout ids of a layout's records, by index into Layout::all().
using RecordIds = std::unordered_map<std::uint32_t, std::string>;

// The C++ name of a record with that id.  With other members it is another type.
std::string RecordTypeName(const std::string& id, bool padding_members);

// One static_assert for each type of a member.
class SizeAsserts {
 public:
  // Appends nothing more once the text is longer than `limit` bytes.
  explicit SizeAsserts(std::size_t limit) : out_(limit) {}

  // That `type`, "double[2][3]" as namespace pep3118 names it, has `size` bytes.
  void Add(const std::string& type, const std::string& size);
  // In the order in which they were added, for namespace pep3118.
  const Writer& text() const { return out_; }

 private:
  std::unordered_set<std::string> added_;
  Writer out_;
};

// Appends the definition of `record`, in namespace pep3118 and under its own guard.  `ids` has its
// id and those of the records in it that have bytes; their definitions come before.  `sizes` gets the
// types of its members.
void AppendRecord(const Layout& layout, const Field& record, const RecordIds& ids,
                  bool padding_members, HeaderNeeds& needs, SizeAsserts& sizes, Writer& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_RECORD_TEXT_H_
