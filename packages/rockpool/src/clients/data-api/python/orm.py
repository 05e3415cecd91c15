"""What SQLAlchemy makes of the database of its environment through sqlalchemy-aurora-data-api: prints findings as JSON."""

import datetime
import enum
import json
import os
import uuid
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session, declarative_base, relationship
from sqlalchemy_aurora_data_api import register_dialects

register_dialects()
FAMILY = os.environ["FAMILY"]
POSTGRES = FAMILY == "postgres"
arguments = dict(aurora_cluster_arn=os.environ["AURORA_CLUSTER_ARN"], secret_arn=os.environ["AURORA_SECRET_ARN"])
engine = sa.create_engine(
    ("postgresql" if POSTGRES else "mysql") + "+auroradataapi://:@/shop", connect_args=arguments
)


Base = declarative_base()


class Mood(enum.Enum):
    calm = "calm"
    wild = "wild"


class Boat(Base):
    __tablename__ = "boat"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20), unique=True)
    catches = relationship("Catch", back_populates="boat", order_by="Catch.id")


class Catch(Base):
    __tablename__ = "catch"
    id = sa.Column(sa.Integer, primary_key=True)
    boat_id = sa.Column(sa.ForeignKey("boat.id"))
    weight = sa.Column(sa.Numeric(6, 2))
    boat = relationship("Boat", back_populates="catches")


# Milliseconds: the dialect sends no more.
MOMENT = datetime.datetime(2020, 9, 17, 13, 49, 32, 780000)
COMMON = [
    (sa.SmallInteger, -32768, -32768),
    (sa.Integer, 2147483647, 2147483647),
    (sa.BigInteger, 9223372036854775807, 9223372036854775807),
    (sa.Numeric(12, 4), Decimal("123456.789"), Decimal("123456.7890")),
    (sa.Float(53), 1.5e-7, 1.5e-7),
    (sa.Boolean, True, True),
    (sa.Boolean, None, None),
    (sa.String(40), "Åsa 🐟 'x' :y", "Åsa 🐟 'x' :y"),
    (sa.Text, "", ""),
    (sa.LargeBinary, b"0123456789ABCDEF" * 1024, b"0123456789ABCDEF" * 1024),
    (sa.Date, datetime.date(2024, 2, 29), datetime.date(2024, 2, 29)),
    (sa.Time, datetime.time(12, 34, 56), datetime.time(12, 34, 56)),
]
SHAPES = COMMON + (
    [
        (sa.DateTime, MOMENT, MOMENT),
        (sa.Enum(Mood), Mood.wild, Mood.wild),
        (postgresql.UUID(as_uuid=False), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        (postgresql.JSONB, {"foo": [1, 2, None]}, {"foo": [1, 2, None]}),
        (postgresql.JSON, {"foo": [1, 2, None]}, {"foo": [1, 2, None]}),
        (postgresql.ARRAY(sa.String), ["Scarlett O'Hara", 'Ada "Hacker" Lovelace'], ["Scarlett O'Hara", 'Ada "Hacker" Lovelace']),
    ]
    if POSTGRES
    else [
        (sa.DateTime, MOMENT.replace(microsecond=0), MOMENT.replace(microsecond=0)),
        (sa.Enum(Mood), Mood.wild, Mood.wild),
        (sa.JSON, {"foo": [1, 2, None]}, {"foo": [1, 2, None]}),
    ]
)


class Everything(Base):
    __tablename__ = "anything"
    id = sa.Column(sa.Integer, primary_key=True)


for index, (kind, *_) in enumerate(SHAPES):
    setattr(Everything, f"c{index}", sa.Column(f"c{index}", kind))


def types():
    with Session(engine) as session:
        session.add(Everything(**{f"c{index}": given for index, (_, given, _) in enumerate(SHAPES)}))
        session.commit()
    with Session(engine) as session:
        row = session.scalars(sa.select(Everything)).one()
        found = [getattr(row, f"c{index}") for index in range(len(SHAPES))]
    return [
        f"{kind}: {one!r} is not {back!r}"
        for (kind, _, back), one in zip(SHAPES, found)
        if one != back or type(one) is not type(back)
    ]


def relations():
    with Session(engine) as session:
        session.add(Boat(name="ada", catches=[Catch(weight=Decimal("1.5")), Catch(weight=None)]))
        session.add_all([Boat(name="bo"), Boat(name="cy")])
        session.commit()
    with Session(engine) as session:
        boat = session.scalars(sa.select(Boat).where(Boat.name.like("%da"))).one()
        weights = [None if one.weight is None else str(one.weight) for one in boat.catches]
        session.execute(sa.update(Boat).where(Boat.name == "bo").values(name="bob"))
        session.execute(sa.delete(Boat).where(Boat.name == "cy"))
        session.commit()
        return [weights, list(session.scalars(sa.select(Boat.name).order_by(Boat.id)))]


def transactions():
    with Session(engine) as session:
        session.add(Boat(name="dee"))
        session.flush()
        within = session.scalar(sa.select(sa.func.count()).select_from(Boat))
        session.rollback()
        after = session.scalar(sa.select(sa.func.count()).select_from(Boat))
    with engine.begin() as connection:
        connection.execute(sa.insert(Boat), [{"name": "eve"}, {"name": "fay"}])
    with engine.connect() as connection:
        with connection.begin():
            savepoint = connection.begin_nested()
            connection.execute(sa.delete(Boat).where(Boat.name == "fay"))
            savepoint.rollback()
    with engine.connect() as connection:
        return [within, after, connection.scalar(sa.select(sa.func.count()).select_from(Boat))]


def reflected():
    """The second generation cannot return the "char" of PostgreSQL's catalogue."""
    try:
        return [column["name"] for column in sa.inspect(engine).get_columns("catch")]
    except Exception as error:
        return [type(error).__name__, str(error)]


def failure(statement):
    try:
        with engine.begin() as connection:
            connection.execute(statement)
        return "it worked"
    except sa.exc.DBAPIError as error:
        return [type(error).__name__, type(error.orig).__name__, str(error.orig)]


Base.metadata.create_all(engine)
Base.metadata.create_all(engine)
print(
    json.dumps(
        {
            "version": sa.__version__,
            "shapes": len(SHAPES),
            "types": types(),
            "relations": relations(),
            "transactions": transactions(),
            "hasTable": [sa.inspect(engine).has_table("boat"), sa.inspect(engine).has_table("none")],
            "reflected": reflected(),
            "syntax": failure(sa.text("selekt 1")),
            "missing": failure(sa.text("select * from nothing")),
            "duplicate": [failure(sa.insert(Boat).values(name="hake")) for _ in range(2)][1],
        }
    )
)
