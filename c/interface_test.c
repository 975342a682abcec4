/* SPDX-License-Identifier: MIT */
/* The interface as a C program sees it: every function, every NULL, what it refuses, many threads. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "pep3118.h"

static int failures = 0;
static int checks = 0;

#define CHECK(condition) Check((condition) ? 1 : 0, #condition, __LINE__)

static void Check(int passed, const char* what, int line) {
  ++checks;
  if (passed) return;
  ++failures;
  fprintf(stderr, "line %d: %s\n", line, what);
}

static pep3118_layout* LayoutOf(const char* format) {
  pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_layout* layout = NULL;
  pep3118_error error;
  if (pep3118_layout_of(format, PEP3118_NUL_TERMINATED, &options, &layout, &error) != PEP3118_OK) {
    fprintf(stderr, "%s: %s\n", format, error.message);
  }
  return layout;
}

/* Offsets and sizes are those of this struct, as this compiler places them. */
struct Point {
  int32_t x;
  double y;
  int16_t v[2][3];
};

/* "4x", or nothing for 0 bytes. */
static void WritePad(char* text, size_t bytes) {
  text[0] = '\0';
  if (bytes > 0) sprintf(text, "%ux", (unsigned)bytes);
}

/* The text of Point with its holes. */
static void WritePoint(char* text) {
  char hole[32];
  char tail[32];
  WritePad(hole, offsetof(struct Point, y) - sizeof(int32_t));
  WritePad(tail, sizeof(struct Point) - offsetof(struct Point, v) - 6 * sizeof(int16_t));
  sprintf(text, "T{i:x:%sd:y:(2,3)h:v:%s}", hole, tail);
}

static void LooksUp(void) {
  char point[128];
  WritePoint(point);
  pep3118_layout* layout = LayoutOf("T{i:x:d:y:(2,3)h:v:}");
  pep3118_field field;
  pep3118_error error;
  CHECK(layout != NULL);
  CHECK(pep3118_layout_itemsize(layout) == (int64_t)sizeof(struct Point));
  CHECK(pep3118_layout_alignment(layout) == (int64_t) _Alignof(struct Point));
  CHECK(pep3118_layout_field_count(layout) == 4);
  CHECK(strcmp(pep3118_layout_canonical(layout), point) == 0);
  CHECK(strlen(pep3118_layout_id(layout)) == 32);
  CHECK(strcmp(pep3118_layout_dialect(layout), "auto") != 0);
  CHECK(pep3118_layout_target(layout) != NULL);

  CHECK(pep3118_layout_field(layout, 0, &field, &error) == PEP3118_OK);
  CHECK(field.kind == PEP3118_RECORD && field.end == 4 && field.name_length == 0);
  CHECK(strcmp(field.name, "") == 0 && strcmp(field.code, "") == 0);
  CHECK(pep3118_layout_field(layout, 2, &field, &error) == PEP3118_OK);
  CHECK(strcmp(field.name, "y") == 0 && field.name_length == 1 && strcmp(field.code, "d") == 0);
  CHECK(field.offset == (int64_t)offsetof(struct Point, y) && field.itemsize == 8);
  CHECK(field.kind == PEP3118_FLOAT && field.float_format == PEP3118_BINARY64);
  CHECK(field.byte_order != PEP3118_ORDER_NONE && field.natural == 1 && field.ndim == 0);
  CHECK(pep3118_layout_field(layout, 3, &field, &error) == PEP3118_OK);
  CHECK(field.ndim == 2 && field.shape[0] == 2 && field.shape[1] == 3 && field.end == 4);
  CHECK(pep3118_layout_field(layout, 4, &field, &error) == PEP3118_BAD_ARGUMENT);
  CHECK(strcmp(error.kind, "bad-argument") == 0 && error.status == PEP3118_BAD_ARGUMENT);

  pep3118_layout* same = LayoutOf(point);
  pep3118_layout* other = LayoutOf("T{i:x:}");
  CHECK(pep3118_layout_same(layout, same) == 1);
  CHECK(pep3118_layout_same(layout, other) == 0);
  CHECK(strcmp(pep3118_layout_id(layout), pep3118_layout_id(same)) == 0);
  pep3118_layout_release(same);
  pep3118_layout_release(other);
  CHECK(pep3118_layout_release(layout) == PEP3118_OK);
}

