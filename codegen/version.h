// SPDX-License-Identifier: MIT
// The version, stated once: banners, --version and MODULE.bazel's test read it here.
#ifndef PEP3118_CODEGEN_VERSION_H_
#define PEP3118_CODEGEN_VERSION_H_

namespace pep3118 {

inline constexpr char kVersion[] = "0.1.0";

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_VERSION_H_
