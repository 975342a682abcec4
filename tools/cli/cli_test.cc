// SPDX-License-Identifier: MIT
// The command line in one process: what goes where, and which exit code comes out.
#include "pep3118/tools/cli/cli.h"

#include <sstream>
#include <string>
#include <vector>

#include "pep3118/testdata/catch.h"
#include "pep3118/tools/cli/run_tool.h"

namespace pep3118 {
namespace {

TEST_CASE("an accepted format answers on the output and says nothing else") {
  struct Row {
    std::vector<std::string> args;
    const char* part;
  };
  const Row rows[] = {
      {{"header", "--name", "Point", "T{i:x:d:y:}"}, "using Point = ::pep3118::record_"},
      {{"header", "T{i:x:d:y:}"}, "struct record_"},
      {{"header", "--name", "P", "--namespace", "my::records", "T{i:x:}"}, "my::records"},
      {{"emit", "cpp", "--name", "Point", "T{i:x:d:y:}"}, "using Point = ::pep3118::record_"},
      {{"emit", "julia", "--name", "Point", "T{i:x:d:y:}"}, "const Point = record_"},
      {{"emit", "jl", "--target", "s390x-linux-gnu", "T{i:x:}"}, "ENDIAN_BOM == 0x01020304"},
      {{"emit", "julia", "--itemsize", "16", "T{i:x:}"}, "PEP3118.Padding{12}"},
      {{"header", "--runtime", "T{>i:x:}"}, "#include \"pep3118/runtime/big.h\""},
      {{"header", "--no-padding-members", "T{i:x:d:y:}"},
       "_unpadded {\n  std::int32_t x;  // offset 0"},
      {{"header", "--dialect", "pybind11", "^T{?:v:3xI:n:}"}, "std::uint32_t n;"},
      {{"header", "--dialect", "pybind11", "^T{?:v:I:n:}"}, "little<std::uint32_t> n;"},
      {{"layout", "T{i:x:d:y:}"}, "4 bytes hole"},
      {{"layout", "--json", "T{i:x:d:y:}"}, "\"itemsize\": 16"},
      {{"layout", "--json", "--target", "i686-linux-gnu", "T{i:x:d:y:}"}, "\"itemsize\": 12"},
      {{"layout", "--svg", "--target", "i686-linux-gnu", "T{i:x:d:y:}"},
       "<title>y: double, offset 4, 8 bytes</title>"},
      {{"emit", "svg", "--name", "</svg>", "T{i:x:}"}, ">&lt;/svg&gt;</text>"},
      {{"canon", "T{i:x:d:y:}"}, "T{i:x:4xd:y:}\n"},
      {{"ast", "T{<i:x:}"}, "\"elements\""},
      {{"diff", "T{i:x:d:y:}", "T{i:x:4xd:y:}"}, "same names: yes\n"},
      {{"diff", "--json", "i", "@i"}, "\"differences\": []"},
      {{"layout", "--dtype", "[('x', '<f4'), ('t', '<M8[ns]')]"}, "datetime64[ns]"},
      {{"layout", "--dtype=[('x', '<f4'), ('y', 'f8')]", "--json"},
       "\"dtype\": \"[('x', '<f4'), ('y', 'f8')]\""},
      {{"header", "--name", "Point", "--dtype", "i4,f8"}, "using Point = ::pep3118::record_"},
      {{"header", "--dtype", "i4", "T{i:x:}"}, "struct record_"},
      {{"emit", "--dtype", "i4", "numpy"}, "np.dtype(\"<i4\")"},
      {{"emit", "numpy", "--name", "P", "--dtype", "i4,f8"}, "P = record_"},
      {{"canon", "--dtype", "i4,f8", "--itemsize", "12"}, "T{i:f0:=d:f1:}\n"},
      {{"ast", "--dtype", "(3,)i4"}, "\"format\": \"(3)i\""},
      {{"diff", "--dtype", "<i4", "i"}, "same names: yes\n"},
      {{"diff", "--json", "i", "--dtype", "<i4"}, "\"dtype\": \"<i4\""},
      {{"targets"}, "\ns390x-linux-gnu "},
      {{"--version"}, "pep3118c "},
      {{"--help"}, "Subcommands:"},
      {{"-h"}, "Subcommands:"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.args[0] << " " << row.args.back()) {
      const Answer answer = Run(row.args);
      CHECK(answer.exit == 0);
      CHECK(Contains(answer.out, row.part));
      CHECK(answer.err.empty());
    }
  }
}

TEST_CASE("a refused format says why on the error stream only") {
  for (const char* subcommand : {"header", "layout", "canon", "ast"}) {
    DYNAMIC_SECTION(subcommand) {
      const Answer answer = Run({subcommand, "T{i:x:<}"});
      CHECK(answer.exit == 1);
      CHECK(answer.out.empty());
      CHECK(answer.err ==
            "error: byte-order character with nothing after it [dangling-byte-order]\n"
            "  T{i:x:<}\n"
            "        ^ byte 6\n"
            "note: write it before the field it applies to\n");
    }
  }
  const Answer json = Run({"layout", "--error-format", "json", "T{i:x:<}"});
  CHECK(json.exit == 1);
  CHECK(json.err ==
        "{\"error\": {\"kind\": \"dangling-byte-order\", \"message\": \"byte-order character with "
        "nothing after it\", \"position\": 6, \"length\": 1}}\n");
  const Answer color = Run({"layout", "--color", "always", "T{i:x:<}"});
  CHECK(color.err.starts_with("\x1b[1;31merror:\x1b[0m "));
}

TEST_CASE("diff answers whether a struct looks the same on Windows") {
  const std::vector<std::string> args = {
      "diff",        "--target-a", "x86_64-linux-gnu", "--target-b", "x86_64-pc-windows-msvc",
      "T{l:n:d:x:}", "T{l:n:d:x:}"};
  const Answer answer = Run(args);
  CHECK(answer.exit == 1);
  CHECK(answer.err.empty());
  CHECK(answer.out ==
        "same bytes: no\n"
        "same types: no\n"
        "same names: yes\n"
        "breaks  differs    field  offset  expected: x86_64-linux-gnu  offset  "
        "found: x86_64-pc-windows-msvc\n"
        "bytes   itemsize   n           0  8 (int64)                        0  4 (int32)\n"
        "types   alignment  n           0  8                                0  4\n");
}

TEST_CASE("the level of diff decides its exit code") {
  struct Row {
    const char* a;
    const char* b;
    int bytes, types, names;
  };
  const Row rows[] = {
      {"T{i:x:}", "T{@i:x:}", 0, 0, 0},
      {"T{i:x:}", "T{i:y:}", 0, 0, 1},
      {"T{i:x:i:y:}", "T{(2)i:x:}", 0, 1, 1},
      {"T{i:x:}", "T{f:x:}", 1, 1, 1},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.a << " and " << row.b) {
      CHECK(Run({"diff", "--level", "bytes", row.a, row.b}).exit == row.bytes);
      CHECK(Run({"diff", "--level", "types", row.a, row.b}).exit == row.types);
      CHECK(Run({"diff", "--level", "names", row.a, row.b}).exit == row.names);
      CHECK(Run({"diff", row.a, row.b}).exit == row.names);
    }
  }
}

TEST_CASE("diff takes an option for both sides or for one") {
  // A long has 4 bytes on Windows, 8 here.
  const std::string windows = "x86_64-pc-windows-msvc";
  CHECK(Run({"diff", "--target", windows, "l", "i"}).exit == 0);
  CHECK(Run({"diff", "--target", windows, "--target-b", "x86_64-linux-gnu", "l", "q"}).exit == 1);
  CHECK(Run({"diff", "--target-a", windows, "--target-b", windows, "l", "i"}).exit == 0);
  // struct pads no end; 5 bytes described, 8 given.
  CHECK(Run({"diff", "--dialect", "pep3118", "--dialect-a", "struct", "--itemsize-b", "8", "ib",
             "T{ib}"})
            .exit == 1);
  CHECK(Run({"diff", "--dialect", "pep3118", "--itemsize-a", "9", "T{ib}", "T{ib}"}).exit == 1);
  CHECK(Run({"diff", "i", "-"}, "@i\n").exit == 0);
}

TEST_CASE("diff tells both refusals, and which side each is of") {
  const Answer answer = Run({"diff", "T{", "i<"});
  CHECK(answer.exit == 1);
  CHECK(answer.out.empty());
  CHECK(Contains(answer.err, "first format: error: record `T{` is never closed"));
  CHECK(Contains(answer.err, "second format: error: byte-order character with nothing after it"));
}

TEST_CASE("advice is reported on request only") {
  const std::string line = "native-in-exchange]\n";
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {"layout", "i"}, {"canon", "i"}, {"header", "i"}, {"diff", "i", "@i"}}) {
    DYNAMIC_SECTION(args[0]) {
      CHECK(Run(args).err.empty());
      std::vector<std::string> linted = args;
      linted.insert(linted.begin() + 1, {"--lint", "--strict"});
      const Answer answer = Run(linted);
      CHECK(answer.exit == 0);
      CHECK(Contains(answer.err, line));
    }
  }
  CHECK(Contains(Run({"layout", "--json", "--lint", "i"}).out, "native-in-exchange"));
  CHECK(Contains(Run({"canon", "--lint", "T{b:a b:b:a-b:}"}).err, "[similar-names]"));
  const Answer batch = Run({"layout", "--batch", "--lint"},
                           "{\"format\": \"i\"}\n{\"format\": \"i\", \"lint\": false}\n");
  const std::size_t first = batch.out.find('\n');
  CHECK(Contains(batch.out.substr(0, first), "native-in-exchange"));
  CHECK_FALSE(Contains(batch.out.substr(first), "native-in-exchange"));
  CHECK(Contains(Run({"layout", "--batch"}, "{\"format\": \"i\", \"lint\": true}\n").out,
                 "native-in-exchange"));
}

