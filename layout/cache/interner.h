// SPDX-License-Identifier: MIT
// One object for each distinct layout, as long as anybody holds it.  Private to layout/.
#ifndef PEP3118_LAYOUT_CACHE_INTERNER_H_
#define PEP3118_LAYOUT_CACHE_INTERNER_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "pep3118/layout/layout.h"

namespace pep3118::internal {

class Interner;

// Immutable.  Takes itself out of the table when the last holder lets go.
struct InternedLayout {
  InternedLayout() = default;
  ~InternedLayout();
  InternedLayout(const InternedLayout&) = delete;
  InternedLayout& operator=(const InternedLayout&) = delete;

  Layout layout;   // without notes and spans, dialect pep3118
  std::string id;  // LayoutId(layout)
  std::shared_ptr<Interner> interner;
};

// Thread-safe.  Holds no layout, only the way to those that others hold.
class Interner : public std::enable_shared_from_this<Interner> {
 public:
  // The object for `layout` (whose notes and spans are dropped), for its target.
  std::shared_ptr<const InternedLayout> Intern(const Layout& layout);

  std::size_t size() const;  // layouts that somebody holds
  std::mutex& mutex() const { return mutex_; }

 private:
  friend struct InternedLayout;

  struct KeyView {
    std::string_view id;
    const Target* target;
  };
  struct Key {
    std::string id;
    const Target* target;
    operator KeyView() const { return {id, target}; }
  };
  // Finds a key without making one: a destructor may not allocate.
  struct Less {
    using is_transparent = void;
    bool operator()(KeyView a, KeyView b) const {
      if (const int order = a.id.compare(b.id); order != 0) return order < 0;
      return std::less<>()(a.target, b.target);
    }
  };
  struct Slot {
    const InternedLayout* object = nullptr;
    std::weak_ptr<const InternedLayout> weak;
  };

  void Erase(const InternedLayout& object);

  mutable std::mutex mutex_;
  std::map<Key, Slot, Less> slots_;  // ids are SHA-256: no input chooses them
};

}  // namespace pep3118::internal

#endif  // PEP3118_LAYOUT_CACHE_INTERNER_H_