static void CountsItsHandles(void) {
  pep3118_layout* layout = LayoutOf("T{i:name:}");
  pep3118_field field;
  pep3118_error error;
  CHECK(pep3118_layout_retain(layout) == layout);
  CHECK(pep3118_layout_release(layout) == PEP3118_OK);
  /* Still there: the texts are those of the handle. */
  CHECK(pep3118_layout_field(layout, 1, &field, &error) == PEP3118_OK);
  CHECK(strcmp(field.name, "name") == 0);
  CHECK(pep3118_layout_release(layout) == PEP3118_OK);
}

static void ReadsOptions(void) {
  pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_layout* layout = NULL;
  pep3118_error error;
  pep3118_note note;

  options.target = "x86_64-linux-gnu"; /* doubles elsewhere may align to 4 */
  options.itemsize = 16; /* 12 bytes of fields: whose tail it is depends on the exporter */
  CHECK(pep3118_layout_of("T{<d:a:<i:b:}", 13, &options, &layout, &error) == PEP3118_OK);
  CHECK(pep3118_layout_itemsize(layout) == 16);
  CHECK(pep3118_layout_note_count(layout) == 1);
  CHECK(pep3118_layout_note(layout, 0, &note, &error) == PEP3118_OK);
  CHECK(strcmp(note.kind, "assumed-exporter") == 0 && strlen(note.message) > 0);
  CHECK(note.position + note.length <= 13);
  CHECK(pep3118_layout_note(layout, 1, &note, &error) == PEP3118_BAD_ARGUMENT);
  pep3118_layout_release(layout);

  options.flags = PEP3118_STRICT;
  CHECK(pep3118_layout_of("T{<d:a:<i:b:}", 13, &options, &layout, &error) == PEP3118_FORMAT);
  CHECK(layout == NULL && strcmp(error.kind, "assumption-refused") == 0);
  options.flags = 0;

  options.dialect = "numpy";
  CHECK(pep3118_layout_of("T{<d:a:<i:b:}", 13, &options, &layout, &error) == PEP3118_OK);
  CHECK(strcmp(pep3118_layout_dialect(layout), "numpy") == 0);
  pep3118_layout_release(layout);

  options.dialect = "pep3118";
  options.itemsize = 5;
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_FORMAT);
  CHECK(strcmp(error.kind, "itemsize-mismatch") == 0);

  options = (pep3118_options)PEP3118_OPTIONS_INIT;
  options.target = "s390x-linux-gnu";
  CHECK(pep3118_layout_of("T{i:x:}", 7, &options, &layout, &error) == PEP3118_OK);
  CHECK(strcmp(pep3118_layout_target(layout), "s390x-linux-gnu") == 0);
  pep3118_field field;
  CHECK(pep3118_layout_field(layout, 1, &field, &error) == PEP3118_OK);
  CHECK(field.byte_order == PEP3118_ORDER_BIG && field.natural == 1);
  pep3118_layout_release(layout);

  options.target = "no-such-machine";
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_BAD_ARGUMENT);
  options.target = NULL;
  options.dialect = "no-such-dialect";
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_BAD_ARGUMENT);
  options.dialect = NULL;
  options.flags = 4;
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_BAD_ARGUMENT);
  options.flags = 0;
  options.itemsize = -2;
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_BAD_ARGUMENT);
  options.itemsize = -1;
  options.size = sizeof options - 1;
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_BAD_ARGUMENT);
  CHECK(pep3118_layout_of("i", (size_t)PTRDIFF_MAX + 1, &options, &layout, &error) ==
        PEP3118_BAD_ARGUMENT);
  options.size = (size_t)-1;
  CHECK(pep3118_layout_of("i", 1, &options, &layout, &error) == PEP3118_BAD_ARGUMENT);

  /* A caller that was compiled with a later version: what this one does not know must be 0. */
  struct {
    pep3118_options known;
    uint64_t more;
  } later = {PEP3118_OPTIONS_INIT, 0};
  later.known.size = sizeof later;
  CHECK(pep3118_layout_of("i", 1, &later.known, &layout, &error) == PEP3118_OK);
  pep3118_layout_release(layout);
  later.more = 1;
  CHECK(pep3118_layout_of("i", 1, &later.known, &layout, &error) == PEP3118_BAD_ARGUMENT);
}

