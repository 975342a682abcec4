// SPDX-License-Identifier: MIT
// The command line in one process: what goes where, and which exit code comes out.
#include "pep3118/tools/cli/cli.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "pep3118/testdata/catch.h"

namespace pep3118 {
namespace {

namespace fs = std::filesystem;

struct Answer {
  int exit;
  std::string out;
  std::string err;
};

Answer Run(const std::vector<std::string>& args, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int exit = RunTool(args, {in, out, err});
  return {exit, out.str(), err.str()};
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "cli_test.XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const char* name) const { return (path_ / name).string(); }
  std::string Write(const char* name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return *this / name;
  }

 private:
  fs::path path_;
};

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

// A `.npy` file of version 1.0: see numpy.lib.format.
std::string NpyFile(const std::string& header) {
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size());
  bytes += '\0';
  return bytes + header;
}
const std::string kNpy =
    NpyFile("{'descr': [('x', '<f4'), ('n', '<u2')], 'fortran_order': True, 'shape': (3, 2), }\n");

TEST_CASE("a file of an array says its items, shape and place") {
  const Folder folder;
  const std::string npy = folder.Write("points.npy", kNpy + std::string(36, '\0'));
  const Answer table = Run({"layout", "--npy", npy});
  CHECK(table.exit == 0);
  CHECK(Contains(table.out, "itemsize 6, "));
  CHECK(
      table.out.ends_with("array of shape (3, 2), Fortran order, 36 bytes of data from byte 92\n"));
  const Answer json = Run({"layout", "--json", "--npy", npy});
  CHECK(json.out.starts_with("{\n  \"npy\": \"" + npy +
                             "\",\n  \"array\": {\n    \"shape\": [3, 2],\n"
                             "    \"fortran_order\": true,\n    \"data_offset\": 92,\n"
                             "    \"data_bytes\": 36\n  },\n"));
  CHECK(Run({"layout", "--json", "--npy", "-"}, kNpy).out.starts_with("{\n  \"npy\": \"-\""));
  CHECK(Run({"layout", "--npy", npy, "--itemsize", "6"}).exit == 0);
  CHECK(Contains(Run({"layout", "--npy", npy, "--itemsize", "8"}).err, "[itemsize-mismatch]"));

  const Answer refused = Run({"layout", "--npy", folder.Write("not.npy", "PK")});
  CHECK(refused.exit == 1);
  CHECK(refused.err == folder / "not.npy" +
                           ": error: not a `.npy` file [npy-header]\n  PK\n  ^^ byte 0\n"
                           "note: its first byte is 0x93, and `NUMPY` follows\n");
  CHECK(Run({"layout", "--npy", folder / "missing"}).exit == 3);
}

TEST_CASE("a list of fields is read from a file") {
  const Folder folder;
  const std::string text =
      R"({"itemsize": 8, "fields": [{"name": "x", "type": "<f4", "offset": 4}]})";
  const std::string json = folder.Write("cloud.json", text);
  CHECK(Run({"canon", "--fields", json}).out == "T{4xf:x:}\n");
  CHECK(Run({"canon", "--fields", "-"}, text).out == "T{4xf:x:}\n");
  CHECK(Contains(Run({"layout", "--json", "--fields", json}).out,
                 "\"field_list\": \"" + json + "\""));
  const Answer refused = Run({"header", "--fields", folder.Write("bad.json", "[1]")});
  CHECK(refused.exit == 1);
  CHECK(Contains(refused.err, "bad.json: error: "));
}

TEST_CASE("a line of a manifest names a dtype, a file of an array or a list of fields") {
  const Folder folder;
  folder.Write("points.npy", kNpy);
  folder.Write("cloud.json", R"({"itemsize": 4, "fields": []})");
  const std::string manifest = folder.Write(
      "records.pep3118",
      "Event [dtype] = [('t', '<M8[ns]'), ('v', '<f4')]\n"
      "Sample [npy] = points.npy\n"
      "Cloud [fields strict] = cloud.json\n"
      "Pair [fields itemsize=8] = [{\"name\": \"x\", \"type\": \"<f4\", \"offset\": 0}]\n"
      "Point = T{i:x:}\n");
  const std::string header = folder / "records.h";
  const Answer answer =
      Run({"header", "-f", manifest, "-o", header, "--depfile", folder / "records.d"});
  CHECK(answer.err.empty());
  CHECK(answer.exit == 0);
  for (const char* name : {"Event", "Sample", "Cloud", "Pair", "Point"}) {
    CHECK(Contains(Contents(header), "using " + std::string(name) + " = "));
  }
  CHECK(Contents(folder / "records.d") ==
        header + ": " + manifest + " " + folder / "cloud.json" + " " + folder / "points.npy\n");

  CHECK(Contains(Run({"header", "-f", manifest, "-o", folder / "points.npy"}).err,
                 "is also the file of an input"));
  CHECK(Contents(folder / "points.npy") == kNpy);

  const std::string missing = folder.Write("missing.pep3118", "A = i\nB [npy] = none.npy\n");
  const Answer unread = Run({"header", "-f", missing});
  CHECK(unread.exit == 3);
  CHECK(unread.err ==
        missing + ":2:11: error: `none.npy`: No such file or directory [cannot-read]\n");
  const std::string wrong = folder.Write("wrong.pep3118", "A = i\nB [dtype] = f3\n");
  CHECK(Run({"header", "-f", wrong}).err.starts_with(wrong + ":2:13: error: "));
}

TEST_CASE("a manifest names its records") {
  const Folder folder;
  const std::string manifest = folder.Write(
      "m.pep3118", "# records\nPoint = T{i:x:d:y:}\nPacked [itemsize=12] = T{<i:x:d:y:}\n");
  const Answer answer = Run({"header", "-f", manifest, "--namespace", "my"});
  CHECK(answer.exit == 0);
  CHECK(Contains(answer.out, "using Point = "));
  CHECK(Contains(answer.out, "using Packed = "));
  CHECK(Run({"header", "-f", "-", "--namespace", "my"}, Contents(manifest)).out == answer.out);

  const std::string bad = folder.Write("bad.pep3118", "A = i\nB [size=4] = i\n");
  const Answer syntax = Run({"header", "-f", bad});
  CHECK(syntax.exit == 2);
  CHECK(syntax.err ==
        bad +
            ":2:4: error: unknown option `size`; there are itemsize, dialect, target, "
            "strict, dtype, npy and fields [bad-manifest]\n"
            "  B [size=4] = i\n"
            "     ^^^^^^\n");

  const std::string refused = folder.Write("refused.pep3118", "A = T{i:x:}\n\nB = T{i:x:<}\n");
  const Answer format = Run({"header", "-f", refused});
  CHECK(format.exit == 1);
  CHECK(format.out.empty());
  CHECK(format.err.starts_with(refused + ":3:5: error: byte-order character"));

  const std::string targets =
      folder.Write("targets.pep3118", "A [target=i686-linux-gnu] = T{i:x:}\nB = T{d:x:}\n");
  CHECK(Run({"header", "-f", targets}).exit == 2);

  const Answer missing = Run({"header", "-f", folder / "missing"});
  CHECK(missing.exit == 3);
  CHECK(missing.err == (folder / "missing") + ": error: No such file or directory [cannot-read]\n");
}

TEST_CASE("a manifest without a format is refused") {
  const Folder folder;
  for (const char* text : {"", "\n", "# nothing yet\n"}) {
    const Answer answer = Run({"header", "-f", folder.Write("empty.pep3118", text)});
    CHECK(answer.exit == 2);
    CHECK(answer.out.empty());
    CHECK(answer.err == "error: the manifest has no format [bad-usage]\n");
  }
}

TEST_CASE("several manifests become one header") {
  const Folder folder;
  const std::string a = folder.Write("a.pep3118", "A = T{T{h:x:}:p:}\n");
  const std::string b = folder.Write("b.pep3118", "\nB = T{T{h:x:}:p:d:y:}\n");
  const std::string both = folder.Write("both.pep3118", Contents(a) + Contents(b));
  const Answer answer = Run({"header", "-f", a, "-f", b});
  CHECK(answer.exit == 0);
  CHECK(answer.out == Run({"header", "-f", both}).out);
  CHECK(Run({"header", "-f", a, "-f", "-"}, Contents(b)).out == answer.out);

  const Answer again = Run({"header", "-f", a, "-f", both});
  CHECK(again.exit == 2);
  CHECK(again.out.empty());
  CHECK(again.err == both + ":1:5: error: `A` is already defined in " + a + ":1 [bad-manifest]\n");
  CHECK(Run({"header", "-f", "-", "-f", "-"}, Contents(b)).exit == 2);
  CHECK(Run({"header", "-f", a, "-f", b, "-o", b}).exit == 2);

  const std::string out = folder / "ab.h";
  const std::string depfile = folder / "ab.d";
  CHECK(Run({"header", "-f", a, "-f", b, "-o", out, "--depfile", depfile}).exit == 0);
  CHECK(Contents(depfile) == out + ": " + a + " " + b + "\n");
}

TEST_CASE("-o writes what would have been printed, and only what changes") {
  const Folder folder;
  const std::string out = folder / "p.h";
  const std::vector<std::string> print = {"header", "--name", "P", "T{i:x:}"};
  const std::vector<std::string> write = {"header", "--name", "P", "T{i:x:}", "-o", out};
  CHECK(Run(write).exit == 0);
  CHECK(Run(write).out.empty());
  CHECK(Contents(out) == Run(print).out);

  const Answer refused = Run({"header", "T{i:x:<}", "-o", out});
  CHECK(refused.exit == 1);
  CHECK(Contents(out) == Run(print).out);

  const Answer nowhere = Run({"header", "T{i:x:}", "-o", folder / "missing/p.h"});
  CHECK(nowhere.exit == 3);
  CHECK(Contains(nowhere.err, "[cannot-write]"));
}

TEST_CASE("--check tells whether -o would change and touches nothing") {
  const Folder folder;
  const std::string out = folder / "p.h";
  const std::vector<std::string> check = {"header", "T{i:x:}", "-o", out, "--check"};
  CHECK(Run(check).exit == 1);
  CHECK_FALSE(fs::exists(out));
  CHECK(Run({"header", "T{i:x:}", "-o", out}).exit == 0);
  CHECK(Run(check).exit == 0);
  std::ofstream(out, std::ios::app) << " ";
  const std::string before = Contents(out);
  const Answer stale = Run(check);
  CHECK(stale.exit == 1);
  CHECK(stale.out.empty());
  CHECK(Contains(stale.err, "[stale-output]"));
  CHECK(Contents(out) == before);
}

TEST_CASE("--depfile and --print-outputs tell a build what is read and written") {
  const Folder folder;
  const std::string manifest = folder.Write("a b$#.pep3118", "A = T{i:x:}\n");
  const std::string out = folder / "a.h";
  const std::string depfile = folder / "a.d";
  CHECK(Run({"header", "-f", manifest, "-o", out, "--depfile", depfile, "--print-outputs"}).out ==
        out + "\n" + depfile + "\n");
  CHECK_FALSE(fs::exists(out));
  CHECK(Run({"header", "-f", manifest, "-o", out, "--depfile", depfile}).exit == 0);
  CHECK(fs::exists(out));
  CHECK(Contents(depfile) == out + ": " + (folder / "a\\ b$$\\#.pep3118") + "\n");
}

TEST_CASE("paths in a depfile read as make reads them") {
  const Folder folder;
  const struct {
    const char* path;
    const char* word;
  } rows[] = {
      {"plain.h", "plain.h"}, {"a b.h", "a\\ b.h"}, {"a$b.h", "a$$b.h"},
      {"a#b.h", "a\\#b.h"},   {"a\\b.h", "a\\b.h"}, {"a\\ b.h", "a\\\\\\ b.h"},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.word) {
      const std::string out = folder / row.path;
      const std::string depfile = folder / "out.d";
      CHECK(Run({"header", "T{i:x:}", "-o", out, "--depfile", depfile}).exit == 0);
      CHECK(Contents(depfile) == (folder / row.word) + ":\n");
    }
  }
}

