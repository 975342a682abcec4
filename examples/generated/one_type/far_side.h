// SPDX-License-Identifier: MIT
// One side of a program, which has never seen points.h.
#ifndef PEP3118_EXAMPLES_GENERATED_ONE_TYPE_FAR_SIDE_H_
#define PEP3118_EXAMPLES_GENERATED_ONE_TYPE_FAR_SIDE_H_

#include <type_traits>
#include <typeinfo>

#include "segments.h"

namespace far_side {

// A record that no header gives a name.
using Range = std::remove_const_t<decltype(shapes::Segment::range)>;

// Overloads: had the headers two types for one record, a call would not link.
double Sum(const shapes::Corner& corner);
int Sum(const Range& range);

shapes::Segment Between(const shapes::Corner& a, const shapes::Corner& b);

// What this side says that the types are.
const std::type_info& CornerType();
const std::type_info& RangeType();

// The address of the one copy of Corner's canonical format.
const char* CornerFormat();

}  // namespace far_side

#endif  // PEP3118_EXAMPLES_GENERATED_ONE_TYPE_FAR_SIDE_H_