static void RefusesWithAPlace(void) {
  pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_layout* layout = NULL;
  pep3118_error error;
  memset(&error, 0xee, sizeof error);
  CHECK(pep3118_layout_of("T{i:x:3<d:y:}", 13, &options, &layout, &error) == PEP3118_FORMAT);
  CHECK(layout == NULL && error.status == PEP3118_FORMAT);
  CHECK(strcmp(error.kind, "order-after-count") == 0);
  CHECK(error.position == 7 && error.length == 1 && error.reserved == 0);
  CHECK(strlen(error.message) > 0 && strlen(error.hint) > 0);

  /* A length is a length: NULs and bytes behind it are text or nothing. */
  CHECK(pep3118_layout_of("i\0i", 3, &options, &layout, &error) == PEP3118_FORMAT);
  CHECK(strcmp(error.kind, "nul-byte") == 0 && error.position == 1);
  CHECK(pep3118_layout_of("ixyz", 1, &options, &layout, &error) == PEP3118_OK);
  CHECK(pep3118_layout_itemsize(layout) == 4);
  pep3118_layout_release(layout);
}

/* T{i:x:(4)T{h:a:(2,3)d:m:}:v:} as this compiler places it. */
struct Inner {
  int16_t a;
  double m[2][3];
};
struct Outer {
  int32_t x;
  struct Inner v[4];
};

static void FindsPaths(void) {
  pep3118_layout* layout = LayoutOf("T{i:x:(4)T{h:a:(2,3)d:m:}:v:}");
  pep3118_place place;
  pep3118_error error;
  CHECK(pep3118_layout_find(layout, "v[2].m[1]", 9, &place, &error) == PEP3118_OK);
  CHECK(place.offset == (int64_t)offsetof(struct Outer, v[2].m[1]));
  CHECK(place.ndim == 1 && place.shape[0] == 3);
  CHECK(strcmp(place.field.name, "m") == 0);
  CHECK(place.field.offset == (int64_t)offsetof(struct Inner, m));
  CHECK(pep3118_layout_find(layout, "v[4].a", PEP3118_NUL_TERMINATED, &place, &error) ==
        PEP3118_PATH);
  CHECK(strcmp(error.kind, "out-of-range") == 0 && error.position == 1 && error.length > 0);
  CHECK(pep3118_layout_find(layout, "", 0, &place, &error) == PEP3118_OK);
  CHECK(place.field.number == 0 && place.ndim == 0 && place.shape == NULL);
  pep3118_layout_release(layout);
}

static void Compares(void) {
  pep3118_layout* a = LayoutOf("T{i:x:d:y:}");
  pep3118_layout* b = LayoutOf("T{i:x:4x<q:z:}");
  pep3118_comparison* comparison = NULL;
  pep3118_difference difference;
  pep3118_error error;
  CHECK(pep3118_compare(a, b, &comparison, &error) == PEP3118_OK);
  pep3118_layout_release(a);
  pep3118_layout_release(b);
  for (int32_t level = PEP3118_SAME_BYTES; level <= PEP3118_SAME_NAMES; ++level) {
    CHECK(pep3118_comparison_same(comparison, level) == 0);
  }
  CHECK(pep3118_comparison_same(comparison, 3) == -1);
  const size_t count = pep3118_comparison_count(comparison);
  CHECK(count >= 2);
  int missing = 0;
  int extra = 0;
  for (size_t i = 0; i < count; ++i) {
    CHECK(pep3118_comparison_difference(comparison, i, &difference, &error) == PEP3118_OK);
    if (difference.aspect == PEP3118_ONLY_IN_FIRST) {
      missing += difference.field_a == 2 && difference.field_b == PEP3118_NO_FIELD;
      CHECK(difference.offset_a == (int64_t)offsetof(struct Point, y));
      CHECK(difference.level == PEP3118_SAME_BYTES);
    }
    if (difference.aspect == PEP3118_ONLY_IN_SECOND) {
      extra += difference.field_a == PEP3118_NO_FIELD && difference.field_b == 2;
      CHECK(difference.offset_b == 8 && difference.level == PEP3118_SAME_BYTES);
    }
  }
  CHECK(missing == 1 && extra == 1);
  CHECK(pep3118_comparison_difference(comparison, count, &difference, &error) ==
        PEP3118_BAD_ARGUMENT);
  CHECK(strstr(pep3118_comparison_text(comparison), "same bytes: no") != NULL);
  CHECK(pep3118_comparison_text(comparison) == pep3118_comparison_text(comparison));
  CHECK(pep3118_comparison_retain(comparison) == comparison);
  pep3118_comparison_release(comparison);
  pep3118_comparison_release(comparison);

  a = LayoutOf("T{i:x:d:y:}");
  CHECK(pep3118_compare(a, a, &comparison, &error) == PEP3118_OK);
  CHECK(pep3118_comparison_same(comparison, PEP3118_SAME_NAMES) == 1);
  CHECK(pep3118_comparison_count(comparison) == 0);
  pep3118_comparison_release(comparison);
  pep3118_layout_release(a);
}

