// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "pep3118/base/escape.h"
#include "pep3118/buffer/convert/plan.h"
#include "pep3118/buffer/convert/plan_chunks.h"
#include "pep3118/layout/canonical.h"
#include "pep3118/layout/field_paths.h"

namespace pep3118::internal {
namespace {

bool IsByte(const Field& field) {
  return (field.kind == TypeKind::kInt || field.kind == TypeKind::kUint ||
          field.kind == TypeKind::kChar) &&
         field.itemsize == 1;
}

bool IsNumber(const Field& field) {
  return field.kind == TypeKind::kBool || field.kind == TypeKind::kInt ||
         field.kind == TypeKind::kUint || field.kind == TypeKind::kFloat;
}

bool IsText(const Field& field) {
  return field.kind == TypeKind::kChar || field.kind == TypeKind::kBytes ||
         field.kind == TypeKind::kUcs2 || field.kind == TypeKind::kUcs4 ||
         field.kind == TypeKind::kPascal;
}

std::int64_t UnitOf(const Field& text) {
  return text.kind == TypeKind::kUcs2 ? 2 : text.kind == TypeKind::kUcs4 ? 4 : 1;
}

bool SwapsOrder(const Field& from, const Field& to) {
  return from.byte_order != to.byte_order && from.byte_order != ByteOrder::kNone &&
         to.byte_order != ByteOrder::kNone;
}

// Ticks stay as they are: in the same unit, or as a number whose format could not say the unit.
bool IsPlainTicks(const Field& field) {
  return field.kind == TypeKind::kInt && field.itemsize == 8 && field.time.kind == TimeKind::kNone;
}
bool TimesAgree(const Field& from, const Field& to) {
  if (from.time == to.time) return true;
  return IsPlainTicks(from) || IsPlainTicks(to);
}

// Makes dimensions a part of the run that goes on where the run ends.
void TakeOuter(const Plan& plan, Step& step) {
  while (step.outer_size > 0) {
    const PairedDimension& dim = plan.Outer(step).back();
    if (step.run.count == 1) {
      step.run = dim;
    } else if (dim.from_stride == step.run.count * step.run.from_stride &&
               dim.to_stride == step.run.count * step.run.to_stride) {
      step.run.count *= dim.count;
    } else {
      return;
    }
    --step.outer_size;
  }
}

// Writes the steps of one pair of fields after the other.
class PlanMaker {
 public:
  PlanMaker(Plan& plan, const ConversionOptions& options, ConversionReport& report)
      : plan_(plan), from_(*plan.from), to_(*plan.to), options_(options), report_(report) {}

  bool Run() {
    const FieldPairs fields = PairFields(from_, to_);
    std::vector<UnpairedField> unpaired = fields.unpaired;
    if (options_.keep_missing) {
      const auto missing = [](const auto& field) {
        return field.reason == UnpairedReason::kMissing;
      };
      plan_.keeps_fields = std::erase_if(unpaired, missing) > 0;
    }
    auto problem = unpaired.begin();
    for (const FieldPair& pair : fields.pairs) {
      for (; problem != unpaired.end() && problem->to < pair.to; ++problem) AddUnpaired(*problem);
      AddPair(pair, fields.Dims(pair));
    }
    for (; problem != unpaired.end(); ++problem) AddUnpaired(*problem);
    return report_.problems.empty();
  }

 private:
  void AddPair(const FieldPair& pair, std::span<const PairedDimension> dims) {
    const Field& from = from_.all()[pair.from];
    const Field& to = to_.all()[pair.to];
    if (!TimesAgree(from, to)) return AddTimeProblem(from, to, pair.to);
    step_ = {};
    step_.from = pair.from_offset;
    step_.to = pair.to_offset;
    step_.field = pair.to;
    dims_ = dims;
    const bool found = to.kind == TypeKind::kComplex ? AddComplex(from, to)
                       : IsText(to) && from.kind == to.kind && from.itemsize == to.itemsize
                           ? AddSameText(from, to)
                           : AddElement(ElementKernel(from, to));
    if (!found) AddProblem(from, to, pair.to);
  }

