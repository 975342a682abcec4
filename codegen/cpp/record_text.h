// SPDX-License-Identifier: MIT
// One record of a layout -> its struct, its traits and their static_asserts.
#ifndef PEP3118_CODEGEN_CPP_RECORD_TEXT_H_
#define PEP3118_CODEGEN_CPP_RECORD_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pep3118/codegen/cpp/cpp_type.h"
#include "pep3118/codegen/text/writer.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// The layout ids of a layout's records, by index into Layout::all().
using RecordIds = std::unordered_map<std::uint32_t, std::string>;

// The C++ name of a record with that id.  With other members it is another type.
std::string RecordTypeName(const std::string& id, bool padding_members);

// Appends the definition of `record`, in namespace pep3118 and under its own guard.  `ids` has its
// id and those of the records in it that have bytes; their definitions come before.
void AppendRecord(const Layout& layout, const Field& record, const RecordIds& ids,
                  bool padding_members, HeaderNeeds& needs, Writer& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_CPP_RECORD_TEXT_H_
