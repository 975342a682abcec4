// Dialect auto, in three steps: which exporters can have written the text (spelling.h), what each
// of them must have meant given the itemsize, and whether these readings agree on every byte.  One
// reading, or several that agree, is an answer.  Several that differ are an answer with an
// `assumed-` note when the spelling speaks for one of them, and otherwise a refusal that names
// both.
//
// What each rule rests on was measured on real exporters: docs/dialects.md.
#include "pep3118/layout/dialects/resolve.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/layout/compare.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/numpy_export.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

Span Whole(const ast::Format& format) {
  return {0, static_cast<std::uint32_t>(format.text.size())};
}

// One exporter's meaning of the text, as long as the itemsize.
struct Candidate {
  Dialect dialect = Dialect::kPep3118;
  Layout layout;
};

// The fields stand at the same places; only what follows the last one may differ.
bool SameButForTheEnd(const Layout& a, const Layout& b) {
  return std::ranges::equal(a.all().subspan(1), b.all().subspan(1),
                            [](const Field& x, const Field& y) {
                              return x.offset == y.offset && x.itemsize == y.itemsize;
                            });
}

// "numpy puts `b` at byte 9".
std::string InWords(const Candidate& candidate, std::uint32_t field, std::int64_t offset) {
  const Layout& layout = candidate.layout;
  std::string text = std::string(DialectName(candidate.dialect));
  if (field == Difference::kNoField) return text;
  return text + " puts `" + std::string(layout.Name(layout.all()[field])) + "` at byte " +
         std::to_string(offset);
}

bool RefuseBoth(const ast::Format& format, const Candidate& a, const Candidate& b,
                Diagnostic& error) {
  const Difference first = Compare(a.layout, b.layout).differences.front();
  error.kind = ErrorKind::kAmbiguousLayout;
  error.span = Whole(format);
  error.arguments = {
      InWords(a, first.a, first.offset_a), InWords(b, first.b, first.offset_b),
      "name the dialect that wrote the format: " + std::string(DialectName(a.dialect)) + " or " +
          std::string(DialectName(b.dialect))};
  return false;
}

class Resolver {
 public:
  Resolver(const ast::Format& format, const LayoutOptions& options)
      : format_(format),
        options_(options),
        ctypes_(CtypesSpellingOf(format)),
        numpy_(NumpyWrote(format, *options.target)) {}

  bool Run(Layout& layout, Diagnostic& error);

 private:
  // The rules.  Each adds what its exporter can have meant; a reading that has another size, or
  // that says the same of every byte as one before it, is not added.
  void ReadCtypes();
  void ReadNumpy();
  void ReadPlain();
  void ReadCython();

  void Add(Dialect dialect, const Reading& reading);
  void AddUnlessKnown(Candidate candidate);

  void ReadWithItemsize();
  void ReadWithoutItemsize();
  bool Decide(Layout& layout, Diagnostic& error);
  bool Refuse(Diagnostic& error);
  void NoteChoice(Layout& layout) const;
  void NoteMissingItemsize(Layout& layout) const;

  bool HasItemsize() const { return options_.itemsize.has_value(); }

  const ast::Format& format_;
  const LayoutOptions& options_;
  const CtypesSpelling ctypes_;
  const Likelihood numpy_;
  NumpyExport numpy_export_;
  std::vector<Candidate> candidates_;  // likeliest first
  Diagnostic refusal_;                 // why the plain reading, or else the first one, does not fit
  bool refused_ = false;
};

// ---- the rules
// -----------------------------------------------------------------------------------

// CPython <= 3.11 writes no padding and aligns all the same; later versions write all of it. Either
// way `u` is a wchar_t, and a `B` without mark may be of any size.
void Resolver::ReadCtypes() {
  if (!ctypes_.Likely() || !ctypes_.unmarked_byte.empty()) return;
  Reading reading;
  reading.wide_u = options_.target->wchar_bytes == 4;
  reading.model = Model::kNatural;
  Add(Dialect::kCtypes, reading);
  reading.model = Model::kExplicit;
  Add(Dialect::kCtypes, reading);
}

void Resolver::ReadNumpy() {
  if (numpy_ == Likelihood::kImpossible) return;
  Candidate candidate;
  candidate.dialect = Dialect::kNumpy;
  Diagnostic error;
  NumpyExport found;
  if (!PlaceNumpyExport(format_, options_, candidate.layout, found, error)) {
    if (!refused_) refusal_ = std::move(error);
    refused_ = true;
  } else if (found.every_pad_is_written) {
    numpy_export_ = std::move(found);
    AddUnlessKnown(std::move(candidate));
  }
}

// PEP 3118 as NumPy's importer and Cython read it; with ndtypes' names where the text has them.
void Resolver::ReadPlain() {
  if (HasNamesAfterPads(format_)) {
    Add(Dialect::kNdtypes, ReadingOf(Dialect::kNdtypes));
  } else {
    Add(Dialect::kPep3118, ReadingOf(Dialect::kPep3118));
  }
}

// A packed record inside an aligned one: `^` on its members, and nothing that ends it.
void Resolver::ReadCython() {
  if (HasUnclosedPackedRecord(format_)) Add(Dialect::kCython, ReadingOf(Dialect::kCython));
}

void Resolver::Add(Dialect dialect, const Reading& reading) {
  Candidate candidate;
  candidate.dialect = dialect;
  Placement placement;
  Diagnostic error;
  if (Follow(format_, reading, false, options_, candidate.layout, placement, error)) {
    AddUnlessKnown(std::move(candidate));
    return;
  }
  if (!refused_ || dialect == Dialect::kPep3118) refusal_ = std::move(error);
  refused_ = true;
}

