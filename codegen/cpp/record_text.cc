// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/record_text.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "pep3118/codegen/cpp/identifiers.h"
#include "pep3118/codegen/cpp/literal.h"
#include "pep3118/codegen/text/shape_suffix.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

// A line of the struct: a field, padding, or (without text) a field of no bytes.
struct Declaration {
  std::string text;
  std::string identifier;  // empty for padding
  std::string offset;
  std::string size;
};

constexpr std::size_t kWidestAligned = 60;  // a longer declaration does not push the comments

class RecordEmitter {
 public:
  RecordEmitter(const Layout& layout, const Field& record, const RecordIds& ids,
                bool padding_members, HeaderNeeds& needs, SizeAsserts& sizes, Writer& out)
      : layout_(layout),
        record_(record),
        ids_(ids),
        padding_members_(padding_members),
        needs_(needs),
        sizes_(sizes),
        out_(out),
        name_(NameOf(record)),
        itemsize_(std::to_string(record.itemsize)),
        alignment_(std::to_string(record.alignment)) {
    std::vector<std::string_view> names;
    for (const Field& field : layout.Fields(record)) names.push_back(layout.Name(field));
    identifiers_ = MemberIdentifiers(names);
  }

  void Append() {
    needs_.runtime.Add("record_traits.h");
    out_.Print(
        "#ifndef PEP3118_$guard$\n"
        "#define PEP3118_$guard$\n"
        "namespace pep3118 {\n"
        "\n"
        "struct $name$ {\n",
        {{"guard", "RECORD" + name_.substr(std::string_view("record").size())}, {"name", name_}});
    {
      Writer::Indent indent(out_);
      Members();
    }
    out_.Print(
        "};\n"
        "\n"
        "template <>\n"
        "struct record_traits<$name$> {\n",
        {{"name", name_}});
    {
      Writer::Indent indent(out_);
      Traits();
      Asserts();
    }
    out_.Print(
        "};\n"
        "\n"
        "}  // namespace pep3118\n"
        "#endif\n"
        "\n");
  }

 private:
  const std::string& IdOf(const Field& record) const { return ids_.at(layout_.IndexOf(record)); }
  std::string NameOf(const Field& record) const {
    return RecordTypeName(IdOf(record), padding_members_);
  }

  void Members() {
    std::size_t fields = 0;
    std::size_t holes = 0;
    for (const Segment& segment : SegmentsOf(layout_, record_)) {
      if (segment.implied && !padding_members_) continue;
      Declaration line =
          segment.field == nullptr ? Padding(holes++) : FieldMember(segment, fields++);
      line.offset = std::to_string(segment.offset);
      line.size = std::to_string(segment.size);
      if (segment.field == nullptr) line.text += "[" + line.size + "]";
      declarations_.push_back(std::move(line));
    }
    std::size_t width = 0;
    for (const Declaration& line : declarations_)
      if (line.text.size() <= kWidestAligned) width = std::max(width, line.text.size());
    for (const Declaration& line : declarations_) Declare(line, width);
  }

  void Declare(const Declaration& line, std::size_t width) {
    if (line.text.empty()) {
      out_.Print("// a field without bytes at offset $offset$ is not a member\n",
                 {{"offset", line.offset}});
      return;
    }
    const std::string blanks(width - std::min(line.text.size(), width), ' ');
    out_.Print(
        "$text$;$blanks$  // offset $offset$, size $size$\n",
        {{"text", line.text}, {"blanks", blanks}, {"offset", line.offset}, {"size", line.size}});
  }

  static Declaration Padding(std::size_t number) {
    return {"unsigned char padding" + std::to_string(number) + "_", "", "", ""};
  }

  Declaration FieldMember(const Segment& segment, std::size_t number) {
    if (segment.size == 0) return {};
    const Field& field = *segment.field;
    const std::string& identifier = identifiers_[number];
    const CppType type = field.kind == TypeKind::kRecord
                             ? CppType{NameOf(field)}
                             : CppTypeOf(field, layout_.target(), "", needs_);
    const std::string suffix = ShapeSuffix(layout_, field, type.length);
    sizes_.Add(type.element + suffix, std::to_string(segment.size));
    return {type.element + " " + identifier + suffix, identifier, "", ""};
  }

