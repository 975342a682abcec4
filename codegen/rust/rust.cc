// SPDX-License-Identifier: MIT
#include "pep3118/codegen/rust/rust.h"

#include <cstdint>

#include "pep3118/codegen/rust/names.h"
#include "pep3118/codegen/rust/record_text.h"
#include "pep3118/codegen/rust/storage_text.h"
#include "pep3118/codegen/text/source_text.h"
#include "pep3118/codegen/text/time_remark.h"

namespace pep3118 {
namespace {

// The largest type that rustc takes on 64-bit targets.
constexpr std::int64_t kLargestObject = (std::int64_t{1} << 47) - 1;

class RustForm : public SourceForm {
 public:
  explicit RustForm(const Target& target) : target_(target) {}

  std::string_view comment() const override { return "//"; }
  bool has_empty_records() const override { return false; }

  Refusal Check(const NamedLayout& named) override {
    const Layout& layout = *named.layout;
    const Field& item = layout.item();
    if (!named.name.empty() && !IsUsableRustName(named.name))
      return NotInLanguage(item, "`" + named.name + "` cannot be the name of a Rust type",
                           "use letters, digits and `_`, not a keyword or a type of Rust");
    if (layout.itemsize() == 0)
      return NotInLanguage(item, "an item of no bytes has no Rust type",
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
    AppendRustRecord(layout, record, names, needs_, out);
    return {};
  }

  Refusal Alias(const Layout& layout, const std::string& name, const RecordNames& names,
                Writer& out) override {
    const Field& item = layout.item();
    RustType type = item.kind == TypeKind::kRecord ? RustType{names.at(layout.IndexOf(item))}
                                                   : RustTypeOf(item, target_, needs_);
    type = RustArrayOf(layout, item, std::move(type));
    if (name == type.text) return {};
    out.Print(
        "#[allow(dead_code, non_camel_case_types)]\n"
        "pub type $name$ = $type$;$remark$\n"
        "const _: () = assert!(core::mem::size_of::<$name$>() == $size$);\n",
        {{"name", name},
         {"type", type.text},
         {"remark", TimeRemark(" // ", item)},
         {"size", std::to_string(layout.itemsize())}});
    return {};
  }

  void Head(Writer& out) const override {
    if (needs_.byte_order) {
      const bool big = target_.byte_order == ByteOrder::kBig;
      out.Print(
          "#[cfg(not(target_endian = \"$order$\"))]\n"
          "compile_error!(\"made for a $order$-endian target\");\n\n",
          {{"order", big ? "big" : "little"}});
    }
    out.Raw(RustStorageText(needs_));
  }

 private:
  const Target& target_;
  RustNeeds needs_;
};

}  // namespace

Result<std::string, EmitError> EmitRust(std::span<const NamedLayout> layouts,
                                        const EmitOptions& options) {
  if (layouts.empty()) return EmitError{HeaderErrorKind::kNoLayouts, 0, {}};
  RustForm form(layouts[0].layout->target());
  return SourceText(form, layouts, options);
}

}  // namespace pep3118
