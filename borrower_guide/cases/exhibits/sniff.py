"""What a file is by its first bytes, whatever its name says. No Django.

Sources: JPEG ITU-T T.81; PNG and WebP and RIFF by their specifications; ISO/IEC 14496-12 (`ftyp`);
AMR RFC 4867; ADTS ISO/IEC 13818-7; Ogg RFC 3533; Matroska RFC 8794; PDF ISO 32000.
"""

from typing import NamedTuple

from borrower_guide.schema.vocabulary import ExhibitKind

FIRST = 16  # bytes that are looked at


class FileType(NamedTuple):
    """A kind of file that is taken: its media type, its ending, what it usually shows."""

    media: str
    ending: str
    kind: ExhibitKind


JPEG = FileType("image/jpeg", "jpg", ExhibitKind.PHOTO)
PNG = FileType("image/png", "png", ExhibitKind.PHOTO)
WEBP = FileType("image/webp", "webp", ExhibitKind.PHOTO)
HEIC = FileType("image/heic", "heic", ExhibitKind.PHOTO)
M4A = FileType("audio/mp4", "m4a", ExhibitKind.AUDIO)
MP3 = FileType("audio/mpeg", "mp3", ExhibitKind.AUDIO)
AAC = FileType("audio/aac", "aac", ExhibitKind.AUDIO)
AMR = FileType("audio/amr", "amr", ExhibitKind.AUDIO)
WAV = FileType("audio/wav", "wav", ExhibitKind.AUDIO)
OGG = FileType("audio/ogg", "ogg", ExhibitKind.AUDIO)
MP4 = FileType("video/mp4", "mp4", ExhibitKind.VIDEO)
MOV = FileType("video/quicktime", "mov", ExhibitKind.VIDEO)
MKV = FileType("video/x-matroska", "mkv", ExhibitKind.VIDEO)
PDF = FileType("application/pdf", "pdf", ExhibitKind.DOCUMENT)
TYPES = (JPEG, PNG, WEBP, HEIC, M4A, MP3, AAC, AMR, WAV, OGG, MP4, MOV, MKV, PDF)
SHRUNK = frozenset({JPEG, PNG, WEBP})  # those that Pillow reads

_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"#!AMR", AMR),
    (b"ID3", MP3),
    (b"OggS", OGG),
    (b"\x1aE\xdf\xa3", MKV),
)
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"), HEIC),
    **dict.fromkeys((b"M4A ", b"M4B "), M4A),
    **dict.fromkeys((b"mp41", b"mp42", b"mp71", b"avc1", b"M4V ", b"MSNV", b"mmp4", b"dash"), MP4),
    b"qt  ": MOV,
}


def sniff(start: bytes) -> FileType | None:
    """The type by the first FIRST bytes (fewer if the file is shorter), None if not taken."""
    for magic, found in _STARTS:
        if start.startswith(magic):
            return found
    if start[:4] == b"RIFF":
        return _RIFF.get(start[8:12])
    if start[4:8] == b"ftyp":
        brand = start[8:12]
        return MP4 if brand[:3] in (b"iso", b"3gp", b"3g2") else _BRANDS.get(brand)
    return _sound_frame(start)


def _sound_frame(start: bytes) -> FileType | None:
    """MP3 and AAC without a header begin with a frame: eleven or twelve bits set."""
    if len(start) < 4 or start[0] != 0xFF:
        return None
    if start[1] & 0xF6 == 0xF0:
        return AAC
    layer_three, known_rate = start[1] & 0xE6 == 0xE2, start[2] & 0xF0 not in (0x00, 0xF0)
    return MP3 if layer_three and start[1] & 0x18 != 0x08 and known_rate else None


def type_of(media: str) -> FileType | None:
    """The type with this media type."""
    return next((known for known in TYPES if known.media == media), None)
