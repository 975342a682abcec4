// SPDX-License-Identifier: MIT
#include "pep3118/codegen/cpp/reserved_names.h"

#include <algorithm>
#include <iterator>

namespace pep3118 {
namespace {

// The tables are sorted by byte.  kReserved has what no header of Debian defines: words of the
// language, and macros of other systems.
// clang-format off
constexpr std::string_view kReserved[] = {
    "ABSOLUTE", "APIENTRY", "AVR", "CALLBACK", "CDECL", "CONST", "DELETE", "DIFFERENCE", "DOMAIN",
    "ERROR", "FALSE", "FAR", "IGNORE", "IN", "INFINITE", "LANGUAGE_C", "MSP430", "NDEBUG", "NEAR",
    "NO_ERROR", "ONCE_FLAG_INIT", "OPTIONAL", "OUT", "OVERFLOW", "PASCAL", "PLOSS", "R3000",
    "RELATIVE", "SING", "STRICT", "TLOSS", "TRUE", "TSS_DTOR_ITERATIONS", "UNDERFLOW", "VOID",
    "WIN32", "WIN64", "WINAPI", "WINNT", "alignas", "alignof", "and", "and_eq", "arm", "asm",
    "atomic_cancel", "atomic_commit", "atomic_compare_exchange_strong_explicit",
    "atomic_compare_exchange_weak_explicit", "atomic_exchange_explicit",
    "atomic_fetch_add_explicit", "atomic_fetch_and_explicit", "atomic_fetch_or_explicit",
    "atomic_fetch_sub_explicit", "atomic_fetch_xor_explicit", "atomic_init", "atomic_load_explicit",
    "atomic_noexcept", "atomic_store_explicit", "auto", "avr", "bitand", "bitor", "bool", "break",
    "case", "catch", "cdecl", "char", "char16_t", "char32_t", "char8_t", "class", "co_await",
    "co_return", "co_yield", "compl", "complex", "concept", "const", "const_cast", "consteval",
    "constexpr", "constinit", "continue", "contract_assert", "decltype", "default", "delete", "do",
    "double", "dynamic_cast", "else", "enum", "environ", "explicit", "export", "extern", "false",
    "far", "float", "for", "fpclassify", "friend", "getc", "getchar", "goto", "hppa", "hpux",
    "huge", "i386", "if", "imaginary", "inline", "int", "interface", "isfinite", "isgreater",
    "isgreaterequal", "isinf", "isless", "islessequal", "islessgreater", "isnan", "isnormal",
    "isunordered", "kill_dependency", "long", "m68k", "main", "major", "makedev", "minor", "mips",
    "msp430", "mutable", "namespace", "near", "new", "noexcept", "noreturn", "not", "not_eq",
    "nullptr", "operator", "or", "or_eq", "pascal", "pep3118", "posix", "ppc", "private",
    "protected", "public", "putc", "putchar", "reflexpr", "register", "reinterpret_cast",
    "requires", "restrict", "return", "s390", "sgi", "short", "signbit", "signed", "sizeof",
    "small", "sparc", "st_atimensec", "st_ctimensec", "st_mtimensec", "static", "static_assert",
    "static_cast", "std", "struct", "sun", "switch", "synchronized", "template", "this",
    "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof", "typeof_unqual", "union",
    "unsigned", "using", "vax", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
};

constexpr std::string_view kCLibrary[] = {
    "FILE", "abort", "abs", "access", "acos", "alarm", "asctime", "asin", "at_quick_exit", "atan",
    "atan2", "atexit", "atof", "atoi", "atol", "atoll", "bcmp", "bcopy", "brk", "bsearch", "bzero",
    "calloc", "cbrt", "ceil", "clearerr", "clock", "clock_t", "close", "copysign", "cos", "cosh",
    "ctime", "difftime", "div", "div_t", "dup", "dup2", "erf", "erfc", "exit", "exp", "exp2",
    "expm1", "fabs", "fclose", "fdim", "feof", "ferror", "fflush", "ffs", "fgetc", "fgetpos",
    "fgets", "floor", "fma", "fmax", "fmin", "fmod", "fopen", "fork", "fpos_t", "fprintf", "fputc",
    "fputs", "fread", "free", "freopen", "frexp", "fscanf", "fseek", "fsetpos", "ftell", "fwrite",
    "gamma", "getc", "getchar", "getenv", "gets", "gmtime", "hypot", "ilogb", "index", "int16_t",
    "int32_t", "int64_t", "int8_t", "int_fast16_t", "int_fast32_t", "int_fast64_t", "int_fast8_t",
    "int_least16_t", "int_least32_t", "int_least64_t", "int_least8_t", "intmax_t", "intptr_t", "j0",
    "j1", "jmp_buf", "jn", "labs", "lconv", "ldexp", "ldiv", "ldiv_t", "lgamma", "link", "llabs",
    "lldiv", "lldiv_t", "llrint", "llround", "localeconv", "localtime", "log", "log10", "log1p",
    "log2", "logb", "longjmp", "lrint", "lround", "malloc", "max_align_t", "mblen", "mbstowcs",
    "mbtowc", "memchr", "memcmp", "memcpy", "memmove", "memset", "mktime", "modf", "nan",
    "nearbyint", "nextafter", "nexttoward", "nullptr_t", "open", "pause", "perror", "pipe", "pow",
    "printf", "ptrdiff_t", "putc", "putchar", "puts", "qsort", "quick_exit", "raise", "rand",
    "random", "read", "realloc", "remainder", "remove", "remquo", "rename", "rewind", "rindex",
    "rint", "round", "sbrk", "scalbn", "scanf", "select", "setbuf", "setlocale", "setvbuf",
    "sig_atomic_t", "signal", "signgam", "sin", "sinh", "size_t", "sleep", "snprintf", "sprintf",
    "sqrt", "srand", "srandom", "sscanf", "stat", "strcat", "strchr", "strcmp", "strcoll", "strcpy",
    "strcspn", "strerror", "strftime", "strlen", "strncat", "strncmp", "strncpy", "strpbrk",
    "strrchr", "strspn", "strstr", "strtod", "strtof", "strtok", "strtol", "strtold", "strtoll",
    "strtoul", "strtoull", "strxfrm", "system", "tan", "tanh", "tgamma", "time", "time_t",
    "timespec", "tm", "tmpfile", "tmpnam", "trunc", "uint16_t", "uint32_t", "uint64_t", "uint8_t",
    "uint_fast16_t", "uint_fast32_t", "uint_fast64_t", "uint_fast8_t", "uint_least16_t",
    "uint_least32_t", "uint_least64_t", "uint_least8_t", "uintmax_t", "uintptr_t", "ungetc",
    "unlink", "va_list", "vfprintf", "vfscanf", "vprintf", "vscanf", "vsnprintf", "vsprintf",
    "vsscanf", "wait", "wcstombs", "wctomb", "write", "y0", "y1", "yn",
};
// clang-format on

constexpr std::string_view kMacros[] = {
#include "pep3118/codegen/cpp/macro_names.inc"
};

static_assert(std::is_sorted(std::begin(kReserved), std::end(kReserved)));
static_assert(std::is_sorted(std::begin(kMacros), std::end(kMacros)));
static_assert(std::is_sorted(std::begin(kCLibrary), std::end(kCLibrary)));

}  // namespace

bool IsReservedName(std::string_view name) {
  // glibc's <sys/syscall.h> has hundreds of SYS_... and grows with every kernel.  PEP3118_... are the
  // macros of generated headers themselves.
  return name.starts_with("SYS_") || name.starts_with("PEP3118_") ||
         std::binary_search(std::begin(kReserved), std::end(kReserved), name) ||
         std::binary_search(std::begin(kMacros), std::end(kMacros), name);
}

bool IsCLibraryName(std::string_view name) {
  return std::binary_search(std::begin(kCLibrary), std::end(kCLibrary), name);
}

}  // namespace pep3118
