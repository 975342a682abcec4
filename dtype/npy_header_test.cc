// SPDX-License-Identifier: MIT
// Headers as NumPy 1.24 writes them, and those that its reader refuses (numpy/lib/tests/test_format.py).
#include "pep3118/dtype/npy_header.h"

#include <cstdint>
#include <string>

#include "pep3118/layout/canonical.h"
#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

std::string Header(const std::string& text, int version = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(version);
  bytes += '\0';
  for (int i = 0; i < (version == 1 ? 2 : 4); ++i) {
    bytes += static_cast<char>(text.size() >> (8 * i) & 0xff);
  }
  return bytes + text;
}

std::string WithDescr(const std::string& descr) {
  return Header("{'descr': " + descr + ", 'fortran_order': False, 'shape': (), }\n");
}

// The headers are those of a little-endian machine, on one.
LayoutOptions OnLinux() { return {.target = FindTarget("x86_64-linux-gnu")}; }

TEST_CASE("a header is what NumPy wrote") {
  // np.save of np.zeros((2, 3), order='F').
  const std::string bytes = Header(
      "{'descr': '<f8', 'fortran_order': True, 'shape': (2, 3), }                          "
      "                                \n");
  const Result<NpyHeader> header = ReadNpyHeader(bytes + std::string(100, '\0'), OnLinux());
  if (!header) FAIL(Message(header.error()));
  CHECK(header->version == 1);
  CHECK(header->fortran_order);
  CHECK(header->shape == std::vector<std::int64_t>{2, 3});
  CHECK(header->data_offset == bytes.size());
  CHECK(header->data_bytes == 48);
  CHECK(CanonicalText(header->layout) == "d");
}

TEST_CASE("every version and description") {
  const struct {
    std::string bytes;
    const char* canonical;
  } rows[] = {
      {WithDescr("[('x', '<f4'), ('', '|V4'), ('y', '<f8')]"), "T{f:x:4xd:y:}"},
      // The description of a dtype with a tail, and of one that is nothing but padding.
      {WithDescr("[('x', '<f8'), ('', '|V8')]"), "T{d:x:8x}"},
      {WithDescr("[('', '|V8')]"), "T{8x}"},
      {WithDescr("('<f4', (2,))"), "(2)f"},
      {WithDescr("[(('t', 'x'), '|u1', (2,)), ('in', [('a', '|i1'), ('', '|V1')])]"),
       "T{(2)B:x:T{b:a:1x}:in:}"},
      {Header("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (3,)}", 2), "q"},
      {Header("{'descr': [('\xc3\xa9', '<f4')], 'fortran_order': False, 'shape': (3,)}", 3),
       "T{f:\xc3\xa9:}"},
      {Header("{'descr': [('\xe9', '<f4')], 'fortran_order': False, 'shape': (3,)}"),
       "T{f:\xc3\xa9:}"},
      // Python 2.
      {Header("{'descr': '<f4', 'fortran_order': False, 'shape': (3L, 2L)}"), "f"},
  };
  for (const auto& row : rows) {
    const Result<NpyHeader> header = ReadNpyHeader(row.bytes, OnLinux());
    INFO(row.bytes);
    if (!header) FAIL(Message(header.error()));
    CHECK(CanonicalText(header->layout) == row.canonical);
  }
}

// Those of numpy/lib/tests/test_format.py, of NumPy 1.24.
TEST_CASE("the malformed headers of NumPy's own tests are refused") {
  const auto bytes = [](const auto& text) { return std::string(text, sizeof text - 1); };
  const std::string rows[] = {
      // bad_version_magic
      bytes("\x93NUMPY\x01\x01"),
      bytes("\x93NUMPY\x00\x00"),
      bytes("\x93NUMPY\x00\x01"),
      bytes("\x93NUMPY\x02\x00"),
      bytes("\x93NUMPY\x02\x02"),
      bytes("\x93NUMPY\xff\xff"),
      // malformed_magic
      bytes("\x92NUMPY\x01\x00"),
      bytes("\x00NUMPY\x01\x00"),
      bytes("\x93numpy\x01\x00"),
      bytes("\x93MATLB\x01\x00"),
      bytes("\x93NUMPY\x01"),
      bytes("\x93NUMPY"),
      "",
      // test_bad_header, behind the magic that its functions do not read
      bytes("\x93NUMPY\x01\x00"),
      bytes("\x93NUMPY\x01\x00"
            "1"),
      bytes("\x93NUMPY\x01\x00\x01\x00"),
      bytes("\x93NUMPY\x01\x00"
            "6\x00{'descr': 'x', 'shape': (1, 2), }                    \n"),
      Header("{'descr': 'x', 'extrakey': -1, 'fortran_order': False, 'shape': (1, 2), }\n"),
      Header("{'descr': '<i8', 'extrakey': -1, 'fortran_order': False, 'shape': (1, 2), }\n"),
  };
  for (const std::string& row : rows) {
    INFO(row);
    CHECK_FALSE(ReadNpyHeader(row));
  }
}

