// SPDX-License-Identifier: MIT
// The layout of a canonical text at compile time: for a struct whose text is a constant.
//
//   constexpr auto& nodes = internal::kStaticNodes<record_traits<my::Point>>;
//
// Canonical text says every hole, so a node begins where the one before it ends and nothing is
// aligned here; sizes are those of this compiler.  Any other text gives nodes without meaning: what
// uses these has a struct, and compares its size.
#ifndef PEP3118_LAYOUT_STATIC_LAYOUT_H_
#define PEP3118_LAYOUT_STATIC_LAYOUT_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace pep3118::internal {

// A field, or the item (node 0); a record is followed by its fields and theirs.
struct StaticNode {
  std::string_view name;
  std::string_view shape;    // "(2,3)", or empty
  std::string_view code;     // "i", "Zd", "s", "T", "x" for a named pad, "X{}"
  char mark = '@';           // in force: `@`, `=`, `<`, `!` or `^`
  std::size_t offset = 0;    // bytes from the start of one element of the record around it
  std::size_t itemsize = 0;  // bytes of one element
  std::size_t count = 1;     // elements
  std::size_t end = 0;       // index just after this node and those inside it
};

// Reads a text from left to right, into `nodes`; only counts them where that is null.
class StaticReader {
 public:
  constexpr explicit StaticReader(std::string_view text, StaticNode* nodes = nullptr)
      : text_(text), nodes_(nodes) {}

  // The number of nodes.
  constexpr std::size_t Run() {
    ReadElement();
    return count_;
  }

 private:
  constexpr char Next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  constexpr std::size_t ReadNumber() {
    std::size_t number = 0;
    while (Next() >= '0' && Next() <= '9')
      number = number * 10 + static_cast<std::size_t>(text_[at_++] - '0');
    return number;
  }

  // A field without its name and offset; returns its index.
  constexpr std::size_t ReadElement() {
    const std::size_t index = count_++;
    StaticNode node;
    const std::size_t begin = at_;
    if (Next() == '(') {
      while (Next() != ')') {
        ++at_;
        node.count *= ReadNumber();
      }
      ++at_;
    }
    node.shape = text_.substr(begin, at_ - begin);
    if (Next() == 'T') {
      node.code = text_.substr(at_, 1);
      at_ += 2;
      node.itemsize = ReadFields();
    } else {
      ReadMark();
      const bool has_number = Next() >= '0' && Next() <= '9';
      const std::size_t number = ReadNumber();
      const std::size_t size = Next() == 'Z' ? 2 : Next() == 'X' ? 3 : 1;
      node.code = text_.substr(at_, size);
      at_ += size;
      node.mark = mark_;
      node.itemsize = SizeOf(node.code, node.mark) * (has_number ? number : 1);
    }
    node.end = count_;
    if (nodes_ != nullptr) nodes_[index] = node;
    last_bytes_ = node.itemsize * node.count;
    return index;
  }

  constexpr void ReadMark() {
    const char c = Next();
    if (c == '@' || c == '=' || c == '<' || c == '!' || c == '^') mark_ = text_[at_++];
  }

  // What is between the braces, and the bytes of it.
  constexpr std::size_t ReadFields() {
    std::size_t offset = 0;
    while (Next() != '}' && Next() != '\0') {
      if (const std::size_t hole = ReadHole(); hole > 0) {
        offset += hole;
        continue;
      }
      const std::size_t index = ReadElement();
      const std::size_t bytes = last_bytes_;
      const std::size_t end = EndOfName();
      if (nodes_ != nullptr) {
        nodes_[index].name = text_.substr(at_ + 1, end - at_ - 1);
        nodes_[index].offset = offset;
      }
      at_ = end + 1;
      offset += bytes;
    }
    ++at_;
    return offset;
  }

  // The `:` after the name that begins behind the one at at_.  A loop, because gcc's sanitizer makes
  // std::string_view::find of a constant no constant.
  constexpr std::size_t EndOfName() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != ':') ++end;
    return end;
  }

  // The bytes of an unnamed pad, which always has its number; 0 for anything else.
  constexpr std::size_t ReadHole() {
    const std::size_t before = at_;
    const std::size_t number = ReadNumber();
    if (number > 0 && Next() == 'x' && (at_ + 1 == text_.size() || text_[at_ + 1] != ':')) {
      ++at_;
      return number;
    }
    at_ = before;
    return 0;
  }

  static constexpr std::size_t SizeOf(std::string_view code, char mark) {
    const bool native = mark == '@' || mark == '^';
    if (code[0] == 'Z') return 2 * SizeOf(code.substr(1), mark);
    switch (code[0]) {
      case 'h':
      case 'H':
      case 'e':
      case 'u':
        return 2;
      case 'i':
      case 'I':
      case 'f':
      case 'w':
        return 4;
      case 'q':
      case 'Q':
        return 8;
      case 'd':
        return native ? sizeof(double) : 8;
      case '?':
        return native ? sizeof(bool) : 1;
      case 'g':
        return sizeof(long double);
      case 'P':
      case 'O':
      case 'X':
        return sizeof(void*);
      default:
        return 1;
    }
  }

  std::string_view text_;
  StaticNode* nodes_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  std::size_t last_bytes_ = 0;
  char mark_ = '@';
};

// The nodes of Traits::format.
template <class Traits>
inline constexpr auto kStaticNodes = [] {
  std::array<StaticNode, StaticReader(std::string_view(Traits::format)).Run()> nodes{};
  StaticReader(std::string_view(Traits::format), nodes.data()).Run();
  return nodes;
}();

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_STATIC_LAYOUT_H_
