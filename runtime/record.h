// Struct to format: one line gives a struct of your own its record_traits, and with them the text
// for Py_buffer.format, Bind (buffer/bind.h) and everything else that takes a record.
//
//   struct Point {
//     std::int32_t x;
//     double y;
//   };
//   PEP3118_RECORD(Point, x, y)      // at namespace scope, outside every namespace
//
//   static_assert(pep3118::FormatOf<Point>() == std::string_view("T{i:x:4xd:y:}"));
//
// Offsets, padding and sizes are the compiler's own; nothing is written by hand.  Everything is
// checked at compile time, and refused where the format language could not say the truth:
//   - the struct is standard-layout and trivially copyable;
//   - the members are listed in order of offset, and none is left out of an aggregate.
//     PEP3118_RECORD_PART(Point, y) is for a part of them: the others are padding, `T{8xd:y:}`;
//   - every member's type has a code (member_code.h), is an array of such a type, or is itself a
//     record.
// In a packed struct, a member whose place does not suit its type's alignment is written as an
// unaligned<T> is: `=d`, or `^g` where the code has no standard size; in a nested record, its members
// are.
// char, char16_t and char32_t arrays are strings: `char name[5]` is `5s`, `char tag[2][5]` is
// `(2)5s`.  At most 64 members.  The text is canonical: what CanonicalText gives for this layout.
// A record of this kind has no layout_id member; LayoutId computes it at run time.
#ifndef PEP3118_RUNTIME_RECORD_H_
#define PEP3118_RUNTIME_RECORD_H_

#include <cstddef>
#include <type_traits>
#include <utility>

#include "pep3118/runtime/member_code.h"
#include "pep3118/runtime/record_list.h"
#include "pep3118/runtime/record_text.h"
#include "pep3118/runtime/record_traits.h"

namespace pep3118 {

// The format of a record, generated or listed: canonical, UTF-8, ends with NUL, lives forever.
template <class Record>
constexpr const char* FormatOf() {
  return record_traits<Record>::format;
}

namespace record_detail {

// Specialised by PEP3118_RECORD: the list as it was written.
//   record_name   the struct's name as it was written
//   types    type_list of the members' types
//   names, offsets   one entry a member
//   is_part   whether members may be left out
template <class Record>
struct members;

template <class... T>
struct type_list {};

template <class T, class = void>
struct is_record : std::false_type {};
template <class T>
struct is_record<T, std::void_t<decltype(record_traits<T>::itemsize)>> : std::true_type {};

// ---- one member, apart from its name and place

template <class Member>
using parts_of = array_parts<std::remove_cv_t<Member>>;
template <class Member>
using element_of = std::remove_cv_t<typename parts_of<Member>::element>;

// pascal<N> is the one type whose code has a length of its own.
template <class T>
struct own_length {
  static constexpr std::size_t value = 0;
};
template <std::size_t N>
struct own_length<pascal<N>> {
  static constexpr std::size_t value = N;
};
template <std::size_t N>
struct code_of<pascal<N>> {
  static constexpr code value{"p"};
};

template <class Member>
struct shape_of {
  static constexpr std::size_t kRank = parts_of<Member>::ndim;
  std::size_t extents[kRank + 1] = {};