TEST_CASE("what NumPy refuses, and what no file holds") {
  const std::string good = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}";
  std::string version = Header(good);
  version[6] = 4;
  std::string minor = Header(good);
  minor[7] = 1;
  const struct {
    std::string bytes;
    ErrorKind kind;
    std::uint32_t begin;
  } rows[] = {
      {"", ErrorKind::kNpyHeader, 0},
      {"\x93NUMP", ErrorKind::kNpyHeader, 0},
      {"\x94NUMPY" + Header(good).substr(6), ErrorKind::kNpyHeader, 0},
      {"\x93NUMPY", ErrorKind::kNpyHeader, 6},
      {version, ErrorKind::kNpyHeader, 6},
      {minor, ErrorKind::kNpyHeader, 6},
      {Header("").substr(0, 9), ErrorKind::kNpyHeader, 9},
      {Header(good).substr(0, 30), ErrorKind::kNpyHeader, 8},
      {std::string("\x93NUMPY\x02\0\xff\xff\xff\xff{", 13), ErrorKind::kFormatTooLong, 8},
      {Header(""), ErrorKind::kNpyHeader, 10},
      {Header("1"), ErrorKind::kNpyHeader, 10},
      {Header("[1, 2]"), ErrorKind::kNpyHeader, 10},
      {Header("{'descr': '<f4', 'fortran_order': False"), ErrorKind::kDtypeSyntax, 10},
      {Header("{'descr': '<f4', 'fortran_order': False}"), ErrorKind::kNpyHeader, 10},
      {Header("{'x': 1}"), ErrorKind::kNpyHeader, 11},
      {Header(good.substr(0, good.size() - 1) + ", 'x': 1}"), ErrorKind::kNpyHeader, 66},
      {Header("{'descr': '<f4', 'fortran_order': 0, 'shape': ()}"), ErrorKind::kNpyHeader, 44},
      {Header("{'descr': '<f4', 'fortran_order': False, 'shape': 3}"), ErrorKind::kNpyHeader, 60},
      {Header("{'descr': '<f4', 'fortran_order': False, 'shape': [3]}"), ErrorKind::kNpyHeader, 60},
      {Header("{'descr': '<f4', 'fortran_order': False, 'shape': ('3',)}"), ErrorKind::kNpyHeader,
       61},
      {Header("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}"), ErrorKind::kNpyHeader,
       61},
      {Header("{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846976,)}"),
       ErrorKind::kSizeOverflow, 60},
      {Header("{'descr': '<f4', 'fortran_order': False, 'shape': (3L,)}", 3),
       ErrorKind::kDtypeSyntax, 64},
      {WithDescr("'<f3'"), ErrorKind::kUnknownDtype, 21},
      {WithDescr("int"), ErrorKind::kBadDtype, 20},
      {WithDescr("{'names': ['x'], 'formats': ['<f4']}"), ErrorKind::kBadDtype, 20},
      {WithDescr("dtype('f4')"), ErrorKind::kBadDtype, 20},
      {WithDescr("[('', '<f4')]"), ErrorKind::kBadDtype, 22},
      {WithDescr("[('\xe9', '<f3')]"), ErrorKind::kUnknownDtype, 28},
      {WithDescr("'|O'"), ErrorKind::kNpyHeader, 20},
      {WithDescr("[('x', '|O')]"), ErrorKind::kNpyHeader, 20},
      {Header(std::string("{'de\0cr': 1}", 12)), ErrorKind::kDtypeSyntax, 11},
      {Header(good + "garbage"), ErrorKind::kDtypeSyntax, 65},
  };
  for (const auto& row : rows) {
    const Result<NpyHeader> header = ReadNpyHeader(row.bytes, OnLinux());
    INFO(row.bytes);
    REQUIRE_FALSE(header);
    INFO(Message(header.error()));
    CHECK(ErrorName(header.error().kind) == ErrorName(row.kind));
    CHECK(header.error().span.begin == row.begin);
    CHECK(header.error().span.end <= std::max<std::size_t>(row.bytes.size(), 12));
  }
}

}  // namespace
}  // namespace pep3118
