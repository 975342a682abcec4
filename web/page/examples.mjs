// SPDX-License-Identifier: MIT
// What real exporters wrote, recorded with CPython 3.11.2 on x86_64 Linux: `memoryview(object).format` and `.itemsize`,
// unless a comment says otherwise.

export const EXAMPLES = [
  {
    // NumPy 1.24.2: np.dtype([('id', 'u1'), ('weight', 'f8'), ('count', 'i4'), ('ok', '?')], align=True)
    title: "NumPy, aligned",
    from: "NumPy: np.dtype([('id', 'u1'), ('weight', 'f8'), ('count', 'i4'), ('ok', '?')], align=True)",
    state: { text: "T{B:id:xxxxxxxd:weight:i:count:?:ok:}", itemsize: "24" },
  },
  {
    // pandas 1.5.3: pd.DataFrame({'price': [1.5], 'volume': [3], 'side': [True]}).to_records()
    title: "pandas records",
    from: "pandas: DataFrame.to_records(), which is packed: the itemsize is what shows it",
    state: { text: "T{l:index:d:price:l:volume:?:side:}", itemsize: "25" },
  },
  {
    // astropy 5.2.1: a table of columns D, I, E, B and 8A, written with BinTableHDU.from_columns and opened again
    title: "astropy, FITS",
    from: "astropy: the rows of a FITS table, big-endian and packed",
    state: { text: "T{>d:TIME:h:PI:f:X:B:GRADE:8s:NAME:}", itemsize: "23" },
  },
  {
    // h5py 3.7.0: a dataset of np.dtype([('time', '<i8'), ('z', np.complex64), ('hits', '<u2', (4,))]), read back
    title: "h5py compound",
    from: "h5py: a compound dataset with a complex number and a subarray",
    state: { text: "T{l:time:Zf:z:(4)H:hits:}", itemsize: "24" },
  },
  {
    // Cython 0.29.32: cdef struct Sample: char tag; long count; double weight; short grade, as memoryview of a
    // Sample[:].  Its itemsize of 32 holds on x86-64 alone, and is not given
    title: "Cython, two targets",
    from: "Cython: cdef struct Sample: char tag; long count; double weight; short grade",
    state: {
      text: "T{c:tag:q:count:d:weight:h:grade:}",
      dialect: "cython",
      targets: ["x86_64-linux-gnu", "i686-linux-gnu"],
    },
  },
  {
    // NumPy 1.24.2 with the fields of LAS 1.2, point data record format 3
    title: "LAS point cloud",
    from: "NumPy: point data record format 3 of LAS 1.2, packed to 34 bytes",
    state: {
      text: "T{i:X:i:Y:i:Z:H:intensity:B:bit_fields:B:classification:b:scan_angle_rank:B:user_data:H:point_source_id:=d:gps_time:@H:red:H:green:H:blue:}",
      itemsize: "34",
    },
  },
  {
    // ctypes: class Point(Structure): x, y: c_double; _fields_ = [('id', c_int16), ('p', Point * 2),
    // ('cb', CFUNCTYPE(c_int)), ('s', c_char_p)]
    title: "ctypes, nested",
    from: "ctypes: a Structure with an array of Structures, a callback and a string",
    state: { text: "T{<h:id:(2)T{<d:x:<d:y:}:p:X{}:cb:<z:s:}", itemsize: "56" },
  },
  {
    // ctypes: class Value(Union): i: c_int32, d: c_double; _fields_ = [('kind', c_uint8), ('value', Value)]
    title: "ctypes union",
    from: "ctypes: a Structure that holds a Union, which the text calls B",
    state: { text: "T{<B:kind:B:value:}", itemsize: "16" },
  },
  {
    // pybind11 2.10.3: PYBIND11_NUMPY_DTYPE(Sample, valid, id, position, time) and
    // py::format_descriptor<Sample>::format(); struct Sample { bool valid; uint32_t id; float position[3]; double time; }
    title: "pybind11 struct",
    from: "pybind11: PYBIND11_NUMPY_DTYPE(Sample, valid, id, position, time)",
    state: { text: "^T{?:valid:3xI:id:(3)f:position:4xd:time:}", itemsize: "32" },
  },
  {
    // NumPy's str(np.dtype([('time', '<M8[ns]'), ('price', '<f8'), ('name', 'U6')])): no buffer can be had of it
    title: "dtype with times",
    from: "NumPy: a dtype with datetime64, for which there is no format",
    state: { kind: "dtype", text: "[('time', '<M8[ns]'), ('price', '<f8'), ('name', '<U6')]" },
  },
  {
    // ctypes: _fields_ = [('version', c_uint32, 4), ('ihl', c_uint32, 4), ('length', c_uint32, 16),
    // ('next', POINTER(c_double)), ('name', c_char * 8)]
    title: "Refused: bit fields",
    from: "ctypes: three bit fields of one word, written as three words",
    state: { text: "T{<I:version:<I:ihl:<I:length:&<d:next:(8)<c:name:}", itemsize: "24" },
  },
  {
    // What Cython 0.29.32 writes for cdef struct Aligned: char tag; double w, beside what NumPy 1.24.2 writes for
    // np.dtype([('tag', 'S1'), ('w', 'f8')]), which is packed
    title: "Why does it not fit?",
    from: "a Cython struct, and NumPy's packed array that is to be bound to it",
    state: {
      text: "T{c:tag:d:w:}",
      itemsize: "16",
      dialect: "cython",
      compare: true,
      textB: "T{1s:tag:=d:w:}",
      itemsizeB: "9",
      view: "compare",
    },
  },
];
