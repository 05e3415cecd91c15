"""What the DB-API client aurora-data-api makes of the database of its environment: prints its findings as JSON."""

import json
import os
import re
from datetime import date, datetime, time
from decimal import Decimal

import aurora_data_api

FAMILY = os.environ["FAMILY"]
MOMENT = datetime(2020, 9, 17, 13, 49, 32, 780181)

# The type of a column, the expression that the parameter goes into, what is written, and what comes back.
COMMON = [
    ("smallint", ":v", -32768, -32768),
    ("integer", ":v", 2147483647, 2147483647),
    ("bigint", ":v", 9223372036854775807, 9223372036854775807),
    ("decimal(12,4)", ":v", Decimal("123456.789"), Decimal("123456.7890")),
    ("double precision", ":v", 1.5e-7, 1.5e-7),
    ("boolean", ":v", True, True),
    ("varchar(40)", ":v", "Åsa 🐟 'x' :y", "Åsa 🐟 'x' :y"),
    ("text", ":v", "", ""),
    ("text", ":v", None, None),
    ("date", ":v", date(2024, 2, 29), date(2024, 2, 29)),
    ("time", ":v", time(12, 34, 56), time(12, 34, 56)),
]
SHAPES = {
    "postgres": COMMON
    + [
        ("real", ":v", 3.14, 3.14),
        ("char(5)", ":v", "ab", "ab   "),
        ("bytea", ":v", b"\x00\xff\n", b"\x00\xff\n"),
        ("timestamp", ":v", MOMENT, MOMENT),
        ("timestamp", "cast(:v as timestamp)", MOMENT, MOMENT),
        ("timestamptz", "cast(:v as timestamptz)", "2024-01-15 12:34:56+09", "2024-01-15 03:34:56"),
        ("uuid", "cast(:v as uuid)", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("inet", "cast(:v as inet)", "10.0.0.1", "10.0.0.1"),
        ("integer[]", "string_to_array(:v, ',')::integer[]", "1,2,3", [1, 2, 3]),
        ("text[]", "string_to_array(:v, ',', 'b')", "a,b", ["a", None]),
    ],
    "mysql": COMMON
    + [
        ("tinyint", ":v", -128, -128),
        ("bigint unsigned", ":v", 9223372036854775807, 9223372036854775807),
        ("float", ":v", 0.5, 0.5),
        ("char(5)", ":v", "ab", "ab"),
        ("varbinary(8)", ":v", b"\x00\xff\n", b"\x00\xff\n"),
        ("timestamp(6) null", ":v", MOMENT, MOMENT),
        ("datetime(6)", ":v", MOMENT, str(MOMENT)),
        ("json", ":v", '{"a": [1, "two"]}', '{"a": [1, "two"]}'),
        ("enum('cod','eel')", ":v", "eel", "eel"),
        ("year", ":v", 2024, "2024"),
    ],
}[FAMILY]


def connect():
    return aurora_data_api.connect(database="shop")


def failure(sql, parameters=None):
    """The names of the exception's classes, and its text."""
    with connect() as connection, connection.cursor() as cursor:
        try:
            cursor.execute(sql, parameters)
            return "it worked"
        except aurora_data_api.DatabaseError as error:
            connection.rollback()
            return [[one.__name__ for one in type(error).__mro__[:2]], str(error)]


def types():
    """The columns that came back as something else."""
    with connect() as connection, connection.cursor() as cursor:
        columns = ", ".join(f"c{index} {kind}" for index, (kind, *_) in enumerate(SHAPES))
        cursor.execute(f"create table everything ({columns})")
        places = ", ".join(into.replace(":v", f":v{index}") for index, (_, into, *_) in enumerate(SHAPES))
        values = {f"v{index}": given for index, (*_, given, _) in enumerate(SHAPES)}
        cursor.execute(f"insert into everything values ({places})", values)
        cursor.execute("select * from everything")
        (row,) = cursor.fetchall()
        names = [column.name for column in cursor.description]
    assert names == [f"c{index}" for index in range(len(SHAPES))], names
    return [
        f"{kind}: {found!r} is not {back!r}"
        for (kind, *_, back), found in zip(SHAPES, row)
        if found != back or type(found) is not type(back)
    ]


def many_rows():
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("create table many (id integer primary key, doc text)")
        cursor.executemany(
            "insert into many values (:id, :doc)",
            [{"id": index, "doc": json.dumps({"x": index, "y": "z" * 200})} for index in range(2048)],
        )
        cursor.execute("select * from many order by id")
        pages = []
        while page := cursor.fetchmany(1001):
            pages.append(len(page))
        cursor.execute("select id from many where id < :limit order by id", {"limit": 3})
        return {"pages": pages, "iterated": [row[0] for row in cursor], "rowcount": cursor.rowcount}


def identity():
    generated = "serial primary key" if FAMILY == "postgres" else "integer auto_increment primary key"
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(f"create table fish (id {generated}, name varchar(20) unique)")
        cursor.execute("insert into fish (name) values (:name)", {"name": "hake"})
        return {"lastrowid": cursor.lastrowid, "rowcount": cursor.rowcount}


def transactions():
    def count():
        with connect() as connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from fish")
            return cursor.fetchone()[0]

    seen = []
    connection = connect()
    connection.cursor().execute("insert into fish (name) values ('cod')")
    seen.append(count())
    connection.rollback()
    connection.cursor().execute("insert into fish (name) values ('eel')")
    connection.commit()
    seen.append(count())
    try:
        with connect() as connection, connection.cursor() as cursor:
            cursor.execute("delete from fish")
            raise KeyError
    except KeyError:
        seen.append(count())
    return seen


def too_large():
    """The result of more than a mebibyte ends the transaction that every cursor of this client has."""
    connection = connect()
    said = []
    for act in (
        lambda: connection.cursor().execute("select repeat('x', 1000), id from many order by id"),
        connection.commit,
    ):
        try:
            act()
        except Exception as error:
            said.append([type(error).__name__, re.sub("Transaction AV2vr/[^ ]*", "Transaction ID", str(error))])
    return said


print(
    json.dumps(
        {
            "shapes": len(SHAPES),
            "types": types(),
            "many": many_rows(),
            "identity": identity(),
            "transactions": transactions(),
            "syntax": failure("selekt 1"),
            "missing": failure("select * from nothing"),
            "duplicate": failure("insert into fish (name) values (:name)", {"name": "hake"}),
            "tooLarge": too_large(),
        }
    )
)