TEST_CASE("wrong usage is exit code 2 and names what is wrong") {
  struct Row {
    std::vector<std::string> args;
    const char* message;
  };
  const Row rows[] = {
      {{}, "a subcommand is needed"},
      {{"T{i:x:}"}, "unknown subcommand `T{i:x:}`"},
      {{"--color", "never", "layout", "i"}, "unknown subcommand `--color`"},
      {{"layout"}, "a format is needed"},
      {{"layout", "i", "d"}, "one format at a time"},
      {{"canon"}, "a format is needed"},
      {{"canon", "i", "d"}, "one format at a time"},
      {{"ast"}, "one format is needed"},
      {{"diff", "i"}, "two formats are needed"},
      {{"diff", "i", "i", "i"}, "two formats are needed"},
      {{"diff", "-", "-"}, "standard input holds one input"},
      {{"diff", "--level", "all", "i", "i"}, "--level is bytes, types or names"},
      {{"diff", "--target-b", "pdp11", "i", "i"}, "unknown target `pdp11`"},
      {{"diff", "--itemsize-a", "x", "i", "i"}, "--itemsize needs a number of bytes"},
      {{"diff", "--target", "avr", "--target", "avr", "i", "i"}, "--target is for both formats"},
      {{"targets", "i"}, "unexpected argument `i`"},
      {{"header"}, "a format is needed"},
      {{"emit"}, "a language is needed"},
      {{"emit", "T{i:x:}"}, "unknown language `T{i:x:}`"},
      {{"emit", "fortran", "i"}, "there are cpp, julia"},
      {{"emit", "julia"}, "a format is needed"},
      {{"emit", "julia", "--name", "end", "T{i:x:}"}, "`end` cannot be the name of a Julia type"},
      {{"emit", "cpp", "--name", "int", "T{i:x:}"}, "`int` cannot be the name of a C++ type"},
      {{"emit", "julia", "--name", "N", "i", "d"}, "--name goes with one FORMAT"},
      {{"emit", "julia", "--max-members", "16385", "i"}, "--max-members is at most 16384"},
      {{"emit", "julia", "--namespace", "a", "i"}, "unknown option `--namespace`"},
      {{"emit", "julia", "--check", "i"}, "--check needs -o"},
      {{"emit", "julia", "-o", "a", "-f", "a"}, "-o `a` is also the file of -f"},
      {{"layout", "--bogus", "i"}, "unknown option `--bogus`"},
      {{"layout", "-i"}, "unknown option `-i`"},
      {{"layout", "--js", "i"}, "unknown option `--js`"},
      {{"layout", "/json", "i"}, "one format at a time"},
      {{"layout", "i", "--json=maybe"}, "--json"},
      {{"layout", "--dialect", "nympy", "i"}, "unknown dialect `nympy`"},
      {{"layout", "--target", "pdp11", "i"}, "unknown target `pdp11`"},
      {{"layout", "--target", "[x86_64-linux-gnu,i686-linux-gnu]", "i"}, "unknown target `["},
      {{"layout", "--itemsize", "4.0", "i"}, "--itemsize needs a number of bytes, not `4.0`"},
      {{"layout", "--itemsize", "-4", "i"}, "--itemsize needs a number of bytes, not `-4`"},
      {{"layout", "--itemsize", "0x4", "i"}, "--itemsize needs a number of bytes, not `0x4`"},
      {{"layout", "--itemsize", "", "i"}, "--itemsize needs a number of bytes, not ``"},
      {{"layout", "--itemsize", "4", "--itemsize", "4", "i"}, "--itemsize"},
      {{"layout", "--itemsize"}, "--itemsize"},
      {{"layout", "--itemsize", "--", "i"}, "--itemsize needs a value"},
      {{"layout", "--target", "--", "i"}, "--target needs a value"},
      {{"layout", "--max-members", "0", "i"}, "--max-members needs a number"},
      {{"layout", "--batch", "i"}, "--batch reads its formats from standard input"},
      {{"layout", "--svg", "--json", "i"}, "--svg does not go with --json or --batch"},
      {{"layout", "--svg", "--batch"}, "--svg does not go with --json or --batch"},
      {{"layout", "--batch", "--itemsize", "4"}, "--itemsize goes with one FORMAT"},
      {{"layout", "--color", "blue", "i"}, "--color is auto, always or never"},
      {{"layout", "--error-format", "xml", "i"}, "--error-format is text or json"},
      {{"canon", "--target", "i686-linux-gnu", "--target", "i686-linux-gnu", "i"}, "one --target"},
      {{"header", "--name=", "T{i:x:}"}, "`--name=` has no value"},
      {{"header", "--name", "", "T{i:x:}"}, "--name `` cannot be the name of a C++ type"},
      {{"header", "--name", "int", "T{i:x:}"}, "--name `int` cannot be"},
      {{"header", "--name", "a b", "T{i:x:}"}, "--name `a b` cannot be"},
      {{"header", "--name", "x;system(1)", "T{i:x:}"}, "cannot be the name of a C++ type"},
      {{"header", "--name", "N", "T{i:x:}", "T{d:x:}"}, "--name goes with one FORMAT"},
      {{"header", "--itemsize", "4", "i", "i"}, "--itemsize goes with one FORMAT"},
      {{"header", "--namespace", "a::", "T{i:x:}"}, "--namespace `a::` cannot be"},
      {{"header", "--namespace", "a{}", "T{i:x:}"}, "--namespace `a{}` cannot be"},
      {{"header", "--target", "i686-linux-gnu", "--target", "s390x-linux-gnu", "T{i:x:}"},
       "a header is for one --target"},
      {{"header", "--max-members", "16385", "T{i:x:}"}, "--max-members is at most 16384"},
      {{"header", "--check", "T{i:x:}"}, "--check needs -o"},
      {{"header", "--depfile", "d", "T{i:x:}"}, "--depfile needs -o"},
      {{"header", "--print-outputs", "T{i:x:}"}, "--print-outputs needs -o"},
      {{"header", "-o", "a", "-f", "a"}, "-o `a` is also the file of -f"},
      {{"header", "-o", "a", "--depfile", "a", "T{i:x:}"}, "--depfile `a` is also the file of -o"},
      {{"header", "-", "-"}, "standard input holds one input, not two"},
      {{"header", "--fields", "-", "--dtype", "-"}, "standard input holds one input, not two"},
      {{"diff", "--npy", "-", "-"}, "standard input holds one input, not two"},
      {{"header", "--fields", "a", "-o", "a"}, "-o `a` is also the file of --fields"},
      {{"layout", "--dtype", "i4", "i"}, "one format at a time"},
      {{"layout", "--dtype"}, "--dtype"},
      {{"layout", "--dtype", "--", "i"}, "--dtype needs a value"},
      {{"layout", "--dtype", "i4", "--dialect", "numpy"}, "--dialect goes with a FORMAT"},
      {{"header", "--dtype", "i4", "--dialect", "numpy"}, "--dialect goes with a FORMAT"},
      {{"diff", "--dtype", "i4", "i", "--dialect-a", "numpy"}, "--dialect-a goes with a FORMAT"},
      {{"diff", "i", "--dtype", "i4", "--dialect-b", "numpy"}, "--dialect-b goes with a FORMAT"},
      {{"emit", "--dtype", "i4"}, "a language is needed"},
      {{"layout", "--batch", "--dtype", "i4"}, "--batch reads its formats from standard input"},
      {{"header", "-f", "-", "-"}, "standard input holds one input, not two"},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.message) {
      const Answer answer = Run(row.args);
      CHECK(answer.exit == 2);
      CHECK(answer.out.empty());
      CHECK(answer.err.starts_with("error: "));
      CHECK(Contains(answer.err, row.message));
      CHECK(Contains(answer.err, " [bad-usage]\n"));
      CHECK(answer.err.find('\0') == std::string::npos);
    }
  }
}

