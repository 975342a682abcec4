// SPDX-License-Identifier: MIT
#include "pep3118/codegen/rust/storage_text.h"

#include <string_view>

#include "pep3118/codegen/text/writer.h"

namespace pep3118 {
namespace {

constexpr std::string_view kItem = R"(
/// A type of which every pattern of bytes is a value.
///
/// # Safety
/// Only for such types.
pub unsafe trait Item: Copy {}

/// The item that `bytes` begins with, at any address; `None` where there are too few.
pub fn read<T: Item>(bytes: &[u8]) -> Option<T> {
    if bytes.len() < core::mem::size_of::<T>() {
        return None;
    }
    Some(unsafe { core::ptr::read_unaligned(bytes.as_ptr() as *const T) })
}
)";

constexpr std::string_view kBoolean = R"(
/// One byte, true unless it is 0.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct Boolean(pub u8);
impl Boolean {
    pub fn new(value: bool) -> Self {
        Boolean(value as u8)
    }
    pub fn get(self) -> bool {
        self.0 != 0
    }
}
)";

constexpr std::string_view kComplex = R"(
/// A complex number: two parts, of which each has its own storage.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Complex<T> {
    pub re: T,
    pub im: T,
}
)";

constexpr std::string_view kHalf = R"(
/// A binary16 as its bits.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct Half(pub u16);
impl Half {
    /// To nearest, ties to even; infinity beyond the largest half; a NaN stays one.
    pub fn new(value: f32) -> Self {
        fn round(number: u32, count: u32) -> u32 {
            (number + (1 << (count - 1)) - 1 + (number >> count & 1)) >> count
        }
        let wide = value.to_bits();
        let magnitude = wide & 0x7fff_ffff;
        let narrow = if magnitude > 0x7f80_0000 {
            0x7e00 | (magnitude >> 13 & 0x1ff)
        } else if magnitude >= 0x477f_f000 {
            0x7c00
        } else if magnitude >= 0x3880_0000 {
            round(magnitude - 0x3800_0000, 13)
        } else if magnitude > 0x3300_0000 {
            round((magnitude & 0x7f_ffff) | 0x80_0000, 126 - (magnitude >> 23))
        } else {
            0
        };
        Half((wide >> 16 & 0x8000 | narrow) as u16)
    }
    pub fn get(self) -> f32 {
        let sign = (self.0 as u32 & 0x8000) << 16;
        let exponent = self.0 as u32 >> 10 & 0x1f;
        let fraction = self.0 as u32 & 0x3ff;
        if exponent == 0 {
            // Zero or subnormal: fraction units of 2^-24.
            let value = fraction as f32 / 16_777_216.0;
            return if sign != 0 { -value } else { value };
        }
        let rebias = if exponent == 31 { 255 } else { exponent + (127 - 15) };
        f32::from_bits(sign | rebias << 23 | fraction << 13)
    }
}
)";

void Number(const std::string& name, bool big, Writer& out) {
  const bool half = name == "half";
  const std::string bits = half ? "u16" : name;
  out.Print(
      "\n"
      "/// $what$ in $order$-endian order, at any address.\n"
      "#[repr(transparent)]\n"
      "#[derive(Clone, Copy, Debug)]\n"
      "pub struct $type$(pub [u8; $bytes$]);\n"
      "impl $type$ {\n"
      "    pub fn new(value: $value$) -> Self {\n"
      "        $type$($to$.to_$mark$e_bytes())\n"
      "    }\n"
      "    pub fn get(self) -> $value$ {\n"
      "        $from$\n"
      "    }\n"
      "}\n",
      {{"what", half ? "A binary16" : "`" + name + "`"},
       {"order", big ? "big" : "little"},
       {"type", std::string(big ? "Big" : "Little") + static_cast<char>(name[0] - 'a' + 'A') +
                    name.substr(1)},
       {"bytes", half ? "2" : std::to_string(std::stoi(name.substr(1)) / 8)},
       {"value", half ? "f32" : name},
       {"mark", big ? "b" : "l"},
       {"to", half ? "Half::new(value).0" : "value"},
       {"from", half ? std::string("Half(u16::from_") + (big ? "b" : "l") + "e_bytes(self.0)).get()"
                     : bits + "::from_" + (big ? "b" : "l") + "e_bytes(self.0)"}});
}

}  // namespace

std::string RustStorageText(const RustNeeds& needs) {
  Writer inner;
  inner.Raw(kItem);
  if (needs.boolean) inner.Raw(kBoolean);
  if (needs.complex) inner.Raw(kComplex);
  if (needs.half) inner.Raw(kHalf);
  for (const auto& [name, big] : needs.numbers) Number(name, big, inner);
  Writer out;
  out.Print(
      "#[allow(dead_code)]\n"
      "pub mod pep3118 {\n");
  {
    Writer::Indent two(out);
    Writer::Indent four(out);
    out.Print(std::string_view(inner.text()).substr(1));  // without its first empty line
  }
  out.Print("}\n\n");
  return out.Take();
}

}  // namespace pep3118
