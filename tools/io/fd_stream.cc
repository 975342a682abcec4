// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/fd_stream.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ios>
#include <system_error>

namespace pep3118 {

FdOutput::FdOutput(int fd, std::size_t buffer_bytes) : fd_(fd), buffer_(buffer_bytes) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

bool FdOutput::Flush() {
  const char* begin = pbase();
  while (error_ == 0 && begin < pptr()) {
    const ssize_t n = ::write(fd_, begin, static_cast<std::size_t>(pptr() - begin));
    if (n >= 0) {
      begin += n;
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return error_ == 0;
}

FdOutput::int_type FdOutput::overflow(int_type c) {
  if (!Flush()) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) {
    *pptr() = traits_type::to_char_type(c);
    pbump(1);
  }
  return traits_type::not_eof(c);
}

std::streamsize FdOutput::xsputn(const char* text, std::streamsize size) {
  std::streamsize done = 0;
  while (done < size) {
    if (pptr() == epptr() && !Flush()) return done;
    const std::streamsize n = std::min<std::streamsize>(epptr() - pptr(), size - done);
    std::memcpy(pptr(), text + done, static_cast<std::size_t>(n));
    pbump(static_cast<int>(n));
    done += n;
  }
  return done;
}

int FdOutput::sync() { return Flush() ? 0 : -1; }

FdInput::FdInput(int fd, FdOutput& output, std::size_t buffer_bytes)
    : fd_(fd), output_(output), buffer_(buffer_bytes) {}

FdInput::int_type FdInput::underflow() {
  output_.pubsync();
  ssize_t n = 0;
  do {
    n = ::read(fd_, buffer_.data(), buffer_.size());
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    throw std::ios_base::failure("read", std::error_code(errno, std::generic_category()));
  }
  setg(buffer_.data(), buffer_.data(), buffer_.data() + n);
  return n == 0 ? traits_type::eof() : traits_type::to_int_type(*gptr());
}

}  // namespace pep3118
