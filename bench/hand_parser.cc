// SPDX-License-Identifier: MIT
#include "bench/hand_parser.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "pep3118/base/checked.h"
#include "pep3118/base/utf8.h"

namespace pep3118::hand {
namespace {

using internal::CheckedAdd;
using internal::CheckedAlignUp;
using internal::CheckedMultiply;
using internal::IsPlainAscii;
using internal::Utf8SequenceLength;

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxDimensions = 64;
constexpr std::int64_t kNoCount = -1;

struct CodeRow {
  std::uint8_t native = 0;  // bytes; 0: not a code
  std::uint8_t alignment = 1;
  std::uint8_t standard = 0;  // bytes; 0: none
  bool counts_length = false;
};

// Of x86-64.
constexpr std::array<CodeRow, 128> kCodes = [] {
  std::array<CodeRow, 128> rows{};
  for (const char code : {'c', 'b', 'B', '?'}) rows[static_cast<std::size_t>(code)] = {1, 1, 1};
  for (const char code : {'x', 's', 'p'}) rows[static_cast<std::size_t>(code)] = {1, 1, 1, true};
  for (const char code : {'h', 'H', 'e'}) rows[static_cast<std::size_t>(code)] = {2, 2, 2};
  for (const char code : {'i', 'I', 'f'}) rows[static_cast<std::size_t>(code)] = {4, 4, 4};
  for (const char code : {'l', 'L'}) rows[static_cast<std::size_t>(code)] = {8, 8, 4};
  for (const char code : {'q', 'Q', 'd'}) rows[static_cast<std::size_t>(code)] = {8, 8, 8};
  for (const char code : {'n', 'N', 'P', 'O'}) rows[static_cast<std::size_t>(code)] = {8, 8, 0};
  rows['g'] = {16, 16, 0};
  rows['u'] = {2, 2, 2, true};
  rows['w'] = {4, 4, 4, true};
  return rows;
}();

// The names of one record that were seen, by an open table of indices.
class NameSet {
 public:
  NameSet(const Layout& layout, std::vector<std::uint32_t>& table)
      : layout_(layout), table_(table) {}

