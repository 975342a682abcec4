// SPDX-License-Identifier: MIT
// Writes records for other machines, and reads what other machines wrote, through generated headers.
//
//   exchange write FILE           this machine's records, natural and packed
//   exchange read MACHINE FILE    compares every field of MACHINE's records; prints how many
//   exchange counted FILE         three records whose bytes exchange_test.py has counted by hand
//
// exchange_test.py makes machines.h: the namespaces native, counted and, for each machine, from_MACHINE,
// and PEP3118_MACHINES(F), which is F(machine) for each.
#include <complex>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <type_traits>

#include "machines.h"

namespace {

constexpr int kRecords = 5;

// Calls f(field, value) for every field of the record and the value that it has in the k-th item.
// Floating-point values are exact in their types, so that no machine rounds them.
template <class Record, class F>
void Visit(Record& record, int k, F f) {
  const double sign = k % 2 == 0 ? 1 : -1;
  f(record.t, k % 2 == 0);
  f(record.b, static_cast<std::int8_t>(-100 - k));
  f(record.ub, static_cast<std::uint8_t>(200 + k));
  f(record.h, static_cast<std::int16_t>(-0x1234 - k));
  f(record.uh, static_cast<std::uint16_t>(0xfedc + k));
  f(record.i, static_cast<std::int32_t>(-0x12345678 - k));
  f(record.ui, static_cast<std::uint32_t>(0xfedcba98u + static_cast<unsigned>(k)));
  f(record.l, static_cast<std::int32_t>(-0x01020304 - k));
  f(record.ul, static_cast<std::uint32_t>(0x81828384u + static_cast<unsigned>(k)));
  f(record.q, static_cast<std::int64_t>(-0x0102030405060708 - k));
  f(record.uq, 0x8182838485868788u + static_cast<unsigned>(k));
  f(record.n, static_cast<std::int32_t>(-0x11223344 - k));
  f(record.un, static_cast<std::uint32_t>(0x91929394u + static_cast<unsigned>(k)));
  f(record.e, static_cast<float>(sign * (1.5 + k)));
  f(record.f, static_cast<float>(sign * (0x1.23456p-20 * (1 << k))));
  f(record.d, sign * (0x1.23456789abcdep+100 * (1 << k)));
  f(record.zf, std::complex<float>(static_cast<float>(0x1.89abcp3 * sign), static_cast<float>(k)));
  f(record.zd, std::complex<double>(0x1.fedcba9876543p-5 * sign, -k));
  f(record.c, static_cast<char>('A' + k));
  for (int n = 0; n < 5; ++n) f(record.s[n], static_cast<char>('a' + n + k));
  f(record.p.bytes[0], static_cast<unsigned char>(2));
  f(record.p.bytes[1], static_cast<unsigned char>('x'));
  f(record.p.bytes[2], static_cast<unsigned char>('0' + k));
  f(record.p.bytes[3], static_cast<unsigned char>(0));
  for (int n = 0; n < 3; ++n) f(record.u[n], static_cast<char16_t>(0x3042 + n + k));
  for (int n = 0; n < 3; ++n) f(record.w[n], static_cast<char32_t>(0x1f600 + n + k));
  for (int n = 0; n < 6; ++n) f(record.m[n / 3][n % 3], static_cast<std::int16_t>(-0x0102 * n - k));
  f(record.pos.tag, static_cast<std::int8_t>(k));
  f(record.pos.x, sign * 0x1.0f1e2d3c4b5a6p-3);
  for (int n = 0; n < 2; ++n) {
    f(record.track[n].id, static_cast<std::int16_t>(0x7001 + n - k));
    f(record.track[n].at, static_cast<std::int64_t>(0x7766554433221100 + n + k));
  }
}

template <class Record>
bool Write(std::FILE* file) {
  for (int k = 0; k < kRecords; ++k) {
    Record record = {};
    Visit(record, k, [](auto& field, auto value) { field = value; });
    if (std::fwrite(&record, sizeof record, 1, file) != 1) return false;
  }
  return true;
}

// A type that holds what `long` is on any machine: the upper half is compared too.
template <class T>
struct Wide {
  using type = T;
};
template <>
struct Wide<std::int32_t> {
  using type = std::int64_t;
};
template <>
struct Wide<std::uint32_t> {
  using type = std::uint64_t;
};

// How many fields are read right; every wrong one is named by its number.
template <class Record>
int Read(const char* what, std::FILE* file) {
  int right = 0;
  for (int k = 0; k < kRecords; ++k) {
    Record record;
    if (std::fread(&record, sizeof record, 1, file) != 1) {
      std::printf("%s: record %d is missing\n", what, k);
      return right;
    }
    int number = 0;
    Visit(record, k, [&](const auto& field, auto value) {
      const typename Wide<decltype(value)>::type found = field;
      if (found == value) {
        ++right;
      } else {
        std::printf("%s: record %d, value %d differs\n", what, k, number);
      }
      ++number;
    });
  }
  return right;
}

template <class Natural, class Packed>
int ReadAll(const char* machine, std::FILE* file) {
  int right = Read<Natural>("natural", file);
  right += Read<Packed>("packed", file);
  const bool more = std::fgetc(file) != EOF;
  std::printf("%s: %d values%s\n", machine, right, more ? ", and more bytes" : "");
  return more ? 1 : 0;
}

template <class Record>
bool WriteCounted(std::FILE* file) {
  Record record = {};
  record.a = std::int8_t{-2};
  record.x = 1.5;
  record.n = std::int32_t{-3};
  record.h = std::uint16_t{0x0102};
  return std::fwrite(&record, sizeof record, 1, file) == 1;
}

int Run(const char* verb, const char* machine, std::FILE* file) {
  if (std::strcmp(verb, "write") == 0)
    return Write<native::Natural>(file) && Write<native::Packed>(file) ? 0 : 1;
  if (std::strcmp(verb, "counted") == 0) {
    return WriteCounted<counted::Native>(file) && WriteCounted<counted::Big>(file) &&
                   WriteCounted<counted::Little>(file)
               ? 0
               : 1;
  }
#define PEP3118_READ(name)              \
  if (std::strcmp(machine, #name) == 0) \
    return ReadAll<from_##name::Natural, from_##name::Packed>(machine, file);
  PEP3118_MACHINES(PEP3118_READ)
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::FILE* file = std::fopen(argv[argc - 1], std::strcmp(argv[1], "read") == 0 ? "rb" : "wb");
  if (file == nullptr) return 2;
  const int status = Run(argv[1], argv[2], file);
  return std::fclose(file) == 0 ? status : 1;
}
