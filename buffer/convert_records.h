// SPDX-License-Identifier: MIT
// Structs as other structs, in straight-line code: what one would write member by member.
//
//   ConvertRecords(wire_view, native_view);         // View<const Wire, N> to View<Native, N>
//   Native trade = ConvertRecord<Native>(wire);
//
// Members correspond by name, those of nested records by all the names around them, in any order;
// `from` may have more of them.  What becomes what is as in convert.h without any narrowing, and
// everything is decided by the compiler: a member that cannot be converted is an error with the
// reason, and with its name in the notes; nothing can fail at run time.  Where the types are known
// only at run time, or values may be narrowed, use Convert (convert.h).
//
// Both structs are generated ones or of PEP3118_RECORD.  Padding and holes of `to` are not written.
// No exceptions but std::invalid_argument for views of different shapes; thread-safe.
#ifndef PEP3118_BUFFER_CONVERT_RECORDS_H_
#define PEP3118_BUFFER_CONVERT_RECORDS_H_

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>

#include "pep3118/buffer/convert/number.h"
#include "pep3118/buffer/view.h"
#include "pep3118/layout/static_layout.h"
#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/time_info.h"

namespace pep3118 {
namespace internal {

// What the code of a node is, as far as a conversion asks.
constexpr bool IsTextCode(const StaticNode& node) {
  const char c = node.code[0];
  return c == 's' || c == 'c' || c == 'u' || c == 'w' || c == 'p';
}
constexpr bool IsByteCode(const StaticNode& node) {
  return node.code == "c" || node.code == "b" || node.code == "B";
}
constexpr bool IsSwapped(const StaticNode& node) {
  return node.mark == (std::endian::native == std::endian::little ? '!' : '<');
}
constexpr std::size_t TextUnit(const StaticNode& node) {
  return node.code == "u" ? 2 : node.code == "w" ? 4 : 1;
}
// `s` and `c` are one kind of text.
constexpr char TextKind(const StaticNode& node) { return node.code == "c" ? 's' : node.code[0]; }

// The number of a node, or of one part of it; false where it is none that the host has.
constexpr bool FindNumber(const StaticNode& node, NumberType& type) {
  constexpr struct {
    char code;
    NumberType type;
  } kNumbers[] = {
      {'?', NumberType::kBool},           {'b', NumberType::kInt8},    {'h', NumberType::kInt16},
      {'i', NumberType::kInt32},          {'q', NumberType::kInt64},   {'B', NumberType::kUint8},
      {'H', NumberType::kUint16},         {'I', NumberType::kUint32},  {'Q', NumberType::kUint64},
      {'e', NumberType::kFloat16},        {'f', NumberType::kFloat32}, {'d', NumberType::kFloat64},
      {'g', NumberTypeOf<long double>()},
  };
  const bool is_complex = node.code[0] == 'Z';
  if (node.code.size() != (is_complex ? 2 : 1)) return false;
  bool found = false;
  for (const auto& number : kNumbers) {
    if (number.code != node.code[is_complex ? 1 : 0]) continue;
    type = number.type;
    found = true;
  }
  if (!found) return false;
  if (type == NumberType::kBool && node.itemsize == 4) type = NumberType::kBool32;
  const auto size = static_cast<std::size_t>(FactsOf(type).size);
  return node.itemsize / (is_complex ? 2 : 1) >= size &&
         (type != NumberType::kLongDouble || !IsSwapped(node));
}
constexpr NumberType NumberAt(const StaticNode& node) {
  NumberType type = NumberType::kBool;
  FindNumber(node, type);
  return type;
}
constexpr bool IsNumber(const StaticNode& node) {
  NumberType type = NumberType::kBool;
  return FindNumber(node, type);
}

// The time at a node that is a number; nullptr where it is none.
template <class Traits>
constexpr const time_info* TimeAtNode(std::size_t) {
  return nullptr;
}
template <class Traits>
  requires requires { Traits::times; }
constexpr const time_info* TimeAtNode(std::size_t node) {
  std::size_t offset = 0;
  for (std::size_t i = 0; i <= node; ++i) {
    const StaticNode& around = kStaticNodes<Traits>[i];
    if (around.end <= node) continue;
    if (around.count == 0) return nullptr;
    offset += around.offset;  // bounded: inside the struct
  }
  return bits::find_time<Traits>(offset, 0);
}

// Whether the ticks of both mean the same, as far as it is known: a plain 64-bit number has no unit.
constexpr bool TimesAgree(const time_info* from, const StaticNode& from_node, const time_info* to,
                          const StaticNode& to_node) {
  if (from == nullptr) return to == nullptr || from_node.code == "q";
  if (to == nullptr) return to_node.code == "q";
  return from->kind == to->kind && from->unit == to->unit && from->count == to->count;
}

template <NumberType from, bool from_swapped, NumberType to, bool to_swapped>
void MoveNumber(const unsigned char* in, unsigned char* out) {
  static_assert(HoldsAll(to, from),
                "a member has values that the member of one name does not hold");
  if constexpr (from == to && from_swapped == to_swapped && !IsBool(to)) {
    std::memcpy(out, in, static_cast<std::size_t>(FactsOf(to).size));
  } else if constexpr (from == to && !IsBool(to)) {
    using Bits = bits::of<typename storage<to>::type>;  // no float register: it may change a NaN
    bits::store<Bits, true>(out, bits::load<Bits, false>(in));
  } else {
    Store<to, to_swapped>(static_cast<ValueOf<to>>(Load<from, from_swapped>(in)), out);
  }
}

// The first `size` bytes of a string in units of `unit`.
template <std::size_t size, std::size_t unit, bool swaps>
void MoveUnits(const unsigned char* in, unsigned char* out) {
  if constexpr (swaps && unit > 1) {
    using Bits = typename bits::sized<unit>::type;
    for (std::size_t i = 0; i < size; i += unit) {                        // bounded: up to `size`
      bits::store<Bits, true>(out + i, bits::load<Bits, false>(in + i));  // bounded: unit i
    }
  } else if constexpr (size > 0) {
    std::memcpy(out, in, size);
  }
}

// A member's name as a template argument, so that an error shows it.
struct MemberName {
  char text[64] = {};
};
constexpr MemberName NameOf(const StaticNode& node) {
  MemberName name;
  // bounded: the last one stays NUL
  const std::size_t size = std::min(node.name.size(), sizeof name.text - 1);
  for (std::size_t i = 0; i < size; ++i) name.text[i] = node.name[i];
  return name;
}

// Two members of one name: node `from` of one layout and node `to` of the other.
template <MemberName member, class FromTraits, std::size_t from, class ToTraits, std::size_t to>
class MemberMove {
  static constexpr const StaticNode& kFrom = kStaticNodes<FromTraits>[from];
  static constexpr const StaticNode& kTo = kStaticNodes<ToTraits>[to];
  static constexpr bool kIsRecord = kTo.code == "T";
  static constexpr bool kSwaps = IsSwapped(kFrom) != IsSwapped(kTo);

