// SPDX-License-Identifier: MIT
// Dialect auto, in three steps: which exporters can have written the text (spelling.h), what each
// of them must have meant given the itemsize (numpy.h, ctypes.h, dialects.h), and which of these
// meanings is the answer: the tables below.
//
// The law: an itemsize that the written bytes do not account for is explained by evidence in the
// text, or the answer carries an `assumed-` note, or there is none.  What each rule rests on was
// measured on real exporters: docs/dialects.md.
#include "pep3118/layout/dialects/resolve.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/layout/compare.h"
#include "pep3118/layout/dialects/ctypes.h"
#include "pep3118/layout/dialects/dialects.h"
#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/itemsize_hint.h"
#include "pep3118/layout/dialects/numpy.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

// One exporter's meaning of the text.
struct Candidate {
  Dialect dialect = Dialect::kPep3118;
  Layout layout;
  bool is_as_written = false;  // no byte is anywhere but where the text alone puts it
};

// The fields are at the same offsets; only what follows the last one may differ.
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

void RefuseBoth(const ast::Format& format, const Candidate& a, const Candidate& b,
                Diagnostic& error) {
  const Difference first = Compare(a.layout, b.layout).differences.front();
  error.kind = ErrorKind::kAmbiguousLayout;
  error.span = Whole(format);
  error.arguments = {
      InWords(a, first.a, first.offset_a), InWords(b, first.b, first.offset_b),
      "name the dialect that wrote the format: " + std::string(DialectName(a.dialect)) + " or " +
          std::string(DialectName(b.dialect))};
}

class Resolver {
 public:
  Resolver(const ast::Format& format, const LayoutOptions& options)
      : format_(format),
        options_(options),
        ctypes_(CtypesSpellingOf(format)),
        numpy_spelling_(NumpySpellingOf(format, *options.target)) {}

  bool Run(Layout& layout, Diagnostic& error) {
    const bool answered = options_.itemsize ? DecideWithItemsize() : DecideWithoutItemsize();
    if (answered) {
      layout = std::move(answer_.layout);
      LayoutBuilder(layout).set_dialect(answer_.dialect);
    } else {
      error = std::move(refusal_);
      if (error.kind == ErrorKind::kItemsizeMismatch) AddHint(format_, options_, misfits_, error);
    }
    return answered;
  }

 private:
  enum class Verdict : std::uint8_t { kNotThisOne, kAnswered, kRefused };
  using Rule = Verdict (Resolver::*)();

  bool DecideWithItemsize();
  bool DecideWithoutItemsize();

  // The rules.  Each answers, refuses for good, or leaves the text to the next.
  Verdict OpaqueBlock();
  Verdict CertainlyNumpy();
  Verdict Ctypes();
  Verdict Cython();
  Verdict Plain();
  Verdict MaybeNumpy();

  Verdict AnswerAsNumpy();

  bool PlaceAs(Dialect dialect, Candidate& candidate);
  bool PlacePlainly(Candidate& plain);
  bool NumpyMayDiffer(const Candidate& plain) const;
  bool IsNumpysMeaning(const Layout& layout);
  const NumpyMeaning* Numpy();
  void KeepRefusal(Diagnostic error, bool is_the_best = false);

  // Every number has the machine's own order written at it, as ctypes writes it.  NumPy does so for
  // few dtypes, and bytes that its text does not have are likelier a base structure of ctypes.
  bool IsCtypesRatherThanNumpy() const {
    return ctypes_.Likely() && ctypes_.unmarked_bytes == 0 && IsOwnOrder(ctypes_);
  }
  bool IsOwnOrder(const CtypesSpelling& spelling) const {
    const bool is_little = options_.target->byte_order == ByteOrder::kLittle;
    return is_little ? !spelling.has_big : !spelling.has_little;
  }
  bool HasOpaqueMember() const { return ctypes_.Likely() && ctypes_.unmarked_bytes > 0; }
  void Note(NoteKind kind, Span span, std::string message) {
    LayoutBuilder(answer_.layout).AddNote(kind, span, std::move(message));
  }
  bool DiffersAs(PaddingModel model) const;
  void NoteUnmarkedByte();
  void NoteNarrowCharacter();
  void NoteMissingItemsize();

  const ast::Format& format_;
  const LayoutOptions& options_;
  const CtypesSpelling ctypes_;
  const NumpySpelling numpy_spelling_;

  bool asked_numpy_ = false;
  bool numpy_fits_ = false;
  Candidate numpy_;  // NumPy's meaning, once asked for, if it fits
  NumpyMeaning numpy_meaning_;

