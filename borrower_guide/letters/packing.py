"""The letter and the files of its exhibits, in as many archives as its channel's limit asks for."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from borrower_guide.cases.access.keys import WrongKey
from borrower_guide.cases.exhibits import files as exhibit_files
from borrower_guide.cases.exhibits.files import SMALL, NoFile, has_file
from borrower_guide.cases.exhibits.sniff import FIRST, sniff
from borrower_guide.cases.gate import OpenCase
from borrower_guide.cases.naming import name_of
from borrower_guide.cases.taking.zipping import Member
from borrower_guide.cases.things import Thing
from borrower_guide.law.channel import Channel

LETTER = "letter.pdf"
# What a stored member adds beside its bytes and twice its name (APPNOTE 4.3.7, 4.3.9, 4.3.12),
# and the archive at its end (4.3.16).
_MEMBER, _END = 30 + 16 + 46, 22
CHUNK, MEGABYTE = 65_536, 1_000_000


@dataclass(frozen=True)
class Packed:
    """One file to hand in. `thing` None: the letter itself."""

    name: str
    size: int
    words: str
    thing: Thing | None = None
    small: bool = False


@dataclass(frozen=True)
class Pack:
    """The archives in order, and what is in none of them, with the reason."""

    parts: tuple[tuple[Packed, ...], ...]
    left_out: tuple[tuple[str, str], ...]
    limit: int

    @property
    def most_mb(self) -> int:
        """The limit in megabytes."""
        return self.limit // MEGABYTE

    @property
    def told(self) -> list[tuple[int, int, tuple[Packed, ...]]]:
        """Number, bytes and files of each."""
        return [(number, size_of(part), part) for number, part in enumerate(self.parts, start=1)]


def size_of(files: Iterable[Packed]) -> int:
    """Bytes of an archive of these files."""
    return _END + sum(_MEMBER + 2 * len(one.name.encode()) + one.size for one in files)


def limit_of(channel: Channel | None) -> int:
    """The most bytes that the channel takes at once; 0: no limit is known."""
    limits = [one.most_mb for one in channel.attachments if one.most_mb] if channel else []
    return min(limits, default=0) * MEGABYTE


def pack(opened: OpenCase, subjects: list[str], letter: int, limit: int) -> Pack:
    """The letter (its bytes) and what is there of the exhibits; a limit takes the small copies."""
    files = [Packed(LETTER, letter, "这份文书")]
    missing: list[tuple[str, str]] = []
    for thing in (opened.state.thing(subject) for subject in subjects):
        if thing is None or thing.withdrawn:
            continue
        found = _file(opened, thing, small=bool(limit))
        if isinstance(found, str):
            missing.append((_words(thing), found))
        else:
            files.append(found)
    large = [one for one in files if limit and size_of([one]) > limit]
    parts = tuple(_split((one for one in files if one not in large), limit))
    missing += [(one.words, "太大，一次交不上。请另外交") for one in large]
    return Pack(parts, tuple(missing), limit)


def members(opened: OpenCase, part: Iterable[Packed], letter: bytes) -> Iterator[Member]:
    """What goes into the archive, each opened when its turn comes."""
    for one in part:
        if one.thing is None:
            yield Member(one.name, [letter])
        else:
            yield Member(one.name, _chunks(_reader(opened, one.thing, one.small)))


def _split(files: Iterable[Packed], limit: int) -> Iterator[tuple[Packed, ...]]:
    """In their order, each archive as full as the limit lets it be."""
    part: list[Packed] = []
    for one in files:
        if part and limit and size_of([*part, one]) > limit:
            yield tuple(part)
            part = []
        part.append(one)
    if part:
        yield tuple(part)


def _file(opened: OpenCase, thing: Thing, *, small: bool) -> Packed | str:
    """Its file, or why there is none. All of it is read first: half an archive helps nobody."""
    small = small and has_file(opened, thing, SMALL)
    try:
        if not small:
            exhibit_files.check(opened, thing)
        with _reader(opened, thing, small) as reader:
            found = sniff(reader.peek(FIRST)[:FIRST])
            size = reader.seek(0, io.SEEK_END)
    except NoFile:
        return "文件不在这里，请从原件那里拿"
    except (OSError, WrongKey):
        return "存的文件打不开了，请去找原件"
    name = f"{thing.label}.{found.ending if found else 'bin'}"
    return Packed(name, size, _words(thing), thing, small)


def _reader(opened: OpenCase, thing: Thing, small: bool) -> io.BufferedReader:
    opening = exhibit_files.small_of if small else exhibit_files.original_of
    return opening(opened, thing)


def _chunks(reader: io.BufferedReader) -> Iterator[bytes]:
    with reader:
        while chunk := reader.read(CHUNK):
            yield chunk


def _words(thing: Thing) -> str:
    title = thing.value.title
    return f"{name_of(thing)}：{title}" if title else name_of(thing)
