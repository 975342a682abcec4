// SPDX-License-Identifier: MIT
// Source: numpy.lib.format, "Format Version 1.0" to "3.0".
#include "pep3118/dtype/npy_header.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "pep3118/base/checked.h"
#include "pep3118/dtype/literal.h"
#include "pep3118/dtype/text_layout.h"
#include "pep3118/dtype/type_reader.h"

namespace pep3118 {
namespace {

using internal::Literal;
using internal::LiteralKind;

constexpr std::string_view kMagic = "\x93NUMPY";

Span SpanOf(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Diagnostic HeaderError(Span span, std::string message, std::string hint = {}) {
  return {ErrorKind::kNpyHeader, span, {std::move(message), std::move(hint)}};
}

// Latin-1, the encoding of versions 1 and 2, as UTF-8.
std::string FromLatin1(std::string_view text) {
  std::string utf8;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x80) {
      utf8 += character;
    } else {
      utf8 += static_cast<char>(0xc0 | byte >> 6);
      utf8 += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return utf8;
}

// The number of characters before byte `at` of UTF-8 `text`: the byte of its Latin-1.
std::uint32_t CharactersBefore(std::string_view text, std::uint32_t at) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::uint32_t>(std::ranges::count_if(text.substr(0, at), begins));
}

// The name of a field that holds Python objects, or nothing.
std::optional<std::string> ObjectIn(const Layout& layout) {
  for (const Field& field : layout.all()) {
    if (field.kind == TypeKind::kObject) return std::string(layout.Name(field));
  }
  return std::nullopt;
}

class HeaderReader {
 public:
  HeaderReader(std::string_view bytes, const LayoutOptions& options, const ParseLimits& limits)
      : bytes_(bytes), options_(options), limits_(limits) {}

  bool Run() {
    if (!ReadLength()) return false;
    const std::string_view raw = bytes_.substr(text_begin_, header_.data_offset - text_begin_);
    const bool latin1 = header_.version < 3 && std::ranges::any_of(raw, [](char c) {
                          return static_cast<unsigned char>(c) >= 0x80;
                        });
    const std::string decoded = latin1 ? FromLatin1(raw) : std::string();
    const std::string_view text = latin1 ? std::string_view(decoded) : raw;
    if (ReadText(text)) return true;
    if (latin1) {
      error_.span = {CharactersBefore(text, error_.span.begin),
                     CharactersBefore(text, error_.span.end)};
    }
    const auto begin = static_cast<std::uint32_t>(text_begin_);
    error_.span = {error_.span.begin + begin, error_.span.end + begin};
    return false;
  }

  NpyHeader& header() { return header_; }
  Diagnostic& error() { return error_; }

 private:
  // The bytes before the text: magic, version, length.
  bool ReadLength() {
    constexpr std::size_t kVersion = kMagic.size();
    const std::string_view seen = bytes_.substr(0, kMagic.size());
    if (seen != kMagic) {
      return Fail(SpanOf(0, seen.size()), "not a `.npy` file",
                  "its first byte is 0x93, and `NUMPY` follows");
    }
    if (bytes_.size() < kVersion + 2) return FailShort();
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes_[i]); };
    const unsigned major = byte(kVersion);
    const unsigned minor = byte(kVersion + 1);
    if (major < 1 || major > 3 || minor != 0) {
      return Fail(SpanOf(kVersion, kVersion + 2),
                  "version " + std::to_string(major) + "." + std::to_string(minor) +
                      " of the header is unknown",
                  "versions 1.0, 2.0 and 3.0 are read");
    }
    header_.version = static_cast<int>(major);
    const std::size_t width = major == 1 ? 2 : 4;
    constexpr std::size_t kLength = kVersion + 2;
    if (bytes_.size() < kLength + width) return FailShort();
    std::uint64_t length = 0;  // little-endian
    for (std::size_t i = width; i-- > 0;) length = length << 8 | byte(kLength + i);
    text_begin_ = kLength + width;
    const Span span = SpanOf(kLength, text_begin_);
    if (length > limits_.format_bytes) {
      error_ = {
          ErrorKind::kFormatTooLong,
          span,
          {"header of " + std::to_string(length) + " bytes", std::to_string(limits_.format_bytes)}};
      return false;
    }
    if (length > bytes_.size() - text_begin_) {
      return Fail(span,
                  "the header has " + std::to_string(length) + " bytes, the file only " +
                      std::to_string(bytes_.size() - text_begin_) + " more",
                  "the file is cut off, or its length is wrong");
    }
    header_.data_offset = text_begin_ + static_cast<std::size_t>(length);  // within `bytes_`
    return true;
  }

