/* SPDX-License-Identifier: MIT */
/* pep3118: what a PEP 3118 format string means, for C and for every language that can call C.
 *
 *   pep3118_options options = PEP3118_OPTIONS_INIT;
 *   pep3118_layout* layout = NULL;
 *   pep3118_error error;
 *   if (pep3118_layout_of("T{i:x:d:y:}", PEP3118_NUL_TERMINATED, &options, &layout, &error))
 *     return fprintf(stderr, "%s at byte %zu\n", error.message, error.position), 1;
 *   pep3118_place y;
 *   if (pep3118_layout_find(layout, "y", PEP3118_NUL_TERMINATED, &y, &error) == PEP3118_OK)
 *     printf("y is at byte %lld\n", (long long)y.offset);
 *   pep3118_layout_release(layout);
 *
 * Pointers.  Every pointer argument must be given.  A NULL is an error and nothing else happens:
 * PEP3118_NULL_ARGUMENT, or the error value that the function names.  Out parameters are written on
 * success only, but for a handle, which becomes NULL on failure.
 *
 * Handles (pep3118_layout and others) are counted: a function that gives one gives one count, which
 * the caller releases.  Every `const char*` that a function or a struct gives belongs to the handle
 * that it came from, ends with NUL and is valid until the handle's last count is released.
 *
 * Text goes in as a pointer and a length in bytes, or PEP3118_NUL_TERMINATED.  Any bytes are
 * allowed and none makes the library crash, hang or read further.  The work is linear in the length.
 *
 * Threads.  Any function may be called from any number of threads with the same handles, provided
 * that each thread has its own pep3118_error and out parameters.
 *
 * Nothing is thrown, printed or ended across this interface.
 */
#ifndef PEP3118_H_
#define PEP3118_H_

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) && !defined(_WIN32)
#define PEP3118_API __attribute__((visibility("default")))
#else
#define PEP3118_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* This is C.  NOLINTBEGIN(modernize-*,readability-identifier-naming) */

/* The interface's own version, apart from the library's.  A new minor version only adds; a new major
 * version is another soname (libpep3118.so.MAJOR). */
#define PEP3118_ABI_MAJOR 0
#define PEP3118_ABI_MINOR 1

/* Of the library that is loaded: PEP3118_ABI_MAJOR * 65536 + PEP3118_ABI_MINOR. */
PEP3118_API uint32_t pep3118_abi_version(void);
/* Of the project: "0.1.0".  Never NULL. */
PEP3118_API const char* pep3118_version(void);

/* ---- Status and error ------------------------------------------------------------------------ */

enum {
  PEP3118_OK = 0,
  PEP3118_NULL_ARGUMENT = 1, /* a pointer that must be given is NULL */
  PEP3118_BAD_ARGUMENT = 2,  /* an unknown name, an index or a number out of range */
  PEP3118_NO_MEMORY = 3,
  PEP3118_FORMAT = 4,     /* the format is refused: kind, position and length say where and why */
  PEP3118_PATH = 5,       /* the path leads nowhere: position and length are in the path */
  PEP3118_BUFFER = 6,     /* the buffer's numbers contradict each other, its format or the memory */
  PEP3118_MISMATCH = 7,   /* the buffer's items have another layout than was expected */
  PEP3118_CONVERSION = 8, /* some field cannot be converted: the message lists them */
  PEP3118_VALUE = 9,      /* a checked conversion met a value that does not fit */
  PEP3118_OUTPUT = 10,    /* no text in that language can have this layout, or it is too long */
  PEP3118_INTERNAL = 11   /* a bug in this library; the message says more */
};
typedef int32_t pep3118_status;

/* "ok", "null-argument", ...; "unknown" for any other number.  Never NULL. */
PEP3118_API const char* pep3118_status_name(pep3118_status status);

/* Filled by value.  On success only `status` is written.  Texts are printable ASCII, end with NUL
 * and are cut with `...` when they are longer than their array. */
typedef struct pep3118_error {
  pep3118_status status;
  uint32_t reserved;  /* 0 */
  size_t position;    /* byte of the format or the path where it is wrong */
  size_t length;      /* how many bytes of it are; 0 is the place between two bytes */
  char kind[48];      /* stable: "unclosed-record", "len-mismatch", "out-of-range" */
  char message[2016]; /* lower case, no full stop; several lines for a mismatch */
  char hint[512];     /* what to write instead; often empty */
} pep3118_error;

/* ---- Layouts --------------------------------------------------------------------------------- */