static void Emits(void) {
  pep3118_layout* layout = LayoutOf("T{i:x:d:y:}");
  pep3118_layout* empty = LayoutOf("T{}");
  pep3118_text* text = NULL;
  pep3118_error error;
  CHECK(pep3118_emit(layout, "cpp", "my_point", &text, &error) == PEP3118_OK);
  CHECK(strstr(pep3118_text_data(text), "my_point") != NULL);
  CHECK(pep3118_text_length(text) == strlen(pep3118_text_data(text)));
  CHECK(pep3118_text_retain(text) == text);
  pep3118_text_release(text);
  pep3118_text_release(text);
  CHECK(pep3118_emit(layout, "cpp", "", &text, &error) == PEP3118_OK);
  CHECK(strstr(pep3118_text_data(text), "record_") != NULL);
  pep3118_text_release(text);
  CHECK(pep3118_emit(layout, "cpp", "a;b", &text, &error) == PEP3118_BAD_ARGUMENT);
  CHECK(pep3118_emit(layout, "klingon", "", &text, &error) == PEP3118_BAD_ARGUMENT);
  CHECK(strstr(error.message, "cpp") != NULL);
  CHECK(pep3118_emit(empty, "cpp", "", &text, &error) == PEP3118_OUTPUT);
  CHECK(text == NULL && strcmp(error.kind, "no-cpp-type") == 0);
  pep3118_layout_release(layout);
  pep3118_layout_release(empty);
}

