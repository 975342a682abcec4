// SPDX-License-Identifier: MIT
// A request to its answer, a JSON object: the text, the picture, the layout, or the refusal.
#ifndef PEP3118_WEB_ENGINE_ANSWER_H_
#define PEP3118_WEB_ENGINE_ANSWER_H_

#include <string>
#include <string_view>

namespace pep3118::web {

// `bytes`: a request as ReadRequest takes it.  Whatever they hold, the answer is one JSON object:
//
//   layout, compare   as `pep3118c layout --json` and `diff --json`; a comparison has `fits` and `gate` too
//   table, emit       {"text": "..."}
//   picture           {"svg": "..."}
//   names             {"version": ..., "targets": [...], "dialects": [...], "languages": [...]}
//   all               {"error": {"kind": ..., "message": ..., "position": ..., "length": ...}}
std::string AnswerTo(std::string_view bytes);

}  // namespace pep3118::web

#endif  // PEP3118_WEB_ENGINE_ANSWER_H_
