// SPDX-License-Identifier: MIT
// Offsets are those of the texts; sizes of the types are counted by hand.
#include "pep3118/dtype/field_list.h"

#include <string>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/target.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

LayoutOptions OnTarget(const char* name) {
  LayoutOptions options;
  options.target = FindTarget(name);
  return options;
}

std::string Where(const Diagnostic& error) {
  return std::string(ErrorName(error.kind)) + " at " + std::to_string(error.span.begin) + ": " +
         Message(error);
}

std::string Canonical(const std::string& json, const LayoutOptions& options) {
  const Result<Layout> layout = LayoutOfFields(json, options);
  return layout ? CanonicalText(*layout) : Where(layout.error());
}

TEST_CASE("a list of fields is the record that it says") {
  const struct {
    const char* json;
    const char* canonical;
  } rows[] = {
      {R"({"itemsize": 16, "fields": [{"name": "x", "type": "<f4", "offset": 0}]})", "T{f:x:12x}"},
      // Out of order, with holes.
      {R"({"fields": [{"offset": 8, "name": "y", "type": "float64"},
                      {"offset": 1, "name": "x", "type": "u1"}], "itemsize": 24})",
       "T{1xB:x:6xd:y:8x}"},
      // Codes of formats and words of NumPy.
      {R"({"itemsize": 8, "fields": [{"name": "s", "type": "5s", "offset": 0}]})", "T{5s:s:3x}"},
      {R"({"itemsize": 8, "fields": [{"name": "s", "type": "S5", "offset": 0}]})", "T{5s:s:3x}"},
      {R"({"itemsize": 8, "fields": [{"name": "z", "type": ">Zf", "offset": 0}]})", "T{!Zf:z:}"},
      {R"({"itemsize": 8, "fields": [{"name": "z", "type": "!Zf", "offset": 0}]})", "T{!Zf:z:}"},
      {R"({"itemsize": 8, "fields": [{"name": "z", "type": "=q", "offset": 0}]})", "T{q:z:}"},
      {R"({"itemsize": 8, "fields": [{"name": "t", "type": "<M8[ns]", "offset": 0}]})", "T{q:t:}"},
      {R"({"itemsize": 9, "fields": [{"name": "l", "type": "l", "offset": 1}]})", "T{1x=q:l:}"},
      // Arrays.
      {R"({"itemsize": 12, "fields": [{"name": "v", "type": "f", "offset": 0, "count": 3}]})",
       "T{(3)f:v:}"},
      {R"({"itemsize": 24, "fields": [{"name": "v", "type": "f4", "offset": 0, "shape": [2, 3]}]})",
       "T{(2,3)f:v:}"},
      {R"({"itemsize": 24, "fields": [{"name": "v", "type": "(3,)f4", "offset": 0, "count": 2}]})",
       "T{(2,3)f:v:}"},
      {R"({"itemsize": 4, "fields": [{"name": "v", "type": "f", "offset": 0, "count": 1}]})",
       "T{f:v:}"},
      {R"({"itemsize": 4, "fields": [{"name": "v", "type": "f", "offset": 0, "shape": [1]}]})",
       "T{(1)f:v:}"},
      // Records inside.
      {R"({"itemsize": 16, "fields": [{"name": "p", "offset": 4, "count": 2, "type":
            {"itemsize": 6, "fields": [{"name": "a", "type": "<i4", "offset": 0}]}}]})",
       "T{4x(2)T{=i:a:2x}:p:}"},
      {R"({"itemsize": 5, "fields": [{"name": "p", "offset": 0, "type": "[('a', '<i4'), ('b', 'u1')]"}]})",
       "T{T{=i:a:@B:b:}:p:}"},
      // sensor_msgs/PointCloud2.
      {R"({"header": {"stamp": 1.5, "frame_id": "map"}, "height": 1, "width": 2, "point_step": 32,
           "is_bigendian": false, "row_step": 64, "data": [0, 255], "is_dense": true, "fields": [
             {"name": "x", "offset": 0, "datatype": 7, "count": 1},
             {"name": "y", "offset": 4, "datatype": 7, "count": 1},
             {"name": "z", "offset": 8, "datatype": 7, "count": 1},
             {"name": "intensity", "offset": 16, "datatype": 7, "count": 1},
             {"name": "ring", "offset": 20, "datatype": 4, "count": 1}]})",
       "T{f:x:f:y:f:z:4xf:intensity:H:ring:10x}"},
      {R"({"point_step": 11, "is_bigendian": true, "fields": [
             {"name": "t", "offset": 3, "datatype": 8}, {"name": "a", "offset": 0, "datatype": 1},
             {"name": "b", "offset": 1, "datatype": 3}]})",
       "T{b:a:!h:b:!d:t:}"},
      // Escapes of JSON.
      {"{\"itemsize\": 1, \"fields\": [{\"name\": \"\\u00e9\\/\", \"type\": \"u1\", \"offset\": "
       "0}]}",
       "T{B:\xc3\xa9/:}"},
      {R"({"itemsize": 3, "fields": []})", "T{3x}"},
  };
  for (const auto& row : rows) {
    INFO(row.json);
    CHECK(Canonical(row.json, OnTarget("x86_64-linux-gnu")) == row.canonical);
  }
}

