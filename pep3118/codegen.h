// SPDX-License-Identifier: MIT
// A layout as text: a C++ header, another language's source, JSON, a table, a list of differences.
#ifndef PEP3118_PEP3118_CODEGEN_H_
#define PEP3118_PEP3118_CODEGEN_H_

#include "pep3118/base/standard.h"
#include "pep3118/codegen/diff.h"
#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/header.h"
#include "pep3118/codegen/json.h"
#include "pep3118/codegen/svg.h"
#include "pep3118/codegen/table.h"
#include "pep3118/codegen/version.h"

#endif  // PEP3118_PEP3118_CODEGEN_H_
