// SPDX-License-Identifier: MIT
// The bytes of a `.npy` file, as numpy.lib.format describes them.
#ifndef PEP3118_BUFFER_TESTING_NPY_FILE_H_
#define PEP3118_BUFFER_TESTING_NPY_FILE_H_

#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>

namespace pep3118::testing {

// A file of version 1.0 whose data begin at a multiple of 64 bytes, at an address that suits it.
class NpyFile {
 public:
  NpyFile(const std::string& header, const std::string& data) {
    std::string text("\x93NUMPY\x01\x00", 8);
    const std::size_t size = (10 + header.size() + 1 + 63) / 64 * 64;
    text += static_cast<char>(size - 10);
    text += '\0';
    text += header;
    text.resize(size - 1, ' ');
    text += '\n';
    text += data;
    size_ = text.size();
    memory_ = std::make_unique<std::max_align_t[]>(size_ / sizeof(std::max_align_t) + 1);
    std::memcpy(memory_.get(), text.data(), size_);
  }
  std::span<const std::byte> bytes() const {
    return {reinterpret_cast<const std::byte*>(memory_.get()), size_};
  }

 private:
  std::size_t size_ = 0;
  std::unique_ptr<std::max_align_t[]> memory_;
};

template <class T, std::size_t kCount>
std::string Bytes(const std::array<T, kCount>& values) {
  return {reinterpret_cast<const char*>(values.data()), sizeof values};
}

}  // namespace pep3118::testing

#endif  // PEP3118_BUFFER_TESTING_NPY_FILE_H_