  constexpr shape_of() { parts_of<Member>::Extents(extents); }
};
template <class Member>
constexpr shape_of<Member> kShapeOf{};

template <class Member>
constexpr bool IsString() {
  return code_of<element_of<Member>>::value.is_unit && parts_of<Member>::ndim > 0;
}
// Dimensions of the field: the last one of a string is its length.
template <class Member>
constexpr std::size_t NdimOf() {
  return parts_of<Member>::ndim - (IsString<Member>() ? 1 : 0);
}
// Characters of one string; 1 for anything else.
template <class Member>
constexpr std::size_t LengthOf() {
  return IsString<Member>() ? kShapeOf<Member>.extents[parts_of<Member>::ndim - 1] : 1;
}
template <class Member>
constexpr std::size_t ItemsizeOf() {
  return sizeof(element_of<Member>) * LengthOf<Member>();
}

// `most`: the alignment that the element's place is known to have.
template <class Member>
constexpr void PutElement(writer& out, std::size_t most) {
  using element = element_of<Member>;
  if constexpr (is_record<element>::value) {
    out.PutRecord(record_traits<element>::format, most);
  } else {
    constexpr code kCode = code_of<element>::value;
    static_assert(kCode.text != nullptr,
                  "this member's type has no format code: use a number, a storage type of "
                  "pep3118/runtime, an array of them, or a struct that is a PEP3118_RECORD too");
    const bool fits = AlignmentOf<element>() <= most;
    out.PutMark(fits ? kCode.mark : UnalignedMark(kCode.standard));
    if constexpr (IsString<Member>()) {
      out.PutLength(LengthOf<Member>(), kCode.text[0] == 'c' ? "s" : kCode.text);
    } else if constexpr (own_length<element>::value > 0) {
      out.PutLength(own_length<element>::value, kCode.text);
    } else {
      out.Put(kCode.text);
    }
  }
}

template <class Member, std::size_t most>
constexpr std::size_t ElementSize() {
  writer counter;
  PutElement<Member>(counter, most);
  return counter.size;
}
template <class Member, std::size_t most>
constexpr text<ElementSize<Member, most>()> ElementText() {
  text<ElementSize<Member, most>()> result;
  writer out{result.chars};
  PutElement<Member>(out, most);
  return result;
}
template <class Member, std::size_t most = AlignmentOf<Member>()>
constexpr auto kElementText = ElementText<Member, most>();

// The alignment of every address at that offset of a Record, of which only alignof(Record) is
// known; no more than a Member needs.
template <class Record, class Member>
constexpr std::size_t MostAt(std::size_t offset) {
  const std::size_t both = offset | alignof(Record);
  const std::size_t most = both & (~both + 1);  // the lowest bit
  return most < AlignmentOf<Member>() ? most : AlignmentOf<Member>();
}

// ---- the list

// Converts to anything: as many of these as initialise an aggregate tell how many members it has.
struct anything {
  template <class T>
  constexpr operator T() const noexcept;
};
template <std::size_t>
using one_thing = anything;

template <class Record, class Sequence, class = void>
struct takes : std::false_type {};
template <class Record, std::size_t... I>
struct takes<Record, std::index_sequence<I...>, std::void_t<decltype(Record{one_thing<I>{}...})>>
    : std::true_type {};

// With brace elision an array takes one initialiser for each of its elements.
template <class Member>
constexpr std::size_t Initialisers() {
  if constexpr (std::is_array_v<Member>) {
    return std::extent_v<Member> * Initialisers<std::remove_extent_t<Member>>();
  } else {
    return 1;
  }
}

// Whether an aggregate takes more initialisers than the listed members need.
template <class Record, std::size_t needed>
constexpr bool HasMore() {
  constexpr std::size_t kMost = 512;  // longer arrays are not counted out: compile time
  if constexpr (std::is_aggregate_v<Record> && needed < kMost) {
    return takes<Record, std::make_index_sequence<needed + 1>>::value;
  } else {
    return false;
  }
}

template <class Record, class Types>
struct list_of;

template <class Record, class... Member>
struct list_of<Record, type_list<Member...>> {
  static constexpr std::size_t kCount = sizeof...(Member);
  using list = members<Record>;

  // No member overlaps the one before it.
  static constexpr bool Ascends() {
    const std::size_t sizes[] = {sizeof(Member)...};
    std::size_t end = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      if (list::offsets[i] < end) return false;
      end = list::offsets[i] + sizes[i];
    }
    return end <= sizeof(Record);
  }

  // No hole is longer than alignment explains.
  static constexpr bool HolesAreSmall() {
    const std::size_t sizes[] = {sizeof(Member)...};
    std::size_t end = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      if (list::offsets[i] - end >= alignof(Record)) return false;
      end = list::offsets[i] + sizes[i];
    }
    return sizeof(Record) - end < alignof(Record);
  }

  static constexpr bool IsComplete() {
    return HolesAreSmall() && !HasMore<Record, (0 + ... + Initialisers<Member>())>();
  }

  static constexpr void Put(writer& out) {
    std::size_t i = 0;
    std::size_t end = 0;
    out.Put("T{");
    (PutMember<Member>(out, i, end), ...);
    out.PutHole(sizeof(Record) - end);
    out.Put('}');
  }

