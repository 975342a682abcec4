// SPDX-License-Identifier: MIT
#include "pep3118/codegen/rust/record_text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/codegen/rust/names.h"
#include "pep3118/codegen/text/time_remark.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

struct Member {
  std::string name;
  RustType type;
  const Segment* segment = nullptr;
};

class RecordEmitter {
 public:
  RecordEmitter(const Layout& layout, const Field& record, const RecordNames& names,
                RustNeeds& needs, Writer& out)
      : layout_(layout),
        record_(record),
        names_(names),
        needs_(needs),
        out_(out),
        name_(names.at(layout.IndexOf(record))),
        segments_(SegmentsOf(layout, record)) {}

  void Append() {
    Collect();
    Struct();
    Asserts();
    out_.Print("unsafe impl pep3118::Item for $name$ {}\n\n", {{"name", name_}});
  }

 private:
  void Collect() {
    std::vector<std::string_view> labels;
    for (const Field& field : layout_.Fields(record_)) labels.push_back(layout_.Name(field));
    const RustNames names = RustNamesFor(labels, segments_.size() - labels.size());
    std::size_t fields = 0;
    std::size_t holes = 0;
    for (const Segment& segment : segments_) {
      if (segment.field == nullptr) {
        members_.push_back(
            {names.padding[holes++], {"[u8; " + std::to_string(segment.size) + "]"}, &segment});
        continue;
      }
      const std::string& name = names.fields[fields++];
      if (segment.size > 0) members_.push_back({name, TypeOf(*segment.field), &segment});
    }
  }

  RustType TypeOf(const Field& field) {
    RustType element = field.kind == TypeKind::kRecord
                           ? RustType{names_.at(layout_.IndexOf(field)), field.alignment}
                           : RustTypeOf(field, layout_.target(), needs_);
    return RustArrayOf(layout_, field, std::move(element));
  }

  // Bytes in place of a type that Rust has not, as of a long double, have alignment 1.
  std::string Representation() const {
    std::int64_t alignment = 1;
    for (const Member& member : members_) alignment = std::max(alignment, member.type.alignment);
    if (alignment == record_.alignment) return "C";
    return "C, align(" + std::to_string(record_.alignment) + ")";
  }

  void Struct() {
    out_.Print(
        "#[repr($representation$)]\n"
        "#[derive(Clone, Copy, Debug)]\n"
        "#[allow(dead_code, non_camel_case_types, non_snake_case)]\n"
        "pub struct $name$ {\n",
        {{"representation", Representation()}, {"name", name_}});
    for (const Member& member : members_) {
      const Field* field = member.segment->field;
      out_.Print("    pub $name$: $type$, // offset $offset$, size $size$$remark$\n",
                 {{"name", member.name},
                  {"type", member.type.text},
                  {"offset", std::to_string(member.segment->offset)},
                  {"size", std::to_string(member.segment->size)},
                  {"remark", field == nullptr ? "" : TimeRemark(", ", *field)}});
    }
    out_.Print("}\n");
  }

  // Rust has a struct's size and alignment as constants, from version 1.77 on a member's offset.
  // Members of repr(C) are placed in order, so that each is where those before it end unless Rust
  // leaves a hole; and then the size would be more than that of all members.
  void Asserts() {
    out_.Print(
        "const _: () = {\n"
        "    use core::mem::{align_of, size_of};\n"
        "    let end = 0; // of the members so far: the next one's offset if Rust adds no "
        "padding\n");
    for (const Member& member : members_)
      out_.Print(
          "    assert!(end == $offset$ && size_of::<$type$>() == $size$);\n"
          "    let end = end + size_of::<$type$>();\n",
          {{"type", member.type.text},
           {"offset", std::to_string(member.segment->offset)},
           {"size", std::to_string(member.segment->size)}});
    out_.Print(
        "    assert!(end == $size$ && size_of::<$name$>() == end); // so it adds none\n"
        "    assert!(align_of::<$name$>() == $alignment$);\n"
        "};\n",
        {{"name", name_},
         {"size", std::to_string(record_.itemsize)},
         {"alignment", std::to_string(record_.alignment)}});
  }

  const Layout& layout_;
  const Field& record_;
  const RecordNames& names_;
  RustNeeds& needs_;
  Writer& out_;
  const std::string& name_;
  const std::vector<Segment> segments_;
  std::vector<Member> members_;
};

}  // namespace

void AppendRustRecord(const Layout& layout, const Field& record, const RecordNames& names,
                      RustNeeds& needs, Writer& out) {
  RecordEmitter(layout, record, names, needs, out).Append();
}

}  // namespace pep3118