TEST_CASE("a format is never an option, a file name or anything else") {
  struct Row {
    const char* format;
    int exit;
    const char* out;  // of `canon`, counted by hand
  };
  const Row rows[] = {
      {"", 0, "T{}\n"},       {"<i", 0, "=i\n"}, {"(2)i", 0, "(2)i\n"}, {"&i", 0, "P\n"},
      {"@i", 0, "i\n"},       {"=i", 0, "=i\n"}, {"^i", 0, "=i\n"},     {">i", 0, "!i\n"},
      {"!i", 0, "!i\n"},      {"?", 0, "?\n"},   {"i\n", 0, "i\n"},     {"[i]", 1, ""},
      {"[i,d]", 1, ""},       {"{}", 1, ""},     {"%%", 1, ""},         {"++", 1, ""},
      {"@/etc/hosts", 1, ""}, {"/json", 1, ""},  {"ast", 1, ""},        {"canon", 1, ""},
      {"layout", 1, ""},      {"help", 0, ""},   {"-1i", 1, ""},        {"\"i\"", 1, ""},
      {"'i'", 1, ""},         {"\xff", 1, ""},   {"a=b", 1, ""},
  };
  for (const Row& row : rows) {
    for (const bool after_dashes : {false, true}) {
      DYNAMIC_SECTION("`" << row.format << "` " << (after_dashes ? "after --" : "as it is")) {
        std::vector<std::string> args = {"canon"};
        if (after_dashes) args.push_back("--");
        args.push_back(row.format);
        const Answer answer = Run(args);
        CHECK(answer.exit == row.exit);
        if (row.exit == 0 && *row.out != '\0') CHECK(answer.out == row.out);
        if (row.exit == 1) CHECK(Contains(answer.err, " ^"));
      }
    }
  }
}

