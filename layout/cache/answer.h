// SPDX-License-Identifier: MIT
// One answer of the layout cache: what was asked, and what came out.  Private to layout/.
#ifndef PEP3118_LAYOUT_CACHE_ANSWER_H_
#define PEP3118_LAYOUT_CACHE_ANSWER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pep3118/layout/cache/interner.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/options.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Everything that an answer depends on.  `text` belongs to the caller.
struct Question {
  std::string_view text;
  const Target* target;
  std::int64_t itemsize;  // 0 when there is none
  std::size_t members;
  std::uint32_t flags;  // has an itemsize, strict, in an array, dialect

  Question(std::string_view format, const LayoutOptions& options)
      : text(format),
        target(&options.TargetOrHost()),
        itemsize(options.itemsize.value_or(0)),
        members(options.members),
        flags(static_cast<std::uint32_t>(options.dialect) << 3 | (options.in_array ? 4U : 0U) |
              (options.strict ? 2U : 0U) | (options.itemsize ? 1U : 0U)) {}

  // In full: nothing is left to a hash.
  friend bool operator==(const Question&, const Question&) = default;
};

// Immutable but for `used`.
struct Answer {
  std::string text;  // what `question.text` points to
  Question question;
  std::shared_ptr<const InternedLayout> layout;
  std::vector<Note> notes;
  Dialect dialect;
  std::size_t bytes = 0;  // of this answer, its text and its layout, allocations included
  // Found without the cache's knowledge since it looked last; see CacheState::MakeRoom.
  mutable std::atomic<bool> used = false;

  Answer(const Question& asked, const Layout& computed,
         std::shared_ptr<const InternedLayout> interned);
};

using AnswerPointer = std::shared_ptr<const Answer>;

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_CACHE_ANSWER_H_
