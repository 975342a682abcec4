# SPDX-License-Identifier: MIT
# Julia's side of emitted_test.py: a case in each line of a file, tabs between its parts, texts in
# hexadecimal.
#
#   place  FORMAT  ITEMSIZE  PATH,OFFSET,SIZE,DIMxDIM,KIND ...   where the exporter has every field
#   name   NAME                                                  a record with a field of that name
#   text   FILE                                                  emitted source in a file
#
# Prints a line for each fault, and in the end how many cases had which outcome.
import PEP3118
const P = PEP3118

const COUNTS = Dict{String,Int}()
count_one(outcome) = COUNTS[outcome] = get(COUNTS, outcome, 0) + 1
fault(words...) = (count_one("fault"); println("FAULT ", words...))

unhex(text) = String(hex2bytes(text))

struct Place
    path::String
    offset::Int
    size::Int
    shape::Vector{Int}
end
Base.:(==)(a::Place, b::Place) =
    (a.path, a.offset, a.size, a.shape) == (b.path, b.offset, b.size, b.shape)

element_and_shape(@nospecialize(T)) = (T, Int[])
element_and_shape(::Type{<:P.Block{S,T}}) where {S,T} = (T, collect(Int, S.parameters))

# Every field of no record, every array of records, and what is inside them; places are Julia's own.
function places!(found, blocks, @nospecialize(T), path, start)
    E, shape = element_and_shape(T)
    is_record = E <: P.Record
    if !is_record || !isempty(shape)
        (path != "" || !is_record || !isempty(shape)) && push!(found, Place(path, start, sizeof(E), shape))
    end
    is_record || return
    for field in P.fields(E)
        inner = path == "" ? field.name : path * "/" * field.name
        if field.kind === :opaque
            push!(blocks, inner)
        end
        if field.member === nothing  # no bytes: Julia has no place for it
            field.kind === :record && isempty(field.shape) || push!(found, Place(inner, start + field.offset, field.itemsize, collect(Int, field.shape)))
            continue
        end
        i = findfirst(isequal(field.member), fieldnames(E))
        places!(found, blocks, fieldtype(E, i), inner, start + Int(fieldoffset(E, i)))
    end
end

function parse_place(text)
    path, offset, size, dims, kind = split(text, ',')
    shape = isempty(dims) ? Int[] : [parse(Int, d) for d in split(dims, 'x')]
    return Place(unhex(path), parse(Int, offset), parse(Int, size), shape), kind
end

# Of what is inside a block only the block itself counts, and so of an array of no elements.
function expected(given, blocks)
    found = Place[]
    empty = [place.path for (place, kind) in given if 0 in place.shape]
    for (place, kind) in given
        is_block = place.path in blocks
        is_inside = any(b -> startswith(place.path, b * "/"), [blocks; empty])
        is_inside && continue
        (is_block || kind != "record" || !isempty(place.shape)) && push!(found, place)
    end
    return found
end

in_order(places) = sort(places, by = p -> (p.path, p.offset, p.size, p.shape))

function check_place(format, itemsize, given)
    T = try
        P.record_type(P.layout_of(format, itemsize = itemsize, strict = true))
    catch e
        e isa P.FormatError || return fault(repr(format), ": ", sprint(showerror, e))
        return count_one("refused " * (e.kind == "not-in-language" ? "in Julia" : "format"))
    end
    sizeof(T) == itemsize || return fault(repr(format), ": ", sizeof(T), " bytes, not ", itemsize)
    T === P.record_type(P.layout_of(format, itemsize = itemsize, strict = true)) ||
        return fault(repr(format), ": two types")
    found, blocks = Place[], String[]
    places!(found, blocks, T, "", 0)
    T <: P.Opaque && return count_one("block")
    truth = expected(given, blocks)
    in_order(found) == in_order(truth) ||
        return fault(repr(format), ": ", in_order(found), ", not ", in_order(truth))
    # Types with Python objects have no format, though they are read.
    if P.has_objects(T)
        refused = try P.format_of(T); false catch e; e isa ArgumentError end
        return refused ? count_one("right") : fault(repr(format), ": objects have a format")
    end
    # The format of the type has the layout of the type.
    back = P.record_type(P.format_of(T), itemsize = sizeof(T))
    back === T || return fault(repr(format), ": another type from ", repr(P.format_of(T)))
    structural = structural_format(T)
    structural === nothing || same_places(T, structural) ||
        return fault(repr(format), ": other places from ", repr(structural))
    count_one("right")
end

# What `format_of` makes of the struct itself, as of a user's.
function structural_format(T)
    T <: P.Record || return nothing
    text = P.FormatText(IOBuffer(), "@")
    P.put(text, T, Int[])
    return String(take!(text.io))
end
function same_places(T, format)
    U = P.record_type(format, itemsize = sizeof(T))
    a, b = Place[], Place[]
    places!(a, String[], T, "", 0)
    places!(b, String[], U, "", 0)
    # Repeated names are numbered, and fields of no bytes are gone.
    is_place(p) = p.size > 0 && all(!isequal(0), p.shape)
    bare(places) = sort([(p.offset, p.size, p.shape) for p in places if is_place(p)])
    return bare(a) == bare(b)
end

function check_name(name)
    T = try
        P.record_type("T{i:" * name * ":d:" * name * ":h:z_last:}")
    catch e
        e isa P.FormatError || return fault("name ", repr(name), ": ", sprint(showerror, e))
        return count_one("name refused")
    end
    names = fieldnames(T)
    own = Symbol(name)
    names[1] === own && length(unique(names)) == length(names) ||
        return fault("name ", repr(name), ": ", names)
    r = P.make(T, NamedTuple{P.members(T)}((7, 2.5, 3)))
    getproperty(r, own) === Int32(7) && getproperty(r, names[2]) === 2.5 ||
        return fault("name ", repr(name), ": ", r)
    [f.name for f in P.fields(T)] == [name, name, "z_last"] ||
        return fault("name ", repr(name), ": ", P.fields(T))
    for m in (Main, P.Records)
        isdefined(m, :PWNED) && return fault("name ", repr(name), ": the canary word is live code")
    end
    count_one("name right")
end

# In a module as a user has it, twice: the second time defines nothing.
function check_text(file)
    m = Module()
    Core.eval(m, :(include(name) = Base.include(@__MODULE__, joinpath($(dirname(file)), name))))
    source = read(file, String)
    for time in 1:2
        include_string(m, source, file)
    end
    count_one("text right")
end

function check_line(line)
    parts = split(line, '\t')
    if parts[1] == "place"
        check_place(unhex(parts[2]), parse(Int, parts[3]), map(parse_place, parts[4:end]))
    elseif parts[1] == "name"
        check_name(unhex(parts[2]))
    else
        check_text(unhex(parts[2]))
    end
end

for line in eachline(ARGS[1])
    check_line(line)
end
for outcome in sort(collect(keys(COUNTS)))
    println("COUNT\t", outcome, "\t", COUNTS[outcome])
end
