// One record of a layout -> its struct, its traits and their static_asserts.
#ifndef PEP3118_CODEGEN_RECORD_TEXT_H_
#define PEP3118_CODEGEN_RECORD_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pep3118/codegen/cpp_type.h"
#include "pep3118/codegen/writer.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// The layout ids of a layout's records, by index into Layout::all().
using RecordIds = std::unordered_map<std::uint32_t, std::string>;

// Appends the definition of `record`, in namespace pep3118 and under its own guard.  `ids` has its
// id and those of the records in it that have bytes; their definitions come before.
void AppendRecord(const Layout& layout, const Field& record, const RecordIds& ids,
                  HeaderNeeds& needs, Writer& out);

// "[2][3]", with `length` as one more dimension when it is not 0.
std::string ArraySuffix(const Layout& layout, const Field& field, std::int64_t length);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_RECORD_TEXT_H_
