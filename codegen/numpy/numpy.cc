// SPDX-License-Identifier: MIT
#include "pep3118/codegen/numpy/numpy.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "pep3118/codegen/numpy/declared_order.h"
#include "pep3118/codegen/numpy/dtype_text.h"
#include "pep3118/codegen/numpy/literal.h"
#include "pep3118/codegen/numpy/names.h"
#include "pep3118/codegen/text/source_text.h"

namespace pep3118 {
namespace {

// What numpy.finfo("g").nmant is.
std::string_view MantissaBits(FloatFormat format) {
  if (format == FloatFormat::kX87) return "63";
  return format == FloatFormat::kBinary128 ? "112" : "105";
}

class NumpyForm : public SourceForm {
 public:
  std::string_view comment() const override { return "#"; }
  bool has_empty_records() const override { return true; }

  std::string NameSuffix(const Layout& layout, const Field& record) const override {
    return DeclaredOrderSuffix(layout, record);
  }

  Refusal Check(const NamedLayout& named) override {
    const Field& item = named.layout->item();
    if (!named.name.empty() && !IsUsablePythonName(named.name))
      return NotInLanguage(item, "`" + named.name + "` cannot be the name of a dtype in Python",
                           "use letters, digits and `_`, not a keyword or a name that the text "
                           "needs");
    return {};
  }

  Refusal Define(const Layout& layout, const Field& record, const RecordNames& names,
                 Writer& out) override {
    std::string labels, formats, offsets;
    std::unordered_set<std::string_view> taken;
    for (const Field* const member : DeclaredFields(layout, record)) {
      const Field& field = *member;
      const std::string label = PythonLiteral(layout.Name(field));
      if (!taken.insert(layout.Name(field)).second)
        return NotInLanguage(
            field,
            "NumPy's records have no two fields of one name, and " + label + " is there twice",
            "give the second field another name");
      Result<std::string, Diagnostic> format = NumpyTypeText(layout, field, names, needs_);
      if (!format) return std::move(format).error();
      const char* comma = labels.empty() ? "" : ", ";
      labels.append(comma).append(label);
      formats.append(comma).append(*format);
      offsets.append(comma).append(std::to_string(field.offset));
    }
    out.Print(
        "$name$ = np.dtype({\n"
        "    \"names\": [$names$],\n"
        "    \"formats\": [$formats$],\n"
        "    \"offsets\": [$offsets$],\n"
        "    \"itemsize\": $itemsize$,\n"
        "})\n\n",
        {{"name", names.at(layout.IndexOf(record))},
         {"names", labels},
         {"formats", formats},
         {"offsets", offsets},
         {"itemsize", std::to_string(record.itemsize)}});
    return {};
  }

  Refusal Alias(const Layout& layout, const std::string& name, const RecordNames& names,
                Writer& out) override {
    Result<std::string, Diagnostic> type = NumpyTypeText(layout, layout.item(), names, needs_);
    if (!type) return std::move(type).error();
    const bool record = layout.item().kind == TypeKind::kRecord && layout.item().ndim == 0;
    if (name == *type) return {};
    out.Print(record ? "$name$ = $type$\n" : "$name$ = np.dtype($type$)\n",
              {{"name", name}, {"type", *type}});
    return {};
  }

  void Head(Writer& out) const override {
    if (needs_.object_bytes > 0) out.Print("import sys\n\n");
    out.Print("import numpy as np\n\n");
    if (needs_.object_bytes > 0)
      out.Print(
          "if np.dtype(\"O\").itemsize != $bytes$ or sys.byteorder != \"$order$\":\n"
          "    raise ImportError(\"made for a $order$-endian machine with pointers of $bytes$ "
          "bytes\")\n\n",
          {{"bytes", std::to_string(needs_.object_bytes)},
           {"order", ByteOrderName(needs_.object_order)}});
    if (needs_.long_double_bytes > 0)
      out.Print(
          "if np.dtype(\"g\").itemsize != $bytes$ or np.finfo(\"g\").nmant != $bits$:\n"
          "    raise ImportError(\"made for a machine whose long double is $format$ in $bytes$ "
          "bytes\")\n\n",
          {{"bytes", std::to_string(needs_.long_double_bytes)},
           {"bits", MantissaBits(needs_.long_double)},
           {"format", FloatFormatName(needs_.long_double)}});
  }

 private:
  NumpyNeeds needs_;
};

}  // namespace

Result<std::string, EmitError> EmitNumpy(std::span<const NamedLayout> layouts,
                                         const EmitOptions& options) {
  NumpyForm form;
  return SourceText(form, layouts, options);
}

}  // namespace pep3118