/* What a format means: where every byte of an item is.  Immutable. */
typedef struct pep3118_layout pep3118_layout;

#define PEP3118_NUL_TERMINATED ((size_t)-1)

enum {
  PEP3118_STRICT = 1,  /* refuse what rests on an `assumed-` note */
  PEP3118_IN_ARRAY = 2 /* the item is one of an array: Py_buffer.ndim is not 0 */
};

/* How a format is to be read.  Later versions may add members at the end: `size` says how many the
 * caller knows. */
typedef struct pep3118_options {
  size_t size;         /* sizeof(pep3118_options) */
  int64_t itemsize;    /* Py_buffer.itemsize in bytes, against which the format is checked; -1:
                          unknown */
  const char* dialect; /* "auto", "numpy", ...: who wrote the format; NULL: "auto" */
  const char* target;  /* "x86_64-linux-gnu", ...: where it was written; NULL: this machine */
  uint32_t flags;      /* PEP3118_STRICT, PEP3118_IN_ARRAY */
  uint32_t reserved;   /* 0 */
} pep3118_options;
#define PEP3118_OPTIONS_INIT \
  { sizeof(pep3118_options), -1, NULL, NULL, 0, 0 }

/* The layout of a format, from a cache.  Equal layouts for one target are one: their ids are equal,
 * and pep3118_layout_same says so.  PEP3118_FORMAT when it is refused. */
PEP3118_API pep3118_status pep3118_layout_of(const char* format, size_t length,
                                             const pep3118_options* options,
                                             pep3118_layout** layout, pep3118_error* error);

/* One count more; gives its argument back.  NULL for NULL. */
PEP3118_API pep3118_layout* pep3118_layout_retain(pep3118_layout* layout);
/* One count less; with the last one the handle is gone. */
PEP3118_API pep3118_status pep3118_layout_release(pep3118_layout* layout);

/* Of one whole item, its shape included, in bytes; -1 for NULL. */
PEP3118_API int64_t pep3118_layout_itemsize(const pep3118_layout* layout);
/* In bytes; -1 for NULL. */
PEP3118_API int64_t pep3118_layout_alignment(const pep3118_layout* layout);
/* The item itself and every field in it; 0 for NULL. */
PEP3118_API size_t pep3118_layout_field_count(const pep3118_layout* layout);
/* The one spelling of this layout, UTF-8.  NULL for NULL, or when there is no memory. */
PEP3118_API const char* pep3118_layout_canonical(const pep3118_layout* layout);
/* 32 hexadecimal digits, equal exactly when two layouts are, in every process and release.  NULL as
 * above. */
PEP3118_API const char* pep3118_layout_id(const pep3118_layout* layout);
/* The dialect that was followed, never "auto", and the target.  NULL for NULL. */
PEP3118_API const char* pep3118_layout_dialect(const pep3118_layout* layout);
PEP3118_API const char* pep3118_layout_target(const pep3118_layout* layout);
/* 1 when both handles are of one layout for one target, else 0; -1 when either is NULL. */
PEP3118_API int pep3118_layout_same(const pep3118_layout* a, const pep3118_layout* b);

/* What the answer rests on, and what the reader of this spelling should know. */
typedef struct pep3118_note {
  const char* kind;    /* "assumed-trailing-padding" */
  const char* message; /* one sentence, lower case, no full stop, printable ASCII */
  size_t position;     /* in the format, in bytes */
  size_t length;
} pep3118_note;
PEP3118_API size_t pep3118_layout_note_count(const pep3118_layout* layout); /* 0 for NULL */
PEP3118_API pep3118_status pep3118_layout_note(const pep3118_layout* layout, size_t index,
                                               pep3118_note* note, pep3118_error* error);

/* ---- Fields ---------------------------------------------------------------------------------- */

enum {
  PEP3118_BOOL = 0,
  PEP3118_INT = 1,
  PEP3118_UINT = 2,
  PEP3118_FLOAT = 3,
  PEP3118_COMPLEX = 4,
  PEP3118_CHAR = 5,
  PEP3118_BYTES = 6,  /* s: itemsize is the whole string */
  PEP3118_PASCAL = 7, /* p: the first byte is the length */
  PEP3118_UCS2 = 8,   /* u: 2 bytes a unit */
  PEP3118_UCS4 = 9,   /* w: 4 bytes a unit */
  PEP3118_POINTER = 10,
  PEP3118_OBJECT = 11,
  PEP3118_FUNCTION = 12,
  PEP3118_BITS = 13,
  PEP3118_OPAQUE = 14, /* bytes whose inside is unknown */
  PEP3118_RECORD = 15
};
/* "int", "ucs4", ...; "unknown" for any other number.  Never NULL. */
PEP3118_API const char* pep3118_kind_name(int32_t kind);

