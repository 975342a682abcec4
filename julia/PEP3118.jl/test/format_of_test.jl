# SPDX-License-Identifier: MIT
# The format of a Julia type, held to Julia's fieldoffset through the library.
using Test
import PEP3118
const P = PEP3118

struct Inner
    a::Int16
    b::Float64
end
struct Everything
    x::Int32
    y::Float64
    z::Int8
    inner::Inner
    m::NTuple{2,NTuple{3,Float32}}
    c::ComplexF64
    p::Ptr{Cvoid}
    b::Bool
    h::Float16
    big::P.BigEndian{Int32,4}
    little::P.LittleEndian{Int64,8}
    u::UInt8
    inners::NTuple{2,Inner}
    pair::Tuple{Int32,Float64}
    s::P.Bytes{3}
    w::P.Ucs4{2,UInt32}
    o::P.Opaque{5}
    q::P.Unaligned{Ptr{Cvoid},8}
    ratio::Rational{Int8}
end
struct Point{T}
    x::T
    y::T
end
mutable struct Mutable
    x::Int
end
struct Holder
    x::Union{Int,Nothing}
end
@enum Color red

@testset "numbers" begin
    for (T, format) in (Int8 => "b", UInt8 => "B", Int16 => "h", UInt16 => "H", Int32 => "i",
                        UInt32 => "I", Int64 => "q", UInt64 => "Q", Float16 => "e", Float32 => "f",
                        Float64 => "d", ComplexF32 => "Zf", ComplexF64 => "Zd", Bool => "?",
                        Ptr{Int} => "P", P.Boolean => "?", P.Char8 => "c", P.Bytes{3} => "3s",
                        NTuple{3,Float64} => "(3)d", NTuple{2,NTuple{3,Int8}} => "(2,3)b")
        @test P.format_of(T) == format
        @test P.itemsize(P.layout_of(format)) == sizeof(T)
    end
    @test P.record_type(P.format_of(P.BigEndian{Int32,4})) === P.BigEndian{Int32,4}
end

@testset "structs have their own offsets" begin
    for T in (Inner, Everything, Point{Float64}, Point{Int8}, Point{Point{Int32}}, Tuple{Int8,Int64},
              NamedTuple{(:a, :b),Tuple{Int8,Float64}}, Rational{Int16}, Pair{Int32,Int8},
              Complex{Int32})
        for strict in (false, true), dialect in ("auto", "pep3118", "numpy")
            layout = P.layout_of(P.format_of(T), itemsize = sizeof(T), dialect = dialect, strict = strict)
            @test P.canonical(layout) == P.format_of(T)
            U = P.record_type(layout)
            @test sizeof(U) == sizeof(T)
            @test [f.offset for f in P.fields(U)] == [fieldoffset(T, i) for i in 1:fieldcount(T)]
            T <: Tuple || @test [f.name for f in P.fields(U)] == collect(string.(fieldnames(T)))
        end
    end
    @test P.format_of(Point{Int32}) == "T{i:x:i:y:}"
    @test P.format_of(Inner) == "T{h:a:6xd:b:}"
end

@testset "records keep their format" begin
    for format in ("T{i:x:d:y:}", "T{b:a:16xg:long:}", "T{>i:x:3x(2)3s:s:}", "T{i:x:i:x:}")
        T = P.record_type(format)
        @test P.format_of(T) == P.canonical(T)
        @test P.record_type(P.format_of(T)) === T
    end
    T = P.record_type("T{g:z:c:c:}")  # its alignment in C is 16, in Julia 1
    Outer = Tuple{Int8,T}
    layout = P.layout_of(P.format_of(Outer), itemsize = sizeof(Outer))
    @test [f.offset for f in P.fields(P.record_type(layout))] == [0, 1]
end

@testset "what has no format" begin
    for T in (Int128, UInt128, Char, Nothing, Union{Int,Nothing}, Holder, Vector{Int}, Tuple{},
              NTuple{0,Int}, Any, String, Symbol, Mutable, Point, Tuple{Int,Nothing}, Color,
              NamedTuple{(Symbol("a:b"),),Tuple{Int}}, NamedTuple{(Symbol(""),),Tuple{Int}},
              NamedTuple{(Symbol("\xff"),),Tuple{Int}}, P.BigEndian{Ptr{Cvoid},8})
        @test_throws ArgumentError P.format_of(T)
    end
end
