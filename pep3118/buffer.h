// SPDX-License-Identifier: MIT
// Live buffers: described, checked against a struct, viewed with strides.
//
//   auto points = pep3118::Bind<const Point, 1>(buffer, memory);
//   if (!points) return Log(pep3118::Render(points.error()));
//   for (const Point& point : *points) sum += point.x;
//
// Bind gives a View of a struct that the program names, BindNdim one of any number of dimensions;
// Describe and DynamicView give columns of a format that is known only at run time; Convert turns
// items of one layout into items of another.
#ifndef PEP3118_PEP3118_BUFFER_H_
#define PEP3118_PEP3118_BUFFER_H_

#include "pep3118/base/standard.h"
#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/convert.h"
#include "pep3118/buffer/convert_records.h"
#include "pep3118/buffer/copy_columns.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/dynamic_view.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/buffer/ndim_view.h"
#include "pep3118/buffer/npy_array.h"
#include "pep3118/buffer/records_in.h"
#include "pep3118/buffer/times_agree.h"
#include "pep3118/buffer/unchecked_indirect_view.h"
#include "pep3118/buffer/view.h"
#include "pep3118/runtime/big.h"
#include "pep3118/runtime/little.h"
#include "pep3118/runtime/record.h"
#include "pep3118/runtime/unaligned.h"

#endif  // PEP3118_PEP3118_BUFFER_H_
