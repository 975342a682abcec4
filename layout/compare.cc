#include "pep3118/layout/compare.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace pep3118 {
namespace {

std::int64_t CountOf(const Layout& layout, const Field& field) {
  std::int64_t count = 1;
  for (const std::int64_t dim : layout.Shape(field)) count *= dim;
  return count;
}

// ---- bytes
// ---------------------------------------------------------------------------------------

// Neighbours of one kind, or an array of records: what the bytes from `offset` on mean.
struct Run {
  std::int64_t offset = 0;  // absolute
  std::int64_t unit = 0;    // bytes of one
  std::int64_t count = 0;
  Kind kind = Kind::kRecord;
  ByteOrder byte_order = ByteOrder::kNone;
  FloatFormat float_format = FloatFormat::kNone;
  std::int64_t end = 0;  // just after the last one

  bool SameUnit(const Run& other) const {
    return unit == other.unit && kind == other.kind && byte_order == other.byte_order &&
           float_format == other.float_format;
  }
  friend bool operator==(const Run&, const Run&) = default;
};

class Runs {
 public:
  explicit Runs(const Layout& layout) : layout_(layout) { Add(layout.item(), 0); }
  const std::vector<Run>& list() const { return runs_; }

 private:
  void Add(const Field& field, std::int64_t base) {
    const std::int64_t offset = base + field.offset;
    const std::int64_t count = CountOf(layout_, field);
    if (field.kind != Kind::kRecord) {
      Append({offset, field.itemsize, count, field.kind, field.byte_order, field.float_format,
              offset + field.itemsize * count});
      return;
    }
    // An array of records is announced, so that its fields are not joined with their neighbours.
    if (count != 1) runs_.push_back({offset, field.itemsize, count, Kind::kRecord, {}, {}, offset});
    for (const Field& member : layout_.Fields(field)) Add(member, offset);
    if (count != 1) runs_.push_back({offset, 0, 0, Kind::kRecord, {}, {}, offset});
  }

  void Append(const Run& run) {
    if (run.end == run.offset) return;  // no bytes, no meaning
    if (!runs_.empty() && runs_.back().end == run.offset && runs_.back().SameUnit(run)) {
      runs_.back().count += run.count;
      runs_.back().end = run.end;
    } else {
      runs_.push_back(run);
    }
  }

  const Layout& layout_;
  std::vector<Run> runs_;
};

// ---- fields that stand for each other
// ------------------------------------------------------------

class Comparer {
 public:
  Comparer(const Layout& a, const Layout& b) : a_(a), b_(b) {}

  std::vector<Difference> Differences() && {
    if (a_.itemsize() != b_.itemsize()) Report(Level::kBytes, Aspect::kItemsize, 0, 0);
    ComparePair(a_.item(), b_.item(), 0, 0, /*is_item=*/true);
    return std::move(differences_);
  }

 private:
  void Report(Level level, Aspect aspect, std::uint32_t a, std::uint32_t b,
              std::int64_t offset_a = 0, std::int64_t offset_b = 0) {
    differences_.push_back({level, aspect, a, b, offset_a, offset_b});
  }

  void ComparePair(const Field& a, const Field& b, std::int64_t base_a, std::int64_t base_b,
                   bool is_item) {
    const std::uint32_t ia = a_.IndexOf(a);
    const std::uint32_t ib = b_.IndexOf(b);
    const std::int64_t at_a = base_a + a.offset;
    const std::int64_t at_b = base_b + b.offset;
    const auto report = [&](Level level, Aspect aspect) {
      Report(level, aspect, ia, ib, at_a, at_b);
    };
    if (at_a != at_b) report(Level::kBytes, Aspect::kOffset);
    if (a.kind != b.kind || a.float_format != b.float_format) report(Level::kBytes, Aspect::kKind);
    if (a.byte_order != b.byte_order) report(Level::kBytes, Aspect::kByteOrder);
    const bool record = a.kind == Kind::kRecord && b.kind == Kind::kRecord;
    // The size of one record means bytes only as the stride of several; the item's own is told
    // first.
    if (a.itemsize != b.itemsize && !(is_item && a_.itemsize() != b_.itemsize())) {
      const bool stride = CountOf(a_, a) > 1 || CountOf(b_, b) > 1;
      report(record && !stride ? Level::kTypes : Level::kBytes, Aspect::kItemsize);
    }
    if (!std::ranges::equal(a_.Shape(a), b_.Shape(b))) {
      const bool count = CountOf(a_, a) != CountOf(b_, b);
      report(count ? Level::kBytes : Level::kTypes, Aspect::kShape);
    }
    if (a.alignment != b.alignment) report(Level::kTypes, Aspect::kAlignment);
    if (a_.Name(a) != b_.Name(b)) report(Level::kNames, Aspect::kName);
    if (record) CompareMembers(a, b, at_a, at_b);
  }