  Candidate answer_;
  Diagnostic refusal_;  // why the plain reading, or else the first one, does not fit
  bool refused_ = false;
  bool refused_by_the_best_ = false;
  std::vector<Dialect> misfits_;  // those that were asked and do not give the itemsize
};

// ---- the decision --------------------------------------------------------------------------------

// Who explains the itemsize is heard, the most telling spelling first.
bool Resolver::DecideWithItemsize() {
  static constexpr Rule kRules[] = {
      &Resolver::OpaqueBlock,     // `B` of any size
      &Resolver::CertainlyNumpy,  // has what only NumPy writes
      &Resolver::Ctypes,          // every number has its own `<` or `>`
      &Resolver::Cython,          // `^` at each member of a packed struct
      &Resolver::Plain,           // PEP 3118 by the letter, or ndtypes' names after pads
      &Resolver::MaybeNumpy,      // a tail that the text does not have, or an np.void
  };
  for (const Rule rule : kRules) {
    const Verdict verdict = (this->*rule)();
    if (verdict != Verdict::kNotThisOne) return verdict == Verdict::kAnswered;
  }
  if (HasOpaqueMember()) refusal_ = {ErrorKind::kOpaqueMember, ctypes_.unmarked_byte, {}};
  return false;
}

// Nothing is settled without the itemsize, so the plain reading is the answer, unless the text is
// Cython's or NumPy's alone and the plain reading puts its fields elsewhere.
bool Resolver::DecideWithoutItemsize() {
  if (Cython() == Verdict::kAnswered) return true;
  if (!PlacePlainly(answer_)) return false;
  const bool certain = numpy_spelling_.Certain();
  if (certain && Numpy() != nullptr && !SameButForTheEnd(answer_.layout, numpy_.layout)) {
    std::swap(answer_, numpy_);
    NoteMissingItemsize();
    return JudgeNumpy(format_, options_, numpy_meaning_, answer_.layout, refusal_);
  }
  NoteMissingItemsize();
  return true;
}

// ---- the rules -----------------------------------------------------------------------------------

Resolver::Verdict Resolver::OpaqueBlock() {
  if (!IsLoneByte(format_) || *options_.itemsize == 1) return Verdict::kNotThisOne;
  answer_.dialect = Dialect::kCtypes;
  return PlaceOpaqueBlock(format_, options_, answer_.layout, refusal_) ? Verdict::kAnswered
                                                                       : Verdict::kRefused;
}

// What only NumPy writes leaves no room for others.
Resolver::Verdict Resolver::CertainlyNumpy() {
  const bool certain = numpy_spelling_.Certain() && Numpy() != nullptr &&
                       numpy_meaning_.object == NumpyObject::kArray;
  return certain ? MaybeNumpy() : Verdict::kNotThisOne;
}

// Neither does a text in ctypes' spelling with a size that ctypes gives.
Resolver::Verdict Resolver::Ctypes() {
  if (!ctypes_.Likely()) return Verdict::kNotThisOne;
  answer_.dialect = Dialect::kCtypes;
  Diagnostic error;
  if (!PlaceCtypes(format_, ctypes_, options_, answer_.layout, error)) {
    KeepRefusal(std::move(error));
    misfits_.push_back(Dialect::kCtypes);
    return ctypes_.has_pointer ? Verdict::kRefused : Verdict::kNotThisOne;  // no other exporter's
  }
  if (ctypes_.unmarked_bytes > 0) {
    // A block of one byte is at the place of the byte that everybody else writes so.
    const bool one_byte = std::ranges::any_of(answer_.layout.all(), [&](const Field& field) {
      return field.span == ctypes_.unmarked_byte && field.itemsize == 1;
    });
    Candidate plain;
    const bool is_a_byte = one_byte && (Numpy() != nullptr || PlacePlainly(plain));
    if (is_a_byte && !ctypes_.has_pointer) return Verdict::kNotThisOne;
  } else if (numpy_spelling_.has_record_array && IsNumpysMeaning(answer_.layout)) {
    NoteStrides(numpy_meaning_, answer_.layout);
  }
  return Verdict::kAnswered;
}

// A packed record inside an aligned one, or the other way round.
Resolver::Verdict Resolver::Cython() {
  if (CythonWrote(format_) != Likelihood::kCertain || !PlaceAs(Dialect::kCython, answer_)) {
    return Verdict::kNotThisOne;
  }
  Candidate plain;
  if (PlacePlainly(plain) && SameBytesAndNames(plain.layout, answer_.layout)) {
    answer_ = std::move(plain);
  }
  // An array of no records has the stride that NumPy does not write.
  if (numpy_spelling_.has_record_array && IsNumpysMeaning(answer_.layout)) {
    NoteStrides(numpy_meaning_, answer_.layout);
  }
  return Verdict::kAnswered;
}

