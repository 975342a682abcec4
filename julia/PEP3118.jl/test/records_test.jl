# SPDX-License-Identifier: MIT
# Types that are made for formats.  Offsets are those that NumPy or a C compiler gives such records.
using Test
import PEP3118
const P = PEP3118

offsets(T) = [Int(fieldoffset(T, i)) for i in 1:fieldcount(T)]

@testset "a record" begin
    T = P.record_type("T{i:x:d:y:}")
    @test isbitstype(T) && sizeof(T) == 16 && offsets(T) == [0, 8]
    @test fieldtype(T, :x) === Int32 && fieldtype(T, :y) === Float64
    r = T(x = 1, y = 2.5)
    @test r.x === Int32(1) && r.y === 2.5
    @test T(1, 2.5) == r && T((x = 1, y = 2.5)) == r && T(r, x = 7) == T(7, 2.5)
    @test propertynames(r) == (:x, :y) && NamedTuple(r) == (x = Int32(1), y = 2.5)
    @test hash(T(1, 2.5)) == hash(r) && r != T(1, 3.5) && isequal(T(1, NaN), T(1, NaN))
    @test string(r) == "Record(x = 1, y = 2.5)"
    memory = [r]
    bytes = GC.@preserve memory unsafe_wrap(Array, Ptr{UInt8}(pointer(memory)), 16)[[1, 15, 16]]
    @test bytes == [0x01, 0x04, 0x40]
    v = [r, r]
    v[2] = (x = 3, y = 4.0)
    @test v[2].y === 4.0
    @test_throws ArgumentError T(x = 1)
    @test_throws ArgumentError T(x = 1, y = 2, z = 3)
    @test_throws ArgumentError T(1)
    @test_throws ArgumentError r.z
    @test_throws InexactError T(x = 2^40, y = 1)
    @test_throws ErrorException r.x = 2
end

@testset "equal layouts have one type" begin
    T = P.record_type("T{i:x:d:y:}")
    for spelling in ("T{i:x:4xd:y:}", "T{l:x:d:y:}", "=T{i:x:4xd:y:}")
        U = try P.record_type(spelling, itemsize = 16) catch e; e end
        spelling == "T{l:x:d:y:}" ? (@test U !== T) : (@test U isa Type && sizeof(U) == 16)
    end
    @test P.record_type("T{i:x:4xd:y:}") === T
    @test P.record_type(P.layout_of("T{i:x:4xd:y:}")) === T
    @test P.layout_id(T) == P.layout_id(P.layout_of("T{i:x:d:y:}"))
    outer = P.record_type("T{T{i:x:d:y:}:a:(2)T{i:x:d:y:}:b:}")
    @test fieldtype(outer, :a) === T
    @test eltype(P.record_type("(3)T{i:x:d:y:}")) === T
    @test P.record_type("T{i:x:d:z:}") !== T
    found = Vector{Any}(undef, 8)
    Threads.@threads for i in 1:8
        found[i] = P.record_type("T{q:thread:d:y:}")
    end
    @test all(isequal(found[1]), found)
end

@testset "the format is known" begin
    T = P.record_type("T{i:x:(2,3)>h:m:T{5s:s:}:r:x}", itemsize = 22, dialect = "pep3118")
    @test P.canonical(T) == P.canonical(P.layout_of(P.canonical(T)))
    found = [(f.name, f.member, f.offset, f.itemsize, f.shape, f.kind) for f in P.fields(T)]
    @test found == [("x", :x, 0, 4, (), :int), ("m", :m, 4, 2, (2, 3), :int),
                    ("r", :r, 16, 5, (), :record)]
    @test P.layout_id(T) == P.layout_id(P.layout_of(P.canonical(T)))
end

@testset "items that are no records" begin
    for (format, S, V) in (("d", Float64, Float64), (">i", P.BigEndian{Int32,4}, Int32),
                           ("?", P.Boolean, Bool), ("5s", P.Bytes{5}, String),
                           ("3w", P.Ucs4{3,UInt32}, String), ("B", UInt8, UInt8),
                           ("Zd", ComplexF64, ComplexF64), ("P", Ptr{Cvoid}, Ptr{Cvoid}))
        @test P.record_type(format) === S && P.valuetype(S) === V
    end
    @test P.record_type("(2,3)d") === P.block(Float64, 2, 3)
end

