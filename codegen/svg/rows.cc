// SPDX-License-Identifier: MIT
#include "pep3118/codegen/svg/rows.h"

#include <algorithm>

namespace pep3118 {
namespace {

constexpr std::int64_t kWholeRows = 4;  // of a piece that is drawn whole

// The numbers of the rows that `piece` needs.
void AddRows(const Box& piece, std::int64_t bytes, std::vector<std::int64_t>& numbers) {
  const std::int64_t first = piece.begin / bytes;
  const std::int64_t last = (piece.end - 1) / bytes;
  if (piece.kind == Box::Kind::kUndrawn) {
    if (piece.begin % bytes != 0) numbers.push_back(first);
    if (piece.end % bytes != 0) numbers.push_back(last);
    return;
  }
  if (last - first >= kWholeRows) {
    numbers.insert(numbers.end(), {first, last});
    return;
  }
  for (std::int64_t number = first; number <= last; ++number) numbers.push_back(number);
}

// Ascending, each once, and no gap of a single row.
std::vector<std::int64_t> Numbers(std::span<const Picture> pictures, std::int64_t bytes) {
  std::vector<std::int64_t> numbers;
  for (const Picture& picture : pictures) {
    for (const Box& piece : picture.pieces) AddRows(piece, bytes, numbers);
    if (picture.pieces.empty()) continue;
    numbers.insert(numbers.end(), {0, (picture.pieces.back().end - 1) / bytes});
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const std::size_t count = numbers.size();
  for (std::size_t i = 1; i < count; ++i)
    if (numbers[i] - numbers[i - 1] == 2) numbers.push_back(numbers[i] - 1);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::size_t FirstRow(const Rows& rows, std::int64_t begin) {
  return static_cast<std::size_t>(
      std::partition_point(rows.rows.begin(), rows.rows.end(),
                           [&](const Row& row) { return begin - row.begin >= rows.bytes; }) -
      rows.rows.begin());
}

}  // namespace

Rows RowsOf(std::span<const Picture> pictures, std::int64_t bytes) {
  Rows rows;
  rows.bytes = bytes;
  for (const std::int64_t number : Numbers(pictures, bytes)) {
    Row row;
    row.begin = number * bytes;
    row.after_gap = !rows.rows.empty() && row.begin - rows.rows.back().begin > bytes;
    rows.rows.push_back(row);
  }
  for (const Picture& picture : pictures) {
    for (const Box& piece : picture.pieces) {
      for (std::size_t i = FirstRow(rows, piece.begin);
           i < rows.rows.size() && rows.rows[i].begin < piece.end; ++i)
        rows.rows[i].groups = std::max(rows.rows[i].groups, piece.depth);
    }
  }
  for (Row& row : rows.rows) {
    if (row.after_gap) rows.height += kGapHeight + kRowDistance;
    row.y = rows.height;
    row.height = static_cast<std::int64_t>(row.groups) * kGroupHeight + kPieceHeight;
    rows.height += row.height + kRowDistance;
  }
  return rows;
}

std::span<const Row> RowsIn(const Rows& rows, std::int64_t begin, std::int64_t end) {
  const std::size_t first = FirstRow(rows, begin);
  std::size_t last = first;
  while (last < rows.rows.size() && rows.rows[last].begin < end) ++last;
  return std::span(rows.rows).subspan(first, last - first);
}

}  // namespace pep3118