  // Spans in `text`.
  bool ReadText(std::string_view text) {
    const auto python = header_.version < 3 ? internal::Python::k2 : internal::Python::k3;
    const Span whole = SpanOf(0, text.size());
    if (!internal::ParseLiteral(text, tree_, error_, python)) return false;
    const Literal& dict = tree_.all[0];
    if (dict.kind != LiteralKind::kDict) {
      return Fail(whole, "the header is not a dict", "it is `{'descr': ..., ...}`");
    }
    const Literal* descr = nullptr;
    const Literal* order = nullptr;
    const Literal* shape = nullptr;
    for (std::uint32_t i = 1; i < dict.end; i = tree_.all[tree_.all[i].end].end) {
      const Literal& key = tree_.all[i];
      const Literal** slot = key.text == "descr"           ? &descr
                             : key.text == "fortran_order" ? &order
                             : key.text == "shape"         ? &shape
                                                           : nullptr;
      if (key.kind != LiteralKind::kString || slot == nullptr || *slot != nullptr) {
        return Fail(key.span, "unknown or repeated key `" + std::string(key.text) + "`",
                    "the keys are `descr`, `fortran_order` and `shape`");
      }
      *slot = &tree_.all[key.end];
    }
    if (descr == nullptr || order == nullptr || shape == nullptr) {
      return Fail(whole, "the header lacks a key",
                  "the keys are `descr`, `fortran_order` and `shape`");
    }
    return ReadOrder(*order) && ReadShape(*shape) && ReadItem(*descr) && ComputeSize(*shape);
  }

  bool ReadOrder(const Literal& literal) {
    if (literal.kind != LiteralKind::kWord || (literal.text != "True" && literal.text != "False")) {
      return Fail(literal.span, "`fortran_order` is `True` or `False`");
    }
    header_.fortran_order = literal.text == "True";
    return true;
  }

  bool ReadShape(const Literal& literal) {
    if (literal.kind != LiteralKind::kTuple) {
      return Fail(literal.span, "`shape` is a tuple of numbers", "one dimension is `(3,)`");
    }
    const auto index = static_cast<std::uint32_t>(&literal - tree_.all.data());
    for (std::uint32_t i = index + 1; i < literal.end; i = tree_.all[i].end) {
      const Literal& dim = tree_.all[i];
      if (dim.kind != LiteralKind::kInteger || dim.number < 0) {
        return Fail(dim.span, "not a dimension", "`shape` is a tuple of numbers from 0");
      }
      header_.shape.push_back(dim.number);
    }
    if (header_.shape.size() <= limits_.dimensions) return true;
    error_ = {ErrorKind::kTooManyDimensions, literal.span, {std::to_string(limits_.dimensions)}};
    return false;
  }

  bool ReadItem(const Literal& descr) {
    const Target& target = options_.TargetOrHost();
    internal::NumpyType type;
    internal::TypeReader reader(tree_, target, options_.max_fields, error_);
    if (!reader.RunDescription(descr, type)) return false;
    Result<Layout> layout = internal::LayoutOfType(type.type, ErrorKind::kBadDtype, {}, options_);
    if (!layout) {
      error_ = std::move(layout).error();
      error_.span = descr.span;
      return false;
    }
    if (const std::optional<std::string> object = ObjectIn(*layout)) {
      return Fail(descr.span,
                  (object->empty() ? "the item is" : "field `" + *object + "` holds") +
                      std::string(" a Python object"),
                  "such a file holds a pickle and not the items");
    }
    header_.layout = *std::move(layout);
    return true;
  }

  bool ComputeSize(const Literal& shape) {
    std::uint64_t bytes = static_cast<std::uint64_t>(header_.layout.itemsize());
    bool fits = true;
    for (const std::int64_t dim : header_.shape) {
      if (dim == 0) {
        header_.data_bytes = 0;
        return true;
      }
      fits = internal::CheckedMultiply(bytes, static_cast<std::uint64_t>(dim), bytes) && fits;
    }
    const auto largest = static_cast<std::uint64_t>(options_.TargetOrHost().MaxObjectBytes());
    if (!fits || bytes > largest) {
      error_ = {ErrorKind::kSizeOverflow, shape.span, {"the array", std::to_string(largest)}};
      return false;
    }
    header_.data_bytes = bytes;
    return true;
  }

  bool FailShort() {
    return Fail(SpanOf(bytes_.size(), bytes_.size()), "the file ends inside its header");
  }
  bool Fail(Span span, std::string message, std::string hint = {}) {
    error_ = HeaderError(span, std::move(message), std::move(hint));
    return false;
  }

  const std::string_view bytes_;
  const LayoutOptions& options_;
  const ParseLimits& limits_;
  internal::LiteralTree tree_;
  std::size_t text_begin_ = 0;
  NpyHeader header_;
  Diagnostic error_;
};

}  // namespace

Result<NpyHeader> ReadNpyHeader(std::string_view bytes, const LayoutOptions& options,
                                const ParseLimits& limits) {
  HeaderReader reader(bytes, options, limits);
  if (!reader.Run()) return std::move(reader.error());
  return std::move(reader.header());
}

}  // namespace pep3118