  // The kernel for one element that is no complex number.
  std::optional<Kernel> ElementKernel(const Field& from, const Field& to) const {
    if (IsNumber(from) && IsNumber(to)) {
      const std::optional<Number> stored = NumberOf(from);
      const std::optional<Number> wanted = NumberOf(to);
      if (stored && wanted) return NumberKernel(*stored, *wanted, options_.numbers);
      return SameFloat(from, to);
    }
    if (IsByte(from) && IsByte(to)) return CopyKernel(1);
    if (IsText(to)) return TextKernel(from, to, options_.text);
    const bool whole = to.kind == TypeKind::kOpaque || to.kind == TypeKind::kPointer ||
                       to.kind == TypeKind::kFunction;
    if (whole && from.kind == to.kind && from.itemsize == to.itemsize && !SwapsOrder(from, to)) {
      return CopyKernel(to.itemsize);
    }
    return std::nullopt;
  }

  // A float that the host cannot read is moved as it is; `size` bytes of a part or of all.
  static std::optional<Kernel> SameFloat(const Field& from, const Field& to) {
    const std::int64_t parts = to.kind == TypeKind::kComplex ? 2 : 1;
    const std::int64_t size = to.itemsize / parts;
    if (from.kind != to.kind || from.float_format != to.float_format ||
        from.float_format == FloatFormat::kNone || from.itemsize != to.itemsize) {
      return std::nullopt;
    }
    if (!SwapsOrder(from, to)) return CopyKernel(size);
    if (from.float_format != FloatFormat::kBinary128 || size != 16) return std::nullopt;
    return SwapKernel(size);
  }

  // Part by part; a real number has the imaginary part 0.
  bool AddComplex(const Field& from, const Field& to) {
    const std::optional<Number> wanted = NumberOf(to);
    const std::optional<Number> stored = NumberOf(from);
    const std::int64_t to_part = to.itemsize / 2;
    if (from.kind == TypeKind::kComplex) {
      step_.run = {2, from.itemsize / 2, to_part};
      return AddElement(stored && wanted ? NumberKernel(*stored, *wanted, options_.numbers)
                                         : SameFloat(from, to));
    }
    if (!IsNumber(from) || !stored || !wanted) return false;
    if (!AddElement(NumberKernel(*stored, *wanted, options_.numbers))) return false;
    step_.to += to_part;
    return AddElement(ZeroKernel(FactsOf(wanted->type).size));
  }

  // Characters that stay where they are: neighbours of numbers of their size.
  bool AddSameText(const Field& from, const Field& to) {
    if (!SwapsOrder(from, to)) return AddElement(CopyKernel(to.itemsize));
    const std::int64_t unit = UnitOf(to);
    step_.run = {to.itemsize / unit, unit, unit};
    return AddElement(SwapKernel(unit));
  }

  bool AddElement(const std::optional<Kernel>& kernel) {
    if (!kernel) return false;
    Step step = step_;
    step.kernel = *kernel;
    step.outer_begin = static_cast<std::uint32_t>(plan_.dims.size());
    const bool nothing = kernel->to_size == 0 && !kernel->may_fail;  // to write, nor to check
    if (nothing || step.run.count == 0 || (dims_.size() == 1 && dims_[0].count == 0)) return true;
    plan_.dims.insert(plan_.dims.end(), dims_.begin(), dims_.end());
    step.outer_size = static_cast<std::uint32_t>(dims_.size());
    // Elements side by side are a run, whatever comes after them.
    const bool dense = step.run.count > 1 || (!dims_.empty() && IsDense(dims_.back(), *kernel));
    if (dense) TakeOuter(plan_, step);
    plan_.steps.push_back(step);
    return true;
  }

  static bool IsDense(const PairedDimension& dim, const Kernel& kernel) {
    return dim.from_stride == kernel.from_size && dim.to_stride == kernel.to_size;
  }

  // ---- what cannot be done

  void AddProblem(const Field& from, const Field& to, std::uint32_t index) {
    const std::string from_text = ElementText(from_, from);
    const std::string to_text = ElementText(to_, to);
    const bool numbers = (IsNumber(from) || from.kind == TypeKind::kComplex) &&
                         (IsNumber(to) || to.kind == TypeKind::kComplex) &&
                         !(from.kind == TypeKind::kComplex && to.kind != TypeKind::kComplex) &&
                         NumberOf(from) && NumberOf(to);
    std::string text = "`" + EscapeCut(from_text, kLongest) + "` ";
    ConversionProblemKind kind = ConversionProblemKind::kNarrows;
    if (numbers) {
      text += "has values that `" + EscapeCut(to_text, kLongest) +
              "` does not hold: ConversionOptions::numbers allows it";
    } else if (TextKernel(from, to, Narrowing::kSaturating)) {
      text += "can be longer than `" + EscapeCut(to_text, kLongest) +
              "`: ConversionOptions::text allows it";
    } else {
      kind = ConversionProblemKind::kType;
      text += "does not become `" + EscapeCut(to_text, kLongest) + "`";
      if (to.kind == TypeKind::kObject) text += ": a reference that is copied has no owner";
    }
    Add(kind, index, std::move(text));
  }

