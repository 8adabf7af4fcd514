"""PDF files made by hand, so that no library writes what the tests read."""

import hashlib
from collections.abc import Sequence

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
FILE_ID = bytes(range(16))


def pdf(
    pages: Sequence[Sequence[str]], title: str = "", date: str = "", password: str = ""
) -> bytes:
    """A PDF with one line of text under the other on each page; a page without lines holds an
    empty drawing. With a password the file is locked (RC4, 40 bit, PDF 1.4)."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        body = _drawing(lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
    objects.append(f"<< /Title ({title}) /CreationDate ({date}) >>".encode())
    info = len(objects)
    if password:
        objects.append(_lock(password.encode()))
    return _file(objects, info, bool(password))


def _drawing(lines: Sequence[str]) -> bytes:
    if not lines:
        return b"0 0 100 100 re f"
    escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    shown = "\n".join(f"({line}) Tj T*" for line in escaped)
    return f"BT /F1 11 Tf 14 TL 72 780 Td\n{shown}\nET".encode("cp1252")


def _lock(password: bytes) -> bytes:
    """The encryption dictionary of the standard handler, revision 2 (PDF 1.7, 7.6.3). The owner's
    entry is not computed: it only opens the file to an owner, of whom there is none."""
    owner = hashlib.sha256(b"nobody").digest()
    rights = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
    padded = (password + PADDING)[:32]
    key = hashlib.md5(padded + owner + rights + FILE_ID, usedforsecurity=False).digest()[:5]
    user = _rc4(key, PADDING)
    return b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
        owner.hex().encode(),
        user.hex().encode(),
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _file(objects: Sequence[bytes], info: int, locked: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    lock = b"/Encrypt %d 0 R " % len(objects) if locked else b""
    name = FILE_ID.hex().encode()
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R %s/ID [<%s> <%s>] >>\n" % (
        len(objects) + 1,
        info,
        lock,
        name,
        name,
    )
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
