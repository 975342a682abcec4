// SPDX-License-Identifier: MIT
// What is behind the opaque handles of pep3118.h: counted objects of the C++ library.
#ifndef PEP3118_C_HANDLE_H_
#define PEP3118_C_HANDLE_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pep3118/buffer/convert.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"
#include "pep3118/layout/lookup.h"

namespace pep3118::c {

// Made with one count, for the caller.
struct Counted {
  std::atomic<std::size_t> count{1};
};

template <class Handle>
Handle* Retain(Handle* handle) {
  if (handle != nullptr) handle->count.fetch_add(1, std::memory_order_relaxed);
  return handle;
}

template <class Handle>
pep3118_status Release(Handle* handle) {
  if (handle == nullptr) return PEP3118_NULL_ARGUMENT;
  if (handle->count.fetch_sub(1, std::memory_order_acq_rel) == 1) delete handle;
  return PEP3118_OK;
}

// Texts of a layout that end with NUL, made when one of them is asked for.
struct LayoutTexts {
  explicit LayoutTexts(const SharedLayout& layout);

  std::string canonical;
  std::string id;
  std::string names;                     // of all fields, each with its NUL
  std::vector<std::size_t> name_begins;  // by index in Layout::all()
};

// A value that the first thread to ask makes, and that lives as long as this.
template <class T>
class MadeOnce {
 public:
  MadeOnce() = default;
  ~MadeOnce() { delete made_.load(std::memory_order_acquire); }
  MadeOnce(const MadeOnce&) = delete;
  MadeOnce& operator=(const MadeOnce&) = delete;

  // What `make()` gave once.  Several threads may make one at the same time; one of them is kept.
  template <class Make>
  const T& Get(Make make) const {
    const T* made = made_.load(std::memory_order_acquire);
    if (made != nullptr) return *made;
    auto mine = std::make_unique<const T>(make());
    if (made_.compare_exchange_strong(made, mine.get(), std::memory_order_acq_rel)) {
      return *mine.release();
    }
    return *made;
  }

 private:
  mutable std::atomic<const T*> made_{nullptr};
};

}  // namespace pep3118::c

struct pep3118_layout : pep3118::c::Counted {
  pep3118_layout(pep3118::SharedLayout answer, pep3118::Dialect dialect)
      : layout(std::move(answer)), asked(dialect) {}

  const pep3118::c::LayoutTexts& Texts() const {
    return texts.Get([this] { return pep3118::c::LayoutTexts(layout); });
  }

  const pep3118::SharedLayout layout;
  const pep3118::Dialect asked;  // may be kAuto
  pep3118::c::MadeOnce<pep3118::c::LayoutTexts> texts;
};

struct pep3118_comparison : pep3118::c::Counted {
  pep3118_comparison(pep3118::SharedLayout first, pep3118::SharedLayout second)
      : a(std::move(first)), b(std::move(second)), comparison(pep3118::Compare(*a, *b)) {}

  const pep3118::SharedLayout a;
  const pep3118::SharedLayout b;
  const pep3118::Comparison comparison;
  pep3118::c::MadeOnce<std::string> text;
};

struct pep3118_text : pep3118::c::Counted {
  explicit pep3118_text(std::string words) : text(std::move(words)) {}

  const std::string text;
};

struct pep3118_conversion : pep3118::c::Counted {
  pep3118_conversion(pep3118::Conversion plan, pep3118::Dialect from, pep3118::Dialect to)
      : conversion(std::move(plan)), from_dialect(from), to_dialect(to) {}

  const pep3118::Conversion conversion;
  const pep3118::Dialect from_dialect;  // in which the formats of its buffers are read
  const pep3118::Dialect to_dialect;
};

#endif  // PEP3118_C_HANDLE_H_