TEST_CASE("after -- everything is a format") {
  for (const char* format : {"-1i", "--json", "--help", "--", "-h", "--target=x", "--name="}) {
    DYNAMIC_SECTION(format) {
      const Answer answer = Run({"canon", "--", format});
      CHECK(answer.exit == 1);
      CHECK(Contains(answer.err, "^ byte 0"));
    }
  }
}

TEST_CASE("options may come before and after the format, and join their value") {
  for (const std::vector<std::string>& args :
       {std::vector<std::string>{"canon", "--itemsize", "4", "i"},
        {"canon", "i", "--itemsize", "4"},
        {"canon", "--itemsize=4", "i"},
        {"canon", "--itemsize=4", "--", "i"}}) {
    const Answer answer = Run(args);
    CHECK(answer.exit == 0);
    CHECK(answer.out == "i\n");
  }
}

TEST_CASE("a format on standard input is taken to its last byte") {
  CHECK(Run({"canon", "-"}, "T{i:x:}").out == "T{i:x:}\n");
  CHECK(Run({"canon", "-"}, "i\n").out == "i\n");
  CHECK(Run({"canon", "-"}, "i\r\n").out == "i\n");
  CHECK(Run({"canon", "--", "-"}, "i").out == "i\n");
  CHECK(Run({"canon", "-"}, "").out == Run({"canon", ""}).out);
  CHECK(Contains(Run({"canon", "-"}, std::string("i\0d", 3)).err, "nul-byte"));

  const Answer endless = Run({"canon", "-"}, std::string((1 << 20) + 1, 'x'));
  CHECK(endless.exit == 1);
  CHECK(Contains(endless.err, "format-too-long"));
  CHECK(Run({"canon", "-"}, std::string((1 << 20) - 1, ' ') + "i").out == "i\n");
}