enum {
  PEP3118_ORDER_NONE = 0, /* units of one byte */
  PEP3118_ORDER_LITTLE = 1,
  PEP3118_ORDER_BIG = 2
};

enum {
  PEP3118_NOT_FLOAT = 0,
  PEP3118_BINARY16 = 1,
  PEP3118_BINARY32 = 2,
  PEP3118_BINARY64 = 3,
  PEP3118_BINARY128 = 4,
  PEP3118_X87 = 5, /* 80 bits in 12 or 16 bytes */
  PEP3118_DOUBLE_DOUBLE = 6
};

/* One field, or the item itself, which is number 0.  Numbers go through the tree in preorder: the
 * direct fields of the record r are r + 1, that one's `end`, and so on below r's `end`:
 *
 *   for (size_t i = record.number + 1; i < record.end; i = field.end)
 *     pep3118_layout_field(layout, i, &field, &error);
 */
typedef struct pep3118_field {
  const char* name; /* UTF-8; f0, f1, ... where the format has none; "" for the item */
  size_t name_length;
  const char* code;     /* in canonical text: "i", "Zd", "X{}"; "" for a record */
  const int64_t* shape; /* ndim counts of elements, row-major */
  int64_t offset;       /* bytes from the start of the enclosing record */
  int64_t itemsize;     /* bytes of one element; of a whole string */
  int64_t alignment;    /* bytes */
  size_t number;
  size_t end;           /* the number after this field and everything in it */
  int32_t kind;         /* PEP3118_BOOL ... PEP3118_RECORD */
  int32_t byte_order;   /* PEP3118_ORDER_... */
  int32_t float_format; /* of a float, or of one part of a complex */
  int32_t ndim;         /* 0 for a single element */
  int32_t natural;      /* 1: byte order and alignment are the target's own for this type */
  int32_t reserved;     /* 0 */
} pep3118_field;

PEP3118_API pep3118_status pep3118_layout_field(const pep3118_layout* layout, size_t number,
                                                pep3118_field* field, pep3118_error* error);

/* A place in an item. */
typedef struct pep3118_place {
  pep3118_field field;
  int64_t offset;       /* bytes from the start of the item to the first element */
  const int64_t* shape; /* dimensions that no index has taken; `ndim` counts */
  int32_t ndim;
  int32_t reserved; /* 0 */
} pep3118_place;

/* The place of a path: `pos.x`, `v[2].id`, `m[1][2]`.  PEP3118_PATH when it leads nowhere. */
PEP3118_API pep3118_status pep3118_layout_find(const pep3118_layout* layout, const char* path,
                                               size_t length, pep3118_place* place,
                                               pep3118_error* error);

/* ---- Comparing ------------------------------------------------------------------------------- */

enum {
  PEP3118_SAME_BYTES = 0, /* every byte means the same */
  PEP3118_SAME_TYPES = 1, /* and one type could serve both, but for names */
  PEP3118_SAME_NAMES = 2  /* and the names are the same */
};

enum {
  PEP3118_DIFFERS_ITEMSIZE = 0,
  PEP3118_DIFFERS_OFFSET = 1,
  PEP3118_DIFFERS_KIND = 2,
  PEP3118_DIFFERS_BYTE_ORDER = 3,
  PEP3118_DIFFERS_SHAPE = 4,
  PEP3118_DIFFERS_ALIGNMENT = 5,
  PEP3118_DIFFERS_NAME = 6,
  PEP3118_DIFFERS_ORDER = 7, /* fields of no bytes at one offset, in another order */
  PEP3118_ONLY_IN_FIRST = 8, /* the second layout has no such field */
  PEP3118_ONLY_IN_SECOND = 9
};
/* "itemsize", "offset", ..., "missing", "extra"; "unknown" for any other number.  Never NULL. */
PEP3118_API const char* pep3118_aspect_name(int32_t aspect);

#define PEP3118_NO_FIELD ((size_t)-1)

typedef struct pep3118_difference {
  int32_t level;    /* the least demanding level that it breaks */
  int32_t aspect;   /* PEP3118_DIFFERS_... */
  size_t field_a;   /* number in the first layout, or PEP3118_NO_FIELD */
  size_t field_b;   /* in the second */
  int64_t offset_a; /* bytes from the start of the item; inside an array of records, of its first
                       element */
  int64_t offset_b;
} pep3118_difference;