TEST_CASE("the target says what has no size or byte order of its own") {
  const char* json = R"({"itemsize": 8, "fields": [
      {"name": "l", "type": "l", "offset": 0}, {"name": "d", "datatype": 3, "offset": 4}]})";
  CHECK(Canonical(json, OnTarget("i686-linux-gnu")) == "T{i:l:h:d:2x}");
  CHECK(Canonical(json, OnTarget("x86_64-linux-gnu")).starts_with("overlapping-fields"));

  const char* large = R"({"fields": [], "itemsize": 2147483648})";
  CHECK(Canonical(large, OnTarget("x86_64-linux-gnu")) == "T{2147483648x}");
  CHECK(Canonical(large, OnTarget("i686-linux-gnu")).starts_with("size-overflow at 11"));
}

TEST_CASE("the itemsize of the exporter is used, or held to the list's") {
  LayoutOptions options = OnTarget("x86_64-linux-gnu");
  options.itemsize = 12;
  const std::string list = R"([{"name": "x", "type": "f", "offset": 0}])";
  CHECK(Canonical(list, options) == "T{f:x:8x}");
  CHECK(Canonical(R"({"fields": )" + list + "}", options) == "T{f:x:8x}");
  CHECK(Canonical(R"({"itemsize": 4, "fields": )" + list + "}", options)
            .starts_with("itemsize-mismatch at 0"));
  CHECK(Canonical(list, OnTarget("x86_64-linux-gnu")).starts_with("field-list at 0"));
}

TEST_CASE("the declared order is kept") {
  const Result<Layout> layout = LayoutOfFields(R"({"itemsize": 2, "fields": [
      {"name": "b", "type": "u1", "offset": 1}, {"name": "a", "type": "u1", "offset": 0}]})");
  REQUIRE(layout);
  std::string order;
  for (const Field& field : layout->fields()) {
    order += std::string(layout->Name(field)) + std::to_string(field.declared);
  }
  CHECK(order == "a1b0");
}

// A list of one field at 0 in a record of 8 bytes: the field begins at byte 27.
std::string One(const std::string& field) {
  return R"({"itemsize": 8, "fields": [)" + field + "]}";
}