static void JudgesBuffers(void) {
  struct Point items[6] = {{0, 0, {{0}}}};
  const ptrdiff_t shape[2] = {2, 3};
  const ptrdiff_t backwards[2] = {-(ptrdiff_t)sizeof(struct Point) * 3, sizeof(struct Point)};
  pep3118_buffer buffer = {
      items, sizeof items, sizeof items[0], "T{i:x:d:y:(2,3)h:v:}", shape, NULL, NULL, 2, 0};
  pep3118_memory memory = {items, sizeof items};
  const pep3118_memory unknown = {NULL, PEP3118_MEMORY_UNKNOWN};
  pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_layout* layout = NULL;
  pep3118_geometry geometry;
  pep3118_error error;

  CHECK(pep3118_buffer_layout(&buffer, &memory, &options, &layout, &geometry, &error) ==
        PEP3118_OK);
  CHECK(geometry.data == items && geometry.count == 6 && geometry.ndim == 2);
  CHECK(geometry.shape[1] == 3 && geometry.strides[0] == 3 * (ptrdiff_t)sizeof(struct Point));
  CHECK(geometry.strides[1] == (ptrdiff_t)sizeof(struct Point) && geometry.suboffsets[0] == -1);
  CHECK(geometry.readonly == 0 && geometry.indirect == 0);

  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_NAMES, PEP3118_WRITE,
                             &geometry, &error) == PEP3118_OK);
  buffer.readonly = 1;
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_NAMES, PEP3118_WRITE,
                             &geometry, &error) == PEP3118_BUFFER);
  CHECK(strcmp(error.kind, "readonly") == 0);
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_NAMES, PEP3118_READ,
                             &geometry, &error) == PEP3118_OK);
  CHECK(geometry.readonly == 1);

  /* The memory ends a byte too early; or the items run backwards out of it. */
  memory.size -= 1;
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_NAMES, PEP3118_READ,
                             &geometry, &error) == PEP3118_BUFFER);
  CHECK(strcmp(error.kind, "above-memory") == 0);
  memory.size += 1;
  buffer.strides = backwards;
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_NAMES, PEP3118_READ,
                             &geometry, &error) == PEP3118_BUFFER);
  CHECK(strcmp(error.kind, "below-memory") == 0);
  CHECK(pep3118_buffer_check(&buffer, &unknown, &options, layout, PEP3118_SAME_NAMES, PEP3118_READ,
                             &geometry, &error) == PEP3118_OK);
  CHECK(geometry.strides[0] == backwards[0]);
  buffer.strides = NULL;

  /* Other names, other types, other numbers. */
  buffer.format = "T{i:x:d:z:(2,3)h:v:}";
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_NAMES, PEP3118_READ,
                             &geometry, &error) == PEP3118_MISMATCH);
  CHECK(strstr(error.message, "y") != NULL && strstr(error.message, "z") != NULL);
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_TYPES, PEP3118_READ,
                             &geometry, &error) == PEP3118_OK);
  buffer.format = "T{i:x:q:y:(2,3)h:v:}";
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_BYTES, PEP3118_READ,
                             &geometry, &error) == PEP3118_MISMATCH);
  buffer.format = "T{i:x:d:y:(2,3)h:v:";
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_BYTES, PEP3118_READ,
                             &geometry, &error) == PEP3118_FORMAT);
  CHECK(strcmp(error.kind, "unclosed-record") == 0);
  buffer.format = "T{i:x:d:y:(2,3)h:v:}";
  buffer.len -= 1;
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, PEP3118_SAME_BYTES, PEP3118_READ,
                             &geometry, &error) == PEP3118_BUFFER);
  CHECK(strcmp(error.kind, "len-mismatch") == 0);
  buffer.len += 1;
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, 3, PEP3118_READ, &geometry,
                             &error) == PEP3118_BAD_ARGUMENT);
  CHECK(pep3118_buffer_check(&buffer, &memory, &options, layout, 0, 2, &geometry, &error) ==
        PEP3118_BAD_ARGUMENT);
  pep3118_layout_release(layout);
}

