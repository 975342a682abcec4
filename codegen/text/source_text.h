// SPDX-License-Identifier: MIT
// What the sources of several languages have in common: a banner, every record once and before its
// use, then the items under their users' names.
#ifndef PEP3118_CODEGEN_TEXT_SOURCE_TEXT_H_
#define PEP3118_CODEGEN_TEXT_SOURCE_TEXT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pep3118/codegen/emit.h"
#include "pep3118/codegen/text/writer.h"

namespace pep3118 {

// The names of a layout's records, by index into Layout::all(): `record_<id>` and a suffix.
using RecordNames = std::unordered_map<std::uint32_t, std::string>;

using Refusal = std::optional<Diagnostic>;

// What one language writes.  Lives for one text.
class SourceForm {
 public:
  virtual ~SourceForm() = default;

  virtual std::string_view comment() const = 0;  // what begins one: "//"
  // Whether a record of no bytes is a type like any other; elsewhere it is left out.
  virtual bool has_empty_records() const = 0;

  // What follows `record_<id>` in a record's name, where the language has several records of one id.
  virtual std::string NameSuffix(const Layout&, const Field&) const { return {}; }

  // Before anything is written of the item.
  virtual Refusal Check(const NamedLayout& named) = 0;
  // Appends the definition of `record` under its name; `names` has the records in it as well.
  // Called once for each different record.
  virtual Refusal Define(const Layout& layout, const Field& record, const RecordNames& names,
                         Writer& out) = 0;
  // Appends what gives the item `name`, which may be its record's own.
  virtual Refusal Alias(const Layout& layout, const std::string& name, const RecordNames& names,
                        Writer& out) = 0;
  // Appends what comes before all records: includes, and checks of the machine.
  virtual void Head(Writer& out) const = 0;
};

Result<std::string, EmitError> SourceText(SourceForm& form, std::span<const NamedLayout> layouts,
                                          const EmitOptions& options);

// A refusal of kind kNotInLanguage; `reason` and `hint` are in lower case without a full stop.
Diagnostic NotInLanguage(const Field& field, std::string reason, std::string hint);

}  // namespace pep3118

#endif  // PEP3118_CODEGEN_TEXT_SOURCE_TEXT_H_
