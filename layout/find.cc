// SPDX-License-Identifier: MIT
#include "pep3118/layout/find.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

namespace pep3118 {
namespace {

// Bytes from one index of `shape`'s dimension `at` to the next.  0 when a dimension inside it is 0;
// otherwise no larger than the field, so the product fits.
std::int64_t StrideOf(const Field& field, std::span<const std::int64_t> shape, std::size_t at) {
  const auto inner = shape.subspan(at + 1);
  if (std::ranges::find(inner, 0) != inner.end()) return 0;
  std::int64_t stride = field.itemsize;
  for (const std::int64_t dim : inner) {
    if (dim > 1 && stride > INT64_MAX / dim) return 0;  // only around a dimension of 0
    stride *= dim;
  }
  return stride;
}

// The dimensions that no index has taken.
void PushDims(const FieldLocation& place, FieldElements& elements) {
  for (std::size_t i = 0; i < place.shape.size(); ++i) {
    elements.shape.push_back(place.shape[i]);
    elements.strides.push_back(StrideOf(*place.field, place.shape, i));
  }
}

// Walks a path from left to right.
class Finder {
 public:
  // With `outer`, arrays of records need no index: their dimensions go there.
  Finder(const Layout& layout, std::string_view path, FieldElements* outer = nullptr)
      : layout_(layout),
        path_(path),
        outer_(outer),
        place_{&layout.item(), 0, layout.Shape(layout.item())} {}

  Result<FieldLocation, PathError> Run() {
    while (at_ < path_.size()) {
      bool found = false;
      if (path_[at_] == '[') {
        found = Index();
      } else {
        if (at_ > 0 && path_[at_] != '.') return Unexpected(at_);
        if (at_ > 0) ++at_;
        found = Name();
      }
      if (!found) return std::move(error_);
    }
    return place_;
  }

 private:
  bool Fail(PathErrorKind kind, std::size_t begin, std::string_view subject,
            std::int64_t expected = 0, std::int64_t found = 0) {
    error_ = {kind,
              {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)},
              std::string(subject),
              expected,
              found};
    return false;
  }

  PathError Unexpected(std::size_t begin) {
    at_ = std::min(begin + 1, path_.size());
    Fail(PathErrorKind::kSyntax, begin, path_.substr(begin, 1));
    return std::move(error_);
  }

  // Digits at at_.
  bool Number(std::size_t begin, std::int64_t& number) {
    const std::size_t digits = at_;
    while (at_ < path_.size() && path_[at_] >= '0' && path_[at_] <= '9') ++at_;
    const auto read = std::from_chars(path_.data() + digits, path_.data() + at_, number);
    if (at_ > digits && read.ec == std::errc()) return true;
    return Fail(PathErrorKind::kBadNumber, begin, path_.substr(begin, at_ - begin));
  }

  bool Index() {
    const std::size_t begin = at_++;
    std::int64_t index = 0;
    if (!Number(begin, index)) return false;
    if (at_ == path_.size() || path_[at_] != ']') {
      return Fail(PathErrorKind::kUnclosed, begin, path_.substr(begin, at_ - begin));
    }
    ++at_;
    const std::string_view text = path_.substr(begin, at_ - begin);
    if (place_.shape.empty()) return Fail(PathErrorKind::kNoDimension, begin, text, 0, index);
    if (index >= place_.shape[0]) {
      return Fail(PathErrorKind::kOutOfRange, begin, text, place_.shape[0], index);
    }
    place_.offset += index * StrideOf(*place_.field, place_.shape, 0);
    place_.shape = place_.shape.subspan(1);
    return true;
  }

  bool Name() {
    const std::size_t begin = at_;
    std::string name;
    if (at_ < path_.size() && path_[at_] == '"') {
      if (!Quoted(begin, name)) return false;
    } else {
      at_ = std::min(path_.find_first_of(".[]#\"", at_), path_.size());
      name = path_.substr(begin, at_ - begin);
      if (name.empty()) {
        at_ = std::min(begin + 1, path_.size());
        return Fail(PathErrorKind::kSyntax, begin, path_.substr(begin, 1));
      }
    }
    std::optional<std::int64_t> which;
    if (at_ < path_.size() && path_[at_] == '#') {
      const std::size_t mark = at_++;
      std::int64_t number = 0;
      if (!Number(mark, number)) return false;
      which = number;
    }
    return Enter(begin, name, which);
  }

