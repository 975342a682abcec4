// SPDX-License-Identifier: MIT
#include "pep3118/web/engine/fix.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "pep3118/layout/layout.h"
#include "pep3118/web/engine/item_layout.h"

namespace pep3118::web {
namespace {

// Each candidate is laid out, so a fix costs a few times what the refusal did.
constexpr std::size_t kLongestText = 65'536;
constexpr int kMostClosers = 16;

Fix Replacement(std::size_t begin, std::size_t end, std::string text) {
  Fix fix;
  fix.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  fix.text = std::move(text);
  return fix;
}

std::string Apply(const Fix& fix, std::string_view text) {
  std::string changed(text.substr(0, fix.span.begin));
  changed += fix.text;
  changed += text.substr(fix.span.end);
  return changed;
}

bool IsCloser(char c) { return c == '}' || c == '>'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Search {
 public:
  Search(const Item& item, const Diagnostic& error)
      : item_(item),
        error_(error),
        text_(item.text),
        begin_(error.span.begin),
        end_(error.span.end) {}

  std::optional<Fix> Find() const {
    if (text_.size() > kLongestText) return std::nullopt;
    if (auto fix = OtherKind()) return fix;
    if (item_.kind == TextKind::kFormat) {
      if (auto fix = ByReason()) return fix;
      if (auto fix = WithoutQuotes()) return fix;
    }
    return OtherItemsize();
  }

 private:
  bool IsAccepted(Item item) const { return LayoutOf(item).has_value(); }

  // The fix, if the text after it has a layout.
  std::optional<Fix> Try(Fix fix) const {
    const std::string changed = Apply(fix, text_);
    Item item = item_;
    item.text = changed;
    if (!IsAccepted(item)) return std::nullopt;
    return fix;
  }

  std::string_view Argument(std::size_t index) const {
    return index < error_.arguments.size() ? std::string_view(error_.arguments[index])
                                           : std::string_view();
  }

  // A dtype that is read as a format, or a format as a dtype.
  std::optional<Fix> OtherKind() const {
    const bool is_dtype = item_.kind == TextKind::kDtype;
    const bool is_syntax =
        is_dtype ? error_.kind == ErrorKind::kDtypeSyntax || error_.kind == ErrorKind::kUnknownDtype
                 : error_.kind == ErrorKind::kNumpyDtype || error_.kind == ErrorKind::kUnknownCode;
    if (!is_syntax) return std::nullopt;
    Item item = item_;
    item.kind = is_dtype ? TextKind::kFormat : TextKind::kDtype;
    if (!IsAccepted(item)) return std::nullopt;
    Fix fix;
    fix.kind = FixKind::kTextKind;
    fix.text_kind = item.kind;
    return fix;
  }

  std::optional<Fix> ByReason() const {
    switch (error_.kind) {
      case ErrorKind::kUnclosedRecord:
      case ErrorKind::kUnclosedFunction:
        return AppendClosers();
      case ErrorKind::kUnclosedDimensions:
        return CloseDimensions();
      case ErrorKind::kStrayCloser:
      case ErrorKind::kDanglingByteOrder:
      case ErrorKind::kEmptyDimensions:
        return Try(Replacement(begin_, end_, ""));
      case ErrorKind::kMismatchedCloser:
        return Try(Replacement(begin_, end_, std::string(Argument(3))));
      case ErrorKind::kSignInCount:
        if (text_.substr(begin_, 1) != "+") return std::nullopt;
        return Try(Replacement(begin_, begin_ + 1, ""));
      case ErrorKind::kOrderAfterCount:
        return OrderBeforeCount();
      case ErrorKind::kDimensionsAfterCount:
        return CountAmongDimensions();
      case ErrorKind::kUnterminatedName:
        return CloseName();
      case ErrorKind::kFunctionWithoutBrace:
        return Try(Replacement(begin_, end_, "X{}"));
      case ErrorKind::kNulByte:
        if (text_.find_first_not_of('\0', begin_) != text_.npos) return std::nullopt;
        return Try(Replacement(begin_, text_.size(), ""));
      case ErrorKind::kNumpyDtype:
      case ErrorKind::kCDeclaration:
        return AsFormat();
      case ErrorKind::kNotInDialect:
        return OtherDialect();
      default:
        return std::nullopt;
    }
  }

  // As many closers as it takes.
  std::optional<Fix> AppendClosers() const {
    Fix fix = Replacement(text_.size(), text_.size(), "");
    Diagnostic error = error_;
    for (int i = 0; i < kMostClosers; ++i) {
      if (error.kind == ErrorKind::kUnclosedFunction) {
        fix.text += '}';
      } else if (error.kind == ErrorKind::kUnclosedRecord && error.arguments.size() > 1) {
        fix.text += error.arguments[1];
      } else {
        return std::nullopt;
      }
      const std::string changed = Apply(fix, text_);
      Item item = item_;
      item.text = changed;
      Result<Layout> layout = LayoutOf(item);
      if (layout) return fix;
      error = std::move(layout).error();
    }
    return std::nullopt;
  }

  // `(2,3d` -> `(2,3)d`
  std::optional<Fix> CloseDimensions() const {
    std::size_t at = begin_ + 1;
    while (at < text_.size() && (IsDigit(text_[at]) || text_[at] == ',')) ++at;
    if (at == begin_ + 1) return std::nullopt;
    return Try(Replacement(at, at, ")"));
  }

  // `3<i` -> `<3i`
  std::optional<Fix> OrderBeforeCount() const {
    const std::string_view count = Argument(1);
    if (begin_ < count.size() || text_.substr(begin_ - count.size(), count.size()) != count) {
      return std::nullopt;
    }
    std::string changed(Argument(0));
    changed += count;
    return Try(Replacement(begin_ - count.size(), end_, std::move(changed)));
  }

  // `2(3)i` -> `(2,3)i`
  std::optional<Fix> CountAmongDimensions() const {
    const std::string_view count = Argument(0);
    const std::size_t close = text_.find(')', begin_);
    if (close == text_.npos || begin_ < count.size() ||
        text_.substr(begin_ - count.size(), count.size()) != count) {
      return std::nullopt;
    }
    return Try(Replacement(begin_ - count.size(), close + 1, std::string(Argument(1))));
  }

  // `T{i:x}` -> `T{i:x:}`: the closers at the end are none of the name's, if that makes a format.
  std::optional<Fix> CloseName() const {
    std::size_t at = text_.size();
    while (at > begin_ && IsCloser(text_[at - 1])) --at;
    for (const std::size_t place : {at, text_.size()}) {
      if (place < begin_ + 2) continue;
      if (auto fix = Try(Replacement(place, place, ":"))) return fix;
    }
    return std::nullopt;
  }

  // What the hint says that the word is as a format.
  std::optional<Fix> AsFormat() const {
    constexpr std::string_view kBefore = "as a format it is `";
    std::string_view hint = Argument(1);
    if (!hint.starts_with(kBefore) || !hint.ends_with('`')) return std::nullopt;
    hint.remove_prefix(kBefore.size());
    hint.remove_suffix(1);
    if (hint.find('`') != hint.npos) return std::nullopt;
    return Try(Replacement(begin_, end_, std::string(hint)));
  }

  // What Python prints around a string.
  std::optional<Fix> WithoutQuotes() const {
    constexpr std::string_view kSpaces = " \t\r\n";
    const std::size_t first = text_.find_first_not_of(kSpaces);
    const std::size_t last = text_.find_last_not_of(kSpaces);
    if (first == last || first == text_.npos) return std::nullopt;
    const char quote = text_[first];
    if ((quote != '\'' && quote != '"') || text_[last] != quote) return std::nullopt;
    return Try(
        Replacement(0, text_.size(), std::string(text_.substr(first + 1, last - first - 1))));
  }

  std::optional<Fix> OtherDialect() const {
    Item item = item_;
    item.options.dialect = Dialect::kAuto;
    if (!IsAccepted(item)) return std::nullopt;
    Fix fix;
    fix.kind = FixKind::kDialect;
    return fix;
  }

  // The itemsize that a dtype has, which says all of it.  Beside a format the itemsize is evidence of
  // what the format hides: there it is the text that is wrong.
  std::optional<Fix> OtherItemsize() const {
    if (item_.kind == TextKind::kFormat || error_.kind != ErrorKind::kItemsizeMismatch) {
      return std::nullopt;
    }
    Item item = item_;
    item.options.itemsize.reset();
    const Result<Layout> layout = LayoutOf(item);
    if (!layout) return std::nullopt;
    item.options.itemsize = layout->itemsize();
    if (!IsAccepted(item)) return std::nullopt;
    Fix fix;
    fix.kind = FixKind::kItemsize;
    fix.itemsize = layout->itemsize();
    return fix;
  }

  const Item& item_;
  const Diagnostic& error_;
  const std::string_view text_;
  const std::size_t begin_;
  const std::size_t end_;
};

}  // namespace

std::optional<Fix> FindFix(const Item& item, const Diagnostic& error) {
  return Search(item, error).Find();
}

}  // namespace pep3118::web
