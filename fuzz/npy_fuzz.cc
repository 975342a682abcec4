// SPDX-License-Identifier: MIT
// Any bytes as a `.npy` file: a refusal, or an array whose every item is in the file.
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "pep3118/buffer/buffer_error.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/npy_array.h"
#include "pep3118/buffer/testing/read_items.h"
#include "pep3118/dtype/npy_header.h"
#include "pep3118/fuzz/input.h"
#include "pep3118/fuzz/promises.h"
#include "pep3118/fuzz/require.h"
#include "pep3118/fuzz/target.h"
#include "pep3118/fuzz/wide.h"
#include "pep3118/layout/lookup.h"
#include "pep3118/layout/options.h"

namespace pep3118::fuzz {
namespace {

// The bytes as they are, or with a magic and a right length before the header's text, which a
// mutation seldom keeps right.
std::string FileOf(Input& input) {
  const std::size_t version = input.Below(4);
  if (version == 0) return std::string(input.Rest());
  const std::string_view header = input.Text();
  std::string file = "\x93NUMPY";
  file += static_cast<char>(version);
  file += '\0';
  for (std::size_t i = 0; i < (version == 1 ? 2 : 4); ++i) {
    file += static_cast<char>(header.size() >> 8 * i);
  }
  file += header;
  file += input.Rest();
  return file;
}

void RequireHeader(const NpyHeader& header, std::string_view bytes) {
  Require(header.version >= 1 && header.version <= 3, "the version is NumPy's", bytes);
  Require(header.data_offset <= bytes.size(), "the header is in the file", bytes);
  Wide size = header.layout.itemsize();
  for (const std::int64_t count : header.shape) {
    Require(count >= 0, "no count is negative", bytes);
    size *= count;  // below 2^127: the size is below 2^64
    Require(size <= UINT64_MAX || header.shape.size() > 1, "the data has a size", bytes);
    if (size > UINT64_MAX) return;  // a later count must be 0
  }
  Require(size == header.data_bytes, "the data's size is that of all items", bytes);
}

void ReadArray(std::span<const std::byte> file, std::string_view bytes) {
  const Result<NpyArray> array = NpyArrayIn(file);
  if (!array) {
    RequireGoodRefusal(array.error(), bytes);
    return;
  }
  const KnownMemory memory = array->memory();
  const auto* const data = static_cast<const std::byte*>(memory.base);
  Require(memory.size <= file.size() &&
              (memory.size == 0 ||
               (data >= file.data() && data + memory.size <= file.data() + file.size())),
          "the data is in the file", bytes);
  const Result<Description, BufferError> description = Describe(array->buffer(), memory);
  if (description) tools::SumItems(*description);
}

}  // namespace

const char* const kSeeds = "fuzz/seeds/npy.txt";

}  // namespace pep3118::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pep3118;
  using namespace pep3118::fuzz;
  LayoutCache::Default().SetLimits({.entries = 0});  // what it keeps would be a leak to libFuzzer
  Input input(data, size);
  const std::string file = FileOf(input);
  // Its own block, without the NUL of a string.
  const auto block = std::make_unique<std::byte[]>(file.size());
  if (!file.empty()) std::memcpy(block.get(), file.data(), file.size());
  const std::string_view bytes(reinterpret_cast<const char*>(block.get()), file.size());
  const Result<NpyHeader> header = ReadNpyHeader(bytes);
  if (header) {
    RequireGoodLayout(header->layout);
    RequireHeader(*header, bytes);
  } else {
    RequireGoodRefusal(header.error(), bytes);
  }
  ReadArray({block.get(), file.size()}, bytes);
  return 0;
}
