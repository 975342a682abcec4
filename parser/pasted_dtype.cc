// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <string>

#include "pep3118/parser/pasted.h"

namespace pep3118::internal {
namespace {

using std::string_view_literals::operator""sv;  // NOLINT(misc-unused-using-decls): it is used

constexpr std::size_t kMaxDigits = 9;
constexpr std::size_t kShownFormat = 120;  // a longer one would be cut in the message

constexpr std::string_view kAsk = "`memoryview(array).format` is the format of an array";
constexpr std::string_view kDatetime =
    "NumPy cannot export datetimes: view the array as `i8`, whose format is `q`";

struct Word {
  std::string_view word;
  std::string_view format;
};

// NumPy's names of scalar types that have one meaning.
constexpr Word kNames[] = {
    {"bool", "?"},        {"bool8", "?"},       {"bool_", "?"},        {"byte", "b"},
    {"cdouble", "Zd"},    {"cfloat", "Zd"},     {"clongdouble", "Zg"}, {"complex", "Zd"},
    {"complex128", "Zd"}, {"complex256", "Zg"}, {"complex64", "Zf"},   {"complex_", "Zd"},
    {"double", "d"},      {"float128", "g"},    {"float16", "e"},      {"float32", "f"},
    {"float64", "d"},     {"float96", "g"},     {"float_", "d"},       {"half", "e"},
    {"int16", "h"},       {"int32", "i"},       {"int64", "q"},        {"int8", "b"},
    {"intc", "i"},        {"intp", "n"},        {"long", "l"},         {"longdouble", "g"},
    {"longlong", "q"},    {"object", "O"},      {"object_", "O"},      {"short", "h"},
    {"ubyte", "B"},       {"uint16", "H"},      {"uint32", "I"},       {"uint64", "Q"},
    {"uint8", "B"},       {"uintc", "I"},       {"uintp", "N"},        {"ulong", "L"},
    {"ulonglong", "Q"},   {"ushort", "H"},
};

// Names that need more words: Python, NumPy and C mean different types, or a length is missing.
constexpr Word kNamesInWords[] = {
    {"bytes", "as a format it is `s` after its length: `10s`"},
    {"bytes_", "as a format it is `s` after its length: `10s`"},
    {"datetime64", kDatetime},
    {"float", "as a format NumPy's float is `d`, and C's is `f`"},
    {"int", "as a format NumPy's int is `n` (`l` before NumPy 2), and C's is `i`"},
    {"int_", "as a format it is `n` (`l` before NumPy 2)"},
    {"str", "as a format it is `w` after its length: `10w`"},
    {"str_", "as a format it is `w` after its length: `10w`"},
    {"timedelta64", kDatetime},
    {"uint", "as a format NumPy's uint is `N` (`L` before NumPy 2), and C's is `I`"},
    {"void", "as a format it is `x` after its length: `10x`"},
};

// Letter and size of a typestr.
constexpr Word kSized[] = {
    {"b1", "?"},   {"i1", "b"},   {"i2", "h"},   {"i4", "i"},  {"i8", "q"},
    {"u1", "B"},   {"u2", "H"},   {"u4", "I"},   {"u8", "Q"},  {"f2", "e"},
    {"f4", "f"},   {"f8", "d"},   {"f12", "g"},  {"f16", "g"}, {"c8", "Zf"},
    {"c16", "Zd"}, {"c24", "Zg"}, {"c32", "Zg"}, {"O8", "O"},  {"O4", "O"},
};

// Codes that mean the same to NumPy; they do not make a list a dtype, but may be in one.
constexpr std::string_view kSharedCodes = "?bBhHiIlLqQefdgFDGO";

template <std::size_t N>
std::string_view Find(const Word (&words)[N], std::string_view word) {
  const auto* found = std::find_if(std::begin(words), std::end(words),
                                   [&](const Word& row) { return row.word == word; });
  return found == std::end(words) ? std::string_view() : found->format;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '_';
}

// One type of a dtype, in the words of a format.
struct Type {
  std::string code;        // `f`, `5s`
  std::string_view words;  // the hint in full where no code says it
  bool telling = false;    // only NumPy writes it so
  bool has_order = true;
};

// The type that `text` is from its beginning to its end, without byte order or shape.
bool ReadType(std::string_view text, Type& type) {
  for (const std::string_view module : {"numpy."sv, "np."sv}) {
    if (text.starts_with(module)) text.remove_prefix(module.size());
  }
  const std::size_t unit = text.find('[');
  if (unit != std::string_view::npos) {
    const std::string_view word = text.substr(0, unit);
    const bool time = word == "M8" || word == "m8" || word == "datetime64" || word == "timedelta64";
    if (!time || text.find(']', unit) != text.size() - 1) return false;
    text = word;
  }
  type = Type();
  type.telling = true;
  if (text == "M8" || text == "m8" || text == "M" || text == "m") {
    type.words = kDatetime;
    return true;
  }
  if (const std::string_view words = Find(kNamesInWords, text); !words.empty()) {
    type.words = words;
    return true;
  }
  std::string_view code = Find(kSized, text);
  if (code.empty()) code = Find(kNames, text);
  if (code.empty() && text.size() == 1 && kSharedCodes.find(text[0]) != std::string_view::npos) {
    code = text;
    type.telling = false;
  }
  if (!code.empty()) {
    type.code = code;
    type.has_order = code != "?" && code != "b" && code != "B" && code != "O";
    return true;
  }
  // Strings and voids: a letter and a length.
  if (text.empty() || text.size() > kMaxDigits + 1) return false;
  if (!std::all_of(text.begin() + 1, text.end(), IsDigit)) return false;
  const std::string length(text.substr(1));
  switch (text[0]) {
    case 'S':
    case 'a':
      type.words = "as a format it is `s` after its length: `10s`";
      type.code = length + "s";
      type.has_order = false;
      break;
    case 'U':
      type.words = "as a format it is `w` after its length: `10w`";
      type.code = length + "w";
      break;
    case 'V':
      type.words = "as a format it is `x` after its length: `10x`";
      type.code = length + "x";
      type.has_order = false;
      break;
    default:
      return false;
  }
  if (length.empty())
    type.code.clear();
  else
    type.words = {};
  return true;
}

// One item of a list of types: byte order, shape and type.
struct Item {
  char order = '\0';  // `<` or `>` where it matters
  std::string dims;
  Type type;
  bool telling = false;
};

bool ReadShape(std::string_view& text, std::string& dims) {
  const auto digits = std::find_if_not(text.begin(), text.end(), IsDigit) - text.begin();
  const std::size_t end = text.starts_with('(') ? text.find(')') : static_cast<std::size_t>(digits);
  if (end == std::string_view::npos) return false;
  if (end == 0) return true;
  const bool list = text[0] == '(';
  const std::string_view inner = list ? text.substr(1, end - 1) : text.substr(0, end);
  if (inner.empty() || inner.size() > 40 || !IsDigit(inner[0])) return false;
  for (const char c : inner) {
    if (!IsDigit(c) && c != ',' && c != ' ') return false;
  }
  dims = "(" + std::string(inner) + ")";
  text.remove_prefix(list ? end + 1 : end);
  return true;
}

bool ReadOrder(std::string_view& text, Item& item) {
  if (text.empty() || "<>=|"sv.find(text[0]) == std::string_view::npos) return true;
  if (item.order != '\0') return false;
  item.order = text[0];
  text.remove_prefix(1);
  return true;
}

bool ReadItem(std::string_view text, Item& item) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  item = Item();
  if (!ReadOrder(text, item) || !ReadShape(text, item.dims) || !ReadOrder(text, item) ||
      !ReadType(text, item.type)) {
    return false;
  }
  item.telling = item.type.telling || item.order == '|';
  if ((item.order != '<' && item.order != '>') || !item.type.has_order) item.order = '\0';
  return true;
}

// NumPy packs the fields of a list and names them f0, f1, ...
void AppendField(const Item& item, std::size_t index, char& mode, std::string& format) {
  const char wanted = item.order != '\0' ? item.order : '^';
  const bool any = !item.type.has_order && item.type.code != "O" && mode != '@';
  if (wanted != mode && !any) {
    format += wanted;
    mode = wanted;
  }
  format += item.dims + item.type.code + ":f" + std::to_string(index) + ":";
}

std::string Alone(const Item& item) {
  return (item.order != '\0' ? std::string(1, item.order) : "") + item.dims + item.type.code;
}

std::string AsFormat(const std::string& format) {
  return format.size() > kShownFormat ? std::string(kAsk) : "as a format it is `" + format + "`";
}

// The hint for a typestr, a name or a list of them; empty when `text` is none.
std::string HintForTypes(std::string_view text) {
  std::string record = "T{", alone;
  std::string_view words;
  char mode = '@';
  bool telling = false, list = false;
  std::size_t index = 0;
  while (!text.empty()) {
    // A comma inside parentheses belongs to a shape.
    const std::size_t open = text.find_first_of("(,");
    const std::size_t shape_end =
        open != std::string_view::npos && text[open] == '(' ? text.find(')', open) : 0;
    if (shape_end == std::string_view::npos) return "";
    const std::size_t comma = text.find(',', shape_end);
    Item item;
    if (!ReadItem(text.substr(0, comma), item)) return "";
    telling = telling || item.telling;
    if (words.empty()) words = item.type.words;
    list = list || comma != std::string_view::npos;
    if (index == 0) alone = Alone(item);
    if (record.size() <= kShownFormat) AppendField(item, index, mode, record);
    ++index;
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  if (!telling) return "";
  if (!words.empty()) return std::string(words);
  return AsFormat(list ? record + "}" : alone);
}

// What Python prints for a dtype, a dtype's description or a scalar type.
bool IsPrintedDtype(std::string_view text) {
  for (const std::string_view begin :
       {"dtype("sv, "np.dtype("sv, "numpy.dtype("sv, "[('"sv, "[(\""sv, "[(("sv, "{'names'"sv,
        "{\"names\""sv, "<class 'numpy."sv}) {
    if (text.starts_with(begin)) return true;
  }
  return false;
}

Span Trimmed(std::string_view text) {
  Span span{0, static_cast<std::uint32_t>(text.size())};
  const auto skipped = [&](std::uint32_t at) {
    return " \t\r\n'\""sv.find(text[at]) != std::string_view::npos;
  };
  while (!span.empty() && skipped(span.begin)) ++span.begin;
  while (!span.empty() && skipped(span.end - 1)) --span.end;
  return span;
}

// The refusal for the word at `begin`, when it is the name of a type.
std::optional<Diagnostic> TypeAt(std::string_view text, std::uint32_t begin) {
  std::uint32_t end = begin;
  while (end < text.size() && IsWord(text[end])) ++end;
  const std::string_view format = FormatOfC(text.substr(begin, end - begin));
  if (end < text.size() && text[end] == '[') {
    const std::size_t close = text.find(']', end);
    if (close != std::string_view::npos) end = static_cast<std::uint32_t>(close) + 1;
  }
  const std::string word(text.substr(begin, end - begin));
  Type type;
  if (ReadType(word, type) && type.telling) {
    return Diagnostic{ErrorKind::kNumpyDtype,
                      {begin, end},
                      {word, type.words.empty() ? AsFormat(type.code) : std::string(type.words)}};
  }
  if (format.empty()) return std::nullopt;
  return Diagnostic{ErrorKind::kCDeclaration, {begin, end}, {word, AsFormat(std::string(format))}};
}

}  // namespace

std::optional<Diagnostic> PastedDtype(std::string_view text) {
  const Span span = Trimmed(text);
  if (span.empty()) return std::nullopt;
  const std::string_view inner = text.substr(span.begin, span.size());
  const std::string hint = IsPrintedDtype(inner) ? std::string(kAsk) : HintForTypes(inner);
  if (hint.empty()) return std::nullopt;
  return Diagnostic{ErrorKind::kNumpyDtype, span, {std::string(inner), hint}};
}

std::optional<Diagnostic> PastedType(std::string_view text, const Diagnostic& error) {
  const bool count = error.kind == ErrorKind::kCountWithoutElement;
  if (!count && error.kind != ErrorKind::kUnknownCode && error.kind != ErrorKind::kBitField) {
    return std::nullopt;
  }
  // `float32` and `uint32_t` are refused at a letter in the middle.
  std::uint32_t begin = error.span.begin;
  while (begin > 0 && IsWord(text[begin - 1])) --begin;
  if (std::optional<Diagnostic> word = TypeAt(text, begin)) return word;
  // After other codes: the letter before a count was read as a code, and `Zf` is one.
  if (!count || begin == error.span.begin) return std::nullopt;
  const std::uint32_t letter = error.span.begin - 1;
  if (letter > 0 && text[letter - 1] == 'Z') return std::nullopt;
  return TypeAt(text, letter);
}

}  // namespace pep3118::internal
