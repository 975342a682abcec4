// SPDX-License-Identifier: MIT
#include "pep3118/layout/cache/interner.h"

#include <utility>

#include "pep3118/layout/canonical.h"
#include "pep3118/layout/placement/layout_builder.h"

namespace pep3118::internal {
namespace {

// Keeps of the text no more than its names.
void CompactNames(const Layout& layout, LayoutBuilder& builder) {
  std::size_t bytes = 0;
  for (const Field& field : layout.all()) bytes += field.name_size;
  std::string names;
  names.reserve(bytes);
  for (Field& field : builder.fields()) {
    const auto begin = static_cast<std::uint32_t>(names.size());
    names += layout.Name(field);
    field.name_begin = begin;
  }
  builder.names() = std::move(names);
}

}  // namespace

InternedLayout::~InternedLayout() {
  if (interner) interner->Erase(*this);
}

std::shared_ptr<const InternedLayout> Interner::Intern(const Layout& layout) {
  // Made before the lock is taken, and thrown away if somebody else's is there already: both rare
  // and cheap compared with holding up every other thread.
  auto made = std::make_unique<InternedLayout>();
  made->layout = layout;
  LayoutBuilder builder(made->layout);
  builder.notes() = {};
  builder.set_dialect(Dialect::kPep3118);
  for (Field& field : builder.fields()) field.span = {};
  CompactNames(layout, builder);
  made->id = LayoutId(made->layout);
  const Key key{made->id, &layout.target()};

  std::shared_ptr<const InternedLayout> found;
  const std::lock_guard lock(mutex_);
  Slot& slot = slots_[key];
  found = slot.weak.lock();
  if (found) return found;
  // Not before now: one that was never in the table must not look into it when it goes.
  made->interner = shared_from_this();
  slot.object = made.get();
  found = std::move(made);
  slot.weak = found;
  return found;
}

void Interner::Erase(const InternedLayout& object) {
  const std::lock_guard lock(mutex_);
  const auto slot = slots_.find(KeyView{object.id, &object.layout.target()});
  // Between the last release and this line another thread may have made a new one.
  if (slot != slots_.end() && slot->second.object == &object) slots_.erase(slot);
}

std::size_t Interner::size() const {
  const std::lock_guard lock(mutex_);
  return slots_.size();
}

}  // namespace pep3118::internal
