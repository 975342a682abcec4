// SPDX-License-Identifier: MIT
#include "pep3118/parser/print.h"

#include <string_view>
#include <utility>
#include <vector>

namespace pep3118 {
namespace {

class Printer {
 public:
  explicit Printer(const ast::Format& format) : format_(format) {}

  std::string Print() {
    for (std::uint32_t i = 0; i < format_.elements.size(); ++i) {
      CloseUntil(i);
      Begin(i);
    }
    CloseUntil(static_cast<std::uint32_t>(format_.elements.size()));
    return std::move(out_);
  }

 private:
  void Begin(std::uint32_t index) {
    const ast::Element& element = format_.elements[index];
    Prefixes(element);
    if (const auto* scalar = std::get_if<ast::Scalar>(&element.item)) {
      Word(ast::CodeText(scalar->code));
      after_lone_z_ = scalar->code == ast::Code::kWcharPointer;
      Name(element);
    } else if (std::holds_alternative<ast::Record>(element.item)) {
      Word("T{");
      open_.push_back(index);
    } else if (std::holds_alternative<ast::Pointer>(element.item)) {
      Mark("&");
      open_.push_back(index);
    } else {
      Word(ast::FunctionText(format_, element));
      Name(element);
    }
  }

  // Ends the records and pointers that hold no element from `index` on.
  void CloseUntil(std::uint32_t index) {
    while (!open_.empty()) {
      const ast::Element& element = format_.elements[open_.back()];
      if (ast::EndOf(element, open_.back()) > index) return;
      if (std::holds_alternative<ast::Record>(element.item)) Mark("}");
      Name(element);
      open_.pop_back();
    }
  }

  void Prefixes(const ast::Element& element) {
    const std::span<const std::int64_t> dims = ast::DimsOf(format_, element);
    for (std::size_t i = 0; i < dims.size(); ++i) {
      Mark(i == 0 ? "(" : ",");
      Mark(std::to_string(dims[i]));
    }
    if (!dims.empty()) Mark(")");
    if (element.mark != '\0') Mark({&element.mark, 1});
    if (element.count != ast::kNoCount) Mark(std::to_string(element.count));
  }

  void Name(const ast::Element& element) {
    if (element.name.empty()) return;
    Mark(":");
    out_ += ast::Name(format_, element);
    Mark(":");
  }

  void Mark(std::string_view text) {
    out_ += text;
    after_lone_z_ = false;
  }

  // Text that begins with a code: `<Z i` and `<Zi` are not the same.
  void Word(std::string_view text) {
    if (after_lone_z_ && text != "?") out_ += ' ';
    Mark(text);
  }

  const ast::Format& format_;
  std::string out_;
  std::vector<std::uint32_t> open_;
  bool after_lone_z_ = false;  // the last thing printed
};

}  // namespace

std::string PrintFormat(const ast::Format& format) { return Printer(format).Print(); }

}  // namespace pep3118