 private:
  template <class M>
  static constexpr void PutMember(writer& out, std::size_t& i, std::size_t& end) {
    out.PutHole(list::offsets[i] - end);
    out.PutShape(kShapeOf<M>.extents, NdimOf<M>());
    PutElement<M>(out, MostAt<Record, M>(list::offsets[i]));
    out.Put(':');
    out.Put(list::names[i]);
    out.Put(':');
    end = list::offsets[i] + sizeof(M);
    ++i;
  }
};

template <class Record>
using list_for = list_of<Record, typename members<Record>::types>;

template <class Record>
constexpr std::size_t FormatSize() {
  writer counter;
  list_for<Record>::Put(counter);
  return counter.size;
}
template <class Record>
constexpr text<FormatSize<Record>()> FormatText() {
  text<FormatSize<Record>()> result;
  writer out{result.chars};
  list_for<Record>::Put(out);
  return result;
}
template <class Record>
constexpr auto kFormatText = FormatText<Record>();

template <class Record, class Types, class Sequence>
struct traits_of;

// What record_traits of a listed struct inherits: the same members as a generated one has.
template <class Record, class... Member, std::size_t... I>
struct traits_of<Record, type_list<Member...>, std::index_sequence<I...>> {
  static_assert(std::is_standard_layout_v<Record> && std::is_trivially_copyable_v<Record>,
                "a record is standard-layout and trivially copyable");
  static_assert(list_for<Record>::Ascends(), "list the members in the order of the struct");
  static_assert(
      members<Record>::is_part || list_for<Record>::IsComplete(),
      "a member of the struct is not in the list: PEP3118_RECORD_PART leaves members out");

  using type = Record;
  static constexpr const auto& format = kFormatText<Record>.chars;
  static constexpr std::size_t itemsize = sizeof(Record), alignment = alignof(Record),
                               field_count = sizeof...(Member);
  static constexpr field_info fields[] = {
      {members<Record>::names[I], members<Record>::offsets[I], ItemsizeOf<Member>(),
       kElementText<Member, MostAt<Record, Member>(members<Record>::offsets[I])>.chars,
       NdimOf<Member>(), NdimOf<Member>() == 0 ? nullptr : kShapeOf<Member>.extents}...};
};

template <class Record, class... Member>
constexpr std::index_sequence_for<Member...> SequenceFor(type_list<Member...>);

template <class Record>
using traits = traits_of<Record, typename members<Record>::types,
                         decltype(SequenceFor<Record>(typename members<Record>::types()))>;

}  // namespace record_detail
}  // namespace pep3118

#define PEP3118_RECORD(Record, ...) PEP3118_RECORD_AS(false, Record, __VA_ARGS__)
#define PEP3118_RECORD_PART(Record, ...) PEP3118_RECORD_AS(true, Record, __VA_ARGS__)

#define PEP3118_RECORD_AS(part, Record, ...)                                                       \
  template <>                                                                                      \
  struct pep3118::record_detail::members<Record> {                                                 \
    [[maybe_unused]] static constexpr const char* record_name = #Record;                           \
    static constexpr bool is_part = part;                                                          \
    using types =                                                                                  \
        ::pep3118::record_detail::type_list<PEP3118_LIST(PEP3118_LIST_TYPE, Record, __VA_ARGS__)>; \
    static constexpr const char* names[] = {PEP3118_LIST(PEP3118_LIST_NAME, Record, __VA_ARGS__)}; \
    static constexpr std::size_t offsets[] = {                                                     \
        PEP3118_LIST(PEP3118_LIST_OFFSET, Record, __VA_ARGS__)};                                   \
  };                                                                                               \
  template <>                                                                                      \
  struct pep3118::record_traits<Record> : ::pep3118::record_detail::traits<Record> {};             \
  static_assert(pep3118::record_traits<Record>::itemsize == sizeof(Record), "")

#define PEP3118_LIST_TYPE(Record, member) decltype(Record::member)
#define PEP3118_LIST_NAME(Record, member) #member
#define PEP3118_LIST_OFFSET(Record, member) offsetof(Record, member)

#endif  // PEP3118_RUNTIME_RECORD_H_
