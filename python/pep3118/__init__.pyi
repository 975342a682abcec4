# SPDX-License-Identifier: MIT
from typing import Any, Literal, Optional

import numpy as np

_Level = Literal["bytes", "types", "names"]

class FormatError(ValueError):
    kind: str
    position: int
    length: int

class Note:
    kind: str
    message: str

class Field:
    name: Optional[str]
    offset: int
    kind: str
    code: Optional[str]
    byteorder: Optional[Literal["little", "big", "none"]]
    itemsize: int
    alignment: int
    shape: tuple[int, ...]
    fields: tuple[Field, ...]
    def __getitem__(self, name: str) -> Field: ...

class Layout:
    format: str
    canonical: str
    layout_id: str
    target: str
    dialect: str
    itemsize: int
    alignment: int
    notes: tuple[Note, ...]
    source: Literal["format", "dtype", "__array_interface__", "ctypes"]
    item: Field
    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def shape(self) -> tuple[int, ...]: ...
    @property
    def dtype(self) -> np.dtype[Any]: ...
    def __getitem__(self, name: str) -> Field: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def _repr_svg_(self) -> str: ...

class Diff:
    same_bytes: bool
    same_types: bool
    same_names: bool
    differences: tuple[dict[str, Any], ...]
    def __bool__(self) -> bool: ...

class Exported:
    exports: int
    format: str
    itemsize: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]
    readonly: bool
    address: int
    __array_interface__: dict[str, Any]
    def release(self) -> None: ...
    def __len__(self) -> int: ...

def layout(
    x: Any,
    *,
    itemsize: Optional[int] = ...,
    dialect: Optional[str] = ...,
    target: Optional[str] = ...,
    strict: bool = ...,
) -> Layout: ...
def canonical(
    x: Any,
    *,
    itemsize: Optional[int] = ...,
    dialect: Optional[str] = ...,
    target: Optional[str] = ...,
    strict: bool = ...,
) -> str: ...
def header(*xs: Any, name: str = ..., namespace: str = ..., target: Optional[str] = ..., **named: Any) -> str: ...
def emit(language: str, x: Any, *, name: str = ...) -> str: ...
def languages() -> list[str]: ...
def diff(a: Any, b: Any) -> Diff: ...
def explain(x: Any, expected: Any, *, level: _Level = ...) -> Optional[str]: ...
def check(x: Any, expected: Any, *, level: _Level = ...) -> bool: ...
def asarray(x: Any) -> np.ndarray[Any, np.dtype[Any]]: ...
def describe(x: Any) -> Exported: ...
def targets() -> list[str]: ...
def dialects() -> list[str]: ...
