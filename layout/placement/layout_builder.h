// SPDX-License-Identifier: MIT
// The inside of a Layout while it is being made.  Private to layout/: everybody else reads.
#ifndef PEP3118_LAYOUT_PLACEMENT_LAYOUT_BUILDER_H_
#define PEP3118_LAYOUT_PLACEMENT_LAYOUT_BUILDER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/layout/layout.h"

namespace pep3118 {

class LayoutBuilder {
 public:
  explicit LayoutBuilder(Layout& layout) : layout_(layout) {}

  std::vector<Field>& fields() { return layout_.fields_; }
  std::vector<std::int64_t>& shapes() { return layout_.shapes_; }
  std::string& names() { return layout_.names_; }
  std::vector<Note>& notes() { return layout_.notes_; }
  const Target& target() const { return *layout_.target_; }

  void set_target(const Target& target) { layout_.target_ = &target; }
  void set_itemsize(std::int64_t itemsize) { layout_.itemsize_ = itemsize; }
  void set_dialect(Dialect dialect) { layout_.dialect_ = dialect; }
  void AddNote(NoteKind kind, Span span, std::string message) {
    layout_.notes_.push_back({kind, span, std::move(message)});
  }

 private:
  Layout& layout_;
};

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_PLACEMENT_LAYOUT_BUILDER_H_