  void AddTimeProblem(const Field& from, const Field& to, std::uint32_t index) {
    const auto text = [](const Layout& layout, const Field& field) {
      return field.time.kind == TimeKind::kNone ? EscapeCut(ElementText(layout, field), kLongest)
                                                : TimeText(field.time);
    };
    Add(ConversionProblemKind::kType, index,
        "`" + text(from_, from) + "` does not become `" + text(to_, to) +
            "`: the ticks of a time are not converted");
  }

  void AddUnpaired(const UnpairedField& field) {
    switch (field.reason) {
      case UnpairedReason::kMissing:
        return Add(ConversionProblemKind::kMissing, field.to, "the input has no such field");
      case UnpairedReason::kAmbiguous:
        return Add(ConversionProblemKind::kAmbiguous, field.to, "several fields have that name");
      case UnpairedReason::kShape:
        return Add(ConversionProblemKind::kShape, field.to,
                   "the input has " + ShapeText(from_, field.from) + ", expected " +
                       ShapeText(to_, field.to));
      case UnpairedReason::kRecord:
        return Add(ConversionProblemKind::kRecord, field.to,
                   from_.all()[field.from].kind == TypeKind::kRecord
                       ? "the input has a record, expected a single value"
                       : "the input has a single value, expected a record");
    }
  }

  static std::string ShapeText(const Layout& layout, std::uint32_t index) {
    const std::span<const std::int64_t> shape = layout.Shape(layout.all()[index]);
    if (shape.empty()) return "no dimensions";
    std::string text = "the shape (";
    for (const std::int64_t dim : shape.first(std::min<std::size_t>(shape.size(), 8))) {
      text += std::to_string(dim) + ",";
    }
    text.back() = ')';
    return text;
  }

  void Add(ConversionProblemKind kind, std::uint32_t field, std::string&& message) {
    if (report_.problems.size() == ConversionReport::kMaxProblems) {
      ++report_.omitted;
      return;
    }
    if (!paths_) paths_.emplace(to_);
    report_.problems.push_back({kind, paths_->PathOf(field), std::move(message)});
  }

  static constexpr std::size_t kLongest = 80;  // bytes of a text in a message

  Plan& plan_;
  const Layout& from_;
  const Layout& to_;
  const ConversionOptions& options_;
  ConversionReport& report_;
  std::optional<FieldPaths> paths_;
  Step step_;                              // of the pair at work
  std::span<const PairedDimension> dims_;  // the same
};

// ---- neighbours

// Elements of the run side by side, which one copy moves.
void JoinRun(Step& step, const Kernel& copy) {
  if (!(step.kernel == copy) || step.run.count == 1) return;
  if (step.run.from_stride != step.kernel.to_size || step.run.to_stride != step.kernel.to_size) {
    return;
  }
  step.kernel = CopyKernel(step.kernel.to_size * step.run.count);
  step.run = {1, 0, 0};
}

class StepMerger {
 public:
  explicit StepMerger(Plan& plan) : plan_(plan) {}

  void Run() {
    std::ranges::stable_sort(plan_.steps, {}, &Step::to);
    for (Step& step : plan_.steps) JoinRun(step, CopyKernel(step.kernel.to_size));
    std::vector<Step> merged;
    for (const Step& step : plan_.steps) {
      if (merged.empty() || !Join(merged.back(), step)) merged.push_back(step);
    }
    plan_.steps = std::move(merged);
    for (Step& step : plan_.steps) {
      TakeOuter(plan_, step);
      JoinRun(step, CopyKernel(step.kernel.to_size));
    }
  }

 private:
  // Whether `next` became a part of `step`.
  bool Join(Step& step, const Step& next) const {
    if (step.kernel.may_fail || next.kernel.may_fail ||
        !std::ranges::equal(plan_.Outer(step), plan_.Outer(next))) {
      return false;
    }
    return JoinCopies(step, next) || JoinRuns(step, next);
  }

