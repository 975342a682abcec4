// SPDX-License-Identifier: MIT
#include "pep3118/tools/io/response.h"

#include <algorithm>

#include "pep3118/tools/io/files.h"

namespace pep3118 {
namespace {

constexpr std::size_t kResponseBytes = std::size_t{64} << 20;
constexpr char kOption[] = "--response";
constexpr char kJoined[] = "--response=";

std::optional<ResponseError> AppendLines(const std::string& path,
                                         std::vector<std::string>& expanded) {
  std::string text;
  std::string reason;
  if (!ReadFile(path, kResponseBytes, text, reason)) return ResponseError{false, path, reason};
  if (text.size() > kResponseBytes) {
    return ResponseError{false, path, "longer than " + std::to_string(kResponseBytes) + " bytes"};
  }
  bool only_formats = false;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    expanded.push_back(text.substr(begin, end - begin));
    only_formats |= expanded.back() == "--";
    if (!only_formats && (expanded.back() == kOption || expanded.back().starts_with(kJoined))) {
      return ResponseError{true, path, "a response file names another one"};
    }
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ResponseError> ExpandResponses(std::span<const std::string> args,
                                             std::vector<std::string>& expanded,
                                             std::vector<std::string>& files) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::size_t from = expanded.size();
    if (args[i] == kOption) {
      if (++i == args.size() || args[i] == "--") {
        return ResponseError{true, "", "--response needs a value"};
      }
      files.push_back(args[i]);
      if (auto error = AppendLines(files.back(), expanded)) return error;
    } else if (args[i].starts_with(kJoined)) {
      files.push_back(args[i].substr(sizeof kJoined - 1));
      if (auto error = AppendLines(files.back(), expanded)) return error;
    } else {
      expanded.push_back(args[i]);
    }
    const auto added = expanded.begin() + static_cast<std::ptrdiff_t>(from);
    if (std::find(added, expanded.end(), "--") != expanded.end()) {
      expanded.insert(expanded.end(), args.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                      args.end());
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace pep3118
