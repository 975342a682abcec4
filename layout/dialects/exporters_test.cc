// SPDX-License-Identifier: MIT
// What exporters and importers say about their own formats (testdata/exporters.json, captured by
// testdata/capture_exporters.py).
#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "pep3118/layout/compare.h"
#include "pep3118/layout/compute.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/invariants.h"
#include "pep3118/layout/placement/normalize.h"
#include "pep3118/layout/placement/placement.h"
#include "pep3118/testdata/catch.h"
#include "pep3118/testdata/corpus.h"

namespace pep3118 {
namespace {

// The captures were made there.
LayoutOptions OnCaptureHost(Dialect dialect) {
  LayoutOptions options;
  options.target = FindTarget("x86_64-linux-gnu");
  options.dialect = dialect;
  return options;
}

using Leaf = std::tuple<std::string, std::int64_t, std::int64_t, std::vector<std::int64_t>,
                        std::string, std::string>;

// The exporter's word for a kind, in our own; "char" and "bytes" of one byte are the same to NumPy.
std::string OurKind(const corpus::Leaf& leaf) {
  if (leaf.kind == "unicode" || leaf.kind == "wchar") return "ucs4";
  if (leaf.kind == "longdouble") return "float";
  if (leaf.kind == "void") return "opaque";
  if (leaf.kind == "funcptr") return "function";
  return leaf.kind;
}

Leaf Expected(const corpus::Leaf& leaf) {
  const bool has_order = leaf.kind != "object" && leaf.kind != "pointer" && leaf.kind != "funcptr";
  return {leaf.path,  leaf.offset,   leaf.size,
          leaf.shape, OurKind(leaf), has_order ? leaf.order : "-"};
}

// Records that are no array are left out when `records` is false: their size is then in no text.
void Collect(const Layout& layout, const Field& field, const std::string& path, std::int64_t start,
             bool records, std::vector<Leaf>& leaves) {
  const std::span<const std::int64_t> shape = layout.Shape(field);
  std::string kind(KindName(field.kind));
  if (kind == "char") kind = "bytes";
  const bool pointer = field.kind == TypeKind::kObject || field.kind == TypeKind::kPointer ||
                       field.kind == TypeKind::kFunction;
  if (field.kind != TypeKind::kRecord || (!path.empty() && (records || field.ndim > 0))) {
    leaves.emplace_back(path, start, field.itemsize,
                        std::vector<std::int64_t>(shape.begin(), shape.end()), kind,
                        pointer ? "-" : std::string(ByteOrderName(field.byte_order)));
  }
  for (const Field& inner : layout.Fields(field)) {
    const std::string name(layout.Name(inner));
    Collect(layout, inner, path.empty() ? name : path + '/' + name, start + inner.offset, records,
            leaves);
  }
}

std::vector<Leaf> LeavesOf(const Layout& layout, bool records) {
  std::vector<Leaf> leaves;
  Collect(layout, layout.item(), "", 0, records, leaves);
  std::sort(leaves.begin(), leaves.end());
  return leaves;
}

std::vector<Leaf> LeavesOf(const corpus::Record& record, bool records) {
  std::vector<Leaf> leaves;
  for (const corpus::Leaf& leaf : record.fields) {
    if (leaf.kind == "record" && !records && leaf.shape.empty()) continue;
    leaves.push_back(Expected(leaf));
  }
  std::sort(leaves.begin(), leaves.end());
  return leaves;
}

const corpus::Exporters& Exporters() {
  static const corpus::Exporters exporters = corpus::ReadExporters();
  return exporters;
}

TEST_CASE("Dialect struct has struct.calcsize's sizes") {
  REQUIRE(Exporters().structs.size() == 300);
  for (const corpus::StructCase& row : Exporters().structs) {
    INFO(row.format);
    const Result<Layout> layout = ComputeLayout(row.format, OnCaptureHost(Dialect::kStruct));
    REQUIRE(layout);
    CHECK(layout->itemsize() == row.size);
    CHECK(BrokenInvariant(*layout) == "");
  }
}

TEST_CASE("Dialect struct refuses what struct refuses") {
  REQUIRE(Exporters().struct_errors.size() == 30);
  for (const corpus::StructCase& row : Exporters().struct_errors) {
    if (row.format == "Zd") continue;  // CPython 3.15 knows it
    INFO(row.format);
    CHECK_FALSE(ComputeLayout(row.format, OnCaptureHost(Dialect::kStruct)));
  }
}

// NumPy's importer is model pep, and pads an unbraced top level too.  It differs from us where no
// bytes are concerned: it reports a bare array by its element and its shape apart, a run of pads
// without fields as a record, and one pad that has a count as a void.
TEST_CASE("padding model pep is what NumPy's importer does") {
  internal::Reading reading;
  reading.pad_top_level = true;
  int compared = 0;
  for (const corpus::Record& row : Exporters().numpy_imports) {
    INFO(row.format);
    if (row.refused) continue;
    const Result<ast::Format> format = ParseFormat(row.format);
    REQUIRE(format);
    Layout layout;
    internal::Placement placement;
    Diagnostic error;
    REQUIRE(internal::Place(*format, reading, *FindTarget("x86_64-linux-gnu"), 65'536, layout,
                            placement, error));
    internal::Normalize(layout);
    CHECK(BrokenInvariant(layout) == "");
    corpus::Record expected = row;
    if (!row.array.empty()) {
      REQUIRE(row.fields.size() == 1);
      for (std::int64_t dim : row.array) expected.itemsize *= dim;
      expected.fields[0].shape = row.array;
    }
    CHECK(layout.itemsize() == expected.itemsize);
    CHECK(LeavesOf(layout, true) == LeavesOf(expected, true));
    ++compared;
  }
  CHECK(compared > 140);
}

struct Score {
  int right = 0, refused = 0, noted = 0;
  std::vector<std::string> wrong;  // and no note says so
};

// pybind11 writes char as `b`.
bool SameLeaves(std::vector<Leaf> ours, std::vector<Leaf> theirs, const std::string& exporter) {
  if (exporter == "emulated:pybind11") {
    for (Leaf& leaf : theirs) {
      if (std::get<2>(leaf) == 1 && std::get<4>(leaf) == "bytes") std::get<4>(leaf) = "int";
    }
    std::sort(theirs.begin(), theirs.end());
  }
  return ours == theirs;
}

Score ScoreOf(const std::string& exporter, Dialect dialect) {
  Score score;
  for (const corpus::Record& record : Exporters().records) {
    if (record.exporter != exporter) continue;
    INFO(record.id << ' ' << record.format);
    LayoutOptions options = OnCaptureHost(dialect);
    options.itemsize = record.itemsize;
    const Result<Layout> layout = ComputeLayout(record.format, options);
    if (layout) CHECK(BrokenInvariant(*layout) == "");
    // A block says honestly that its inside is not in the format.
    const bool block =
        layout && layout->item().kind == TypeKind::kOpaque && record.fields.size() != 1;
    if (!layout || block) {
      ++score.refused;
    } else if (record.fields.empty() ||
               SameLeaves(LeavesOf(*layout, false), LeavesOf(record, false), exporter)) {
      ++score.right;
    } else if (!layout->notes().empty()) {
      ++score.noted;
    } else {
      score.wrong.push_back(record.id + " " + record.format);
    }
  }
  return score;
}

// Scores over the whole capture, with the exporter named and with nothing but format and itemsize.
// What is refused has its reason: packed structures and bit fields have no format of their own in
// ctypes 3.11.  Nothing may be wrong without a note.
TEST_CASE("Every exporter's own text is read as it was meant, or refused") {
  const struct {
    const char* exporter;
    Dialect dialect;
    int right, refused;
  } rows[] = {
      {"numpy", Dialect::kNumpy, 138, 0},
      {"ctypes", Dialect::kCtypes, 71, 8},
      {"array", Dialect::kStruct, 13, 0},
      {"memoryview", Dialect::kStruct, 19, 0},
      {"emulated:pybind11", Dialect::kPybind11, 8, 0},
      {"emulated:ctypes-3.12", Dialect::kCtypes, 8, 0},
      {"emulated:pythoncall", Dialect::kPythonCall, 8, 0},
      {"emulated:ndtypes", Dialect::kNdtypes, 8, 0},
      {"emulated:native-letters", Dialect::kPep3118, 8, 0},
      {"numpy", Dialect::kAuto, 138, 0},
      {"ctypes", Dialect::kAuto, 71, 8},
      {"array", Dialect::kAuto, 13, 0},
      {"memoryview", Dialect::kAuto, 19, 0},
      {"emulated:pybind11", Dialect::kAuto, 8, 0},
      {"emulated:ctypes-3.12", Dialect::kAuto, 8, 0},
      {"emulated:pythoncall", Dialect::kAuto, 8, 0},
      {"emulated:ndtypes", Dialect::kAuto, 8, 0},
      {"emulated:native-letters", Dialect::kAuto, 8, 0},
  };
  for (const auto& row : rows) {
    DYNAMIC_SECTION(row.exporter << " as " << DialectName(row.dialect)) {
      const Score score = ScoreOf(row.exporter, row.dialect);
      for (const std::string& wrong : score.wrong) UNSCOPED_INFO(wrong);
      CHECK(score.wrong.empty());
      CHECK(score.right >= row.right);
      CHECK(score.refused == row.refused);
    }
  }
}

// Every text of the capture, with its own itemsize, with others that it could have, and without.
struct Question {
  std::string format;
  std::optional<std::int64_t> itemsize;
};

std::vector<Question> Questions() {
  std::vector<Question> questions;
  for (const corpus::Record& record : Exporters().records) {
    questions.push_back({record.format, std::nullopt});
    for (const std::int64_t more : {-4, -1, 0, 1, 2, 3, 4, 7, 8, 12, 16}) {
      questions.push_back({record.format, record.itemsize + more});
    }
  }
  for (const char* format : {"B", "b", "T{B:a:X{}:b:}", "T{<i:a:<i:b:<d:c:}", "T{<i:x:<d:d:}",
                             "T{b:a:h:b:}", "ix", "T{i::b:a:}", "T{i:id:d:x:}", "T{x<I:len:}"}) {
    questions.push_back({format, std::nullopt});
    for (std::int64_t itemsize = 0; itemsize < 40; ++itemsize) {
      questions.push_back({format, itemsize});
    }
  }
  return questions;
}

LayoutOptions OptionsOf(const Question& question, Dialect dialect) {
  LayoutOptions options = OnCaptureHost(dialect);
  options.itemsize = question.itemsize;
  return options;
}

bool IsAssumed(const Layout& layout) {
  return std::ranges::any_of(layout.notes(),
                             [](const Note& note) { return IsAssumption(note.kind); });
}

TEST_CASE("Naming the dialect that an answer reports gives the answer") {
  int answers = 0;
  for (const Question& question : Questions()) {
    const Result<Layout> found =
        ComputeLayout(question.format, OptionsOf(question, Dialect::kAuto));
    if (!found) continue;
    ++answers;
    INFO(question.format << " of " << question.itemsize.value_or(-1));
    const Result<Layout> named =
        ComputeLayout(question.format, OptionsOf(question, found->dialect()));
    REQUIRE(named);
    CHECK(named->dialect() == found->dialect());
    const Comparison comparison = Compare(*found, *named);
    CHECK(comparison.same_types);
    CHECK(comparison.same_names);
  }
  CHECK(answers > 800);
}

// Who can have written the text, by its spelling alone.
std::vector<Dialect> WritersOf(const ast::Format& format) {
  std::vector<Dialect> writers;
  const internal::CtypesSpelling ctypes = internal::CtypesSpellingOf(format);
  if (internal::NumpySpellingOf(format, *FindTarget("x86_64-linux-gnu")).MaybeArray()) {
    writers.push_back(Dialect::kNumpy);
  }
  if (ctypes.Likely()) {
    writers.push_back(Dialect::kCtypes312);
    if (ctypes.pad.empty()) writers.push_back(Dialect::kCtypes311);
  }
  if (internal::CythonWrote(format) != internal::Likelihood::kImpossible) {
    writers.push_back(Dialect::kCython);
  }
  return writers;
}

// The law: an answer that names no assumption is the only one that a known exporter can have meant.
TEST_CASE("Where another exporter can have meant something else, an answer says so") {
  int silent = 0, compared = 0;
  for (const Question& question : Questions()) {
    if (!question.itemsize) continue;
    const Result<Layout> found =
        ComputeLayout(question.format, OptionsOf(question, Dialect::kAuto));
    if (!found || IsAssumed(*found)) continue;
    ++silent;
    for (const Dialect writer : WritersOf(*ParseFormat(question.format))) {
      INFO(question.format << " of " << *question.itemsize << " by " << DialectName(writer));
      const Result<Layout> meant = ComputeLayout(question.format, OptionsOf(question, writer));
      if (!meant) continue;
      ++compared;
      CHECK(Compare(*found, *meant).same_bytes);
    }
    // And strict takes what is silent.
    LayoutOptions strict = OptionsOf(question, Dialect::kAuto);
    strict.strict = true;
    CHECK(ComputeLayout(question.format, strict));
  }
  CHECK(silent > 400);
  CHECK(compared > 300);
}

}  // namespace
}  // namespace pep3118
