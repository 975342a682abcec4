// SPDX-License-Identifier: MIT
#include "pep3118/testdata/corpus.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace pep3118::corpus {
namespace {

using nlohmann::json;

json Read(const std::string& path) {
  std::ifstream in(path);
  if (!in)
    throw std::runtime_error("cannot read " + path + " (run tests from the repository root)");
  return json::parse(in);
}

Record ReadRecord(const json& row) {
  Record record;
  record.id = row.value("id", "");
  record.exporter = row.value("exporter", "");
  record.format = row.at("format");
  record.itemsize = row.value("itemsize", std::int64_t{0});
  record.hazards = row.value("hazards", std::vector<std::string>{});
  record.array = row.value("array", std::vector<std::int64_t>{});
  record.refused = row.contains("error");
  for (const json& field : row.value("fields", json::array())) {
    record.fields.push_back({field.at("path"), field.at("offset"), field.at("size"),
                             field.at("shape"), field.at("kind"), field.at("order")});
  }
  return record;
}

AbiLayout ReadAbiLayout(const json& row) { return {row.at(0), row.at(1), row.at(2), row.at(3)}; }

}  // namespace

Exporters ReadExporters() {
  const json data = Read("testdata/exporters.json");
  Exporters all;
  for (const json& row : data.at("records")) {
    if (!row.contains("refused")) all.records.push_back(ReadRecord(row));
  }
  for (const json& row : data.at("numpy_imports")) all.numpy_imports.push_back(ReadRecord(row));
  for (const json& row : data.at("struct")) {
    all.structs.push_back({row.at("format"), row.at("size")});
  }
  for (const json& row : data.at("struct_errors")) {
    all.struct_errors.push_back({row.at("format"), -1});
  }
  return all;
}

std::vector<AbiCase> ReadAbiSample() {
  const json data = Read("testdata/abi_sample.json");
  const json& targets = data.at("targets");
  std::vector<AbiCase> cases;
  for (const json& row : data.at("structs")) {
    AbiCase one{row.at("format"), row.at("paths"), {}};
    const json& by_target = row.at("by_target");
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const std::size_t layout = by_target.at(by_target.size() == 1 ? 0 : i);
      one.by_target.emplace_back(targets.at(i), ReadAbiLayout(row.at("layouts").at(layout)));
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

std::vector<TargetTruth> ReadTargets() {
  const json data = Read("testdata/targets.json");
  std::vector<TargetTruth> targets;
  for (const json& row : data.at("targets")) {
    const json& layout_class = data.at("classes").at(row.at("class").get<std::size_t>() - 1);
    TargetTruth target;
    target.name = row.at("name");
    target.endian = row.at("endian");
    target.record_rule = layout_class.at("record_rule");
    for (const auto& [code, value] : layout_class.at("codes").items()) {
      target.codes.push_back({code, {value.at(0), value.at(1)}});
    }
    target.double_format = row.at("float_formats").at("d");
    target.long_double_format = row.at("float_formats").at("g");
    target.pointer_bits = row.at("pointer_bits");
    target.wchar_bytes = row.at("wchar_t").at(0);
    target.char32_bytes = row.at("char32_t").at(0);
    target.char_signed = row.at("char_signed");
    targets.push_back(std::move(target));
  }
  return targets;
}

}  // namespace pep3118::corpus
