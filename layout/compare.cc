// SPDX-License-Identifier: MIT
#include "pep3118/layout/compare.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "pep3118/layout/placement/layout_builder.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

// ---- bytes

// Neighbours of one kind, or the begin or end of an array of records: what the bytes from `offset`
// on mean.  Holes are what no run covers.
struct Run {
  std::int64_t offset = 0;  // absolute
  std::int64_t end = 0;     // just after the last unit
  std::int64_t unit = 0;    // bytes of one
  TypeKind kind = TypeKind::kRecord;
  ByteOrder byte_order = ByteOrder::kNone;
  FloatFormat float_format = FloatFormat::kNone;
  TimeType time = {};

  bool SameUnit(const Run& other) const {
    return unit == other.unit && kind == other.kind && byte_order == other.byte_order &&
           float_format == other.float_format && time == other.time;
  }
  friend bool operator==(const Run&, const Run&) = default;
};

class Runs {
 public:
  explicit Runs(const Layout& layout) : layout_(layout) { Add(layout.item(), 0); }
  const std::vector<Run>& list() const { return runs_; }

 private:
  // Recurses as deep as the format nests.
  void Add(const Field& field, std::int64_t base) {
    const std::int64_t bytes = BytesOf(layout_, field);
    if (bytes == 0) return;  // no bytes, no meaning
    const std::int64_t offset = base + field.offset;
    Run whole{offset,           offset + bytes,     field.itemsize, field.kind,
              field.byte_order, field.float_format, field.time};
    if (field.kind == TypeKind::kComplex) {  // its two parts, one after the other
      whole.kind = TypeKind::kFloat;
      whole.unit = field.itemsize / 2;
    }
    if (field.kind != TypeKind::kRecord) {
      Append(whole);
    } else if (bytes == field.itemsize) {  // one element: its braces mean nothing
      for (const Field& member : layout_.Fields(field)) Add(member, offset);
    } else {
      AddArray(field, whole);
    }
  }

  // The begin, the first element and the end, so that its fields are not joined with their
  // neighbours.  An element that is one run from end to end makes the array one, whatever its
  // length.
  void AddArray(const Field& record, const Run& whole) {
    const std::size_t begin = runs_.size();
    runs_.push_back(whole);
    for (const Field& member : layout_.Fields(record)) Add(member, whole.offset);
    const Run last = runs_.back();
    if (runs_.size() == begin + 1) {
      runs_.pop_back();  // nothing but holes
    } else if (runs_.size() == begin + 2 && last.kind != TypeKind::kRecord &&
               last.offset == whole.offset && last.end - last.offset == record.itemsize) {
      runs_.resize(begin);
      Run joined = last;
      joined.end = whole.end;
      Append(joined);
    } else {
      runs_.push_back({whole.end, whole.end});
    }
  }

  void Append(const Run& run) {
    if (!runs_.empty() && runs_.back().kind != TypeKind::kRecord &&
        runs_.back().end == run.offset && runs_.back().SameUnit(run)) {
      runs_.back().end = run.end;
    } else {
      runs_.push_back(run);
    }
  }

  const Layout& layout_;
  std::vector<Run> runs_;
};

// ---- fields that correspond

class Comparer {
 public:
  Comparer(const Layout& a, const Layout& b) : a_(a), b_(b) {}

  std::vector<Difference> Differences() && {
    if (a_.itemsize() != b_.itemsize())
      Report(MatchLevel::kBytes, DifferenceAspect::kItemsize, 0, 0, 0, 0);
    ComparePair(a_.item(), b_.item(), {});
    return std::move(differences_);
  }

 private:
  // Around two records that correspond.
  struct RecordPair {
    std::int64_t base_a = 0;  // of their first bytes, absolute
    std::int64_t base_b = 0;
    bool empty_a = false;  // in an array without elements there are no bytes to differ
    bool empty_b = false;
  };

  void Report(MatchLevel level, DifferenceAspect aspect, std::uint32_t a, std::uint32_t b,
              std::int64_t offset_a, std::int64_t offset_b) {
    differences_.push_back({level, aspect, a, b, offset_a, offset_b});
  }