TEST_CASE("itemsize, dialect and strict reach the layout") {
  CHECK(Run({"layout", "--itemsize", "10", "T{i:x:d:y:}"}).exit == 1);
  CHECK(Contains(Run({"layout", "--itemsize", "10", "T{i:x:d:y:}"}).err, "itemsize-mismatch"));
  CHECK(Contains(Run({"layout", "--dialect", "struct", "T{i:x:}"}).err, "not-in-dialect"));
  CHECK(Contains(Run({"layout", "--max-members", "1", "T{i:x:i:y:}"}).err, "too-many-members"));
  CHECK(Contains(Run({"header", "--max-members", "1", "T{i:x:i:y:}"}).err, "too-many-members"));
}

TEST_CASE("several targets are side by side, and a refusal names its target") {
  const Answer both =
      Run({"layout", "--target", "x86_64-linux-gnu", "--target", "i686-linux-gnu", "T{i:x:d:y:}"});
  CHECK(both.exit == 0);
  CHECK(Contains(both.out, "x86_64-linux-gnu"));
  CHECK(Contains(both.out, "i686-linux-gnu"));
  const Answer refused = Run({"layout", "--target", "i686-linux-gnu", "--target",
                              "x86_64-linux-gnu", "--itemsize", "12", "T{i:x: d:y:}"});
  CHECK(refused.exit == 1);
  CHECK(refused.out.empty());
  CHECK(refused.err.starts_with("x86_64-linux-gnu: error: "));
}

