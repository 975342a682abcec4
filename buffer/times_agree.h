// SPDX-License-Identifier: MIT
// Whether a struct's times have the units that a dtype says, which no format can.
//
//   Result<NpyArray> array = NpyArrayIn(bytes);
//   if (!TimesAgree<my::Event>(array->layout())) return Log("other units");
//   auto events = Bind<const my::Event, 1>(array->buffer(), array->memory());
#ifndef PEP3118_BUFFER_TIMES_AGREE_H_
#define PEP3118_BUFFER_TIMES_AGREE_H_

#include "pep3118/buffer/record_facts.h"
#include "pep3118/layout/layout.h"

namespace pep3118 {

namespace internal {
bool TimesAgree(const Layout& layout, const RecordFacts& facts);
}  // namespace internal

// False where `layout` has a time of another kind, unit or count than Record has at that offset.  Where
// one of them has a plain number or anything else, Bind and the caller decide.
template <class Record>
bool TimesAgree(const Layout& layout) {
  return internal::TimesAgree(layout, internal::FactsOfRecord<Record>());
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_TIMES_AGREE_H_
