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
//   - a name with a comma is in parentheses: PEP3118_RECORD((Pair<int, double>), first, second);
//   - every member's type has a code (member_code.h), is an array of such a type, or is itself a
//     record.
// In a packed struct, a member whose place does not suit its type's alignment is written as an
// unaligned<T> is: `=d`, or `^g` where the code has no standard size; in a nested record, its members
// are.
// char, char16_t and char32_t arrays are strings: `char name[5]` is `5s`, `char tag[2][5]` is
// `(2)5s`.  At most 256 members.  The text is canonical: what CanonicalText gives for this layout.
// A record of this kind has no layout_id member; LayoutId computes it at run time.
#ifndef PEP3118_RUNTIME_RECORD_H_
#define PEP3118_RUNTIME_RECORD_H_

#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

#include "pep3118/runtime/member_code.h"
#include "pep3118/runtime/record_text.h"
#include "pep3118/runtime/record_traits.h"
#include "pep3118/runtime/time_info.h"

namespace pep3118 {

// The format of a record, generated or listed: canonical, UTF-8, ends with NUL, lives forever.
template <class Record>
constexpr const char* FormatOf() {
  return record_traits<Record>::format;
}

namespace record_detail {

// Specialised by PEP3118_RECORD: the list as it was written.
//   record_name   the struct's name as it was written
//   entries   entry_list of an `entry` a member, after a void; no_member where there is none
//   names     one for each member
//   is_part   whether members may be left out
template <class Record>
struct members;

template <class Member, std::size_t at>
struct entry {
  using type = Member;
  static constexpr std::size_t offset = at;
};
struct no_member {};
struct cut_type {};  // in place of a type that a macro's comma has cut
template <class Void, class... Entry>
struct entry_list {};

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
  if constexpr (IsString<Member>()) {
    return kShapeOf<Member>.extents[parts_of<Member>::ndim - 1];
  } else {
    return 1;
  }
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

// The type of a data member, from a pointer to it; a bit-field, a static member or a function has no
// such pointer.
template <class Pointer>
struct pointed_member {};
template <class Record, class Member>
struct pointed_member<Member Record::*> : std::enable_if<!std::is_function_v<Member>, Member> {};
template <class Pointer>
using member_type = typename pointed_member<Pointer>::type;

template <class Entry>
inline constexpr bool is_entry = false;
template <class Member, std::size_t at>
inline constexpr bool is_entry<entry<Member, at>> = true;

// Whether the format language has a word for the member's type; true of no_member.
template <class Entry>
inline constexpr bool has_code = true;
template <class Member, std::size_t at>
inline constexpr bool has_code<entry<Member, at>> =
    is_record<element_of<Member>>::value || code_of<element_of<Member>>::value.text != nullptr;

template <class Record, class Member>
constexpr void PutMember(writer& out, std::size_t offset, const char* name, std::size_t& end) {
  out.PutHole(offset - end);
  out.PutShape(kShapeOf<Member>.extents, NdimOf<Member>());
  PutElement<Member>(out, MostAt<Record, Member>(offset));
  out.Put(':');
  out.Put(name);
  out.Put(':');
  end = offset + sizeof(Member);
}

// Every check is true where an earlier one has failed: one mistake is reported once.
template <class Record, class Entries, class = void>
struct list_of {  // with a name that is no member, or a type without a code
  static constexpr bool IsKnown() { return false; }
  static constexpr bool IsPlain() { return true; }
  static constexpr bool Ascends() { return true; }
  static constexpr bool IsComplete() { return true; }
};

template <class Record, class... Entry>
struct list_of<Record, entry_list<void, Entry...>,
               std::enable_if_t<(... && (is_entry<Entry> && has_code<Entry>))>> {
  static constexpr std::size_t kCount = sizeof...(Entry);
  static constexpr std::size_t kOffsets[kCount] = {Entry::offset...};
  static constexpr std::size_t kSizes[kCount] = {sizeof(typename Entry::type)...};

  static constexpr bool IsPlain() {
    return std::is_standard_layout_v<Record> && std::is_trivially_copyable_v<Record>;
  }

  // No member overlaps the one before it.
  static constexpr bool Ascends() {
    std::size_t end = 0;
    for (std::size_t i = 0; IsPlain() && i < kCount; ++i) {
      if (kOffsets[i] < end) return false;
      end = kOffsets[i] + kSizes[i];
    }
    return end <= sizeof(Record);
  }

  static constexpr bool IsKnown() { return IsPlain() && Ascends(); }

  // No hole is longer than alignment explains.
  static constexpr bool HolesAreSmall() {
    std::size_t end = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      if (kOffsets[i] - end >= alignof(Record)) return false;
      end = kOffsets[i] + kSizes[i];
    }
    return sizeof(Record) - end < alignof(Record);
  }