  static bool IsCopy(const Step& step) {
    return step.run.count == 1 && step.kernel == CopyKernel(step.kernel.to_size);
  }

  static bool JoinCopies(Step& step, const Step& next) {
    const std::int64_t size = step.kernel.to_size;
    if (!IsCopy(step) || !IsCopy(next) || next.from != step.from + size ||
        next.to != step.to + size) {
      return false;
    }
    step.kernel = CopyKernel(size + next.kernel.to_size);
    return true;
  }

  static bool JoinRuns(Step& step, const Step& next) {
    if (!(step.kernel == next.kernel)) return false;
    const PairedDimension stride =
        step.run.count > 1   ? step.run
        : next.run.count > 1 ? next.run
                             : PairedDimension{1, next.from - step.from, next.to - step.to};
    const auto goes_on = [&](const PairedDimension& run) {
      return run.count == 1 ||
             (run.from_stride == stride.from_stride && run.to_stride == stride.to_stride);
    };
    if (!goes_on(next.run) || next.from != step.from + step.run.count * stride.from_stride ||
        next.to != step.to + step.run.count * stride.to_stride) {
      return false;
    }
    step.run = {step.run.count + next.run.count, stride.from_stride, stride.to_stride};
    return true;
  }

  Plan& plan_;
};

bool StaysInPlace(const Plan& plan) {
  return plan.from->itemsize() == plan.to->itemsize() &&
         std::ranges::all_of(plan.steps, [&](const Step& step) {
           const auto stays = [](const PairedDimension& dim) {
             return dim.from_stride == dim.to_stride;
           };
           return step.from == step.to && step.kernel.from_size == step.kernel.to_size &&
                  stays(step.run) && std::ranges::all_of(plan.Outer(step), stays);
         });
}

// As many bytes as make no difference to a cache any more.
constexpr std::int64_t kManyBytes = 1 << 20;

std::int64_t CappedProduct(std::int64_t bytes, std::int64_t count) {
  return count > kManyBytes / std::max<std::int64_t>(bytes, 1) ? kManyBytes : bytes * count;
}

// What the steps read and write of one item, about: a cache line more for each place, and no more
// than both items have.
std::int64_t CacheBytes(const Plan& plan) {
  constexpr std::int64_t kLine = 64;
  std::int64_t from_bytes = 0;
  std::int64_t to_bytes = 0;
  for (const Step& step : plan.steps) {
    std::int64_t places = 1;
    for (const PairedDimension& dim : plan.Outer(step)) places = CappedProduct(places, dim.count);
    const auto bytes = [&](std::int64_t size) {
      return CappedProduct(CappedProduct(size, step.run.count) + kLine, places);
    };
    from_bytes = std::min(kManyBytes, from_bytes + bytes(step.kernel.from_size));
    to_bytes = std::min(kManyBytes, to_bytes + bytes(step.kernel.to_size));
  }
  return std::min(from_bytes, plan.from->itemsize()) + std::min(to_bytes, plan.to->itemsize());
}

}  // namespace

bool MakePlan(std::shared_ptr<const Layout> from, std::shared_ptr<const Layout> to,
              const ConversionOptions& options, ByteMover mover, Plan& plan,
              ConversionReport& report) {
  plan = {};
  plan.from = std::move(from);
  plan.to = std::move(to);
  if (!PlanMaker(plan, options, report).Run()) return false;
  StepMerger(plan).Run();
  plan.in_place = StaysInPlace(plan);
  plan.bytes = CacheBytes(plan);
  plan.mover = mover;
  // A chunk reads and writes back the bytes that stay, and other threads may write kept fields.
  if (mover != ByteMover::kPlain && !plan.keeps_fields) PlanChunks(plan);
  return true;
}

}  // namespace pep3118::internal

namespace pep3118 {

std::string Message(const ConversionReport& report) {
  const std::size_t count = report.problems.size() + report.omitted;
  std::string text = std::to_string(count) +
                     (count == 1 ? " field cannot be converted" : " fields cannot be converted");
  for (const ConversionProblem& problem : report.problems) {
    text += "\n  field " + problem.field + ": " + problem.message;
  }
  if (report.omitted > 0) text += "\n  and " + std::to_string(report.omitted) + " more";
  return text;
}

std::string Render(const ConversionReport& report) { return Message(report) + "\n"; }

}  // namespace pep3118
