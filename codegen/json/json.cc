// SPDX-License-Identifier: MIT
#include "pep3118/codegen/json.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "pep3118/codegen/json/json_writer.h"
#include "pep3118/codegen/json/notes_json.h"
#include "pep3118/layout/canonical.h"

namespace pep3118 {
namespace {

// What a field and the item itself have in common; recurses as deep as the format nests, which the
// parser limits.
class LayoutJson {
 public:
  LayoutJson(const Layout& layout, JsonWriter& json) : layout_(layout), json_(json) {}

  void Item() { Object(layout_.item(), false); }

 private:
  void Object(const Field& field, bool is_member) {
    if (json_.full()) return;
    json_.BeginObject();
    if (is_member) {
      json_.Member("name", layout_.Name(field));
      json_.Member("offset", field.offset);
    }
    json_.Member("kind", KindName(field.kind));
    if (field.kind != TypeKind::kRecord) {
      json_.Member("code", Code(field));
      json_.Member("byteorder", ByteOrderName(field.byte_order));
    }
    if (field.time.kind != TimeKind::kNone) Time(field.time);
    json_.Member("itemsize", field.itemsize);
    json_.Member("alignment", std::int64_t{field.alignment});
    json_.Key("shape");
    json_.Numbers(layout_.Shape(field));
    if (field.kind == TypeKind::kRecord) {
      json_.Key("fields");
      json_.BeginArray();
      for (const Field& member : layout_.Fields(field)) Object(member, true);
      json_.EndArray();
      DeclaredOrder(field);
    }
    json_.EndObject();
  }

  void Time(const TimeType& time) {
    json_.Key("time");
    json_.BeginObject();
    json_.Member("type", TimeKindName(time.kind));
    json_.Member("unit", TimeUnitName(time.unit));
    json_.Member("count", std::int64_t{time.count});
    if (time.kind == TimeKind::kDatetime) json_.Member("epoch", "1970-01-01T00:00:00");
    json_.EndObject();
  }

  // The names in the order in which they were declared, where that is not the order of offsets.
  void DeclaredOrder(const Field& record) {
    std::vector<const Field*> fields;
    for (const Field& member : layout_.Fields(record)) fields.push_back(&member);
    const auto declared = [](const Field* field) { return field->declared; };
    if (std::ranges::is_sorted(fields, {}, declared)) return;
    std::ranges::sort(fields, {}, declared);
    json_.Key("declared_order");
    json_.BeginArray();
    for (const Field* field : fields) json_.String(layout_.Name(*field));
    json_.EndArray();
  }

  static std::string_view Code(const Field& field) {
    if (field.kind == TypeKind::kFunction) return "X{}";
    return ast::CodeText(field.code);
  }

  const Layout& layout_;
  JsonWriter& json_;
};

class AstJson {
 public:
  AstJson(const ast::Format& format, JsonWriter& json) : format_(format), json_(json) {}

  void Elements(const ast::ChildRange& range) {
    json_.Key("elements");
    json_.BeginArray();
    for (std::uint32_t index : range) Object(index);
    json_.EndArray();
  }

 private:
  void Object(std::uint32_t index) {
    if (json_.full()) return;
    const ast::Element& element = format_.elements[index];
    json_.BeginObject();
    json_.Member("position", std::int64_t{element.span.begin});
    json_.Member("length", std::int64_t{element.span.size()});
    json_.Key("dims");
    json_.Numbers(ast::DimsOf(format_, element));
    json_.Key("mark");
    Mark(element.mark);
    json_.Key("mode");
    Mark(static_cast<char>(element.mode));
    json_.Key("count");
    if (element.count == ast::kNoCount)
      json_.Null();
    else
      json_.Number(element.count);
    Item(element, index);
    json_.Key("name");
    if (element.name.empty())
      json_.Null();
    else
      json_.String(ast::Name(format_, element));
    json_.EndObject();
  }

  void Item(const ast::Element& element, std::uint32_t index) {
    if (const auto* scalar = std::get_if<ast::Scalar>(&element.item)) {
      json_.Member("item", "scalar");
      json_.Member("code", ast::CodeText(scalar->code));
    } else if (std::holds_alternative<ast::Function>(element.item)) {
      json_.Member("item", "function");
    } else {
      const bool record = std::holds_alternative<ast::Record>(element.item);
      json_.Member("item", record ? "record" : "pointer");
      Elements(ast::Children(format_, index));
    }
  }

  void Mark(char mark) {
    if (mark == '\0')
      json_.Null();
    else
      json_.String({&mark, 1});
  }

  const ast::Format& format_;
  JsonWriter& json_;
};

void AppendArray(const FileArray& array, JsonWriter& json) {
  json.Key("array");
  json.BeginObject();
  json.Key("shape");
  json.Numbers(array.shape);
  json.BoolMember("fortran_order", array.fortran_order);
  json.Member("data_offset", array.data_offset);
  json.Member("data_bytes", array.data_bytes);
  json.EndObject();
}

}  // namespace

void AppendLayoutJson(const Layout& layout, std::string_view format, JsonStyle style,
                      std::string& out, std::span<const Note> advice, std::size_t limit) {
  AppendLayoutJson(layout, JsonSource{.text = format}, style, out, advice, limit);
}

void AppendLayoutJson(const Layout& layout, const JsonSource& source, JsonStyle style,
                      std::string& out, std::span<const Note> advice, std::size_t limit) {
  JsonWriter json(style, out, limit);
  json.BeginObject();
  json.Member(source.key, source.text);
  if (source.array != nullptr) AppendArray(*source.array, json);
  json.Member("canonical", CanonicalText(layout));
  json.Member("layout_id", LayoutId(layout));
  json.Member("target", layout.target().name);
  json.Member("dialect", DialectName(layout.dialect()));
  json.Member("itemsize", layout.itemsize());
  json.Member("alignment", layout.alignment());
  AppendNotes(layout, advice, json);
  json.Key("type");
  LayoutJson(layout, json).Item();
  json.EndObject();
}

void AppendAstJson(const ast::Format& format, JsonStyle style, std::string& out,
                   std::size_t limit) {
  JsonWriter json(style, out, limit);
  json.BeginObject();
  json.Member("format", format.text);
  AstJson(format, json).Elements(ast::Children(format));
  json.EndObject();
}

void AppendErrorJson(const Diagnostic& diagnostic, JsonStyle style, std::string& out) {
  JsonWriter json(style, out);
  json.BeginObject();
  json.Key("error");
  json.BeginObject();
  json.Member("kind", ErrorName(diagnostic.kind));
  json.Member("message", Message(diagnostic));
  json.Member("position", std::int64_t{diagnostic.span.begin});
  json.Member("length", std::int64_t{diagnostic.span.size()});
  json.EndObject();
  json.EndObject();
}

}  // namespace pep3118
