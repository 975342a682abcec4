// SPDX-License-Identifier: MIT
#include "pep3118/codegen/svg/picture.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "pep3118/codegen/text/type_text.h"
#include "pep3118/layout/segments.h"

namespace pep3118 {
namespace {

constexpr std::size_t kMostDepth = 8;      // groups around a box
constexpr std::size_t kLongestName = 400;  // bytes of a field's name that are kept

// A whole character is never cut.
std::string Head(std::string_view name) {
  if (name.size() <= kLongestName) return std::string(name);
  std::size_t end = kLongestName;
  while (end > kLongestName - 4 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
  return std::string(name.substr(0, end)) + "...";
}

// "[1][0]" for an element by its number.
std::string Index(std::span<const std::int64_t> shape, std::int64_t number) {
  std::string text;
  for (std::size_t i = shape.size(); i-- > 0;) {
    text.insert(0, "[" + std::to_string(number % shape[i]) + "]");
    number /= shape[i];
  }
  return text;
}

// How many elements of an array are drawn: all, or some of the first and the last.
struct Shown {
  std::int64_t first;
  std::int64_t last;  // how many at the end
};

class Planner {
 public:
  Planner(const Layout& layout, const PictureOptions& options)
      : layout_(layout), options_(options) {
    picture_.layout = &layout;
  }

  Picture Take() {
    OneField(layout_.item(), 0, {});
    return std::move(picture_);
  }

 private:
  // The record around what is drawn.
  struct Around {
    std::size_t depth = 0;
    std::string path = {};
    std::string key = {};
  };

  // Recurses as deep as kMostDepth.
  void OneField(const Field& field, std::int64_t begin, const Around& around) {
    const std::int64_t bytes = BytesOf(layout_, field);
    Box box;
    box.begin = begin;
    box.end = begin + bytes;
    box.depth = around.depth;
    box.field = layout_.IndexOf(field);
    box.name = Head(layout_.Name(field));
    box.path = around.path.empty() ? box.name : around.path + "." + box.name;
    box.key = around.key + "." + std::to_string(box.field);
    box.type = Type(field);
    if (bytes == 0) {
      if (box.name.empty()) return;  // the item itself
      if (full())
        ++picture_.more_empty;
      else
        picture_.empty.push_back(std::move(box));
    } else if (full()) {
      Undrawn(std::move(box));
    } else if (field.kind == TypeKind::kRecord) {
      RecordField(field, std::move(box));
    } else if (field.ndim > 0) {
      Array(field, std::move(box));
    } else {
      Add(std::move(box));
    }
  }

  std::string Type(const Field& field) const {
    std::string text = TypeText(layout_, field);
    if (options_.byte_orders && field.byte_order != ByteOrder::kNone &&
        field.byte_order == layout_.target().byte_order)
      text.append(" ").append(ByteOrderName(field.byte_order)).append("-endian");
    return text;
  }

  // A field of which nothing but its place is shown.
  void Undrawn(Box box) {
    box.kind = Box::Kind::kUndrawn;
    box.type += ", not drawn";
    Add(std::move(box));
  }

  void RecordField(const Field& field, Box box) {
    if (box.field == 0 && field.ndim == 0) return Fields(field, 0, {0, box.path, box.key});
    if (box.depth >= kMostDepth) return Undrawn(std::move(box));
    box.kind = Box::Kind::kGroup;
    Elements(field, box, ShownRecords(field), [&](Box element) {
      element.kind = Box::Kind::kGroup;
      element.name = box.name + element.name;
      element.type = box.type;
      const std::int64_t begin = element.begin;
      const Around around = {element.depth + 1, element.path, element.key};
      Add(std::move(element));
      Fields(field, begin, around);
    });
  }

  void Array(const Field& field, Box box) {
    Box group = box;
    group.kind = Box::Kind::kGroup;
    if (box.depth >= kMostDepth) return Add(std::move(box));
    Add(std::move(group));
    ++box.depth;
    Elements(field, box, ShownScalars(field), [&](Box element) {
      element.kind = Box::Kind::kField;
      element.type.clear();
      Add(std::move(element));
    });
  }

  // Calls `draw` with a box for each element that is shown; the others are one box.
  template <class Draw>
  void Elements(const Field& field, const Box& whole, Shown shown, Draw draw) {
    const std::span<const std::int64_t> shape = layout_.Shape(field);
    const std::int64_t count = layout_.Count(field);
    const auto element = [&](std::int64_t number, std::int64_t elements) {
      Box box = whole;
      box.begin = whole.begin + number * field.itemsize;
      box.end = box.begin + elements * field.itemsize;
      box.name = Index(shape, number);
      if (elements > 1) box.name += " to " + Index(shape, number + elements - 1);
      box.path += Index(shape, number);
      box.key += "/" + std::to_string(number) + "/" + std::to_string(elements);
      return box;
    };
    for (std::int64_t number = 0; number < count; ++number) {
      const std::int64_t next = full() ? count : count - shown.last;
      if (full() || (number == shown.first && next > number)) {
        Box rest = element(number, next - number);
        rest.kind = Box::Kind::kUndrawn;
        rest.path = whole.path;
        rest.type = std::to_string(next - number) +
                    (next - number == 1 ? " element not drawn" : " elements not drawn");
        Add(std::move(rest));
        number = next - 1;
        continue;
      }
      draw(element(number, 1));
    }
  }

  Shown ShownScalars(const Field& field) const {
    const std::int64_t count = layout_.Count(field);
    const std::int64_t bytes = BytesOf(layout_, field);
    if (bytes <= 4 * options_.row || (count <= 16 && bytes <= 16 * options_.row)) return {count, 0};
    const std::int64_t first = std::max<std::int64_t>(2, 2 * options_.row / field.itemsize);
    return first + 2 < count ? Shown{first, 1} : Shown{count, 0};
  }

  Shown ShownRecords(const Field& field) const {
    const std::int64_t count = layout_.Count(field);
    return count <= 4 ? Shown{count, 0} : Shown{2, 1};
  }

  // What is in one `record`, the holes too.
  void Fields(const Field& record, std::int64_t begin, const Around& around) {
    const std::vector<Segment> segments = SegmentsOf(layout_, record);
    std::size_t holes = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const Segment& segment = segments[i];
      if (full()) return Rest(record, begin, around, std::span(segments).subspan(i));
      if (segment.field != nullptr) {
        OneField(*segment.field, begin + segment.offset, around);
        continue;
      }
      // A hole's key is the number of the field after it.
      Hole(segment, record, begin, around, segment.tail ? "t" : "h" + std::to_string(i - holes++));
    }
  }

  void Hole(const Segment& segment, const Field& record, std::int64_t begin, const Around& around,
            const std::string& key) {
    Box box;
    box.kind = Box::Kind::kHole;
    box.begin = begin + segment.offset;
    box.end = box.begin + segment.size;
    box.depth = around.depth;
    box.field = layout_.IndexOf(record);
    box.name = ByteCount(segment.size);
    box.type = segment.tail ? "tail" : "hole";
    box.path = around.path;
    box.key = around.key + "." + key;
    Add(std::move(box));
  }

  // The segments of a record for which there is no room.
  void Rest(const Field& record, std::int64_t begin, const Around& around,
            std::span<const Segment> segments) {
    Box box;
    std::size_t fields = 0;
    for (const Segment& segment : segments) {
      if (segment.field == nullptr) continue;
      ++(segment.size == 0 ? picture_.more_empty : fields);
    }
    box.kind = Box::Kind::kUndrawn;
    box.begin = begin + segments.front().offset;
    box.end = begin + record.itemsize;
    box.depth = around.depth;
    box.field = layout_.IndexOf(record);
    box.path = around.path;
    box.name = std::to_string(fields) + (fields == 1 ? " field" : " fields");
    box.type = "not drawn";
    box.key = around.key + ".r" + std::to_string(fields);
    if (box.begin < box.end) Add(std::move(box));
  }

  void Add(Box box) {
    (box.kind == Box::Kind::kGroup ? picture_.groups : picture_.pieces).push_back(std::move(box));
  }

  // Boxes of rests come on top: one for each group around.
  bool full() {
    picture_.cut |= picture_.pieces.size() + picture_.groups.size() + picture_.empty.size() +
                        picture_.more_empty >=
                    options_.most;
    return picture_.cut;
  }

  const Layout& layout_;
  const PictureOptions& options_;
  Picture picture_;
};

template <class Function>
void ForEachBox(std::span<Picture> pictures, Function function) {
  for (Picture& picture : pictures)
    for (std::vector<Box>* boxes : {&picture.pieces, &picture.groups, &picture.empty})
      for (Box& box : *boxes) function(box);
}

bool Same(const Box& a, const Box& b) {
  return a.begin == b.begin && a.end == b.end && a.type == b.type;
}

}  // namespace

Picture PictureOf(const Layout& layout, const PictureOptions& options) {
  return Planner(layout, options).Take();
}

void MarkDifferences(std::span<Picture> pictures) {
  struct Seen {
    const Box* first = nullptr;
    std::size_t times = 0;
    bool differs = false;
  };
  std::unordered_map<std::string_view, Seen> seen;
  ForEachBox(pictures, [&](Box& box) {
    Seen& known = seen[box.key];
    if (known.times++ == 0) known.first = &box;
    known.differs = known.differs || !Same(*known.first, box);
  });
  const bool cut =
      std::any_of(pictures.begin(), pictures.end(), [](const Picture& one) { return one.cut; });
  ForEachBox(pictures, [&](Box& box) {
    const Seen& known = seen[box.key];
    const bool lone = box.kind == Box::Kind::kHole && !cut && known.times < pictures.size();
    box.differs = known.differs || lone;
  });
}

std::string ByteCount(std::int64_t bytes) {
  return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

}  // namespace pep3118