// A reading that needs bytes after the last field, which nothing in the text speaks of, gives way
// to one that explains the itemsize without.
Resolver::Verdict Resolver::Plain() {
  if (!PlacePlainly(answer_)) return Verdict::kNotThisOne;
  if (NumpyMayDiffer(answer_) && Numpy() != nullptr) {
    if (SameBytesAndNames(answer_.layout, numpy_.layout)) {
      // An array's stride is no more certain for being natural.
      NoteStrides(numpy_meaning_, answer_.layout);
    } else if (!numpy_meaning_.has_tail) {
      RefuseBoth(format_, answer_, numpy_, refusal_);
      return Verdict::kRefused;
    } else if (numpy_meaning_.object == NumpyObject::kArray) {
      Note(NoteKind::kAssumedExporter, Whole(format_),
           "read by the rules of PEP 3118, which give exactly this itemsize; written by NumPy it "
           "would have other offsets and padding at its end (dialect pep3118 or numpy)");
    } else {
      Note(NoteKind::kAssumedExporter, Whole(format_),
           "read by the rules of PEP 3118, which give exactly this itemsize; written by NumPy for "
           "an np.void scalar it would have other offsets and padding at its end (dialect pep3118 "
           "or numpy)");
    }
  }
  NoteUnmarkedByte();
  NoteNarrowCharacter();
  return Verdict::kAnswered;
}

Resolver::Verdict Resolver::MaybeNumpy() {
  if (Numpy() == nullptr) return Verdict::kNotThisOne;
  const bool has_evidence = numpy_meaning_.is_explained || numpy_spelling_.Certain();
  const bool is_doubtful = numpy_meaning_.has_tail && IsCtypesRatherThanNumpy();
  return has_evidence && !is_doubtful ? AnswerAsNumpy() : Verdict::kNotThisOne;
}

Resolver::Verdict Resolver::AnswerAsNumpy() {
  answer_ = std::move(numpy_);
  if (numpy_meaning_.object == NumpyObject::kScalar) {
    if (numpy_meaning_.has_tail) {
      Note(NoteKind::kAssumedExporter, Whole(format_),
           "read as an np.void scalar's, whose fields are where the pads put them, with padding "
           "at the end (dialect numpy); aligned fields would be elsewhere (dialect pep3118)");
    }
  } else if (numpy_meaning_.has_tail && ctypes_.follows) {
    Note(NoteKind::kAssumedExporter, Whole(format_),
         "read as NumPy's, with padding at the end; a ctypes structure with a union, a packed "
         "member, bit fields or a base class can have the same format (dialect numpy or ctypes)");
  }
  NoteUnmarkedByte();
  return JudgeNumpy(format_, options_, numpy_meaning_, answer_.layout, refusal_)
             ? Verdict::kAnswered
             : Verdict::kRefused;
}

// ---- the meanings --------------------------------------------------------------------------------

bool Resolver::PlaceAs(Dialect dialect, Candidate& candidate) {
  candidate.dialect = dialect;
  LayoutOptions options = options_;
  options.dialect = dialect;
  Diagnostic error;
  if (FollowDialect(format_, options, candidate.layout, error)) return true;
  KeepRefusal(std::move(error));
  misfits_.push_back(dialect);
  return false;
}

// PEP 3118 as NumPy's importer and Cython read it; with ndtypes' names where the text has them.
bool Resolver::PlacePlainly(Candidate& plain) {
  const bool has_every_name = numpy_spelling_.MaybeArray();
  if (!has_every_name && HasNamesAfterPads(format_)) return PlaceAs(Dialect::kNdtypes, plain);
  plain.dialect = Dialect::kPep3118;
  Placement placement;
  Diagnostic error;
  if (!FollowPep3118(format_, options_, plain.layout, placement, error)) {
    KeepRefusal(std::move(error), true);
    misfits_.push_back(Dialect::kPep3118);
    return false;
  }
  plain.is_as_written = !placement.adds_padding;
  return true;
}

// Whether NumPy's meaning has to be placed to know that it is `plain`'s: all its offsets are in its
// text, and only the strides of arrays of records are not.
bool Resolver::NumpyMayDiffer(const Candidate& plain) const {
  return !plain.is_as_written || numpy_spelling_.has_record_array;
}

