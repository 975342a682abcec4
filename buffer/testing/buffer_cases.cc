// SPDX-License-Identifier: MIT
#include "pep3118/buffer/testing/buffer_cases.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "pep3118/buffer/buffer.h"
#include "pep3118/buffer/description.h"
#include "pep3118/buffer/testing/read_items.h"

namespace pep3118::tools {
namespace {

using nlohmann::json;

constexpr std::ptrdiff_t kMemoryBytes = std::ptrdiff_t{1} << 30;  // the most that is allocated

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};

// Reads one case; the first thing that no Py_buffer can hold becomes `reason`.
class CaseReader {
 public:
  explicit CaseReader(const json& source) : source_(source) {}

  const std::string& reason() const { return reason_; }

  std::string Text(const char* name) const {
    const auto found = source_.find(name);
    return found != source_.end() && found->is_string() ? found->get<std::string>() : "";
  }

  std::ptrdiff_t Number(const char* name) {
    const auto found = source_.find(name);
    std::ptrdiff_t number = 0;
    if (found == source_.end() || !Read(*found, number)) Refuse(name, "is not a Py_ssize_t");
    return number;
  }

  // NULL or a text that ends at its first NUL.
  const char* Format() {
    const auto found = source_.find("format");
    if (found == source_.end() || found->is_null()) return nullptr;
    format_ = Text("format");
    if (!found->is_string() || format_.find('\0') != std::string::npos) {
      Refuse("format", "is not a C string");
    }
    return format_.c_str();
  }

  // NULL or `ndim` numbers.
  const std::ptrdiff_t* Numbers(const char* name, std::ptrdiff_t ndim,
                                std::vector<std::ptrdiff_t>& numbers) {
    const auto found = source_.find(name);
    if (found == source_.end() || found->is_null()) return nullptr;
    if (!found->is_array() || static_cast<std::ptrdiff_t>(found->size()) != ndim) {
      Refuse(name, "has not ndim entries");
      return nullptr;
    }
    for (const json& entry : *found) {
      std::ptrdiff_t number = 0;
      if (!Read(entry, number)) Refuse(name, "holds no Py_ssize_t");
      numbers.push_back(number);
    }
    return numbers.data();
  }

  bool Flag(const char* name) const {
    const auto found = source_.find(name);
    if (found == source_.end()) return false;
    if (found->is_boolean()) return found->get<bool>();
    return found->is_number() && found->get<double>() != 0;
  }

 private:
  static bool Read(const json& source, std::ptrdiff_t& number) {
    constexpr auto kMax = std::numeric_limits<std::ptrdiff_t>::max();
    if (source.is_number_unsigned()) {
      const auto value = source.get<std::uint64_t>();
      number = static_cast<std::ptrdiff_t>(value);
      return value <= static_cast<std::uint64_t>(kMax);
    }
    if (!source.is_number_integer()) return false;
    number = source.get<std::ptrdiff_t>();
    return true;
  }

  void Refuse(const char* name, const char* why) {
    if (reason_.empty()) reason_ = std::string(name) + " " + why;
  }

  const json& source_;
  std::string format_;
  std::string reason_;
};

bool Contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

// Why the buffer is refused; empty when every item has been read.
std::string Refusal(const json& source, std::string_view id) {
  CaseReader reader(source);
  std::vector<std::ptrdiff_t> shape;
  std::vector<std::ptrdiff_t> strides;
  std::vector<std::ptrdiff_t> suboffsets;
  Buffer buffer;
  const std::ptrdiff_t ndim = reader.Number("ndim");
  buffer.len = reader.Number("len");
  buffer.itemsize = reader.Number("itemsize");
  buffer.readonly = reader.Flag("readonly");
  buffer.format = reader.Format();
  buffer.shape = reader.Numbers("shape", ndim, shape);
  buffer.strides = reader.Numbers("strides", ndim, strides);
  buffer.suboffsets = reader.Numbers("suboffsets", ndim, suboffsets);
  const std::ptrdiff_t memory_bytes = reader.Number("memory_bytes");
  const std::ptrdiff_t buf_offset = reader.Number("buf_offset");
  if (!reader.reason().empty()) return reader.reason();
  if (ndim < 0 || ndim > kMaxNdim) return "ndim is outside 0 to 64";
  if (memory_bytes < 0 || memory_bytes > kMemoryBytes) return "memory_bytes is outside 0 to 2^30";
  buffer.ndim = static_cast<int>(ndim);

  // Exactly as large as said, so that a tool that watches the heap sees the first byte too many.
  const auto size = static_cast<std::size_t>(memory_bytes);
  const std::unique_ptr<void, Free> memory(std::calloc(size == 0 ? 1 : size, 1));
  if (memory == nullptr) return "no memory of memory_bytes bytes";
  // As a number: nothing promises that the address is inside.
  buffer.buf = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(memory.get()) +
                                       static_cast<std::uintptr_t>(buf_offset));

  const bool says_read = Contains(id, "read") && !Contains(id, "write");
  const bool write = reader.Text("category") == "readonly" && !says_read;
  const Result<Description, BufferError> array =
      Describe(buffer, {memory.get(), size}, write ? BufferAccess::kWrite : BufferAccess::kRead);
  if (!array) return Message(array.error());
  return SumItems(*array) ? "" : "more items behind pointers than are followed";
}

}  // namespace

std::optional<std::vector<BufferVerdict>> JudgeBuffers(std::string_view text) {
  const json source = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!source.is_object()) return {};
  const auto cases = source.find("cases");
  if (cases == source.end() || !cases->is_array()) return {};
  std::vector<BufferVerdict> verdicts;
  for (const json& entry : *cases) {
    if (!entry.is_object()) return {};
    const CaseReader reader(entry);
    BufferVerdict verdict{reader.Text("id"), false, {}, reader.Text("expect")};
    verdict.reason = Refusal(entry, verdict.id);
    verdict.ok = verdict.reason.empty();
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace pep3118::tools
