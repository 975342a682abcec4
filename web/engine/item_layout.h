// SPDX-License-Identifier: MIT
// An item of a request to its layout.
#ifndef PEP3118_WEB_ENGINE_ITEM_LAYOUT_H_
#define PEP3118_WEB_ENGINE_ITEM_LAYOUT_H_

#include <string_view>
#include <vector>

#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"
#include "pep3118/web/engine/request.h"

namespace pep3118::web {

// "format" or "dtype", the key of a layout's JSON.
std::string_view KeyOf(TextKind kind);

Result<Layout> LayoutOf(const Item& item);

// What the lints say about it and its layout.
std::vector<Note> AdviceOn(const Item& item, const Layout& layout);

}  // namespace pep3118::web

#endif  // PEP3118_WEB_ENGINE_ITEM_LAYOUT_H_
