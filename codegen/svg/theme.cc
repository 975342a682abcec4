// SPDX-License-Identifier: MIT
#include "pep3118/codegen/svg/theme.h"

#include <cstddef>

namespace pep3118 {
namespace {

struct Colors {
  const char* name;  // of the class
  const char* fill;
  const char* stroke;
  const char* dark_fill;
  const char* dark_stroke;
};

// Text on each is readable at a contrast of 4.5 (WCAG 2.1, AA), edges and labels on the page too.
// In the order of Paint.
constexpr Colors kColors[] = {
    {"f0", "#dbeafe", "#1d4ed8", "#172f5f", "#60a5fa"},
    {"f1", "#fef3c7", "#b45309", "#4a3206", "#fbbf24"},
    {"f2", "#d1fae5", "#047857", "#0a3f2f", "#34d399"},
    {"f3", "#fce7f3", "#be185d", "#531539", "#f472b6"},
    {"f4", "#ede9fe", "#6d28d9", "#372167", "#a78bfa"},
    {"f5", "#cffafe", "#0e7490", "#0b3c4a", "#22d3ee"},
    {"f6", "#ffedd5", "#c2410c", "#52240b", "#fb923c"},
    {"f7", "#ecfccb", "#4d7c0f", "#2c400d", "#a3e635"},
    {"group", "#e2e8f0", "#475569", "#303b4b", "#94a3b8"},
    {"hole", "#ffffff", "#6b7280", "#0d1117", "#9ca3af"},
    {"hatch", "none", "#b4bbc6", "none", "#4d5663"},
    {"undrawn", "#f3f4f6", "#4b5563", "#21262d", "#9ca3af"},
    {"page", "#ffffff", "none", "#0d1117", "none"},
    {"text", "#111827", "none", "#f3f6fa", "none"},
    {"label", "#4b5563", "none", "#a9b4c2", "none"},
};
static_assert(std::size(kColors) == static_cast<std::size_t>(Paint::kLabel) + 1);

}  // namespace

std::string Attributes(Paint paint) {
  const Colors& colors = kColors[static_cast<std::size_t>(paint)];
  std::string text = "class=\"p3-";
  text.append(colors.name).append("\" fill=\"").append(colors.fill).append("\"");
  if (colors.stroke != std::string("none"))
    text.append(" stroke=\"").append(colors.stroke).append("\"");
  return text;
}

Paint FieldPaint(std::uint32_t field) {
  return static_cast<Paint>((field == 0 ? 0 : field - 1) % 8);
}

std::string StyleSheet() {
  std::string text = "@media (prefers-color-scheme:dark){";
  for (const Colors& colors : kColors) {
    text.append(".pep3118 .p3-").append(colors.name).append("{fill:").append(colors.dark_fill);
    text.append(";stroke:").append(colors.dark_stroke).append("}");
  }
  return text + "}";
}

}  // namespace pep3118
