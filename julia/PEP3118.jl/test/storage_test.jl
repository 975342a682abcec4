# SPDX-License-Identifier: MIT
# Storage types against bytes written out by hand.
using Test
import PEP3118
const P = PEP3118

# The storage that these bytes are.
function from_bytes(S, bytes...)
    memory = UInt8[bytes...]
    @assert length(memory) == sizeof(S)
    return GC.@preserve memory unsafe_load(Ptr{S}(pointer(memory)))
end
bytes_of(x) = collect(reinterpret(UInt8, [x]))

@testset "numbers in a byte order" begin
    for (S, bytes, value) in (
        (P.BigEndian{Int16,2}, [0x01, 0x02], Int16(0x0102)),
        (P.LittleEndian{Int16,2}, [0x01, 0x02], Int16(0x0201)),
        (P.BigEndian{UInt32,4}, [0xde, 0xad, 0xbe, 0xef], 0xdeadbeef),
        (P.BigEndian{Int32,4}, [0xff, 0xff, 0xff, 0xfe], Int32(-2)),
        (P.LittleEndian{Int64,8}, [0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x81],
         0x8102030405060708 % Int64),
        (P.BigEndian{Float16,2}, [0x3c, 0x00], Float16(1)),
        (P.BigEndian{Float32,4}, [0x3f, 0x80, 0x00, 0x00], 1.0f0),
        (P.BigEndian{Float64,8}, [0xc0, 0x04, 0, 0, 0, 0, 0, 0], -2.5),
        (P.LittleEndian{Float64,8}, [0, 0, 0, 0, 0, 0, 0x04, 0xc0], -2.5),
        (P.BigEndian{ComplexF32,8}, [0x3f, 0x80, 0, 0, 0x40, 0, 0, 0], 1.0f0 + 2.0f0im),
        (P.LittleEndian{ComplexF64,16}, [zeros(UInt8, 6); 0xf0; 0x3f; zeros(UInt8, 7); 0x40],
         1.0 + 2.0im),
        (P.BigEndian{Int8,1}, [0x80], Int8(-128)),
        (P.Unaligned{Ptr{Cvoid},8}, bytes_of(Ptr{Cvoid}(UInt(0x0102))), Ptr{Cvoid}(UInt(0x0102))),
        (P.Unaligned{Int32,4}, bytes_of(Int32(77)), Int32(77)),
    )
        x = from_bytes(S, bytes...)
        @test P.load(x) === value
        @test bytes_of(P.store(S, value)) == bytes
        @test P.valuetype(S) === typeof(value)
        @test x[] === value && x == P.store(S, value) && hash(x) == hash(value)
        @test Base.datatype_alignment(S) == 1 && isbitstype(S)
        @test P.store(S, x) === x && convert(S, value) === x
    end
    @test P.BigEndian{Int32}(5) === P.BigEndian{Int32,4}((0x00, 0x00, 0x00, 0x05))
    @test_throws InexactError P.store(P.BigEndian{Int8,1}, 128)
    @test_throws InexactError P.store(P.BigEndian{Int32,4}, 1.5)
    @test_throws ArgumentError P.load(P.BigEndian{Int32,2}((0x00, 0x01)))
    @test_throws ArgumentError P.store(P.BigEndian{Char,4}, 'a')
end

@testset "bool and char" begin
    for byte in 0x00:0xff
        @test P.load(from_bytes(P.Boolean, byte)) === (byte != 0)
        @test P.load(from_bytes(P.Char8, byte)) === Char(byte)
        @test bytes_of(P.store(P.Char8, Char(byte))) == [byte]
    end
    @test bytes_of(P.store(P.Boolean, true)) == [0x01]
    @test_throws InexactError P.store(P.Boolean, 2)
    @test_throws ArgumentError P.store(P.Char8, 'Ā')
end

