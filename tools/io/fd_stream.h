// SPDX-License-Identifier: MIT
// Standard input and output as C++ streams without hidden behaviour: every byte through read and
// write, errors kept, and output flushed just before input has to wait.
#ifndef PEP3118_TOOLS_IO_FD_STREAM_H_
#define PEP3118_TOOLS_IO_FD_STREAM_H_

#include <cstddef>
#include <streambuf>
#include <vector>

namespace pep3118 {

// Writes to a file descriptor.  After a failed write nothing more is written and the stream is bad.
class FdOutput : public std::streambuf {
 public:
  explicit FdOutput(int fd, std::size_t buffer_bytes = std::size_t{1} << 16);

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool Flush();

  int fd_;
  int error_ = 0;
  std::vector<char> buffer_;
};

// Reads from a file descriptor.  Before each read, which may wait for the writer, `output` is
// flushed: so a program at the other end of both pipes gets every answer to what it has asked.
class FdInput : public std::streambuf {
 public:
  FdInput(int fd, FdOutput& output, std::size_t buffer_bytes = std::size_t{1} << 16);

 protected:
  // A failed read throws std::ios_base::failure, which an istream turns into badbit.
  int_type underflow() override;

 private:
  int fd_;
  FdOutput& output_;
  std::vector<char> buffer_;
};

}  // namespace pep3118

#endif  // PEP3118_TOOLS_IO_FD_STREAM_H_
