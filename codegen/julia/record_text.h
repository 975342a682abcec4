// SPDX-License-Identifier: MIT
// One record of a layout -> its Julia struct, its description and the check of its places.
#ifndef PEP3118_CODEGEN_JULIA_RECORD_TEXT_H_
#define PEP3118_CODEGEN_JULIA_RECORD_TEXT_H_

#include <cstdint>
#include <string>
#include <unordered_map>

#include "pep3118/codegen/julia/julia_type.h"
#include "pep3118/codegen/text/writer.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// The types of a layout's records, by index into Layout::all(): `text` is the struct's name.
using JuliaRecords = std::unordered_map<std::uint32_t, JuliaType>;

// The type of `record` as Julia places it, called `name`.  `records` has those of the records in it
// that have bytes.
JuliaType JuliaRecordType(const Layout& layout, const Field& record, const JuliaRecords& records,
                          std::string name);

// Appends its definition, which is skipped where the module has it already.
void AppendJuliaRecord(const Layout& layout, const Field& record, const JuliaRecords& records,
                       const std::string& name, Writer& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JULIA_RECORD_TEXT_H_
