// SPDX-License-Identifier: MIT
// One record of a layout -> its Rust struct and its asserts.
#ifndef PEP3118_CODEGEN_RUST_RECORD_TEXT_H_
#define PEP3118_CODEGEN_RUST_RECORD_TEXT_H_

#include "pep3118/codegen/rust/rust_type.h"
#include "pep3118/codegen/text/source_text.h"
#include "pep3118/codegen/text/writer.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// Appends the struct that `names` names, with all its padding as members, and asserts of its size,
// its alignment and each member's place.
void AppendRustRecord(const Layout& layout, const Field& record, const RecordNames& names,
                      RustNeeds& needs, Writer& out);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_RUST_RECORD_TEXT_H_