  // Recurses as deep as the formats nest.
  void ComparePair(const Field& a, const Field& b, const RecordPair& place) {
    const std::uint32_t ia = a_.IndexOf(a);
    const std::uint32_t ib = b_.IndexOf(b);
    const std::int64_t at_a = place.base_a + a.offset;
    const std::int64_t at_b = place.base_b + b.offset;
    const RecordPair inside{at_a, at_b, place.empty_a || BytesOf(a_, a) == 0,
                            place.empty_b || BytesOf(b_, b) == 0};
    const MatchLevel bytes =
        inside.empty_a && inside.empty_b ? MatchLevel::kTypes : MatchLevel::kBytes;
    const auto report = [&](MatchLevel level, DifferenceAspect aspect) {
      Report(level, aspect, ia, ib, at_a, at_b);
    };
    if (at_a != at_b) report(bytes, DifferenceAspect::kOffset);
    if (a.kind != b.kind || a.float_format != b.float_format || a.time != b.time)
      report(bytes, DifferenceAspect::kKind);
    // Where only one has an order, its kind or size differs too and says more.
    if (a.byte_order != b.byte_order && a.byte_order != ByteOrder::kNone &&
        b.byte_order != ByteOrder::kNone) {
      report(bytes, DifferenceAspect::kByteOrder);
    }
    const bool records = a.kind == TypeKind::kRecord && b.kind == TypeKind::kRecord;
    // The size of one record means bytes only as the stride of several; the item's own is reported
    // already.
    if (a.itemsize != b.itemsize && !(ia == 0 && ib == 0 && a_.itemsize() != b_.itemsize())) {
      const bool stride = a_.Count(a) > 1 || b_.Count(b) > 1;
      report(records && !stride ? MatchLevel::kTypes : bytes, DifferenceAspect::kItemsize);
    }
    if (!std::ranges::equal(a_.Shape(a), b_.Shape(b))) {
      report(a_.Count(a) != b_.Count(b) ? bytes : MatchLevel::kTypes, DifferenceAspect::kShape);
    }
    if (a.alignment != b.alignment) report(MatchLevel::kTypes, DifferenceAspect::kAlignment);
    if (a_.Name(a) != b_.Name(b)) report(MatchLevel::kNames, DifferenceAspect::kName);
    if (records) CompareMembers(a, b, inside);
  }

  void CompareMembers(const Field& a, const Field& b, const RecordPair& place) {
    const std::vector<const Field*> matches = Match(a, b);
    std::uint32_t last = 0;  // field of `b` so far, among those that have not moved
    std::size_t i = 0;
    for (const Field& field : a_.Fields(a)) {
      const Field* match = matches[i++];
      if (match == nullptr) {
        const bool empty = place.empty_a || BytesOf(a_, field) == 0;
        Report(empty ? MatchLevel::kTypes : MatchLevel::kBytes, DifferenceAspect::kMissing,
               a_.IndexOf(field), Difference::kNoField, place.base_a + field.offset, 0);
        continue;
      }
      const std::uint32_t index = b_.IndexOf(*match);
      if (field.offset == match->offset) {
        if (index < last) {
          Report(MatchLevel::kTypes, DifferenceAspect::kOrder, a_.IndexOf(field), index,
                 place.base_a + field.offset, place.base_b + match->offset);
        }
        last = std::max(last, index);
      }
      ComparePair(field, *match, place);
    }
    ReportExtra(b, matches, place);
  }

  void ReportExtra(const Field& b, std::vector<const Field*> matches, const RecordPair& place) {
    std::ranges::sort(matches);  // into one array, the fields of the layout
    for (const Field& field : b_.Fields(b)) {
      if (std::ranges::binary_search(matches, &field)) continue;
      const bool empty = place.empty_b || BytesOf(b_, field) == 0;
      Report(empty ? MatchLevel::kTypes : MatchLevel::kBytes, DifferenceAspect::kExtra,
             Difference::kNoField, b_.IndexOf(field), 0, place.base_b + field.offset);
    }
  }

  // For each field of record `a` the one of `b` that corresponds to it, or nullptr.
  std::vector<const Field*> Match(const Field& a, const Field& b) const {
    // Ordered maps: a hostile format cannot make their keys collide.
    std::multimap<std::string_view, const Field*> by_name;
    for (const Field& field : b_.Fields(b)) by_name.emplace(b_.Name(field), &field);
    std::vector<const Field*> matches;
    for (const Field& field : a_.Fields(a)) matches.push_back(Take(by_name, a_.Name(field)));
    if (by_name.empty()) return matches;

    std::vector<const Field*> rest;
    for (const auto& [name, field] : by_name) rest.push_back(field);
    std::ranges::sort(rest);  // the first of a place for the first, not by name
    std::multimap<std::pair<std::int64_t, TypeKind>, const Field*> by_place;
    for (const Field* field : rest) by_place.emplace(PlaceOf(*field), field);
    std::size_t i = 0;
    for (const Field& field : a_.Fields(a)) {
      if (matches[i] == nullptr) matches[i] = Take(by_place, PlaceOf(field));
      ++i;
    }
    return matches;
  }

