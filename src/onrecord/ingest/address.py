"""Which network addresses may be fetched from: public ones only."""

import ipaddress
import socket

from onrecord.domain import State
from onrecord.ingest.refusal import RefusedInputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool = False) -> str:
    """One numeric address of ``host``, safe to connect to.

    Raises ``RefusedInputError``: ``refused-address`` if any address of the host is not public,
    ``fetch-failed`` if the name does not resolve.
    """
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedInputError(State.FETCH_FAILED, f"no such host: {host}") from None
    addresses = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]
    if not addresses:
        raise RefusedInputError(State.FETCH_FAILED, f"no such host: {host}")
    inside = next((a for a in addresses if not is_public(a)), None)
    if inside is not None and not allow_private:
        reason = f"{host} is at {inside}, which is not a public address"
        raise RefusedInputError(State.REFUSED_ADDRESS, reason)
    return str(addresses[0])


def is_public(address: Address) -> bool:
    """Whether the address is on the public internet; one that wraps an IPv4 address counts as
    that address (IPv4-mapped, NAT64, 6to4, Teredo)."""
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo and teredo[1])
