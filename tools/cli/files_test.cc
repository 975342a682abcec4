// SPDX-License-Identifier: MIT
// The command line over files in one process: what it reads them as, what it writes, and what it leaves.
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "pep3118/testdata/catch.h"
#include "pep3118/tools/cli/run_tool.h"

namespace pep3118 {
namespace {

namespace fs = std::filesystem;

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

}  // namespace
}  // namespace pep3118
