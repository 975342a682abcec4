// SPDX-License-Identifier: MIT
// The recorded truth in testdata/, as plain structs.  For tests only; corpus.cc alone reads JSON.
#ifndef PEP3118_TESTDATA_CORPUS_H_
#define PEP3118_TESTDATA_CORPUS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pep3118::corpus {

// A field as the exporter's own metadata has it; offsets from the start of the item, in bytes.
struct Leaf {
  std::string path;  // names joined with `/`
  std::int64_t offset = 0;
  std::int64_t size = 0;  // of one element
  std::vector<std::int64_t> shape;
  std::string kind;   // the exporter's word
  std::string order;  // "little", "big", "none"
};

// testdata/exporters.json, "records" and "numpy_imports".
struct Record {
  std::string id;
  std::string exporter;
  std::string format;
  std::int64_t itemsize = 0;
  std::vector<std::string> hazards;
  std::vector<Leaf> fields;         // records too, with kind "record"
  std::vector<std::int64_t> array;  // numpy_imports: shape of a bare array; itemsize is one element
  bool refused = false;             // the importer raised an error
};

// "struct" and "struct_errors"; size -1 for an error.
struct StructCase {
  std::string format;
  std::int64_t size = 0;
};

struct Exporters {
  std::vector<Record> records;  // without those that the exporter itself refused
  std::vector<Record> numpy_imports;
  std::vector<StructCase> structs;
  std::vector<StructCase> struct_errors;
};
Exporters ReadExporters();

// testdata/abi_sample.json: what compilers make of a C struct, per target.
struct AbiLayout {
  std::int64_t size = 0;
  std::int64_t align = 0;
  std::vector<std::int64_t> offsets;  // parallel to AbiCase::paths
  std::vector<std::int64_t> sizes;    // whole members, arrays included
};
struct AbiCase {
  std::string format;
  std::vector<std::string> paths;  // "lat[0].Color"
  std::vector<std::pair<std::string, AbiLayout>> by_target;
};
std::vector<AbiCase> ReadAbiSample();

// testdata/targets.json.
struct TargetTruth {
  std::string name, endian, record_rule;
  std::vector<std::pair<std::string, std::pair<int, int>>> codes;  // "Zf" -> size, align
  std::string double_format, long_double_format;
  int pointer_bits = 0, wchar_bytes = 0, char32_bytes = 0;
  bool char_signed = false;
};
std::vector<TargetTruth> ReadTargets();

}  // namespace pep3118::corpus

#endif  // PEP3118_TESTDATA_CORPUS_H_
