// SPDX-License-Identifier: MIT
#include "pep3118/codegen/json/notes_json.h"

namespace pep3118 {

void AppendNotes(const Layout& layout, std::span<const Note> advice, JsonWriter& json) {
  json.Key("notes");
  json.BeginArray();
  for (std::span<const Note> notes : {layout.notes(), advice}) {
    for (const Note& note : notes) {
      json.BeginObject();
      json.Member("kind", NoteName(note.kind));
      json.Member("message", note.message);
      json.EndObject();
    }
  }
  json.EndArray();
}

}  // namespace pep3118