  bool Quoted(std::size_t begin, std::string& name) {
    for (++at_; at_ < path_.size(); ++at_) {
      if (path_[at_] == '"') {
        ++at_;
        return true;
      }
      if (path_[at_] == '\\' && at_ + 1 < path_.size()) ++at_;
      name += path_[at_];
    }
    return Fail(PathErrorKind::kUnclosed, begin, path_.substr(begin));
  }

  bool Enter(std::size_t begin, const std::string& name, std::optional<std::int64_t> which) {
    if (place_.field->kind != TypeKind::kRecord) return Fail(PathErrorKind::kNoFields, begin, name);
    if (!place_.shape.empty()) {
      if (outer_ == nullptr) return Fail(PathErrorKind::kNotIndexed, begin, name);
      PushDims(place_, *outer_);
    }
    const Field* chosen = nullptr;
    std::int64_t count = 0;
    for (const Field& field : layout_.Fields(*place_.field)) {
      if (layout_.Name(field) != name) continue;
      if (count++ == which.value_or(0)) chosen = &field;
    }
    if (chosen == nullptr) return Fail(PathErrorKind::kUnknownName, begin, name, count);
    if (count > 1 && !which) return Fail(PathErrorKind::kAmbiguousName, begin, name, count);
    place_ = {chosen, place_.offset + chosen->offset, layout_.Shape(*chosen)};
    return true;
  }

  const Layout& layout_;
  std::string_view path_;
  std::size_t at_ = 0;  // byte of the path
  FieldElements* outer_;
  FieldLocation place_;
  PathError error_;
};

}  // namespace

Result<FieldLocation, PathError> Find(const Layout& layout, std::string_view path) {
  return Finder(layout, path).Run();
}

Result<FieldElements, PathError> FindElements(const Layout& layout, std::string_view path) {
  FieldElements elements;
  Result<FieldLocation, PathError> place = Finder(layout, path, &elements).Run();
  if (!place) return std::move(place).error();
  elements.field = place->field;
  elements.offset = place->offset;
  PushDims(*place, elements);
  return elements;
}

std::string LeafField::Path() const {
  std::string path;
  const auto add_indices = [&](const Field& array) {
    for (std::size_t i = 0; i < layout->Shape(array).size(); ++i) path += "[0]";
  };
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const std::uint32_t inner = i + 1 < parents.size() ? parents[i + 1] : layout->IndexOf(*field);
    add_indices(layout->all()[parents[i]]);
    if (!path.empty()) path += '.';
    std::optional<std::uint32_t> which;
    if (ordinals[inner] != kOnly) which = ordinals[inner];
    path += PathName(layout->Name(layout->all()[inner]), which);
  }
  return path;
}

LeafRange::Iterator::Iterator(const Layout& layout)
    : layout_(&layout), ordinals_(layout.all().size(), LeafField::kOnly) {
  for (const Field& field : layout.all()) CountNames(field);
  AdvanceToLeaf();
}

void LeafRange::Iterator::CountNames(const Field& record) {
  std::vector<std::pair<std::string_view, std::uint32_t>> names;
  for (const Field& field : layout_->Fields(record)) {
    names.emplace_back(layout_->Name(field), layout_->IndexOf(field));
  }
  std::ranges::sort(names);
  for (std::size_t begin = 0, end = 0; begin < names.size(); begin = end) {
    while (end < names.size() && names[end].first == names[begin].first) ++end;
    if (end - begin == 1) continue;
    for (std::size_t i = begin; i < end; ++i) {
      ordinals_[names[i].second] = static_cast<std::uint32_t>(i - begin);
    }
  }
}

void LeafRange::Iterator::PushDims(const Field& field) {
  const std::span<const std::int64_t> shape = layout_->Shape(field);
  for (std::size_t i = 0; i < shape.size(); ++i) {
    dims_.push_back(shape[i]);
    strides_.push_back(StrideOf(field, shape, i));
  }
}

void LeafRange::Iterator::AdvanceToLeaf() {
  const std::span<const Field> all = layout_->all();
  for (; index_ < all.size(); ++index_) {
    while (!open_.empty() && open_.back().end <= index_) {
      open_.pop_back();
      parents_.pop_back();
    }
    const Field& field = all[index_];
    const std::size_t around = open_.empty() ? 0 : open_.back().dims;
    const std::int64_t offset = (open_.empty() ? 0 : open_.back().offset) + field.offset;
    dims_.resize(around);
    strides_.resize(around);
    PushDims(field);
    if (field.kind == TypeKind::kRecord) {
      open_.push_back({field.end, offset, dims_.size()});
      parents_.push_back(index_);
      continue;
    }
    leaf_ = {&field, offset, dims_, strides_, layout_, parents_, ordinals_};
    return;
  }
}

}  // namespace pep3118
