// SPDX-License-Identifier: MIT
// What a format does not say about itself: the target, the itemsize, who wrote it.
#ifndef PEP3118_LAYOUT_OPTIONS_H_
#define PEP3118_LAYOUT_OPTIONS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "pep3118/layout/layout.h"
#include "pep3118/layout/target.h"

namespace pep3118 {

struct LayoutOptions {
  // Must outlive the layout.  nullptr is the host's, so FindTarget's answer needs a check first.
  const Target* target = nullptr;
  // The exporter's Py_buffer.itemsize in bytes.  A format that cannot have that size is refused
  // with both numbers (kItemsizeMismatch).  Without it trailing padding is as the dialect's own
  // rule says.
  std::optional<std::int64_t> itemsize = {};
  Dialect dialect = Dialect::kAuto;
  // The item is one of an array (Py_buffer.ndim is not 0), so it is not an np.void scalar, whose
  // text says less than an array's.
  bool in_array = false;
  bool strict = false;              // refuse what rests on an `assumed-` note
  std::size_t max_fields = 65'536;  // fields per record; kTooManyMembers

  const Target& TargetOrHost() const { return target == nullptr ? HostTarget() : *target; }
};

}  // namespace pep3118

#endif  // PEP3118_LAYOUT_OPTIONS_H_
