// SPDX-License-Identifier: MIT
// The boundary of the WebAssembly module: bytes in, bytes out, three calls for each question.
//
//   request = Reserve(size)   where the loader writes the request
//   answer = Ask()            where the answer is, until the next call
//   AnswerSize()              and how long
//
// The module asks the outside for nothing: no file, no clock, no environment.  Without memory it
// traps, and the loader makes a new instance.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "pep3118/web/engine/answer.h"

namespace pep3118::web {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{1} << 20;  // more than this is given back

std::string& RequestBytes() {
  static std::string bytes;
  return bytes;
}
std::string& AnswerBytes() {
  static std::string bytes;
  return bytes;
}

}  // namespace
}  // namespace pep3118::web

using pep3118::web::AnswerBytes;
using pep3118::web::RequestBytes;

// link.flags exports them.
extern "C" {

char* pep3118_reserve(std::size_t size) {
  std::string().swap(AnswerBytes());
  RequestBytes().resize(size);
  return RequestBytes().data();
}

const char* pep3118_ask() {
  AnswerBytes() = pep3118::web::AnswerTo(RequestBytes());
  if (RequestBytes().capacity() > pep3118::web::kKeptBytes) std::string().swap(RequestBytes());
  return AnswerBytes().data();
}

std::size_t pep3118_answer_size() { return AnswerBytes().size(); }

}  // extern "C"
