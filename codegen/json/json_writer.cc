// SPDX-License-Identifier: MIT
#include "pep3118/codegen/json/json_writer.h"

#include <charconv>

namespace pep3118 {

void JsonWriter::Begin(char bracket) {
  Separate();
  if (!full()) out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::End(char bracket) {
  --depth_;
  if (!first_) NewLine();
  if (!full()) out_ += bracket;
  first_ = false;
}

void JsonWriter::Separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0 || full()) return;
  if (!first_) out_ += style_ == JsonStyle::kLine ? ", " : ",";
  NewLine();
  first_ = false;
}

void JsonWriter::NewLine() {
  if (style_ == JsonStyle::kLine || full()) return;
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

void JsonWriter::Key(std::string_view key) {
  Separate();
  after_key_ = true;
  if (full()) return;
  ((out_ += '"') += key) += "\": ";
}

void JsonWriter::String(std::string_view text) {
  Separate();
  if (full()) return;
  out_ += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f) continue;
    out_ += text.substr(copied, i - copied);
    copied = i + 1;
    if (byte == '"' || byte == '\\') {
      (out_ += '\\') += text[i];
    } else {
      constexpr char kHex[] = "0123456789abcdef";
      ((out_ += "\\u00") += kHex[byte >> 4]) += kHex[byte & 0xf];
    }
  }
  (out_ += text.substr(copied)) += '"';
}

void JsonWriter::Number(std::int64_t number) {
  Separate();
  AppendNumber(number);
}

void JsonWriter::Bool(bool value) {
  Separate();
  if (!full()) out_ += value ? "true" : "false";
}

void JsonWriter::Null() {
  Separate();
  if (!full()) out_ += "null";
}

void JsonWriter::Numbers(std::span<const std::int64_t> numbers) {
  Separate();
  if (full()) return;
  out_ += '[';
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) out_ += ", ";
    AppendNumber(numbers[i]);
  }
  out_ += ']';
}

void JsonWriter::AppendNumber(std::int64_t number) {
  if (full()) return;
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out_.append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace pep3118
