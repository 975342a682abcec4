# SPDX-License-Identifier: MIT
# Storing an item without touching its holes.
#
# A hole in an item may be another one's memory: NumPy's `a[["x", "z"]]` has items with a hole where
# the field `y` is.  A Julia struct is stored with its holes, so its members are stored one by one.

# Whether an item has bytes that are not of any member.
function has_holes(@nospecialize(T))
    T <: Padding && return true
    isprimitivetype(T) && return false
    bytes = 0
    for i in 1:fieldcount(T)
        F = fieldtype(T, i)
        i > 1 && T <: NTuple && return bytes * fieldcount(T) != sizeof(T)
        has_holes(F) && return true
        bytes += sizeof(F)
    end
    return bytes != sizeof(T)
end

const MOST_UNROLLED = 8

"    store_members!(p, x)\n\nStores `x` at `p`, but for the bytes of holes."
@generated function store_members!(p::Ptr{S}, x::S) where {S}
    inline = Expr(:meta, :inline)
    has_holes(S) || return :($inline; unsafe_store!(p, x); nothing)
    if S <: NTuple && fieldcount(S) > MOST_UNROLLED
        E = fieldtype(S, 1)
        return quote
            for i in 1:$(fieldcount(S))
                store_members!(Ptr{$E}(p + (i - 1) * $(sizeof(E))), @inbounds x[i])
            end
        end
    end
    members = filter(i -> !(fieldtype(S, i) <: Padding), 1:fieldcount(S))
    stored = [:(store_members!(Ptr{$(fieldtype(S, i))}(p + $(Int(fieldoffset(S, i)))), getfield(x, $i)))
              for i in members]
    return Expr(:block, inline, stored..., nothing)
end
