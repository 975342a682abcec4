// SPDX-License-Identifier: MIT
// The notes of a layout as JSON: layouts and comparisons print them alike.
#ifndef PEP3118_CODEGEN_JSON_NOTES_JSON_H_
#define PEP3118_CODEGEN_JSON_NOTES_JSON_H_

#include <span>

#include "pep3118/codegen/json/json_writer.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

// The member `notes` of an object about a layout: its own notes, then `advice`.
void AppendNotes(const Layout& layout, std::span<const Note> advice, JsonWriter& json);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_JSON_NOTES_JSON_H_
