// SPDX-License-Identifier: MIT
#include "pep3118/codegen/julia/record_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "pep3118/base/checked.h"
#include "pep3118/codegen/julia/literal.h"
#include "pep3118/codegen/julia/names.h"
#include "pep3118/codegen/text/time_remark.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

constexpr std::size_t kWidestAligned = 60;  // a longer declaration does not push the comments

// What is declared of a record: fields, and the holes that Julia would not leave by itself.
struct Member {
  Segment segment;
  JuliaType type;          // of the whole subarray, or of the hole
  std::size_t number = 0;  // of the field in its record
};

JuliaType PaddingType(std::int64_t bytes) {
  return {"PEP3118.Padding{" + std::to_string(bytes) + "}", 1, MultiplyValues(bytes, 1)};
}

JuliaType FieldType(const Layout& layout, const Field& field, const JuliaRecords& records) {
  const JuliaType element = field.kind == TypeKind::kRecord ? records.at(layout.IndexOf(field))
                                                            : JuliaTypeOf(field, layout.target());
  return JuliaBlockOf(layout, field, element);
}

// Julia places each member at the next multiple of its alignment, and rounds the size up to the
// largest one.  Of all holes before one place, all are declared or none.
class Placement {
 public:
  Placement(const Layout& layout, const Field& record, const JuliaRecords& records) {
    std::size_t number = 0;
    for (const Segment& segment : SegmentsOf(layout, record)) {
      if (segment.field == nullptr) {
        holes_.push_back({segment, PaddingType(segment.size)});
        continue;
      }
      if (segment.size > 0) {  // else it is not a member
        JuliaType type = FieldType(layout, *segment.field, records);
        Reach(segment.offset, type.alignment);
        alignment_ = std::max(alignment_, type.alignment);
        members_.push_back({segment, std::move(type), number});
        end_ = segment.offset + segment.size;
      }
      ++number;
    }
    Reach(record.itemsize, alignment_);
  }

  const std::vector<Member>& members() const { return members_; }

  // Of the record as a whole.
  JuliaType Type(std::string name) const {
    JuliaType type{std::move(name), alignment_, 0};
    for (const Member& member : members_) {
      type.values = AddValues(type.values, member.type.values);
      type.in_target_order |= member.type.in_target_order;
    }
    return type;
  }

 private:
  void Reach(std::int64_t offset, std::int64_t alignment) {
    std::int64_t place = 0;
    const bool by_itself = internal::CheckedAlignUp(end_, alignment, place) && place == offset;
    if (!by_itself) members_.insert(members_.end(), holes_.begin(), holes_.end());
    holes_.clear();
  }

  std::vector<Member> members_;
  std::vector<Member> holes_;  // since the last field
  std::int64_t end_ = 0;
  std::int64_t alignment_ = 1;
};

class RecordEmitter {
 public:
  RecordEmitter(const Layout& layout, const Field& record, const JuliaRecords& records,
                const std::string& name, Writer& out)
      : layout_(layout),
        record_(record),
        name_(name),
        placement_(layout, record, records),
        out_(out) {
    std::vector<std::string_view> names;
    for (const Field& field : layout.Fields(record)) names.push_back(layout.Name(field));
    names_ = JuliaNamesFor(names, placement_.members().size());
  }

  void Append() {
    out_.Print("if !@isdefined($name$)\n", {{"name", name_}});
    {
      Writer::Indent indent(out_);
      Struct();
      Description();
    }
    out_.Print("end\n");
    Check();
    out_.Print("\n");
  }

 private:
  struct Line {
    std::string text;
    const Segment* segment;
  };

  // The members' names, those of padding included.
  std::vector<std::string> MemberNames() const {
    std::vector<std::string> names;
    std::size_t holes = 0;
    for (const Member& member : placement_.members()) {
      names.push_back(member.segment.field == nullptr ? names_.padding[holes++]
                                                      : names_.fields[member.number]);
    }
    return names;
  }