static void Converts(void) {
  /* Two records of big-endian fields, packed: written out by hand. */
  unsigned char wire[2][6] = {{0, 0, 0, 7, 0x01, 0x02}, {0xff, 0xff, 0xff, 0xfe, 0x80, 0x00}};
  struct {
    int64_t b;
    int32_t a;
    int32_t unused;
  } items[2];
  const ptrdiff_t shape[1] = {2};
  const pep3118_buffer from = {wire, sizeof wire, 6, "T{>i:a:>h:b:}", shape, NULL, NULL, 1, 1};
  pep3118_buffer to = {items, sizeof items, 16, NULL, shape, NULL, NULL, 1, 0};
  const pep3118_memory from_memory = {wire, sizeof wire};
  pep3118_memory to_memory = {items, sizeof items};
  pep3118_layout* from_layout = LayoutOf("T{>i:a:>h:b:}");
  pep3118_layout* to_layout = LayoutOf("T{q:b:i:a:4x}");
  pep3118_conversion_options options = PEP3118_CONVERSION_OPTIONS_INIT;
  pep3118_conversion* conversion = NULL;
  pep3118_error error;
  memset(items, 0, sizeof items);
  CHECK(pep3118_convert(from_layout, to_layout, &options, &conversion, &error) == PEP3118_OK);
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_OK);
  CHECK(items[0].a == 7 && items[0].b == 0x0102 && items[1].a == -2 && items[1].b == -0x8000);

  /* The output's own format must be that of the conversion. */
  to.format = "T{q:b:i:a:4x}";
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_OK);
  to.format = "T{q:b:i:c:4x}";
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_MISMATCH);
  CHECK(strcmp(error.kind, "mismatch") == 0 && strstr(error.message, "name `c`") != NULL);
  to.format = NULL;
  to_memory.size -= 1;
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_BUFFER);
  to_memory.size += 1;
  to.readonly = 1;
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_BUFFER);
  CHECK(strcmp(error.kind, "readonly") == 0);
  to.readonly = 0;
  to_memory.size = (size_t)-2;
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_BUFFER);
  char number[32];
  snprintf(number, sizeof number, " %zu bytes", to_memory.size);
  CHECK(strstr(error.message, number) != NULL);
  to_memory.size = sizeof items;

  /* What is wrong with both together is said in words of this interface. */
  const ptrdiff_t one[1] = {1};
  to.shape = one;
  to.len = 16;
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_BAD_ARGUMENT);
  CHECK(strcmp(error.message, "shapes differ") == 0);
  to.shape = shape;
  to.len = sizeof items;
  union {
    unsigned char wire[12];
    int64_t aligned[4];
  } both;
  memset(&both, 0, sizeof both);
  pep3118_buffer shared = from;
  shared.buf = &both;
  to.buf = &both;
  const pep3118_memory both_memory = {&both, sizeof both};
  CHECK(pep3118_conversion_run(conversion, &shared, &both_memory, &to, &both_memory, &error) ==
        PEP3118_BAD_ARGUMENT);
  CHECK(strcmp(error.message, "input and output share memory") == 0);
  to.buf = items;
  to.itemsize = 8;
  CHECK(pep3118_conversion_run(conversion, &from, &from_memory, &to, &to_memory, &error) ==
        PEP3118_BUFFER);
  CHECK(pep3118_conversion_retain(conversion) == conversion);
  pep3118_conversion_release(conversion);
  pep3118_conversion_release(conversion);

  /* The other way loses values: refused, or checked, or cut. */
  CHECK(pep3118_convert(to_layout, from_layout, &options, &conversion, &error) ==
        PEP3118_CONVERSION);
  CHECK(conversion == NULL && strstr(error.message, "field b") != NULL);
  options.numbers = PEP3118_CHECKED;
  CHECK(pep3118_convert(to_layout, from_layout, &options, &conversion, &error) == PEP3118_OK);
  to.itemsize = 16;
  to.readonly = 1;
  pep3118_buffer back = from;
  back.readonly = 0;
  items[1].b = 40000;
  CHECK(pep3118_conversion_run(conversion, &to, &to_memory, &back, &from_memory, &error) ==
        PEP3118_VALUE);
  CHECK(strstr(error.message, "b") != NULL);
  pep3118_conversion_release(conversion);
  options.numbers = PEP3118_SATURATING;
  CHECK(pep3118_convert(to_layout, from_layout, &options, &conversion, &error) == PEP3118_OK);
  CHECK(pep3118_conversion_run(conversion, &to, &to_memory, &back, &from_memory, &error) ==
        PEP3118_OK);
  CHECK(wire[1][4] == 0x7f && wire[1][5] == 0xff);
  pep3118_conversion_release(conversion);
  options.numbers = 3;
  CHECK(pep3118_convert(to_layout, from_layout, &options, &conversion, &error) ==
        PEP3118_BAD_ARGUMENT);
  options.numbers = 0;
  options.size = 0;
  CHECK(pep3118_convert(to_layout, from_layout, &options, &conversion, &error) ==
        PEP3118_BAD_ARGUMENT);
  pep3118_layout_release(from_layout);
  pep3118_layout_release(to_layout);
}

/* A call with its argument number `argument` NULL. */
#define PICK(argument, value) (null == (argument) ? NULL : (value))
#define REFUSED(call) CHECK((call) == PEP3118_NULL_ARGUMENT)