  // Whether no two of the fields from `begin` on, which are one record's, have one name.
  bool AreUnique(std::uint32_t begin) {
    std::size_t count = 0;
    for (std::uint32_t i = begin; i < layout_.fields.size(); i = layout_.fields[i].end) ++count;
    if (count <= kFew) return FewAreUnique(begin);
    std::size_t slots = 2 * kFew;
    while (slots < 2 * count) slots *= 2;
    table_.assign(slots, 0);
    for (std::uint32_t i = begin; i < layout_.fields.size(); i = layout_.fields[i].end) {
      if (!Insert(i)) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kFew = 8;

  bool FewAreUnique(std::uint32_t begin) const {
    for (std::uint32_t i = begin; i < layout_.fields.size(); i = layout_.fields[i].end) {
      for (std::uint32_t j = begin; j < i; j = layout_.fields[j].end) {
        if (Name(i) == Name(j)) return false;
      }
    }
    return true;
  }

  bool Insert(std::uint32_t field) {
    const std::string_view name = Name(field);
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    for (std::size_t slot = hash & (table_.size() - 1);; slot = (slot + 1) & (table_.size() - 1)) {
      if (table_[slot] == 0) {
        table_[slot] = field;
        return true;
      }
      if (Name(table_[slot]) == name) return false;
    }
  }

  std::string_view Name(std::uint32_t index) const {
    const Field& field = layout_.fields[index];
    return std::string_view(layout_.names).substr(field.name_begin, field.name_size);
  }

  const Layout& layout_;
  std::vector<std::uint32_t>& table_;
};

struct Record {
  std::int64_t offset = 0;
  std::int64_t alignment = 1;
  std::uint32_t unnamed = 0;
};

class Parser {
 public:
  Parser(std::string_view text, Layout& layout)
      : begin_(text.data()), at_(text.data()), end_(at_ + text.size()), layout_(layout) {}

  bool Run() {
    layout_.fields.reserve(static_cast<std::size_t>(end_ - at_) / 4 + 4);
    layout_.names.reserve(static_cast<std::size_t>(end_ - at_));
    SkipSpace();
    layout_.fields.emplace_back();
    Record item;
    if (!Elements(item, 0)) return false;
    if (at_ != end_) return false;
    std::vector<Field>& fields = layout_.fields;
    if (fields.size() > 1 && fields[1].end == fields.size() && fields[1].name_size == 0) {
      fields.erase(fields.begin());  // one unnamed element is the item
      for (Field& field : fields) --field.end;
      layout_.itemsize = item.offset;
      return true;
    }
    if (!NameUnnamed(0) || !NameSet(layout_, table_).AreUnique(1)) return false;
    fields[0].code = 'T';
    fields[0].itemsize = layout_.itemsize = item.offset;
    fields[0].end = static_cast<std::uint32_t>(fields.size());
    return true;
  }

  std::size_t stopped() const { return static_cast<std::size_t>(at_ - begin_); }

 private:
  void SkipSpace() {
    while (at_ != end_ && (*at_ == ' ' || (*at_ >= '\t' && *at_ <= '\r'))) ++at_;
  }

  bool Elements(Record& record, int depth) {
    while (at_ != end_ && *at_ != '}') {
      if (!Element(record, depth)) return false;
      SkipSpace();
    }
    return true;
  }

  bool Element(Record& record, int depth) {
    Field field;
    field.shape_begin = static_cast<std::uint32_t>(layout_.shapes.size());
    std::int64_t count = kNoCount;
    if (!Prefixes(count) || at_ == end_) return false;
    const auto index = static_cast<std::uint32_t>(layout_.fields.size());
    std::int64_t alignment = 1;
    bool is_pad = false;
    if (*at_ == 'T') {
      layout_.fields.push_back(field);
      if (!InnerRecord(depth, field, alignment)) return false;
    } else {
      is_pad = *at_ == 'x';
      if (!Code(field, alignment, count)) return false;
      layout_.fields.push_back(field);
    }
    SkipSpace();
    bool named = false;
    if (at_ != end_ && *at_ == ':' && !Name(field, named)) return false;

    if (count != kNoCount && count != 1) layout_.shapes.push_back(count);
    field.ndim = static_cast<std::uint8_t>(layout_.shapes.size() - field.shape_begin);
    std::int64_t bytes = field.itemsize;
    for (std::size_t i = field.shape_begin; i < layout_.shapes.size(); ++i) {
      if (!CheckedMultiply(bytes, layout_.shapes[i], bytes)) return false;
    }
    if (!CheckedAlignUp(record.offset, alignment, record.offset)) return false;
    field.offset = record.offset;
    if (!CheckedAdd(record.offset, bytes, record.offset)) return false;
    if (is_pad && !named) {
      layout_.fields.pop_back();
      layout_.shapes.resize(field.shape_begin);
      return true;
    }
    record.alignment = std::max(record.alignment, alignment);
    field.alignment = is_big_ ? 1 : static_cast<std::uint32_t>(alignment);
    field.end = static_cast<std::uint32_t>(layout_.fields.size());
    layout_.fields[index] = field;
    return true;
  }

  bool Prefixes(std::int64_t& count) {
    for (; at_ != end_; SkipSpace()) {
      switch (*at_) {
        case '@':
        case '^':
        case '=':
        case '<':
        case '>':
        case '!':
          if (count != kNoCount) return false;
          mark_ = *at_++;
          is_big_ = mark_ == '>' || mark_ == '!';
          break;
        case '(':
          if (count != kNoCount || !Dimensions()) return false;
          break;
        default:
          if (*at_ < '0' || *at_ > '9') return true;
          if (count != kNoCount || !Number(count)) return false;
      }
    }
    return true;
  }

  bool Dimensions() {
    do {
      ++at_;
      SkipSpace();
      if (at_ != end_ && *at_ == ')') break;
      std::int64_t dim = 0;
      if (!Number(dim) || layout_.shapes.size() >= kMaxDimensions * layout_.fields.size()) {
        return false;
      }
      layout_.shapes.push_back(dim);
      SkipSpace();
    } while (at_ != end_ && *at_ == ',');
    return at_ != end_ && *at_++ == ')';
  }

  bool Number(std::int64_t& number) {
    if (at_ == end_ || *at_ < '0' || *at_ > '9') return false;
    number = 0;
    for (; at_ != end_ && *at_ >= '0' && *at_ <= '9'; ++at_) {
      if (!CheckedMultiply(number, 10, number) || !CheckedAdd(number, *at_ - '0', number)) {
        return false;
      }
    }
    return true;
  }

  bool Code(Field& field, std::int64_t& alignment, std::int64_t& count) {
    field.is_complex = *at_ == 'Z';
    if (field.is_complex && ++at_ == end_) return false;
    const auto code = static_cast<unsigned char>(*at_);
    if (code >= kCodes.size() || kCodes[code].native == 0) return false;
    const CodeRow& row = kCodes[code];
    if (field.is_complex && code != 'f' && code != 'd' && code != 'g') return false;
    ++at_;
    const bool native = mark_ == '@' || mark_ == '^';
    if (!native && row.standard == 0 && (code == 'n' || code == 'N')) return false;
    field.code = static_cast<char>(code);
    field.itemsize = native || row.standard == 0 ? row.native : row.standard;
    if (field.is_complex) field.itemsize *= 2;
    field.is_big = is_big_ && field.itemsize > 1;
    if (mark_ == '@') alignment = row.alignment;
    if (!row.counts_length || count == kNoCount) return true;
    const bool fits = CheckedMultiply(field.itemsize, count, field.itemsize);
    count = kNoCount;
    return fits;
  }

  bool InnerRecord(int depth, Field& field, std::int64_t& alignment) {
    ++at_;
    if (depth == kMaxDepth || at_ == end_ || *at_ != '{') return false;
    ++at_;
    SkipSpace();
    const auto begin = static_cast<std::uint32_t>(layout_.fields.size());
    Record inner;
    if (!Elements(inner, depth + 1) || at_ == end_ || *at_ != '}') return false;
    ++at_;
    if (!NameUnnamed(begin - 1) || !NameSet(layout_, table_).AreUnique(begin)) return false;
    if (mark_ == '@') {
      alignment = inner.alignment;
      if (!CheckedAlignUp(inner.offset, alignment, inner.offset)) return false;
    }
    field.code = 'T';
    field.itemsize = inner.offset;
    return true;
  }

  bool Name(Field& field, bool& named) {
    const char* first = ++at_;
    const void* colon = std::memchr(first, ':', static_cast<std::size_t>(end_ - first));
    if (colon == nullptr) return false;
    at_ = static_cast<const char*>(colon);
    const std::string_view name(first, static_cast<std::size_t>(at_ - first));
    if (!IsPlainAscii(name)) {
      for (std::size_t i = 0; i < name.size();) {
        const std::size_t length = name[i] == '\0' ? 0 : Utf8SequenceLength(name.substr(i));
        if (length == 0) return false;
        i += length;
      }
    }
    ++at_;
    field.name_begin = static_cast<std::uint32_t>(layout_.names.size());
    field.name_size = static_cast<std::uint32_t>(name.size());
    layout_.names += name;
    named = true;
    return true;
  }

  // f0, f1, ... for the fields of `record` that have no name.
  bool NameUnnamed(std::uint32_t record) {
    std::size_t number = 0;
    for (std::uint32_t i = record + 1; i < layout_.fields.size(); i = layout_.fields[i].end) {
      Field& field = layout_.fields[i];
      if (field.name_size > 0) continue;
      const std::string name = "f" + std::to_string(number++);
      field.name_begin = static_cast<std::uint32_t>(layout_.names.size());
      field.name_size = static_cast<std::uint32_t>(name.size());
      layout_.names += name;
    }
    return true;
  }

  const char* const begin_;
  const char* at_;
  const char* const end_;
  Layout& layout_;
  std::vector<std::uint32_t> table_;
  char mark_ = '@';
  bool is_big_ = false;
};

}  // namespace

bool Parse(std::string_view text, Layout& layout, std::size_t& stopped) {
  Parser parser(text, layout);
  const bool parsed = parser.Run();
  stopped = parser.stopped();
  return parsed;
}

}  // namespace pep3118::hand
