// SPDX-License-Identifier: MIT
#include "pep3118/codegen/emit.h"

#include <string>
#include <string_view>
#include <utility>

#include "pep3118/c/boundary.h"
#include "pep3118/c/handle.h"
#include "pep3118/c/pep3118.h"
#include "pep3118/parser/diagnostic.h"

using pep3118::Result;
using pep3118::c::Fail;
using pep3118::c::FailArgument;
using pep3118::c::FailNull;
using pep3118::c::Guarded;

namespace {

pep3118_status FailEmit(pep3118_error& error, const pep3118::EmitError& refusal) {
  if (refusal.kind == pep3118::HeaderErrorKind::kTooLong) {
    return Fail(error, {PEP3118_OUTPUT, "too-long", "the text would be longer than the limit"});
  }
  const pep3118::Diagnostic& why = refusal.diagnostic;
  return Fail(error, {PEP3118_OUTPUT, ErrorName(why.kind), Message(why), Hint(why), why.span});
}

}  // namespace

pep3118_status pep3118_emit(const pep3118_layout* layout, const char* language, const char* name,
                            pep3118_text** text, pep3118_error* error) {
  if (error == nullptr) return PEP3118_NULL_ARGUMENT;
  if (text == nullptr) return FailNull(*error, "text");
  *text = nullptr;
  if (layout == nullptr) return FailNull(*error, "layout");
  if (language == nullptr) return FailNull(*error, "language");
  if (name == nullptr) return FailNull(*error, "name");
  return Guarded(*error, [&]() -> pep3118_status {
    const pep3118::Language* const found = pep3118::FindLanguage(language);
    if (found == nullptr) {
      return FailArgument(*error, "no such language: there are " + pep3118::LanguageNames());
    }
    if (*name != '\0' && !found->is_usable_name(name)) {
      return FailArgument(*error, "name: no type can be called so in that language");
    }
    const pep3118::NamedLayout named{name, layout->layout.get()};
    Result<std::string, pep3118::EmitError> words = pep3118::Emit(*found, {&named, 1});
    if (!words) return FailEmit(*error, words.error());
    *text = new pep3118_text(*std::move(words));
    return PEP3118_OK;
  });
}

pep3118_text* pep3118_text_retain(pep3118_text* text) { return pep3118::c::Retain(text); }

pep3118_status pep3118_text_release(pep3118_text* text) { return pep3118::c::Release(text); }

const char* pep3118_text_data(const pep3118_text* text) {
  return text == nullptr ? nullptr : text->text.c_str();
}

size_t pep3118_text_length(const pep3118_text* text) {
  return text == nullptr ? 0 : text->text.size();
}