static void TakesNullAsAnError(void) {
  pep3118_options options = PEP3118_OPTIONS_INIT;
  pep3118_conversion_options ways = PEP3118_CONVERSION_OPTIONS_INIT;
  pep3118_layout* layout = LayoutOf("T{i:x:}");
  pep3118_layout* made = NULL;
  pep3118_comparison* comparison = NULL;
  pep3118_comparison* compared = NULL;
  pep3118_conversion* conversion = NULL;
  pep3118_text* text = NULL;
  pep3118_note note;
  pep3118_field field;
  pep3118_place place;
  pep3118_difference difference;
  pep3118_geometry geometry;
  pep3118_error error;
  int32_t item = 0;
  const pep3118_buffer buffer = {&item, 4, 4, "T{i:x:}", NULL, NULL, NULL, 0, 0};
  const pep3118_memory memory = {&item, sizeof item};
  CHECK(pep3118_compare(layout, layout, &comparison, &error) == PEP3118_OK);
  CHECK(pep3118_convert(layout, layout, &ways, &conversion, &error) == PEP3118_OK);
  int null;
  for (null = 1; null <= 4; ++null) {
    REFUSED(pep3118_layout_of(PICK(1, "i"), 1, PICK(2, &options), PICK(3, &made), PICK(4, &error)));
    CHECK(made == NULL);
    CHECK(null == 4 || (error.status == PEP3118_NULL_ARGUMENT && error.message[0] != '\0'));
    REFUSED(
        pep3118_layout_find(PICK(1, layout), PICK(2, "x"), 1, PICK(3, &place), PICK(4, &error)));
    compared = comparison; /* a failure makes NULL of it */
    REFUSED(pep3118_compare(PICK(1, layout), PICK(2, layout), PICK(3, &compared), PICK(4, &error)));
    CHECK((compared == NULL) == (null != 3 && null != 4));
  }
  for (null = 1; null <= 3; ++null) {
    REFUSED(pep3118_layout_note(PICK(1, layout), 0, PICK(2, &note), PICK(3, &error)));
    REFUSED(pep3118_layout_field(PICK(1, layout), 0, PICK(2, &field), PICK(3, &error)));
    REFUSED(pep3118_comparison_difference(PICK(1, comparison), 0, PICK(2, &difference),
                                          PICK(3, &error)));
  }
  for (null = 1; null <= 5; ++null) {
    REFUSED(pep3118_emit(PICK(1, layout), PICK(2, "cpp"), PICK(3, ""), PICK(4, &text),
                         PICK(5, &error)));
  }
  for (null = 1; null <= 6; ++null) {
    REFUSED(pep3118_buffer_layout(PICK(1, &buffer), PICK(2, &memory), PICK(3, &options),
                                  PICK(4, &made), PICK(5, &geometry), PICK(6, &error)));
    REFUSED(pep3118_buffer_check(PICK(1, &buffer), PICK(2, &memory), PICK(3, &options),
                                 PICK(4, layout), 0, 0, PICK(5, &geometry), PICK(6, &error)));
    REFUSED(pep3118_conversion_run(PICK(1, conversion), PICK(2, &buffer), PICK(3, &memory),
                                   PICK(4, &buffer), PICK(5, &memory), PICK(6, &error)));
  }
  pep3118_conversion_release(conversion);
  for (null = 1; null <= 5; ++null) {
    REFUSED(pep3118_convert(PICK(1, layout), PICK(2, layout), PICK(3, &ways), PICK(4, &conversion),
                            PICK(5, &error)));
  }
  REFUSED(pep3118_layout_release(NULL));
  REFUSED(pep3118_comparison_release(NULL));
  REFUSED(pep3118_text_release(NULL));
  REFUSED(pep3118_conversion_release(NULL));
  CHECK(pep3118_layout_retain(NULL) == NULL && pep3118_comparison_retain(NULL) == NULL);
  CHECK(pep3118_text_retain(NULL) == NULL && pep3118_conversion_retain(NULL) == NULL);
  CHECK(pep3118_layout_itemsize(NULL) == -1 && pep3118_layout_alignment(NULL) == -1);
  CHECK(pep3118_layout_field_count(NULL) == 0 && pep3118_layout_note_count(NULL) == 0);
  CHECK(pep3118_layout_canonical(NULL) == NULL && pep3118_layout_id(NULL) == NULL);
  CHECK(pep3118_layout_dialect(NULL) == NULL && pep3118_layout_target(NULL) == NULL);
  CHECK(pep3118_layout_same(NULL, layout) == -1 && pep3118_layout_same(layout, NULL) == -1);
  CHECK(pep3118_comparison_same(NULL, 0) == -1 && pep3118_comparison_count(NULL) == 0);
  CHECK(pep3118_comparison_text(NULL) == NULL);
  CHECK(pep3118_text_data(NULL) == NULL && pep3118_text_length(NULL) == 0);
  pep3118_comparison_release(comparison);
  pep3118_layout_release(layout);
}