  void CompareMembers(const Field& a, const Field& b, std::int64_t base_a, std::int64_t base_b) {
    // Ordered maps: a hostile format cannot make their keys collide.
    std::multimap<std::string_view, const Field*> by_name;
    for (const Field& field : b_.Fields(b)) by_name.emplace(b_.Name(field), &field);
    // First by name; what is left by place, so that a renamed field is one difference and not two.
    std::vector<std::pair<const Field*, const Field*>> pairs;
    for (const Field& field : a_.Fields(a)) {
      pairs.emplace_back(&field, Take(by_name, a_.Name(field)));
    }
    std::multimap<std::pair<std::int64_t, Kind>, const Field*> by_place;
    for (const auto& [name, field] : by_name) by_place.emplace(PlaceOf(*field), field);
    for (auto& [field, match] : pairs) {
      if (match == nullptr) match = Take(by_place, PlaceOf(*field));
    }
    for (const auto& [field, match] : pairs) {
      if (match != nullptr) {
        ComparePair(*field, *match, base_a, base_b, /*is_item=*/false);
      } else {
        Report(Level::kBytes, Aspect::kMissing, a_.IndexOf(*field), Difference::kNoField,
               base_a + field->offset, 0);
      }
    }
    for (const auto& [place, field] : by_place) {
      Report(Level::kBytes, Aspect::kExtra, Difference::kNoField, b_.IndexOf(*field), 0,
             base_b + field->offset);
    }
  }

  static std::pair<std::int64_t, Kind> PlaceOf(const Field& field) {
    return {field.offset, field.kind};
  }

  // The first field under `key`, which it then no longer holds; nullptr when there is none.
  template <class Map>
  static const Field* Take(Map& map, const typename Map::key_type& key) {
    const auto found = map.lower_bound(key);
    if (found == map.end() || found->first != key) return nullptr;
    const Field* field = found->second;
    map.erase(found);
    return field;
  }

  const Layout& a_;
  const Layout& b_;
  std::vector<Difference> differences_;
};

// ---- the tree
// ------------------------------------------------------------------------------------

bool SameType(const Layout& a, const Layout& b) {
  return std::ranges::equal(a.all(), b.all(), [&](const Field& x, const Field& y) {
    return x.offset == y.offset && x.itemsize == y.itemsize && x.end == y.end &&
           x.alignment == y.alignment && x.kind == y.kind && x.byte_order == y.byte_order &&
           x.float_format == y.float_format && std::ranges::equal(a.Shape(x), b.Shape(y));
  });
}

bool SameNames(const Layout& a, const Layout& b) {
  return std::ranges::equal(a.all(), b.all(), [&](const Field& x, const Field& y) {
    return x.end == y.end && a.Name(x) == b.Name(y);
  });
}

}  // namespace

Comparison Compare(const Layout& a, const Layout& b) {
  Comparison result;
  result.same_bytes = a.itemsize() == b.itemsize() && Runs(a).list() == Runs(b).list();
  result.same_types = SameType(a, b);
  result.same_names = SameNames(a, b);
  result.differences = Comparer(a, b).Differences();
  if (result.same_bytes) {
    // `T{i:a:i:b:}` and `T{(2)i:v:}`: other fields, but not one byte means something else.
    for (Difference& difference : result.differences) {
      difference.level = std::max(difference.level, Level::kTypes);
    }
  }
  return result;
}

}  // namespace pep3118