  static std::pair<std::int64_t, TypeKind> PlaceOf(const Field& field) {
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

// Field by field, but for alignments.
bool SameFields(const Layout& a, const Layout& b) {
  return std::ranges::equal(a.all(), b.all(), [&](const Field& x, const Field& y) {
    return x.offset == y.offset && x.itemsize == y.itemsize && x.end == y.end && x.kind == y.kind &&
           x.byte_order == y.byte_order && x.float_format == y.float_format && x.time == y.time &&
           std::ranges::equal(a.Shape(x), b.Shape(y));
  });
}

bool SameType(const Layout& a, const Layout& b) {
  return SameFields(a, b) &&
         std::ranges::equal(a.all(), b.all(), {}, &Field::alignment, &Field::alignment);
}

bool SameBytes(const Layout& a, const Layout& b) {
  return a.itemsize() == b.itemsize() && (SameFields(a, b) || Runs(a).list() == Runs(b).list());
}

bool SameNames(const Layout& a, const Layout& b) {
  return std::ranges::equal(a.all(), b.all(), [&](const Field& x, const Field& y) {
    return x.end == y.end && a.Name(x) == b.Name(y);
  });
}

// ---- characters that another exporter wrote as integers

// One-byte integers side by side, in the item's bytes.
struct Bytes {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  const Field* field = nullptr;
};

// In order of offset.  Recurses as deep as the format nests.
void AddBytes(const Layout& layout, const Field& field, std::int64_t base,
              std::vector<Bytes>& bytes) {
  const std::int64_t offset = base + field.offset;
  for (const Field& member : layout.Fields(field)) AddBytes(layout, member, offset, bytes);
  const bool is_integer = field.kind == TypeKind::kInt || field.kind == TypeKind::kUint;
  if (is_integer && field.itemsize == 1 && BytesOf(layout, field) > 0) {
    bytes.push_back({offset, offset + BytesOf(layout, field), &field});
  }
}

// Recurses as deep as the format nests.
void ReplaceChars(const Layout& layout, const Field& field, std::int64_t base,
                  const std::vector<Bytes>& bytes, std::vector<Field>& replaced) {
  const std::int64_t offset = base + field.offset;
  for (const Field& member : layout.Fields(field)) {
    ReplaceChars(layout, member, offset, bytes, replaced);
  }
  if (field.kind != TypeKind::kChar) return;
  const auto after = std::ranges::upper_bound(bytes, offset, {}, &Bytes::begin);
  if (after == bytes.begin()) return;
  const Bytes& found = *std::prev(after);
  if (offset + BytesOf(layout, field) > found.end) return;
  Field& copy = replaced[layout.IndexOf(field)];
  copy.kind = found.field->kind;
  copy.code = found.field->code;
}

}  // namespace

std::string_view LevelName(MatchLevel level) {
  switch (level) {
    case MatchLevel::kBytes:
      return "bytes";
    case MatchLevel::kTypes:
      return "types";
    case MatchLevel::kNames:
      return "names";
  }
  return "";
}

std::string_view AspectName(DifferenceAspect aspect) {
  switch (aspect) {
    case DifferenceAspect::kItemsize:
      return "itemsize";
    case DifferenceAspect::kOffset:
      return "offset";
    case DifferenceAspect::kKind:
      return "type";
    case DifferenceAspect::kByteOrder:
      return "byteorder";
    case DifferenceAspect::kShape:
      return "shape";
    case DifferenceAspect::kAlignment:
      return "alignment";
    case DifferenceAspect::kName:
      return "name";
    case DifferenceAspect::kOrder:
      return "order";
    case DifferenceAspect::kMissing:
      return "missing";
    case DifferenceAspect::kExtra:
      return "extra";
  }
  return "";
}

Layout WithCharsOf(const Layout& layout, const Layout& other) {
  std::vector<Bytes> bytes;
  AddBytes(other, other.item(), 0, bytes);
  Layout copy = layout;
  ReplaceChars(layout, layout.item(), 0, bytes, LayoutBuilder(copy).fields());
  return copy;
}

bool SameBytesAndNames(const Layout& a, const Layout& b) {
  return SameBytes(a, b) && SameNames(a, b);
}

Comparison Compare(const Layout& a, const Layout& b) {
  Comparison result;
  result.same_bytes = SameBytes(a, b);
  result.same_types = SameType(a, b);
  result.same_names = SameNames(a, b);
  result.differences = Comparer(a, b).Differences();
  // `T{i:a:i:b:}` and `T{(2)i:v:}`: other fields, but not one byte means something else.  And
  // `T{i:a:i:b:}` and `T{i:b:i:a:}`: fields that have moved, but the type is the same.
  const MatchLevel least = result.same_types   ? MatchLevel::kNames
                           : result.same_bytes ? MatchLevel::kTypes
                                               : MatchLevel::kBytes;
  for (Difference& difference : result.differences) {
    difference.level = std::max(difference.level, least);
  }
  return result;
}

}  // namespace pep3118
