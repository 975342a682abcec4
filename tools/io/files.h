// SPDX-License-Identifier: MIT
// Reading and writing files and streams: bounded in, all or nothing out.
#ifndef PEP3118_TOOLS_IO_FILES_H_
#define PEP3118_TOOLS_IO_FILES_H_

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

namespace pep3118 {

// The most that one run, or one line of a batch, prints or writes.
inline constexpr std::size_t kOutputBytes = std::size_t{64} << 20;

// At most `limit` + 1 bytes, so that the caller sees an input that is too long and an endless one
// ends.  False when the stream cannot be read.
bool ReadStream(std::istream& in, std::size_t limit, std::string& text);

// The same for a file; on failure `reason` is the system's.  Follows links; blocks on a FIFO.
bool ReadFile(const std::string& path, std::size_t limit, std::string& text, std::string& reason);

enum class WriteOutcome {
  kWritten,
  kUnchanged,  // the file holds that text already and keeps its time
  kFailed,     // the old file, if any, is untouched and nothing else was left behind
};

// Makes `path` hold `text`: through a fresh file beside it, fsync and rename, so that no reader ever
// sees a part of it.  Interrupting signals wait until that is over.  A killed run leaves nothing but,
// on file systems without nameless files, a `.pep3118c-*.tmp`, which a later run removes after an
// hour.  A link is followed, also to a file that does not exist yet; a loop of links fails.  A device
// or FIFO is written in place.
WriteOutcome WriteFile(const std::string& path, std::string_view text, std::string& reason);

// Whether `path` holds exactly `text`; nullopt with `reason` when the file cannot be read.  A missing
// file holds something else.
std::optional<bool> FileHolds(const std::string& path, std::string_view text, std::string& reason);

// Whether both name one file, through links too; it need not exist.
bool SameFile(const std::string& a, const std::string& b);

// Whether `path` is the regular file that standard input reads.
bool IsStandardInput(const std::string& path);

}  // namespace pep3118

#endif  // PEP3118_TOOLS_IO_FILES_H_
