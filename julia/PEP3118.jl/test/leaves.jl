# SPDX-License-Identifier: MIT
# Values as text, and counts of what a test did.

# The leaves of a value as numpy_cases.py and ctypes_cases.py write them.
leaves!(out, x::Union{Integer,Bool}) = push!(out, string(Int128(x)))
leaves!(out, x::AbstractFloat) =
    push!(out, isnan(x) ? "nan" : string(reinterpret(UInt64, Float64(x)), base = 16, pad = 16))
leaves!(out, x::Ptr) = push!(out, string(UInt(x), base = 10))
leaves!(out, x::Complex) = (leaves!(out, real(x)); leaves!(out, imag(x)))
leaves!(out, x::AbstractString) = push!(out, "t" * bytes2hex(codeunits(x)))
leaves!(out, x::PEP3118.Opaque) = push!(out, "t" * bytes2hex(collect(UInt8, x)))
leaves!(out, x::Char) = push!(out, x == '\0' ? "t" : "t" * string(UInt8(x), base = 16, pad = 2))
leaves!(out, x::PEP3118.Record) =
    foreach(name -> leaves!(out, getproperty(x, name)), PEP3118.members(typeof(x)))
leaves!(out, x::AbstractArray) = foreach(v -> leaves!(out, v), row_major(x))
leaves(x) = (out = String[]; leaves!(out, x); join(out, " "))

struct Counts
    of::Dict{Symbol,Int}
end
Counts() = Counts(Dict{Symbol,Int}())
count!(c::Counts, what) = c.of[what] = get(c.of, what, 0) + 1
