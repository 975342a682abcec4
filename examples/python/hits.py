# SPDX-License-Identifier: MIT
"""Record arrays that NumPy fills and C++ reduces, on the same memory."""

import numpy as np
import reduce

hits = np.zeros(1000, np.dtype([("channel", "i4"), ("energy", "f8")], align=True))
hits["channel"] = np.arange(1000) % 16
hits["energy"] = 0.5
print(reduce.total(hits), reduce.total(hits[::2]))

stored = np.zeros(1000, [("channel", ">i4"), ("energy", ">f8")])  # as in an HDF5 file
stored["energy"] = 0.25
print(reduce.total(stored))

reduce.calibrate(hits, 3)
print(hits["energy"].max())

try:
    reduce.total(np.zeros(3, [("channel", "i4"), ("energy", "f4")]))
except TypeError as error:
    print(str(error).splitlines()[0])
