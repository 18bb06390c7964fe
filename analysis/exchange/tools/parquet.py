"""Parquet: a folder with a file for each table, typed; for pandas, R, DuckDB and the like."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from analysis.errors import InputError
from analysis.exchange import relational
from analysis.exchange.format import Format, of_tables
from analysis.exchange.node import LARGEST
from analysis.exchange.relational import Row
from analysis.ingest.damage import reading
from analysis.model import Extraction


def dumps(extractions: Iterable[Extraction]) -> dict[str, bytes]:
    """Return the bytes of each file, by its name; the same for the same version of pyarrow."""
    found = relational.build(extractions)
    return {f"{name}.parquet": _bytes(name, found[name]) for name in relational.schema()}


def _bytes(name: str, rows: list[Row]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    types: dict[str, Any] = {
        "text": pa.string(),
        "list": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
    }
    columns = relational.written()[name]
    shape = pa.schema([(column, types[kind]) for column, kind in columns.items()])
    table = pa.table({c: [row[c] for row in rows] for c in columns}, schema=shape)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _rows(data: bytes, where: str) -> list[tuple[str, Row]]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    with reading("Parquet", where), pq.ParquetFile(io.BytesIO(data)) as file:
        meta = file.metadata
        size = sum(meta.row_group(n).total_byte_size for n in range(meta.num_row_groups))
        if size > LARGEST:
            raise InputError("is too large once unpacked", where, "split it into its articles")
        rows = file.read().to_pylist()
    return [(f"{where}, row {number}", row) for number, row in enumerate(rows, 1)]


FORMAT = Format(
    "parquet",
    "Parquet, a file a table",
    __doc__,
    dumps,
    of_tables(".parquet", _rows),
    relational.LOST,
    needs="pyarrow",
    extra="exchange",
    endings=(".parquet",),
    folder=".parquet",
)
