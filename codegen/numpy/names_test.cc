// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/names.h"

#include <string>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

TEST_CASE("a user's name for a dtype is an identifier that Python and the text leave free") {
  for (const char* name : {"Point", "point_2", "P", "x", "Record", "dtype", "record"}) {
    INFO(name);
    CHECK(IsUsablePythonName(name));
  }
  for (const char* name : {"", "_x", "1a", "def", "None", "match", "np", "sys", "a.b", "a b", "a-b",
                           "P\xc3\xb6", "record_0", "a\nb", "ImportError"}) {
    INFO(name);
    CHECK_FALSE(IsUsablePythonName(name));
  }
  CHECK(IsUsablePythonName(std::string(255, 'a')));
  CHECK_FALSE(IsUsablePythonName(std::string(256, 'a')));
}

}  // namespace
}  // namespace pep3118