static int Lists(const char* (*name)(size_t), const char* wanted) {
  for (size_t i = 0; name(i) != NULL; ++i) {
    if (strcmp(name(i), wanted) == 0) return 1;
  }
  return 0;
}

static void NamesThings(void) {
  CHECK(pep3118_abi_version() == (uint32_t)PEP3118_ABI_MAJOR * 65536 + PEP3118_ABI_MINOR);
  CHECK(strchr(pep3118_version(), '.') != NULL);
  CHECK(strcmp(pep3118_status_name(PEP3118_OK), "ok") == 0);
  CHECK(strcmp(pep3118_status_name(PEP3118_INTERNAL), "internal") == 0);
  CHECK(strcmp(pep3118_status_name(-1), "unknown") == 0);
  CHECK(strcmp(pep3118_status_name(12), "unknown") == 0);
  CHECK(strcmp(pep3118_kind_name(PEP3118_UCS4), "ucs4") == 0);
  CHECK(strcmp(pep3118_kind_name(PEP3118_RECORD), "record") == 0);
  CHECK(strcmp(pep3118_kind_name(16), "unknown") == 0);
  CHECK(strcmp(pep3118_kind_name(-1), "unknown") == 0);
  CHECK(strcmp(pep3118_aspect_name(PEP3118_DIFFERS_SHAPE), "shape") == 0);
  CHECK(strcmp(pep3118_aspect_name(PEP3118_ONLY_IN_SECOND), "extra") == 0);
  CHECK(strcmp(pep3118_aspect_name(10), "unknown") == 0);
  CHECK(Lists(pep3118_dialect_name, "numpy") && Lists(pep3118_target_name, "s390x-linux-gnu"));
  CHECK(Lists(pep3118_language_name, "cpp") && !Lists(pep3118_language_name, "klingon"));
}

/* Threads share a handle, its texts that are made on demand, and the cache. */
enum { kThreads = 8, kRounds = 2000 };

struct Shared {
  pep3118_layout* layout;
  int wrong[kThreads];
};

struct Worker {
  struct Shared* shared;
  int number;
};

static void* Work(void* argument) {
  struct Worker* worker = argument;
  pep3118_layout* layout = worker->shared->layout;
  int wrong = 0;
  for (int i = 0; i < kRounds; ++i) {
    pep3118_field field;
    pep3118_error error;
    pep3118_layout_retain(layout);
    wrong += pep3118_layout_field(layout, 2, &field, &error) != PEP3118_OK;
    wrong += strcmp(field.name, "second") != 0;
    wrong += strcmp(pep3118_layout_canonical(layout), "T{b:first:3xi:second:}") != 0;
    pep3118_layout* again =
        LayoutOf(i % 2 == 0 ? "T{b:first:i:second:}" : "T{b:first:3xi:second:}");
    wrong += pep3118_layout_same(layout, again) != 1;
    pep3118_layout_release(again);
    pep3118_layout_release(layout);
  }
  worker->shared->wrong[worker->number] = wrong;
  return NULL;
}

static void WorksInManyThreads(void) {
  struct Shared shared = {LayoutOf("T{b:first:i:second:}"), {0}};
  struct Worker workers[kThreads];
  pthread_t threads[kThreads];
  for (int i = 0; i < kThreads; ++i) {
    workers[i] = (struct Worker){&shared, i};
    CHECK(pthread_create(&threads[i], NULL, Work, &workers[i]) == 0);
  }
  for (int i = 0; i < kThreads; ++i) {
    CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(shared.wrong[i] == 0);
  }
  pep3118_layout_release(shared.layout);
}

int main(void) {
  LooksUp();
  CountsItsHandles();
  ReadsOptions();
  RefusesWithAPlace();
  FindsPaths();
  Compares();
  Emits();
  JudgesBuffers();
  Converts();
  TakesNullAsAnError();
  NamesThings();
  WorksInManyThreads();
  printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 && checks > 200 ? 0 : 1;
}