  void Struct() {
    const std::vector<std::string> names = MemberNames();
    const bool plain = std::all_of(names.begin(), names.end(), IsPlainJuliaName);
    out_.Print("$eval$struct $name$ <: PEP3118.Record\n",
               {{"eval", plain ? "" : "@eval "}, {"name", name_}});
    {
      Writer::Indent indent(out_);
      std::vector<Line> lines;
      std::size_t width = 0;
      for (std::size_t i = 0; i < names.size(); ++i) {
        const Member& member = placement_.members()[i];
        lines.push_back({JuliaFieldName(names[i]) + "::" + member.type.text, &member.segment});
        if (lines.back().text.size() <= kWidestAligned)
          width = std::max(width, lines.back().text.size());
      }
      for (const Line& line : lines) Declare(line, width);
      // With a constructor of its own, Julia makes none that would take padding for a value.
      out_.Print("$name$(values::NamedTuple) = PEP3118.make($name$, values)\n", {{"name", name_}});
    }
    out_.Print("end\n");
  }

  void Declare(const Line& line, std::size_t width) {
    const std::string blanks(width - std::min(line.text.size(), width), ' ');
    const Field* field = line.segment->field;
    out_.Print("$text$$blanks$  # offset $offset$, size $size$$remark$\n",
               {{"text", line.text},
                {"blanks", blanks},
                {"offset", std::to_string(line.segment->offset)},
                {"size", std::to_string(line.segment->size)},
                {"remark", field == nullptr ? "" : TimeRemark(", ", *field)}});
  }

  static std::string ShapeOf(const Layout& layout, const Field& field) {
    std::string text;
    for (std::int64_t dimension : layout.Shape(field))
      text.append(text.empty() ? "" : ", ").append(std::to_string(dimension));
    return "(" + text + (field.ndim == 1 ? ",)" : ")");
  }

  void Description() {
    out_.Print("PEP3118.describe(::Type{$name$}) = PEP3118.Description(\n", {{"name", name_}});
    Writer::Indent indent(out_);
    out_.Print("$canonical$,\nPEP3118.Field[\n",
               {{"canonical", JuliaLiteral(ElementText(layout_, record_))}});
    {
      Writer::Indent deeper(out_);
      std::size_t number = 0;
      for (const Field& field : layout_.Fields(record_)) {
        const bool member = BytesOf(layout_, field) > 0;
        out_.Print("PEP3118.Field($name$, $member$, $offset$, $itemsize$, $shape$, :$kind$),\n",
                   {{"name", JuliaLiteral(layout_.Name(field))},
                    {"member", member ? JuliaSymbol(names_.fields[number]) : "nothing"},
                    {"offset", std::to_string(field.offset)},
                    {"itemsize", std::to_string(field.itemsize)},
                    {"shape", ShapeOf(layout_, field)},
                    {"kind", KindName(field.kind)}});
        ++number;
      }
    }
    out_.Print("])\n");
  }

  void Check() {
    std::string places;
    for (const Member& member : placement_.members()) {
      places.append(places.empty() ? "" : ", ")
          .append("(" + std::to_string(member.segment.offset) + ", " +
                  std::to_string(member.segment.size) + ")");
    }
    out_.Print(
        "PEP3118.check_layout($name$, $itemsize$, [$places$])\n",
        {{"name", name_}, {"itemsize", std::to_string(record_.itemsize)}, {"places", places}});
  }

  const Layout& layout_;
  const Field& record_;
  const std::string& name_;
  const Placement placement_;
  Writer& out_;
  JuliaNames names_;
};

}  // namespace

JuliaType JuliaRecordType(const Layout& layout, const Field& record, const JuliaRecords& records,
                          std::string name) {
  return Placement(layout, record, records).Type(std::move(name));
}

void AppendJuliaRecord(const Layout& layout, const Field& record, const JuliaRecords& records,
                       const std::string& name, Writer& out) {
  RecordEmitter(layout, record, records, name, out).Append();
}

}  // namespace pep3118
