// SPDX-License-Identifier: MIT
// Differences in words.  Private to buffer/: bind.cc collects them into a BindReport.
#ifndef PEP3118_BUFFER_EXPLAIN_MISMATCH_H_
#define PEP3118_BUFFER_EXPLAIN_MISMATCH_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "pep3118/buffer/bind.h"
#include "pep3118/buffer/bind_report.h"
#include "pep3118/buffer/geometry.h"
#include "pep3118/layout/compare.h"
#include "pep3118/layout/layout.h"
#include "pep3118/parser/diagnostic.h"

namespace pep3118::internal {

// Whether two layouts agree as BindPolicy::level has it: alignments do not count.
bool AgreesAt(MatchLevel level, const Comparison& comparison);

// Text of an exporter for a message: escaped, and cut with `...` when long.
std::string Excerpt(std::string_view text);

// "`T{i`, which is refused at byte 0: unclosed record [unclosed-record]"
std::string DescribeRefusal(const Diagnostic& error, std::string_view format);

// Appends to the report, or only counts when it is full.
void AddMismatch(BindReport& report, Mismatch mismatch);

// One entry a field, and one for its name.
void ExplainDifferences(const Layout& expected, const Layout& found, const Comparison& comparison,
                        MatchLevel level, BindReport& report);

// ndim, readonly, suboffsets, alignment of the base, and of every stride where the items are as
// large as the struct asks.
void ExplainGeometry(const Geometry& geometry, const BindRequest& request, const RecordFacts& facts,
                     bool size_fits, BindReport& report);

}  // namespace pep3118::internal

#endif  // PEP3118_BUFFER_EXPLAIN_MISMATCH_H_
