// SPDX-License-Identifier: MIT
#include "pep3118/codegen/c/c.h"

#include <cstdint>

#include "pep3118/codegen/c/record_text.h"
#include "pep3118/codegen/text/shape_suffix.h"
#include "pep3118/codegen/text/source_text.h"
#include "pep3118/codegen/text/time_remark.h"

namespace pep3118 {
namespace {

// The largest array that clang takes.
constexpr std::int64_t kLargestObject = (std::int64_t{1} << 61) - 1;

std::string_view MantissaDigits(FloatFormat format) {
  if (format == FloatFormat::kX87) return "64";
  if (format == FloatFormat::kBinary128) return "113";
  return format == FloatFormat::kDoubleDouble ? "106" : "53";
}

class CForm : public SourceForm {
 public:
  explicit CForm(const Target& target) : target_(target) {}

  std::string_view comment() const override { return "//"; }
  bool has_empty_records() const override { return false; }

  Refusal Check(const NamedLayout& named) override {
    const Layout& layout = *named.layout;
    const Field& item = layout.item();
    if (!named.name.empty() && !IsUsableCName(named.name))
      return NotInLanguage(item, "`" + named.name + "` cannot be the name of a C type",
                           "use letters, digits and `_`, not a keyword, a macro or a name of a "
                           "standard header");
    if (layout.itemsize() == 0)
      return NotInLanguage(item, "an item of no bytes has no C type",
                           "ask for its layout: pep3118c layout");
    if (layout.itemsize() > kLargestObject)
      return Diagnostic{ErrorKind::kSizeOverflow,
                        item.span,
                        {"item of " + std::to_string(layout.itemsize()) + " bytes",
                         std::to_string(kLargestObject)}};
    return {};
  }

  Refusal Define(const Layout& layout, const Field& record, const RecordNames& names,
                 Writer& out) override {
    AppendCRecord(layout, record, names, needs_, out);
    return {};
  }

  Refusal Alias(const Layout& layout, const std::string& name, const RecordNames& names,
                Writer& out) override {
    const Field& item = layout.item();
    const CType type = item.kind == TypeKind::kRecord ? CType{names.at(layout.IndexOf(item))}
                                                      : CTypeOf(item, target_, needs_);
    if (name == type.element) return {};
    out.Print(
        "typedef $type$ $name$$array$;$remark$\n"
        "_Static_assert(sizeof($name$) == $size$, \"\");\n",
        {{"type", type.element},
         {"name", name},
         {"array", ShapeSuffix(layout, item, type.length)},
         {"remark", TimeRemark("  // ", item)},
         {"size", std::to_string(layout.itemsize())}});
    return {};
  }

  void Head(Writer& out) const override {
    if (needs_.long_double) out.Print("#include <float.h>\n");
    out.Print("#include <stddef.h>\n");
    if (needs_.stdint) out.Print("#include <stdint.h>\n");
    if (needs_.storage.needs_string()) out.Print("#include <string.h>\n");
    out.Print("\n");
    CheckTarget(out);
    out.Raw(needs_.storage.Text());
  }

 private:
  // The asserts prove sizes and places; these prove that values are read the right way round.
  void CheckTarget(Writer& out) const {
    if (needs_.byte_order) {
      const bool big = target_.byte_order == ByteOrder::kBig;
      out.Print(
          "#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_$order$_ENDIAN__\n"
          "#error \"made for a $name$-endian target\"\n"
          "#endif\n\n",
          {{"order", big ? "BIG" : "LITTLE"}, {"name", big ? "big" : "little"}});
    }
    if (needs_.long_double)
      out.Print("_Static_assert(LDBL_MANT_DIG == $digits$, \"made for another long double\");\n\n",
                {{"digits", MantissaDigits(target_.long_double_format)}});
  }

  const Target& target_;
  CNeeds needs_;
};

}  // namespace

Result<std::string, EmitError> EmitC(std::span<const NamedLayout> layouts,
                                     const EmitOptions& options) {
  if (layouts.empty()) return EmitError{HeaderErrorKind::kNoLayouts, 0, {}};
  CForm form(layouts[0].layout->target());
  return SourceText(form, layouts, options);
}

bool IsUsableCName(std::string_view name) {
  return IsUsableIdentifier(name) && !name.starts_with("record_") && !name.starts_with("pep3118_");
}

}  // namespace pep3118
