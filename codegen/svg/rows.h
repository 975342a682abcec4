// SPDX-License-Identifier: MIT
// Which rows of the grid are drawn, and where.
#ifndef PEP3118_CODEGEN_SVG_ROWS_H_
#define PEP3118_CODEGEN_SVG_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pep3118/codegen/svg/picture.h"

namespace pep3118 {

inline constexpr std::int64_t kGroupHeight = 19;  // of a group's line above what is in it
inline constexpr std::int64_t kPieceHeight = 50;
inline constexpr std::int64_t kRowDistance = 5;
inline constexpr std::int64_t kGapHeight = 34;  // in place of rows that are not drawn

struct Row {
  std::int64_t begin = 0;  // its first byte
  std::int64_t y = 0;      // pixels from the top of the grid
  std::int64_t height = 0;
  std::size_t groups = 0;  // lines of groups in it
  bool after_gap = false;  // rows before it are not drawn; the gap is above it
};

struct Rows {
  std::vector<Row> rows;
  std::int64_t bytes = 8;   // in a row
  std::int64_t height = 0;  // of all
};

// The rows of pictures side by side: those that one of them needs.  Inside a long piece no rows but
// the first and the last are needed, so that there are a few for each piece.
Rows RowsOf(std::span<const Picture> pictures, std::int64_t bytes);

// The rows that have bytes of [begin, end).
std::span<const Row> RowsIn(const Rows& rows, std::int64_t begin, std::int64_t end);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_SVG_ROWS_H_