void Resolver::AddUnlessKnown(Candidate candidate) {
  for (const Candidate& other : candidates_) {
    const Comparison comparison = Compare(other.layout, candidate.layout);
    if (comparison.same_bytes && comparison.same_names) return;
  }
  candidates_.push_back(std::move(candidate));
}

// ---- the decision
// --------------------------------------------------------------------------------

bool Resolver::Run(Layout& layout, Diagnostic& error) {
  if (IsLoneByte(format_) && HasItemsize() && *options_.itemsize > 1) {
    return PlaceOpaqueBlock(format_, options_, layout, error);
  }
  if (HasItemsize()) {
    ReadWithItemsize();
  } else {
    ReadWithoutItemsize();
  }
  return Decide(layout, error);
}

// Whoever explains the itemsize is heard, the most telling spelling first.  What only NumPy writes
// leaves no room for others; neither does a text in ctypes' spelling with the size that ctypes
// gives.
void Resolver::ReadWithItemsize() {
  if (numpy_ == Likelihood::kCertain) ReadNumpy();
  if (!candidates_.empty()) return;
  ReadCtypes();
  if (!candidates_.empty()) return;
  ReadPlain();
  ReadCython();
  ReadNumpy();
}

// Nothing is settled without the itemsize, so the plain reading is the answer, unless the text is
// NumPy's and the plain reading puts its fields elsewhere.
void Resolver::ReadWithoutItemsize() {
  ReadPlain();
  ReadNumpy();
  ReadCtypes();
  if (numpy_ == Likelihood::kCertain && candidates_.size() > 1 &&
      candidates_[1].dialect == Dialect::kNumpy &&
      !SameButForTheEnd(candidates_[0].layout, candidates_[1].layout)) {
    std::swap(candidates_[0], candidates_[1]);
  }
}

bool Resolver::Decide(Layout& layout, Diagnostic& error) {
  if (candidates_.empty()) return Refuse(error);
  Candidate& first = candidates_[0];
  const bool is_numpy = first.dialect == Dialect::kNumpy;
  // A reading that needs bytes after the last field, which nothing in the text speaks of, gives way
  // to one that explains the itemsize without.
  const bool settled = candidates_.size() == 1 || !HasItemsize() ||
                       (candidates_.size() == 2 && numpy_export_.has_tail && !is_numpy);
  if (!settled) return RefuseBoth(format_, first, candidates_[1], error);

  layout = std::move(first.layout);
  LayoutBuilder(layout).set_dialect(first.dialect);
  if (HasItemsize()) {
    NoteChoice(layout);
  } else {
    NoteMissingItemsize(layout);
  }
  if (is_numpy) return SettleNumpyExport(format_, options_, numpy_export_, layout, error);
  // Where NumPy may have written the text, an array's stride is no more certain for being natural.
  if (HasItemsize() && candidates_.size() == 1) NoteStrides(numpy_export_, layout);
  return true;
}

bool Resolver::Refuse(Diagnostic& error) {
  if (ctypes_.Likely() && !ctypes_.unmarked_byte.empty()) {
    error.kind = ErrorKind::kOpaqueMember;
    error.span = ctypes_.unmarked_byte;
    return false;
  }
  error = std::move(refusal_);
  return false;
}

void Resolver::NoteChoice(Layout& layout) const {
  LayoutBuilder builder(layout);
  if (candidates_.size() > 1) {
    builder.AddNote(NoteKind::kAssumedExporter, Whole(format_),
                    "read by the rules of PEP 3118, which give exactly this itemsize; written by "
                    "NumPy it would have other offsets and padding at its end (dialect numpy)");
  } else if (layout.dialect() == Dialect::kNumpy && numpy_export_.has_tail && ctypes_.follows) {
    builder.AddNote(NoteKind::kAssumedExporter, Whole(format_),
                    "read as NumPy's, with padding at the end; a ctypes structure with a union, a "
                    "packed member, bit fields or a base class can have the same format");
  }
}

void Resolver::NoteMissingItemsize(Layout& layout) const {
  LayoutBuilder builder(layout);
  bool tail = false, places = false;
  bool ctypes = ctypes_.Likely() && !ctypes_.unmarked_byte.empty();
  for (std::size_t i = 1; i < candidates_.size(); ++i) {
    const bool is_numpy = candidates_[i].dialect == Dialect::kNumpy;
    const bool same = SameButForTheEnd(layout, candidates_[i].layout);
    tail = tail || (is_numpy && same);
    places = places || (is_numpy && !same);
    ctypes = ctypes || candidates_[i].dialect == Dialect::kCtypes;
  }
  if (tail) {
    builder.AddNote(NoteKind::kAssumedTrailingPadding, Whole(format_),
                    "padding at the end is assumed; exporters leave it out of the format, and only "
                    "the itemsize tells");
  }
  if (places) {
    builder.AddNote(NoteKind::kAssumedExporter, Whole(format_),
                    "records are assumed to be aligned and padded as C does; NumPy writes the same "
                    "for other offsets, and only the itemsize tells");
  }
  if (ctypes) {
    builder.AddNote(NoteKind::kAssumedExporter, Whole(format_),
                    "no padding is assumed but what the format has; ctypes before CPython 3.12 "
                    "leaves all of it out, and only the itemsize tells");
  }
}

}  // namespace

bool Resolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
             Diagnostic& error) {
  return Resolver(format, options).Run(layout, error);
}

}  // namespace pep3118::internal
