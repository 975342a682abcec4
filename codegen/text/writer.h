// SPDX-License-Identifier: MIT
// Text from templates that look like the output.
//
//   Writer writer;
//   writer.Print("struct $name$ {\n", {{"name", "point"}});
//   {
//     Writer::Indent indent(writer);
//     writer.Print("$type$ $member$;\n", {{"type", "double"}, {"member", "x"}});
//   }
//   writer.Print("};\n");
//
// `$$` is a dollar.  A template that names a variable which is not given is a bug in this program
// and throws std::logic_error; values are copied as they are, dollars and all.
#ifndef PEP3118_CODEGEN_TEXT_WRITER_H_
#define PEP3118_CODEGEN_TEXT_WRITER_H_

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "pep3118/codegen/text_limit.h"

namespace pep3118 {

class Writer {
 public:
  // Appends nothing more once the text is longer than `limit` bytes.
  explicit Writer(std::size_t limit = kNoTextLimit) : limit_(limit) {}

  struct Variable {
    std::string_view name;
    std::string_view value;
  };

  // Appends the template.  Every line of it that is not empty is indented.
  void Print(std::string_view text, std::initializer_list<Variable> variables = {});
  // Appends `text` as it is.
  void Raw(std::string_view text) {
    if (!full()) out_ += text;
  }

  // Whether the text is longer than the limit, and therefore incomplete.
  bool full() const { return out_.size() > limit_; }

  const std::string& text() const { return out_; }
  std::string Take() { return std::move(out_); }

  // Two more spaces for as long as it lives.
  class Indent {
   public:
    explicit Indent(Writer& writer) : writer_(writer) { writer_.indent_ += 2; }
    ~Indent() { writer_.indent_ -= 2; }
    Indent(const Indent&) = delete;
    Indent& operator=(const Indent&) = delete;

   private:
    Writer& writer_;
  };

 private:
  std::size_t limit_;
  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_WRITER_H_
