# SPDX-License-Identifier: MIT
# A type for every format, made when it is first asked for.
#
# Types are called after their layout's id and kept by it: equal formats, whoever wrote them, have
# one type in a process, as long as it runs.

# Where the types are defined.  Holds no name but those that emitted source needs.
baremodule Records
import ..PEP3118
import Base: @eval, @isdefined, !, ComplexF16, ComplexF32, ComplexF64, ENDIAN_BOM, Cvoid,
             ==, error, getindex, vect
end

const BY_ID = Dict{String,Type}()
const MAKING = ReentrantLock()  # of BY_ID and of definitions in Records

# What formats were asked for.  Emptied when it is full: spellings are not bounded, and an exporter
# may be hostile.
const MOST_SPELLINGS = 4096
const BY_SPELLING = Dict{Tuple{String,Int,String,Bool},Type}()
const LOOKING = Threads.SpinLock()  # of BY_SPELLING: held for one look-up

"""
    record_type(format; itemsize = -1, dialect = "auto", in_array = false)

The isbits type of one item of a format: a `Record` for a record, else a number (`Float64` for `d`) or
a storage type (`BigEndian{Int32,4}` for `>i`), whose values are of `valuetype`.  Equal layouts give
the same type.

    T = PEP3118.record_type("T{i:x:d:y:}")
    r = T(x = 1, y = 2.0)
    r.x

A `FormatError` for a format that is refused, or that Julia has no type for.
"""
function record_type(format::AbstractString; itemsize::Integer = -1,
                     dialect::AbstractString = "auto", in_array::Bool = false)
    key = (String(format), Int(itemsize), String(dialect), in_array)
    lock(LOOKING)
    T = get(BY_SPELLING, key, Nothing)
    unlock(LOOKING)
    T === Nothing || return T
    layout = layout_of(format, itemsize = itemsize, dialect = dialect, in_array = in_array)
    T = record_type(layout)
    lock(LOOKING)
    length(BY_SPELLING) < MOST_SPELLINGS || empty!(BY_SPELLING)
    BY_SPELLING[key] = T
    unlock(LOOKING)
    return T
end

"    record_type(layout::Layout)\n\nThe same for a layout."
function record_type(layout::Layout)
    id = layout_id(layout)
    lock(MAKING) do
        get!(() -> define(id, emit(layout, "julia")), BY_ID, id)
    end
end

# Evaluates emitted source, one expression after the other.  A record that is inside another one
# is defined once.
function define(id, source)
    ccall(:jl_generating_output, Cint, ()) == 0 ||
        error("record types cannot be made while a package is precompiled: call record_type in " *
              "__init__, or include what `pep3118c emit julia` writes")
    at = 1
    while true
        expression, at = Meta.parse(source, at)
        expression === nothing && break
        is_import = expression isa Expr && expression.head === :import  # Records has PEP3118
        is_import || Core.eval(Records, expression)
    end
    return Core.eval(Records, Symbol("record_", id))::Type
end