TEST_CASE("an answer that would be too long is refused before it is made") {
  const Answer ast = Run({"ast", std::string(1'000'000, 'i')});
  CHECK(ast.exit == 1);
  CHECK(ast.out.empty());
  CHECK(Contains(ast.err, "output-too-long"));
}

TEST_CASE("several formats become one header, or every refusal is reported and nothing is made") {
  const Answer good = Run({"header", "T{i:x:}", "T{d:x:}", "T{i:x:}"});
  CHECK(good.exit == 0);
  const Answer bad = Run({"header", "T{i:x:}", "T{i", "T{k}", "T{d:x:}"});
  CHECK(bad.exit == 1);
  CHECK(bad.out.empty());
  CHECK(Contains(bad.err, "unclosed-record"));
  CHECK(Contains(bad.err, "unknown-code"));
}

TEST_CASE("a batch answers every line, the wrong ones too") {
  const Answer answer = Run({"layout", "--batch"},
                            "{\"format\": \"i\"}\n"
                            "{\"format\": \"T{i:x:<}\"}\n"
                            "\n"
                            "{\"format\": \"i\", \"dialect\": \"nympy\"}\n"
                            "{\"format\": \"i\", \"target\": \"pdp11\"}\n"
                            "{\"format\": \"T{i:x:d:y:}\", \"target\": \"i686-linux-gnu\"}\n"
                            "{\"format\": \"i\", \"itemsize\": 5}\n"
                            "{\"format\": \"i\"}");
  CHECK(answer.exit == 1);
  CHECK(answer.err.empty());
  std::istringstream lines(answer.out);
  const char* const parts[] = {
      "{\"format\": \"i\", ",
      "{\"error\": {\"kind\": \"dangling-byte-order\", ",
      "{\"error\": {\"kind\": \"bad-json\", ",
      "{\"error\": {\"kind\": \"bad-request\", \"message\": \"unknown dialect `nympy`\"",
      "{\"error\": {\"kind\": \"bad-request\", \"message\": \"unknown target `pdp11`\"",
      "\"itemsize\": 12",
      "{\"error\": {\"kind\": \"itemsize-mismatch\", ",
      "{\"format\": \"i\", ",
  };
  std::string line;
  for (const char* part : parts) {
    REQUIRE(std::getline(lines, line));
    CHECK(Contains(line, part));
  }
  CHECK_FALSE(std::getline(lines, line));
  CHECK(Run({"layout", "--batch"}, "{\"format\": \"i\"}\n").exit == 0);
  CHECK(Run({"layout", "--batch"}).exit == 0);
}

TEST_CASE("a batch takes its defaults from the command line") {
  CHECK(Contains(
      Run({"layout", "--batch", "--target", "i686-linux-gnu"}, "{\"format\": \"T{i:x:d:y:}\"}\n")
          .out,
      "\"itemsize\": 12"));
  CHECK(
      Contains(Run({"layout", "--batch", "--dialect", "struct"}, "{\"format\": \"T{i:x:}\"}\n").out,
               "not-in-dialect"));
}

TEST_CASE("a line that is too long costs one error, and the next is answered") {
  const std::string blanks((8 << 20) + 1, ' ');
  const Answer answer =
      Run({"layout", "--batch"}, blanks + "{\"format\": \"i\"}\n{\"format\": \"i\"}\n");
  CHECK(answer.out.starts_with("{\"error\": {\"kind\": \"bad-json\", \"message\": \"the line is "));
  CHECK(Contains(answer.out, "}}\n{\"format\": \"i\", "));
}

TEST_CASE("an output that fails is exit code 3") {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::string> args = {"canon", "i"};
  out.setstate(std::ios::badbit);
  CHECK(RunTool(args, {in, out, err}) == 3);
  CHECK(err.str() == "standard output: error: not everything was written [cannot-write]\n");
}

}  // namespace
}  // namespace pep3118