bool Resolver::IsNumpysMeaning(const Layout& layout) {
  return Numpy() != nullptr && SameBytesAndNames(layout, numpy_.layout);
}

// Nullptr when NumPy cannot have written the text, or not for this itemsize.
const NumpyMeaning* Resolver::Numpy() {
  if (!asked_numpy_ && numpy_spelling_.MaybeArray()) {
    numpy_.dialect = Dialect::kNumpy;
    Diagnostic error;
    numpy_fits_ =
        PlaceNumpy(format_, numpy_spelling_, options_, numpy_.layout, numpy_meaning_, error);
    if (!numpy_fits_) {
      KeepRefusal(std::move(error));
      if (numpy_meaning_.object == NumpyObject::kArray) misfits_.push_back(Dialect::kNumpy);
    }
  }
  asked_numpy_ = true;
  return numpy_fits_ ? &numpy_meaning_ : nullptr;
}

void Resolver::KeepRefusal(Diagnostic error, bool is_the_best) {
  if (refused_by_the_best_ || (refused_ && !is_the_best)) return;
  refusal_ = std::move(error);
  refused_ = true;
  refused_by_the_best_ = is_the_best;
}

// ---- the notes -----------------------------------------------------------------------------------

void Resolver::NoteUnmarkedByte() {
  if (!HasOpaqueMember()) return;
  Note(NoteKind::kAssumedExporter, ctypes_.unmarked_byte,
       "this `B` is assumed to be one byte; ctypes, which marks a byte as `<B`, writes a union or "
       "a packed structure so (dialect numpy or ctypes)");
}

// Integers may be bit fields, which take less room than ctypes' text says: so much less that a `u` of
// 2 bytes would account for the itemsize.
void Resolver::NoteNarrowCharacter() {
  if (!ctypes_.Likely() || options_.target->wchar_bytes != 4) return;
  const Field* character = nullptr;
  bool has_integer = false;
  for (const Field& field : answer_.layout.all()) {
    if (field.kind == TypeKind::kUcs2 && character == nullptr) character = &field;
    has_integer = has_integer || field.kind == TypeKind::kInt || field.kind == TypeKind::kUint ||
                  field.kind == TypeKind::kBool;
  }
  if (character == nullptr || !has_integer) return;
  Note(NoteKind::kAssumedExporter, character->span,
       "this `u` is assumed to be 2 bytes, which give exactly this itemsize; ctypes writes a "
       "wchar_t "
       "of 4 bytes so, and may have bit fields beside it (dialect pep3118 or ctypes)");
}

// Whether ctypes' meaning, with or without padding of its own, is not the answer.
bool Resolver::DiffersAs(PaddingModel model) const {
  Layout layout;
  Diagnostic error;
  return PlaceWithItemsize(format_, CtypesReading(model, *options_.target), options_, layout,
                           error) &&
         !SameBytesAndNames(answer_.layout, layout);
}

void Resolver::NoteMissingItemsize() {
  const bool has_numpy = Numpy() != nullptr;
  const bool is_numpy = answer_.dialect == Dialect::kNumpy;
  const Layout& other = numpy_.layout;  // the plain one, when NumPy's is the answer
  bool ctypes = HasOpaqueMember();
  if (ctypes_.Likely() && !ctypes) {
    ctypes = DiffersAs(PaddingModel::kNatural) || DiffersAs(PaddingModel::kExplicit);
  }
  const bool differs = has_numpy && !SameBytesAndNames(answer_.layout, other);
  if (differs && !is_numpy && numpy_meaning_.object == NumpyObject::kArray) {
    if (SameButForTheEnd(answer_.layout, other)) {
      Note(NoteKind::kAssumedTrailingPadding, Whole(format_),
           "padding at the end is assumed; exporters leave it out of the format, and only the "
           "itemsize decides");
    } else {
      Note(NoteKind::kAssumedExporter, Whole(format_),
           "records are assumed to be aligned and padded as C does; NumPy writes the same for "
           "other offsets, and only the itemsize decides");
    }
  }
  if (ctypes) {
    Note(NoteKind::kAssumedExporter, Whole(format_),
         "no padding is assumed but what the format has; ctypes before CPython 3.12 leaves all of "
         "it out, and only the itemsize decides");
  }
}

}  // namespace

bool Resolve(const ast::Format& format, const LayoutOptions& options, Layout& layout,
             Diagnostic& error) {
  return Resolver(format, options).Run(layout, error);
}

}  // namespace pep3118::internal