TEST_CASE("what is not a list of fields is refused where it is wrong") {
  const struct {
    std::string json;
    const char* error;
  } rows[] = {
      {"", "field-list at 0: the JSON ends too early"},
      {"{", "field-list at 1: the JSON ends too early"},
      {"nope", "field-list at 1: this is not JSON"},
      {"{} x", "field-list at 3: this is not JSON"},
      {"{'a': 1}", "field-list at 1: this is not JSON"},
      {std::string("{\0}", 3), "field-list at 1: a NUL byte is not JSON"},
      {std::string("[]\0", 3), "field-list at 2: a NUL byte is not JSON"},
      {"{\"a\": \"\xff\"}", "field-list at 7: this is not JSON"},
      {"1", "field-list at 0: not a record"},
      {"{}", "field-list at 0: a record without `fields`"},
      {R"({"fields": []})", "field-list at 11: the record has no `itemsize`"},
      {R"({"fields": {}, "itemsize": 1})", "field-list at 11: `fields` is a list"},
      {R"({"fields": [], "itemsize": "1"})", "field-list at 27: not a number of bytes"},
      {R"({"fields": [], "itemsize": 1.0})", "field-list at 27: not a number of bytes"},
      {R"({"fields": [], "itemsize": -1})", "field-list at 27: not a number of bytes"},
      {R"({"fields": [], "itemsize": 18446744073709551615})", "count-overflow at 27: "},
      {R"({"fields": [], "itemsize": 99999999999999999999})", "field-list at 27: not a number"},
      {R"({"fields": [], "itemsize": 1, "itemsize": 1})", "field-list at 30: `itemsize` is given"},
      {R"({"fields": [], "itemsize": 1, "point_step": 1})", "field-list at 44: `itemsize` and"},
      {R"({"fields": [], "itemsize": 1, "Fields": []})", "field-list at 30: unknown key `Fields`"},
      {One("1"), "field-list at 27: not a field"},
      {One("{}"), "field-list at 27: a field has a `name`"},
      {One(R"({"name": 1})"), "field-list at 36: a field has a `name`"},
      {One(R"({"name": "x"})"), "field-list at 27: field `x` has no `offset`"},
      {One(R"({"name": "x", "offset": 0})"), "field-list at 27: field `x` has no `type`"},
      {One(R"({"name": "x", "offset": 0, "type": "S", "count": 8})"),
       "field-list at 62: an array of `S`"},
      {One(R"({"name": "x", "offset": 0, "type": "V", "shape": [8]})"),
       "field-list at 62: an array of"},
      {One(R"({"name": "x", "offset": 0, "type": "0s", "count": 1})"),
       "field-list at 62: an array"},
      {One(R"({"name": "x", "offset": 0, "type": "1i"})"), "bad-dtype at 63: "},
      {One(R"({"name": "x", "offset": 0, "type": "&i"})"), "unknown-dtype at 63: "},
      {R"({"point_step": 4, "is_bigendian": "x", "fields": []})", "field-list at 34: `is_big"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "datatype": 7})"),
       "field-list at 27: field `x` has `type` and `datatype`"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "cuont": 2})"),
       "field-list at 67: unknown key `cuont`"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "type": "d"})"),
       "field-list at 67: `type` is given twice"},
      {One(R"({"name": "x", "offset": 0, "type": 7})"), "field-list at 62: not a record"},
      {One(R"({"name": "x", "offset": 0, "type": "<f3"})"), "unknown-dtype at 63: "},
      {One(R"({"name": "x", "offset": 0, "type": ""})"), "unknown-dtype at 62: "},
      {One(R"({"name": "x", "offset": 0, "type": "\u003cf3"})"), "unknown-dtype at 62: "},
      // Formats and NumPy have these letters for different things.
      {One(R"({"name": "x", "offset": 0, "type": "<l"})"), "field-list at 62: `<l` is one type"},
      {One(R"({"name": "x", "offset": 0, "type": "p"})"), "field-list at 62: `p` is one type"},
      {One(R"({"name": "x", "offset": 0, "datatype": 0})"), "field-list at 66: `datatype` is"},
      {One(R"({"name": "x", "offset": 0, "datatype": 9})"), "field-list at 66: `datatype` is"},
      {One(R"({"name": "x", "offset": 0, "datatype": "7"})"), "field-list at 66: `datatype` is"},
      {One(R"({"name": "x", "offset": -1, "type": "f"})"), "field-list at 51: not a number of"},
      {One(R"({"name": "x", "offset": 5, "type": "f"})"), "field-list at 27: field `x` passes"},
      {One(R"({"name": "x", "offset": 9223372036854775807, "type": "f"})"),
       "field-list at 27: field `x` passes"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "count": 4611686018427387904})"),
       "field-list at 27: field `x` passes"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "count": 0})"), "field-list at 76: `count`"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "count": 2, "shape": [2]})"),
       "field-list at 76: `count` and `shape`"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "shape": 2})"), "field-list at 76: `shape`"},
      {One(R"({"name": "x", "offset": 0, "type": "f", "shape": [-2]})"), "field-list at 77: not a"},
      {One(R"({"name": "a:b", "offset": 0, "type": "f"})"), "bad-dtype at 36: no format can hold"},
      {One(R"({"name": "", "offset": 0, "type": "f"})"), "bad-dtype at 36: no format can hold"},
      {One(R"({"name": "x", "offset": 0, "type": "f"}, {"name": "x", "offset": 4, "type": "f"})"),
       "bad-dtype at 77: `x` is a name"},
      {One(R"({"name": "x", "offset": 2, "type": "f"}, {"name": "y", "offset": 0, "type": "f"})"),
       "overlapping-fields at 27: fields `y` and `x` overlap"},
      {R"({"point_step": 4, "is_bigendian": 2, "fields": [{"name": "x", "offset": 0, "datatype": 7}]})",
       "field-list at 34: `is_bigendian` is"},
      {R"({"point_step": 4, "is_bigendian": true, "fields": [{"name": "x", "offset": 0, "type": "f"}]})",
       "field-list at 86: `is_bigendian` is for"},
      {std::string(500, '['), "too-deep at 400: "},
  };
  for (const auto& row : rows) {
    INFO(row.json);
    const Result<Layout> layout = LayoutOfFields(row.json, OnTarget("x86_64-linux-gnu"));
    CHECK_FALSE(layout);
    if (layout) continue;
    const std::string message = Where(layout.error());
    INFO(message);
    CHECK(message.starts_with(row.error));
    CHECK(layout.error().span.end <= row.json.size());
  }
}

TEST_CASE("limits have their own refusals") {
  ParseLimits limits;
  limits.format_bytes = 10;
  const Result<Layout> long_text = LayoutOfFields(One(""), {}, limits);
  REQUIRE_FALSE(long_text);
  CHECK(Where(long_text.error()).starts_with("format-too-long at 10"));

  LayoutOptions options;
  options.max_fields = 1;
  const Result<Layout> many = LayoutOfFields(
      One(R"({"name": "x", "offset": 0, "type": "f"}, {"name": "y", "offset": 4, "type": "f"})"),
      options);
  REQUIRE_FALSE(many);
  INFO(Where(many.error()));
  CHECK(Where(many.error()).starts_with("too-many-members at 68"));

  std::string nested = R"("u1")";
  for (int i = 0; i < 101; ++i) {
    nested = R"({"itemsize": 1, "fields": [{"name": "x", "offset": 0, "type": )" + nested + "}]}";
  }
  const Result<Layout> deep = LayoutOfFields(nested);
  REQUIRE_FALSE(deep);
  CHECK(Where(deep.error()).starts_with("too-deep at "));
}

}  // namespace
}  // namespace pep3118
