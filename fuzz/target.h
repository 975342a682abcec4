// SPDX-License-Identifier: MIT
// What each file NAME_fuzz.cc defines: one way in and the promises that hold on any input.
//
// A broken promise ends the process (require.h), and so does a sanitizer's finding.
#ifndef PEP3118_FUZZ_TARGET_H_
#define PEP3118_FUZZ_TARGET_H_

#include <cstddef>
#include <cstdint>

// The name is libFuzzer's.  Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace pep3118::fuzz {

// The file of its seeds, from the root of the sources.
extern const char* const kSeeds;

}  // namespace pep3118::fuzz

#endif  // PEP3118_FUZZ_TARGET_H_