TEST_CASE("no output may be an input or another output") {
  const Folder folder;
  const std::string manifest = folder.Write("m.pep3118", "A = T{i:x:}\n");
  const std::string targets = folder.Write("targets.json", "[]");
  const std::string response = folder.Write("response", "--runtime\n");
  fs::create_symlink("m.pep3118", folder / "link");
  fs::create_hard_link(manifest, folder / "hard");
  fs::create_symlink("new.h", folder / "dangling");
  const std::string out = folder / "out.h";
  const struct {
    const char* what;
    std::vector<std::string> args;
  } rows[] = {
      {"-o and -f", {"-f", manifest, "-o", manifest}},
      {"-o and -f by another path", {"-f", manifest, "-o", folder / "./m.pep3118"}},
      {"-o and -f by a link", {"-f", manifest, "-o", folder / "link"}},
      {"-o and -f by a hard link", {"-f", manifest, "-o", folder / "hard"}},
      {"--depfile and -f", {"-f", manifest, "-o", out, "--depfile", manifest}},
      {"--depfile and a linked -f", {"-f", folder / "link", "-o", out, "--depfile", manifest}},
      {"-o and --target-file", {"i", "--target-file", targets, "-o", targets}},
      {"--depfile and --target-file",
       {"i", "--target-file", targets, "-o", out, "--depfile", targets}},
      {"-o and --response", {"i", "--response", response, "-o", response}},
      {"--depfile and --response", {"i", "--response", response, "-o", out, "--depfile", response}},
      {"two outputs that do not exist",
       {"i", "-o", folder / "new.h", "--depfile", folder / "dangling"}},
      {"--check", {"-f", manifest, "-o", manifest, "--check"}},
      {"--print-outputs", {"-f", manifest, "-o", out, "--depfile", manifest, "--print-outputs"}},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.what) {
      std::vector<std::string> args = {"header"};
      args.insert(args.end(), row.args.begin(), row.args.end());
      const Answer answer = Run(args);
      CHECK(answer.exit == 2);
      CHECK(answer.out.empty());
      CHECK(Contains(answer.err, "is also the file of"));
      CHECK(Contents(manifest) == "A = T{i:x:}\n");
      CHECK(Contents(targets) == "[]");
      CHECK(Contents(response) == "--runtime\n");
      CHECK_FALSE(fs::exists(out));
      CHECK_FALSE(fs::exists(folder / "new.h"));
    }
  }
}