  static constexpr bool ListsAll() {
    return HolesAreSmall() && !HasMore<Record, (0 + ... + Initialisers<typename Entry::type>())>();
  }
  static constexpr bool IsComplete() {
    if constexpr (!IsKnown() || members<Record>::is_part) {
      return true;
    } else {
      return ListsAll();
    }
  }

  static constexpr void Put(writer& out) {
    std::size_t end = 0;
    const char* const* name = members<Record>::names;
    out.Put("T{");
    (PutMember<Record, typename Entry::type>(out, Entry::offset, *name++, end), ...);
    out.PutHole(sizeof(Record) - end);
    out.Put('}');
  }
};

template <class Record>
using list_for = list_of<Record, typename members<Record>::entries>;

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

// The times in one element of a member: how many, and Put, which writes them at `offset`.
template <class T, class = void>
struct times_in {
  static constexpr std::size_t count = 0;
  static constexpr void Put(time_info*, std::size_t) {}
};
template <time_kind Kind, time_unit Unit, int Count, class Stored>
struct times_in<time64<Kind, Unit, Count, Stored>> {
  static constexpr std::size_t count = 1;
  static constexpr void Put(time_info* out, std::size_t offset) {
    *out = {offset, Kind, Unit, Count,
            Kind == time_kind::datetime64 ? "1970-01-01T00:00:00" : nullptr};
  }
};
template <time_kind Kind, time_unit Unit, int Count, class Stored>
struct times_in<unaligned<time64<Kind, Unit, Count, Stored>>>
    : times_in<time64<Kind, Unit, Count, Stored>> {};
template <class Record>
struct times_in<Record, std::void_t<decltype(record_traits<Record>::times)>> {
  static constexpr std::size_t count = std::size(record_traits<Record>::times);
  static constexpr void Put(time_info* out, std::size_t offset) {
    for (const time_info& time : record_traits<Record>::times) {
      *out = time;
      out++->offset += offset;
    }
  }
};
template <class Entry>
using times_in_entry = times_in<element_of<typename Entry::type>>;

template <std::size_t count>
struct time_list {
  time_info items[count] = {};
};
template <std::size_t count, class... Entry>
constexpr time_list<count> ListTimes() {
  time_list<count> list;
  time_info* next = list.items;
  ((times_in_entry<Entry>::Put(next, Entry::offset), next += times_in_entry<Entry>::count), ...);
  return list;
}
template <std::size_t count, class... Entry>
constexpr time_list<count> kTimes = ListTimes<count, Entry...>();

// `times` of a record, where there are any.
template <std::size_t count, class... Entry>
struct times_of {
  static constexpr const auto& times = kTimes<count, Entry...>.items;
};
template <class... Entry>
struct times_of<0, Entry...> {};

// What record_traits of a listed struct inherits: the same members as a generated one has.
template <class Record, class Entries, class Sequence>
struct traits_of;

template <class Record, class... Entry, std::size_t... I>
struct traits_of<Record, entry_list<void, Entry...>, std::index_sequence<I...>>
    : times_of<(std::size_t{0} + ... + times_in_entry<Entry>::count), Entry...> {
  using type = Record;
  static constexpr const auto& format = kFormatText<Record>.chars;
  static constexpr std::size_t itemsize = sizeof(Record), alignment = alignof(Record),
                               field_count = sizeof...(Entry);
  static constexpr field_info fields[sizeof...(Entry)] = {
      {members<Record>::names[I], Entry::offset, ItemsizeOf<typename Entry::type>(),
       kElementText<typename Entry::type, MostAt<Record, typename Entry::type>(Entry::offset)>.chars,
       NdimOf<typename Entry::type>(),
       NdimOf<typename Entry::type>() == 0 ? nullptr : kShapeOf<typename Entry::type>.extents}...};
};

// Of a list that was refused: enough that its uses add no error to the first.
template <class Record>
struct refused_traits {
  using type = Record;
  static constexpr char format[] = "T{}";
  static constexpr std::size_t itemsize = sizeof(Record), alignment = alignof(Record),
                               field_count = 0;
  static constexpr field_info fields[1] = {};
};

template <class Record, class Void, class... Entry>
constexpr auto TraitsOf(entry_list<Void, Entry...>) {
  if constexpr (list_for<Record>::IsKnown()) {
    return traits_of<Record, entry_list<Void, Entry...>, std::index_sequence_for<Entry...>>();
  } else {
    return refused_traits<Record>();
  }
}
template <class Record>
using traits = decltype(TraitsOf<Record>(typename members<Record>::entries()));

// A name that a macro's comma has cut has more `<` than `>`.
constexpr bool IsWholeType(const char* name) {
  int open = 0;
  for (; *name != '\0'; ++name) open += *name == '<' ? 1 : *name == '>' ? -1 : 0;
  return open == 0;
}

}  // namespace record_detail
}  // namespace pep3118

#include "pep3118/runtime/record_macros.h"

#endif  // PEP3118_RUNTIME_RECORD_H_