@testset "every kind of field" begin
    T = P.record_type("T{?:b:c:c:5s:s:6p:p:3w:w:>2u:u:Zf:z:>d:d:(2,2)>h:m:e:h:@P:q:T{b:i:}:r:}")
    r = T(b = true, c = 'x', s = "abc", p = "pas", w = "wör", u = "ü", z = 1 + 2im, d = 0.5,
          m = [1 2; 3 4], h = 1.5, q = C_NULL, r = (i = -3,))
    @test (r.b, r.c, r.s, r.p, r.w, r.u, r.z, r.d, r.h, r.q, r.r.i) ===
          (true, 'x', r.s, r.p, r.w, r.u, 1.0f0 + 2.0f0im, 0.5, Float16(1.5), C_NULL, Int8(-3))
    @test (r.s, r.p, r.w, r.u) == ("abc", "pas", "wör", "ü")
    @test r.m == [1 2; 3 4]
end

@testset "holes are not fields" begin
    T = P.record_type("T{b:a:7x=i:b:3x}", itemsize = 15, dialect = "pep3118")
    @test sizeof(T) == 15
    r = T(a = 1, b = 2)
    @test propertynames(r) == (:a, :b) && string(r) == "Record(a = 1, b = 2)"
    bytes = UInt8[1; fill(0xaa, 7); 2; 0; 0; 0; fill(0xbb, 3)]
    other = only(reinterpret(T, bytes))
    @test other == r && hash(other) == hash(r)
end

@testset "names" begin
    T = P.record_type("T{i:end:i:a b:i:x:i:x:i:\u00b5:i:größe:i:padding0_:i:Int32:i:PEP3118:}")
    r = T(1:9...)
    @test getproperty(r, :end) === Int32(1) && getproperty(r, Symbol("a b")) === Int32(2)
    @test r.x === Int32(3) && r.x_2 === Int32(4) && r.größe === Int32(6)
    @test r.µ === Int32(5)  # Julia reads `r.µ` as `r.μ`, another character
    @test r.padding0_ === Int32(7) && r.Int32 === Int32(8) && r.PEP3118 === Int32(9)
    @test [f.name for f in P.fields(T)][3:4] == ["x", "x"]
    decomposed = P.record_type("T{i:gro\u0308\u00dfe:}")(6)
    @test decomposed.größe === Int32(6)
end

@testset "a new type can be used at once" begin
    function made_and_used(name)
        T = P.record_type("T{i:$name:d:y:}")
        r = T(3, 4.5)
        return getproperty(r, Symbol(name)) + r.y, P.fields(T)[1].name, P.canonical(T), string(r)
    end
    @test made_and_used("a") == (7.5, "a", "T{i:a:4xd:y:}", "Record(a = 3, y = 4.5)")
end

@testset "fields are read without allocation" begin
    T = P.record_type("T{i:x:>d:y:(2,3)>h:m:?:b:}")
    v = [T(i, 2i, fill(i, 2, 3), true) for i in 1:100]
    total(v) = (t = 0.0; for r in v; r.b && (t += r.x + r.y + r.m[2, 3]); end; t)
    @test total(v) == 4 * 5050
    @test (@allocated total(v)) <= 16
    put(v) = for i in eachindex(v); v[i] = eltype(v)(v[i], x = 0, y = 0.0); end
    put(v)
    @test total(v) == 5050
    @test (@allocated put(v)) == 0
    read_y(r) = r.y
    @test Base.return_types(read_y, (T,)) == [Float64]
end

@testset "refusals" begin
    for (format, kind, position) in (
        ("T{i:x:<}", "dangling-byte-order", 6), ("k", "unknown-code", 0),
        ("T{i:x:3000s:y:}", "not-in-language", 0), ("T{}", "not-in-language", 0))
        e = try P.record_type(format) catch e; e end
        @test e isa P.FormatError
        @test (e.kind, e.position, e.format) == (kind, position, format)
    end
    @test_throws P.FormatError P.record_type("T{i:x:}", itemsize = 3)
    @test_throws ArgumentError P.record_type("i", dialect = "nobody")
    @test_throws ArgumentError P.record_type("i", dialect = "numpy\0")
    @test_throws P.FormatError P.record_type("i\0")
end

@testset "emitted places are checked" begin
    T = P.record_type("T{i:x:d:y:}")
    @test P.check_layout(T, 16, [(0, 4), (8, 8)]) === nothing
    @test_throws ErrorException P.check_layout(T, 12, [(0, 4), (8, 8)])
    @test_throws ErrorException P.check_layout(T, 16, [(0, 4), (4, 8)])
    @test_throws ErrorException P.check_layout(T, 16, [(0, 4), (8, 4)])
    @test_throws ErrorException P.check_layout(T, 16, [(0, 4)])
    @test_throws ArgumentError P.check_layout(P.Unaligned{Ptr{Cvoid},4}, 4)
end