/* Two layouts and everything that differs.  Holds a count of both. */
typedef struct pep3118_comparison pep3118_comparison;

PEP3118_API pep3118_status pep3118_compare(const pep3118_layout* a, const pep3118_layout* b,
                                           pep3118_comparison** comparison, pep3118_error* error);
PEP3118_API pep3118_comparison* pep3118_comparison_retain(pep3118_comparison* comparison);
PEP3118_API pep3118_status pep3118_comparison_release(pep3118_comparison* comparison);
/* 1 when the layouts agree at the level (PEP3118_SAME_...) and those before it, else 0; -1 for NULL
 * or another level. */
PEP3118_API int pep3118_comparison_same(const pep3118_comparison* comparison, int32_t level);
/* 0 exactly when the layouts are equal; 0 for NULL too. */
PEP3118_API size_t pep3118_comparison_count(const pep3118_comparison* comparison);
PEP3118_API pep3118_status pep3118_comparison_difference(const pep3118_comparison* comparison,
                                                         size_t index,
                                                         pep3118_difference* difference,
                                                         pep3118_error* error);
/* All of it as a table for people, printable ASCII.  NULL for NULL, or when there is no memory. */
PEP3118_API const char* pep3118_comparison_text(const pep3118_comparison* comparison);

/* ---- Source text ----------------------------------------------------------------------------- */

typedef struct pep3118_text pep3118_text;

/* The record as source of another language: "cpp" (the generated header), "julia", ...
 * (pep3118_language_name).  `name` is what the type is called; "" leaves the name that is made from
 * the layout id.  PEP3118_OUTPUT when that language has no such type. */
PEP3118_API pep3118_status pep3118_emit(const pep3118_layout* layout, const char* language,
                                        const char* name, pep3118_text** text,
                                        pep3118_error* error);
PEP3118_API pep3118_text* pep3118_text_retain(pep3118_text* text);
PEP3118_API pep3118_status pep3118_text_release(pep3118_text* text);
PEP3118_API const char* pep3118_text_data(const pep3118_text* text); /* NULL for NULL */
PEP3118_API size_t pep3118_text_length(const pep3118_text* text);    /* without NUL; 0 for NULL */

/* ---- Buffers --------------------------------------------------------------------------------- */

#define PEP3118_MAX_NDIM 64

/* What an exporter says of its memory: the members of Py_buffer with their names, meanings and NULL
 * rules.  Copy them one by one.  Nothing of it is believed before it is checked. */
typedef struct pep3118_buffer {
  void* buf;                   /* the item at index 0, which need not have the lowest address */
  ptrdiff_t len;               /* bytes of all items together */
  ptrdiff_t itemsize;          /* bytes of one item */
  const char* format;          /* ends with NUL; NULL: unsigned bytes */
  const ptrdiff_t* shape;      /* ndim counts; NULL: one dimension of len bytes */
  const ptrdiff_t* strides;    /* ndim steps in bytes; NULL: C order */
  const ptrdiff_t* suboffsets; /* ndim bytes, negative is none; NULL: none */
  int32_t ndim;                /* 0: one item */
  int32_t readonly;            /* 0: may be written */
} pep3118_buffer;

/* Bytes that are known to be readable (and writable, unless the buffer is read-only). */
typedef struct pep3118_memory {
  const void* base;
  size_t size; /* PEP3118_MEMORY_UNKNOWN: the exporter is trusted that the memory is there */
} pep3118_memory;
#define PEP3118_MEMORY_UNKNOWN ((size_t)-1)

/* A buffer's numbers with every NULL replaced by what it means. */
typedef struct pep3118_geometry {
  void* data;         /* the item at index 0; NULL only when count is 0 */
  ptrdiff_t itemsize; /* bytes */
  ptrdiff_t count;    /* items; 1 when ndim is 0 */
  int32_t ndim;       /* entries of each array that are set, and no others */
  int32_t readonly;
  int32_t indirect; /* 1: some suboffset is 0 or more, so addresses depend on pointers */
  int32_t reserved; /* 0 */
  ptrdiff_t shape[PEP3118_MAX_NDIM];
  ptrdiff_t strides[PEP3118_MAX_NDIM];    /* bytes; may be 0 or negative */
  ptrdiff_t suboffsets[PEP3118_MAX_NDIM]; /* -1: none */
} pep3118_geometry;