 public:
  // All elements of the members.
  static void Run(const unsigned char* in, unsigned char* out) {
    static_assert(kFrom.shape == kTo.shape, "members of one name have different dimensions");
    static_assert((kFrom.code == "T") == kIsRecord, "members of one name are record and number");
    for (std::size_t i = 0; i < kTo.count; ++i) {
      // bounded: element i of the member
      RunElement(in + i * kFrom.itemsize, out + i * kTo.itemsize);
    }
  }

 private:
  static void RunElement(const unsigned char* in, unsigned char* out) {
    if constexpr (kIsRecord) {
      RunFields<to + 1>(in, out);  // bounded: an index
    } else if constexpr (IsByteCode(kFrom) && IsByteCode(kTo) &&
                         (kFrom.code == "c" || kTo.code == "c") && kTo.itemsize == 1) {
      *out = *in;
    } else if constexpr (IsTextCode(kTo)) {
      RunText(in, out);
    } else if constexpr (IsNumber(kTo)) {
      RunNumber(in, out);
    } else {
      static_assert(
          kFrom.code == kTo.code && kFrom.itemsize == kTo.itemsize && !kSwaps && kTo.code != "O",
          "members of one name have types of which one does not become the other");
      std::memcpy(out, in, kTo.itemsize);
    }
  }

  static void RunNumber(const unsigned char* in, unsigned char* out) {
    constexpr bool kFromComplex = kFrom.code[0] == 'Z';
    constexpr bool kToComplex = kTo.code[0] == 'Z';
    static_assert(
        TimesAgree(TimeAtNode<FromTraits>(from), kFrom, TimeAtNode<ToTraits>(to), kTo),
        "members of one name are times of different units, or a time and not 64-bit ticks");
    static_assert(IsNumber(kFrom) && (kToComplex || !kFromComplex),
                  "members of one name have types of which one does not become the other");
    if constexpr (IsNumber(kFrom) && (kToComplex || !kFromComplex)) {
      constexpr auto kMove =
          MoveNumber<NumberAt(kFrom), IsSwapped(kFrom), NumberAt(kTo), IsSwapped(kTo)>;
      kMove(in, out);
      if constexpr (kFromComplex) {
        kMove(in + kFrom.itemsize / 2, out + kTo.itemsize / 2);  // bounded: the second part
      } else if constexpr (kToComplex) {
        Store<NumberAt(kTo)>(ValueOf<NumberAt(kTo)>(0),
                             out + kTo.itemsize / 2);  // bounded: the same
      }
    }
  }

