// SPDX-License-Identifier: MIT
#include "pep3118/layout/dialects/itemsize_hint.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/layout/dialects/dialects.h"
#include "pep3118/layout/dialects/elements.h"
#include "pep3118/layout/dialects/follow.h"
#include "pep3118/layout/dialects/spelling.h"
#include "pep3118/layout/placement/least_size.h"

namespace pep3118::internal {
namespace {

using ast::Code;

bool HasCode(const ast::Format& format, Code code) {
  return std::ranges::any_of(format.elements, [code](const ast::Element& element) {
    const Code* own = CodeOf(element);
    return own != nullptr && *own == code;
  });
}

// Whether it is worth a try: a text that the exporter cannot have written would only be stretched.
bool MayHaveWritten(Dialect dialect, const ast::Format& format, const CtypesSpelling& ctypes,
                    const LayoutOptions& options) {
  switch (dialect) {
    case Dialect::kAuto:
    case Dialect::kPybind11:  // reads as pep3118
      return false;
    case Dialect::kNumpy:
      return !ctypes.Likely() && NumpySpellingOf(format, *options.target).MaybeArray();
    case Dialect::kCtypes:
      return ctypes.Likely() || IsLoneByte(format);
    case Dialect::kCtypes311:
    case Dialect::kCtypes312:
      return ctypes.Likely() && options.dialect != Dialect::kCtypes &&
             options.dialect != Dialect::kAuto;
    case Dialect::kCython:
      return CythonWrote(format) != Likelihood::kImpossible;
    case Dialect::kStruct: {
      Diagnostic ignored;
      return CheckStructDialect(format, options, ignored);
    }
    default:
      return true;
  }
}

// Whether no reading of the format can have the itemsize.  (ctypes makes a block of any size of a `B`.)
bool IsBelowAll(const ast::Format& format, const CtypesSpelling& ctypes,
                const LayoutOptions& options) {
  return !ctypes.Likely() && !IsLoneByte(format) &&
         *options.itemsize < LeastSize(format, *options.target);
}

// Which dialects give a format exactly the itemsize.
class Fitting {
 public:
  Fitting(const ast::Format& format, const LayoutOptions& options)
      : format_(format), options_(options) {}

  bool Has(Dialect dialect) {
    options_.dialect = dialect;
    const std::optional<Reading> reading = OnlyReading(dialect, format_);
    return reading ? Has(*reading) : FollowDialect(format_, options_, layout_, ignored_);
  }

 private:
  // Dialects that differ in names alone share a size.
  bool Has(Reading reading) {
    reading.pads_carry_names = false;
    for (const auto& [known, fits] : known_) {
      if (known == reading) return fits;
    }
    const bool fits = PlaceWithItemsize(format_, reading, options_, layout_, ignored_);
    known_.emplace_back(reading, fits);
    return fits;
  }

  const ast::Format& format_;
  LayoutOptions options_;
  Layout layout_;  // one storage for all
  Diagnostic ignored_;
  std::vector<std::pair<Reading, bool>> known_;
};

// The named dialects under which the format has exactly the itemsize, in words.
std::string FittingDialects(const ast::Format& format, const CtypesSpelling& ctypes,
                            const LayoutOptions& options, std::span<const Dialect> misfits) {
  std::string names;
  if (IsBelowAll(format, ctypes, options)) return names;
  Fitting fitting(format, options);
  for (const Dialect dialect : Dialects()) {
    if (std::ranges::find(misfits, dialect) != misfits.end() ||
        !MayHaveWritten(dialect, format, ctypes, options) || !fitting.Has(dialect)) {
      continue;
    }
    if (!names.empty()) names += " or ";
    names += DialectName(dialect);
  }
  return names;
}

std::string CauseInCtypes(const ast::Format& format, const CtypesSpelling& spelling,
                          const LayoutOptions& options, bool too_large) {
  if (!spelling.old_long.empty() && options.target->Native(Code::kLong).size == 8) {
    return "a ctypes that writes `<l` for a long of 8 bytes is an old one: write `<q`, and `<Q` "
           "for "
           "`<L`";
  }
  if (*options.itemsize == 0) {
    return "an empty array of CPython 3.8 or before has itemsize 0: pass the size of one element";
  }
  if (HasCode(format, Code::kUcs2) && options.target->wchar_bytes != 4 && too_large) {
    return "a wchar_t of 4 bytes is `w`, or pass the target that wrote the format";
  }
  if (!too_large) {
    return "ctypes writes bit fields as whole integers, which take more than the structure has: "
           "describe the structure by hand";
  }
  return spelling.pad.empty()
             ? "ctypes leaves out the fields of a base structure and the widths of bit fields: "
               "describe the structure by hand"
             : "ctypes has written the padding, so the bytes that are missing are a base "
               "structure, "
               "bit fields or a union: describe the structure by hand";
}

std::string Cause(const ast::Format& format, const CtypesSpelling& ctypes,
                  const LayoutOptions& options, bool too_large) {
  if (ctypes.Likely()) return CauseInCtypes(format, ctypes, options, too_large);
  if (too_large && HasCode(format, Code::kUcs2)) {
    return "`u` is 2 bytes; a wchar_t of 4 bytes, which ctypes writes as `<u`, is `w`";
  }
  if (*options.itemsize == 0) return "pass the size of one element, also where there is none";
  if (IsLoneByte(format) || format.elements.size() == 1) {
    return "check that both come from the same buffer";
  }
  return too_large ? "check that both come from the same buffer; pads are written as `4x`"
                   : "check that both come from the same buffer; a packed record is written with "
                     "`^` or `=` before its first field";
}

}  // namespace

void AddHint(const ast::Format& format, const LayoutOptions& options,
             std::span<const Dialect> misfits, Diagnostic& error) {
  const CtypesSpelling ctypes = CtypesSpellingOf(format);
  const std::string names = FittingDialects(format, ctypes, options, misfits);
  std::string& hint = error.arguments[2];
  if (!names.empty()) {
    hint = "with dialect " + names + " it has exactly this size";
    return;
  }
  std::int64_t described = 0;
  const std::string& digits = error.arguments[0];
  std::from_chars(digits.data(), digits.data() + digits.size(), described);
  hint = Cause(format, ctypes, options, *options.itemsize > described);
}

}  // namespace pep3118::internal