  void Traits() {
    std::size_t count = 0;
    std::string shapes;
    for (const Field& field : layout_.Fields(record_)) {
      ++count;
      for (std::int64_t dimension : layout_.Shape(field))
        shapes.append(shapes.empty() ? "" : ", ").append(std::to_string(dimension));
    }
    out_.Print(
        "using type = $name$;\n"
        "static constexpr char format[] = $format$;\n"
        "static constexpr char layout_id[] = \"$id$\";\n"
        "static constexpr std::size_t itemsize = $itemsize$, alignment = $alignment$, "
        "field_count = $count$;\n",
        {{"name", name_},
         {"id", IdOf(record_)},
         {"format", CharArrayInitializer(ElementText(layout_, record_))},
         {"itemsize", itemsize_},
         {"alignment", alignment_},
         {"count", std::to_string(count)}});
    if (!shapes.empty())
      out_.Print("static constexpr std::size_t shapes[] = {$shapes$};\n", {{"shapes", shapes}});
    if (count > 0) FieldTable();
    TimeTable();
  }

  void TimeTable() {
    bool any = false;
    TimeRows(record_, 0, any);
    if (any) out_.Print("};\n");
  }

  // The times in `record`, whose first byte is at `base`.  Recurses as deep as the layout nests.
  void TimeRows(const Field& record, std::int64_t base, bool& any) {
    for (const Field& field : layout_.Fields(record)) {
      if (BytesOf(layout_, field) == 0 || out_.full()) continue;
      const std::int64_t offset = base + field.offset;
      if (field.kind == TypeKind::kRecord) TimeRows(field, offset, any);
      if (field.time.kind == TimeKind::kNone) continue;
      if (!any) out_.Print("static constexpr time_info times[] = {\n");
      any = true;
      needs_.runtime.Add("time_info.h");
      TimeRow(offset, field.time);
    }
  }

  void TimeRow(std::int64_t offset, const TimeType& time) {
    const bool has_epoch = time.kind == TimeKind::kDatetime;
    out_.Print("    {$offset$, time_kind::$kind$, time_unit::$unit$, $count$, $epoch$},\n",
               {{"offset", std::to_string(offset)},
                {"kind", TimeKindName(time.kind)},
                {"unit", TimeUnitWord(time.unit)},
                {"count", std::to_string(time.count)},
                {"epoch", has_epoch ? "\"1970-01-01T00:00:00\"" : "nullptr"}});
  }

  void FieldTable() {
    out_.Print("static constexpr field_info fields[] = {\n");
    std::size_t shape_begin = 0;
    for (const Field& field : layout_.Fields(record_)) {
      out_.Print("    {$name$, $offset$, $itemsize$, $code$",
                 {{"name", StringLiteral(layout_.Name(field))},
                  {"offset", std::to_string(field.offset)},
                  {"itemsize", std::to_string(field.itemsize)},
                  {"code", CodeOf(field)}});
      const std::size_t ndim = layout_.Shape(field).size();
      if (ndim > 0) {
        out_.Print(", $ndim$, shapes + $begin$",
                   {{"ndim", std::to_string(ndim)}, {"begin", std::to_string(shape_begin)}});
      }
      out_.Print("},\n");
      shape_begin += ndim;
    }
    out_.Print("};\n");
  }

  // A nested record's format is in its own traits, if it has any.
  std::string CodeOf(const Field& field) {
    if (field.kind == TypeKind::kRecord && ids_.contains(layout_.IndexOf(field)))
      return "record_traits<" + NameOf(field) + ">::format";
    return StringLiteral(ElementText(layout_, field));
  }

  void Asserts() {
    out_.Print("static_assert(sizeof(type) == $itemsize$ && alignof(type) == $alignment$);\n",
               {{"itemsize", itemsize_}, {"alignment", alignment_}});
    for (const Declaration& member : declarations_) {
      if (member.identifier.empty()) continue;
      out_.Print("static_assert(offsetof(type, $identifier$) == $offset$);\n",
                 {{"identifier", member.identifier}, {"offset", member.offset}});
    }
  }

  const Layout& layout_;
  const Field& record_;
  const RecordIds& ids_;
  const bool padding_members_;
  HeaderNeeds& needs_;
  SizeAsserts& sizes_;
  Writer& out_;
  const std::string name_;
  const std::string itemsize_;
  const std::string alignment_;
  std::vector<std::string> identifiers_;
  std::vector<Declaration> declarations_;
};

}  // namespace

std::string RecordTypeName(const std::string& id, bool padding_members) {
  return "record_" + id + (padding_members ? "" : "_unpadded");
}

void SizeAsserts::Add(const std::string& type, const std::string& size) {
  // With the size: were a type ever taken for members of two sizes, one assert would fail.
  if (!added_.insert(type + " " + size).second) return;
  out_.Print("static_assert(sizeof($type$) == $size$);\n", {{"type", type}, {"size", size}});
}

void AppendRecord(const Layout& layout, const Field& record, const RecordIds& ids,
                  bool padding_members, HeaderNeeds& needs, SizeAsserts& sizes, Writer& out) {
  RecordEmitter(layout, record, ids, padding_members, needs, sizes, out).Append();
}

}  // namespace pep3118