  static void RunText(const unsigned char* in, unsigned char* out) {
    constexpr bool kSameKind = IsTextCode(kFrom) && TextKind(kFrom) == TextKind(kTo);
    static_assert(kSameKind,
                  "members of one name have types of which one does not become the other");
    static_assert(!kSameKind || kTo.itemsize >= kFrom.itemsize,
                  "a string can be longer than the member of one name");
    if constexpr (kSameKind && kTo.itemsize >= kFrom.itemsize) {
      MoveUnits<kFrom.itemsize, TextUnit(kTo), kSwaps>(in, out);
      // bounded: after the characters that there are
      std::memset(out + kFrom.itemsize, 0, kTo.itemsize - kFrom.itemsize);
      // A length says no more than the shorter string has.
      if constexpr (TextKind(kTo) == 'p' && kTo.itemsize > kFrom.itemsize && kFrom.itemsize > 0) {
        // bounded: from_size is above 0
        *out = std::min<unsigned char>(*out, std::min<std::size_t>(kFrom.itemsize - 1, 255));
      }
    }
  }

  // The fields of the record from node `next` on.
  template <std::size_t next>
  static void RunFields(const unsigned char* in, unsigned char* out) {
    if constexpr (next < kTo.end) {
      constexpr const StaticNode& kField = kStaticNodes<ToTraits>[next];
      constexpr std::size_t kSource = Find(kField.name);
      if constexpr (kSource == 0) {
        Missing<NameOf(kField)>();
      } else {
        constexpr const StaticNode& kInput = kStaticNodes<FromTraits>[kSource];
        // bounded: inside both records
        MemberMove<NameOf(kField), FromTraits, kSource, ToTraits, next>::Run(in + kInput.offset,
                                                                             out + kField.offset);
      }
      RunFields<kField.end>(in, out);
    }
  }

  template <MemberName missing>
  static void Missing() {
    static_assert(missing.text[0] == '\0' && missing.text[0] != '\0',
                  "a member has no member of one name, or several, to come from");
  }

  // The only field of that name in the input's record; 0 where there is none.
  static constexpr std::size_t Find(std::string_view name) {
    std::size_t found = 0;
    // bounded: an index
    for (std::size_t i = from + 1; i < kFrom.end; i = kStaticNodes<FromTraits>[i].end) {
      if (kStaticNodes<FromTraits>[i].name != name) continue;
      if (found != 0) return 0;
      found = i;
    }
    return found;
  }
};

template <class From, class To>
void MoveRecord(const unsigned char* in, unsigned char* out) {
  using FromTraits = record_traits<From>;
  using ToTraits = record_traits<To>;
  static_assert(kStaticNodes<FromTraits>[0].itemsize == sizeof(From) &&
                    kStaticNodes<ToTraits>[0].itemsize == sizeof(To),
                "a struct that was generated for another target than this one");
  MemberMove<MemberName{}, FromTraits, 0, ToTraits, 0>::Run(in, out);
}

// `count` structs.  All by value: what is written may not be taken for them.
template <class From, class To>
void MoveRow(const unsigned char* in, std::ptrdiff_t in_step, unsigned char* out,
             std::ptrdiff_t out_step, std::ptrdiff_t count) {
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    MoveRecord<From, To>(in + i * in_step, out + i * out_step);  // bounded: item i of `count`
  }
}

}  // namespace internal

// One struct; members of To that are padding are zero.
template <class To, class From>
To ConvertRecord(const From& from) {
  To to{};
  internal::MoveRecord<From, To>(reinterpret_cast<const unsigned char*>(&from),
                                 reinterpret_cast<unsigned char*>(&to));
  return to;
}

// Every item of `from` into the item of `to` at the same index.  The views must not share memory.
template <class From, class To, std::size_t N, BoundsProof from_proof, BoundsProof to_proof>
void ConvertRecords(const View<From, N, from_proof>& from, const View<To, N, to_proof>& to) {
  if (from.shape() != to.shape()) throw std::invalid_argument("pep3118: shapes differ");
  if constexpr (N == 0) {
    internal::MoveRecord<std::remove_const_t<From>, To>(
        reinterpret_cast<const unsigned char*>(from.data()),
        reinterpret_cast<unsigned char*>(to.data()));
  } else if constexpr (N == 1) {
    internal::MoveRow<std::remove_const_t<From>, To>(
        reinterpret_cast<const unsigned char*>(from.data()), from.strides()[0],
        reinterpret_cast<unsigned char*>(to.data()), to.strides()[0], from.extent(0));
  } else {
    for (std::ptrdiff_t i = 0; i < from.extent(0); ++i) ConvertRecords(from[i], to[i]);
  }
}

}  // namespace pep3118

#endif  // PEP3118_BUFFER_CONVERT_RECORDS_H_