@testset "strings" begin
    s = from_bytes(P.Bytes{5}, 0x61, 0x00, 0x62, 0x00, 0x00)
    @test P.load(s) == "a\0b"
    @test P.store(P.Bytes{5}, "a\0b") === s
    @test P.load(P.store(P.Bytes{3}, UInt8[0xff, 0xfe])) == "\xff\xfe"
    @test P.load(P.store(P.Bytes{3}, "")) == ""
    @test_throws ArgumentError P.store(P.Bytes{3}, "abcd")
    @test_throws ArgumentError P.store(P.Bytes{3}, "aéé")

    @test P.load(from_bytes(P.Pascal{4}, 0x02, 0x61, 0x62, 0x63)) == "ab"
    @test P.load(from_bytes(P.Pascal{4}, 0xff, 0x61, 0x62, 0x63)) == "abc"  # as struct.unpack
    @test bytes_of(P.store(P.Pascal{4}, "xy")) == [0x02, 0x78, 0x79, 0x00]
    @test_throws ArgumentError P.store(P.Pascal{4}, "wxyz")

    U4 = P.Ucs4{3,P.BigEndian{UInt32,4}}
    w = from_bytes(U4, 0, 0, 0, 0x61, 0, 0x01, 0xf6, 0x00, 0, 0, 0, 0)
    @test P.load(w) == "a😀"
    @test P.store(U4, "a😀") === w
    @test_throws ArgumentError P.load(from_bytes(U4, 0, 0x11, 0, 0, zeros(UInt8, 8)...))
    @test_throws ArgumentError P.store(U4, "abcd")
    @test bytes_of(P.store(P.Ucs4{2,UInt32}, "é")) == [bytes_of(0x000000e9); zeros(UInt8, 4)]

    U2 = P.Ucs2{3,P.LittleEndian{UInt16,2}}
    u = from_bytes(U2, 0x61, 0, 0x3d, 0xd8, 0x00, 0xde)
    @test P.load(u) == "a😀"
    @test P.store(U2, "a😀") === u
    @test_throws ArgumentError P.store(U2, "aa😀")
end

@testset "blocks of bytes" begin
    x = from_bytes(P.Opaque{3}, 1, 2, 3)
    @test x == [1, 2, 3] && P.load(x) === x && size(x) == (3,)
    @test P.store(P.Opaque{3}, [0x01, 0x02, 0x03]) === x
    @test_throws ArgumentError P.store(P.Opaque{3}, [0x01])
    @test_throws BoundsError x[4]
end

@testset "subarrays are row-major" begin
    B = P.block(P.BigEndian{Int16,2}, 2, 3)
    x = from_bytes(B, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6)
    @test x isa AbstractMatrix{Int16}
    @test x == [1 2 3; 4 5 6] && x[2, 1] === Int16(4) && x[2] === Int16(4)
    @test P.store(B, [1 2 3; 4 5 6]) === x
    @test sum(x) == 21 && collect(x) isa Matrix{Int16} && size(permutedims(x)) == (3, 2)
    @test collect(x) == x && string(x) == "Int16[1 2 3; 4 5 6]"
    @test_throws BoundsError x[3, 1]
    @test_throws DimensionMismatch P.store(B, [1 2; 3 4])
    y = from_bytes(P.block(UInt8, 2, 2, 2), 0:7...)
    @test [y[i, j, k] for i in 1:2 for j in 1:2 for k in 1:2] == 0:7
    @test @inferred(getindex(x, 1, 2)) === Int16(2)
end

@testset "no method is ambiguous" begin
    @test isempty(detect_ambiguities(PEP3118))
end

@testset "numbers are read and stored without allocation" begin
    v = [P.BigEndian{Float64}(i) for i in 1:100]
    total(v) = (t = 0.0; for x in v; t += P.load(x); end; t)
    fill_with(v) = for i in eachindex(v); v[i] = P.store(eltype(v), 2.0i); end
    @test total(v) == 5050
    fill_with(v)
    @test total(v) == 10100
    @test (@allocated total(v)) <= 16  # the sum itself
    @test (@allocated fill_with(v)) == 0
    @test Base.return_types(P.load, (P.BigEndian{Float64,8},)) == [Float64]
end
