// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <string>

#include "pep3118/codegen/diff.h"
#include "pep3118/codegen/json/json_writer.h"
#include "pep3118/codegen/json/notes_json.h"
#include "pep3118/codegen/text/type_text.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/field_paths.h"

namespace pep3118 {
namespace {

class DiffJson {
 public:
  DiffJson(const DiffSide& a, const DiffSide& b, JsonWriter& json)
      : a_(a), b_(b), paths_a_(a.layout), paths_b_(b.layout), json_(json) {}

  void Print(const Comparison& comparison) {
    json_.BeginObject();
    json_.BoolMember("same_bytes", comparison.same_bytes);
    json_.BoolMember("same_types", comparison.same_types);
    json_.BoolMember("same_names", comparison.same_names);
    json_.Key("expected");
    Side(a_);
    json_.Key("found");
    Side(b_);
    json_.Key("differences");
    json_.BeginArray();
    for (const Difference& difference : comparison.differences) Print(difference);
    json_.EndArray();
    json_.EndObject();
  }

 private:
  void Side(const DiffSide& side) {
    const Layout& layout = side.layout;
    json_.BeginObject();
    json_.Member(side.key, side.text);
    json_.Member("canonical", CanonicalText(layout));
    json_.Member("layout_id", LayoutId(layout));
    json_.Member("target", layout.target().name);
    json_.Member("dialect", DialectName(layout.dialect()));
    json_.Member("itemsize", layout.itemsize());
    json_.Member("alignment", layout.alignment());
    AppendNotes(layout, side.advice, json_);
    json_.EndObject();
  }

  void Print(const Difference& difference) {
    if (json_.full()) return;
    const bool in_a = difference.a != Difference::kNoField;
    json_.BeginObject();
    json_.Member("breaks", LevelName(difference.level));
    json_.Member("differs", AspectName(difference.aspect));
    json_.Member("path", in_a ? paths_a_.PathOf(difference.a) : paths_b_.PathOf(difference.b));
    json_.Key("expected");
    Side(a_.layout, difference.aspect, difference.a, difference.offset_a);
    json_.Key("found");
    Side(b_.layout, difference.aspect, difference.b, difference.offset_b);
    json_.EndObject();
  }

  // What one side has there, or null.
  void Side(const Layout& layout, DifferenceAspect aspect, std::uint32_t index,
            std::int64_t offset) {
    if (index == Difference::kNoField) return json_.Null();
    const Field& field = layout.all()[index];
    json_.BeginObject();
    json_.Member("offset", offset);
    switch (aspect) {
      case DifferenceAspect::kItemsize:
        json_.Member("itemsize", index == 0 ? layout.itemsize() : field.itemsize);
        break;
      case DifferenceAspect::kByteOrder:
        json_.Member("byteorder", ByteOrderName(field.byte_order));
        break;
      case DifferenceAspect::kShape:
        json_.Key("shape");
        json_.Numbers(layout.Shape(field));
        break;
      case DifferenceAspect::kAlignment:
        json_.Member("alignment", std::int64_t{field.alignment});
        break;
      case DifferenceAspect::kName:
        json_.Member("name", layout.Name(field));
        break;
      case DifferenceAspect::kKind:
        json_.Member("kind", KindName(field.kind));
        json_.Member("type", TypeText(layout, field));
        break;
      case DifferenceAspect::kOffset:
      case DifferenceAspect::kOrder:
      case DifferenceAspect::kMissing:
      case DifferenceAspect::kExtra:
        json_.Member("type", TypeText(layout, field));
        break;
    }
    json_.EndObject();
  }

  const DiffSide& a_;
  const DiffSide& b_;
  const FieldPaths paths_a_;
  const FieldPaths paths_b_;
  JsonWriter& json_;
};

}  // namespace

void AppendDiffJson(const Comparison& comparison, const DiffSide& a, const DiffSide& b,
                    JsonStyle style, std::string& out, std::size_t limit) {
  JsonWriter json(style, out, limit);
  DiffJson(a, b, json).Print(comparison);
}

}  // namespace pep3118
