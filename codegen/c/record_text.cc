// SPDX-License-Identifier: MIT
#include "pep3118/codegen/c/record_text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/codegen/cpp/identifiers.h"
#include "pep3118/codegen/text/shape_suffix.h"
#include "pep3118/codegen/text/time_remark.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

constexpr std::size_t kWidestAligned = 60;  // a longer declaration does not push the comments

struct Declaration {
  std::string text;
  std::string identifier;  // empty for padding
  std::string remark;
  const Segment* segment = nullptr;
};

class RecordEmitter {
 public:
  RecordEmitter(const Layout& layout, const Field& record, const RecordNames& names, CNeeds& needs,
                Writer& out)
      : layout_(layout),
        record_(record),
        names_(names),
        needs_(needs),
        out_(out),
        name_(names.at(layout.IndexOf(record))),
        segments_(SegmentsOf(layout, record)) {}

  void Append() {
    out_.Print(
        "#ifndef PEP3118_C_$guard$\n"
        "#define PEP3118_C_$guard$\n"
        "typedef struct $name$ {\n",
        {{"guard", "RECORD" + name_.substr(std::string_view("record").size())}, {"name", name_}});
    Declare();
    {
      Writer::Indent indent(out_);
      std::size_t width = 0;
      for (const Declaration& line : declarations_)
        if (line.text.size() <= kWidestAligned) width = std::max(width, line.text.size());
      for (const Declaration& line : declarations_) Print(line, width);
    }
    out_.Print("} $name$;\n", {{"name", name_}});
    Asserts();
    out_.Print("#endif\n\n");
  }

 private:
  void Declare() {
    std::vector<std::string_view> labels;
    for (const Field& field : layout_.Fields(record_)) labels.push_back(layout_.Name(field));
    const std::vector<std::string> identifiers = MemberIdentifiers(labels);
    std::size_t fields = 0;
    std::size_t holes = 0;
    for (const Segment& segment : segments_) {
      if (segment.field == nullptr)
        declarations_.push_back({"unsigned char padding" + std::to_string(holes++) + "_[" +
                                     std::to_string(segment.size) + "]",
                                 "", "", &segment});
      else
        Declare(segment, identifiers[fields++]);
    }
  }

  void Declare(const Segment& segment, const std::string& identifier) {
    if (segment.size == 0) return;  // not a member
    const Field& field = *segment.field;
    const CType type = field.kind == TypeKind::kRecord ? CType{names_.at(layout_.IndexOf(field))}
                                                       : CTypeOf(field, layout_.target(), needs_);
    declarations_.push_back(
        {type.element + " " + identifier + ShapeSuffix(layout_, field, type.length), identifier,
         Remark(field), &segment});
  }

  // Where the type alone does not say what the bytes are.
  static std::string Remark(const Field& field) {
    switch (field.kind) {
      case TypeKind::kInt:
        return TimeRemark(", ", field);
      case TypeKind::kBool:
        return ", true unless 0";
      case TypeKind::kPascal:
        return ", its length and then its characters";
      case TypeKind::kUcs2:
        return ", UCS-2";
      case TypeKind::kUcs4:
        return ", UCS-4";
      default:
        return "";
    }
  }

  void Print(const Declaration& line, std::size_t width) {
    const std::string blanks(width - std::min(line.text.size(), width), ' ');
    out_.Print("$text$;$blanks$  // offset $offset$, size $size$$remark$\n",
               {{"text", line.text},
                {"blanks", blanks},
                {"offset", std::to_string(line.segment->offset)},
                {"size", std::to_string(line.segment->size)},
                {"remark", line.remark}});
  }

  void Asserts() {
    out_.Print(
        "_Static_assert(sizeof($name$) == $size$ && _Alignof($name$) == $alignment$, \"\");\n",
        {{"name", name_},
         {"size", std::to_string(record_.itemsize)},
         {"alignment", std::to_string(record_.alignment)}});
    for (const Declaration& member : declarations_) {
      if (member.identifier.empty()) continue;
      out_.Print(
          "_Static_assert(offsetof($name$, $member$) == $offset$ && "
          "sizeof((($name$*)0)->$member$) == $size$, \"\");\n",
          {{"name", name_},
           {"member", member.identifier},
           {"offset", std::to_string(member.segment->offset)},
           {"size", std::to_string(member.segment->size)}});
    }
  }

  const Layout& layout_;
  const Field& record_;
  const RecordNames& names_;
  CNeeds& needs_;
  Writer& out_;
  const std::string& name_;
  const std::vector<Segment> segments_;
  std::vector<Declaration> declarations_;
};

}  // namespace

void AppendCRecord(const Layout& layout, const Field& record, const RecordNames& names,
                   CNeeds& needs, Writer& out) {
  RecordEmitter(layout, record, names, needs, out).Append();
}

}  // namespace pep3118