TEST_CASE("a path that no Makefile can name is refused, and nothing is written") {
  const Folder folder;
  for (const char* path : {"a;ls", "a=b", "a\nb", "a(b)"}) {
    DYNAMIC_SECTION(path) {
      const std::string manifest = folder.Write(path, "A = T{i:x:}\n");
      const Answer answer =
          Run({"header", "-f", manifest, "-o", folder / "out.h", "--depfile", folder / "out.d"});
      CHECK(answer.exit == 2);
      CHECK(Contains(answer.err, "--depfile: a Makefile cannot name `"));
      CHECK_FALSE(fs::exists(folder / "out.h"));
      CHECK_FALSE(fs::exists(folder / "out.d"));
    }
  }
}

TEST_CASE("a target file adds targets") {
  const Folder folder;
  const std::string one = folder.Write(
      "one.json",
      R"({"name": "board", "base": "i686-linux-gnu", "codes": {"d": {"size": 8, "align": 8}}})");
  const Answer alone = Run({"layout", "--json", "--target-file", one, "T{i:x:d:y:}"});
  CHECK(alone.exit == 0);
  CHECK(Contains(alone.out, "\"target\": \"board\""));
  CHECK(Contains(alone.out, "\"itemsize\": 16"));
  CHECK(Contains(
      Run({"layout", "--json", "--target-file", one, "--target", "i686-linux-gnu", "T{i:x:d:y:}"})
          .out,
      "\"itemsize\": 12"));
  CHECK(Contains(Run({"targets", "--target-file", one}).out, "\nboard "));

  const std::string two = folder.Write("two.json", R"([{"name": "a", "base": "i686-linux-gnu"},
                                                       {"name": "b", "base": "i686-linux-gnu"}])");
  CHECK(Run({"layout", "--target-file", two, "i"}).exit == 2);
  CHECK(Run({"layout", "--target-file", two, "--target", "b", "i"}).exit == 0);

  const Answer broken = Run({"layout", "--target-file", folder.Write("x.json", "{"), "i"});
  CHECK(broken.exit == 2);
  CHECK(Contains(broken.err, "x.json: error: not valid JSON [bad-target-file]\n"));
  CHECK(Run({"layout", "--target-file", folder / "missing", "i"}).exit == 3);
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