/* Checks a buffer's numbers against each other and against its format, proves that every item lies
 * in the memory, and says what one item is.  `options->itemsize` and PEP3118_IN_ARRAY are not read:
 * they are the buffer's.  PEP3118_FORMAT or PEP3118_BUFFER when it is refused. */
PEP3118_API pep3118_status pep3118_buffer_layout(const pep3118_buffer* buffer,
                                                 const pep3118_memory* memory,
                                                 const pep3118_options* options,
                                                 pep3118_layout** layout,
                                                 pep3118_geometry* geometry, pep3118_error* error);

enum {
  PEP3118_READ = 0,
  PEP3118_WRITE = 1 /* refuses a read-only buffer */
};

/* The same, and that the items have the layout `expected` at a level (PEP3118_SAME_...): below
 * PEP3118_SAME_NAMES a one-byte `c` matches `b` and `B`; alignments count at no level.
 * PEP3118_MISMATCH with one line for each difference; pep3118_compare has all of them. */
PEP3118_API pep3118_status pep3118_buffer_check(const pep3118_buffer* buffer,
                                                const pep3118_memory* memory,
                                                const pep3118_options* options,
                                                const pep3118_layout* expected, int32_t level,
                                                int32_t access, pep3118_geometry* geometry,
                                                pep3118_error* error);

/* ---- Converting ------------------------------------------------------------------------------ */

enum {
  PEP3118_REFUSED = 0,   /* a field that may lose a value is refused beforehand */
  PEP3118_CHECKED = 1,   /* each value is checked: PEP3118_VALUE at the first that does not fit */
  PEP3118_SATURATING = 2 /* the nearest value is taken */
};

typedef struct pep3118_conversion_options {
  size_t size;          /* sizeof(pep3118_conversion_options) */
  int32_t numbers;      /* PEP3118_REFUSED, ...: numbers that do not fit */
  int32_t text;         /* the same for characters that a shorter string has no room for */
  int32_t keep_missing; /* 1: fields that the input has not keep their bytes; 0: they are refused */
  int32_t reserved;     /* 0 */
} pep3118_conversion_options;
#define PEP3118_CONVERSION_OPTIONS_INIT \
  { sizeof(pep3118_conversion_options), 0, 0, 0, 0 }

/* From items of one layout to items of another: byte order, alignment, width, order of fields.
 * Fields correspond by name.  Made once, run often, from any thread.  Holds a count of both. */
typedef struct pep3118_conversion pep3118_conversion;

/* PEP3118_CONVERSION with one line for each field that cannot be had. */
PEP3118_API pep3118_status pep3118_convert(const pep3118_layout* from, const pep3118_layout* to,
                                           const pep3118_conversion_options* options,
                                           pep3118_conversion** conversion, pep3118_error* error);
PEP3118_API pep3118_conversion* pep3118_conversion_retain(pep3118_conversion* conversion);
PEP3118_API pep3118_status pep3118_conversion_release(pep3118_conversion* conversion);

/* Every item of `from` into the item of `to` at the same index; shapes must be the same, and the
 * two may not share memory.  A buffer's format must have the conversion's layout, in the dialect
 * that its layout was read in; a NULL format takes the items to be of that layout.  Bytes of `to`
 * that belong to no field stay as they were.  PEP3118_MISMATCH when a format has another layout,
 * PEP3118_BUFFER when a buffer is refused by itself or `to` is read-only, PEP3118_BAD_ARGUMENT when
 * the shapes differ, memory is shared, or items of `to` lie behind pointers.  After PEP3118_VALUE
 * `to` is partly written. */
PEP3118_API pep3118_status pep3118_conversion_run(const pep3118_conversion* conversion,
                                                  const pep3118_buffer* from,
                                                  const pep3118_memory* from_memory,
                                                  const pep3118_buffer* to,
                                                  const pep3118_memory* to_memory,
                                                  pep3118_error* error);

/* ---- What this library knows ------------------------------------------------------------------ */

/* The names that options and pep3118_emit take, in order; NULL behind the last. */
PEP3118_API const char* pep3118_dialect_name(size_t index);
PEP3118_API const char* pep3118_target_name(size_t index);
PEP3118_API const char* pep3118_language_name(size_t index);

/* NOLINTEND(modernize-*,readability-identifier-naming) */

#ifdef __cplusplus
}
#endif

#endif /* PEP3118_H_ */
