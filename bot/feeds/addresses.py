"""Which addresses of the network may be asked: where a name leads is looked up once, and that is connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

_EMBEDDING = ((ipaddress.IPv6Network("64:ff9b::/96"), 0), (ipaddress.IPv6Network("2002::/16"), 80))
"""Networks of IPv6 whose addresses stand for one of IPv4, and by how many bits that is shifted."""


class PrivateAddress(OSError):
    """An address that may not be asked."""


def is_public(address: str) -> bool:
    """Whether an address of the network may be anybody's, also where it stands for another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        for network, shift in _EMBEDDING:
            if ip in network:
                return is_public(str(ipaddress.IPv4Address(int(ip) >> shift & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


def refuse_private(url: str) -> None:
    """PrivateAddress where an address is written as a number that is private; names are for the resolver."""
    host = urlsplit(url).hostname or ""
    try:
        public = is_public(host)
    except ValueError:
        return
    if not public:
        raise PrivateAddress(f"{host} lies in a private network")


@dataclass(frozen=True, slots=True)
class PublicAddresses(AbstractResolver):
    """Looks names up, and knows none that leads into a private network."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The public addresses of a name; PrivateAddress where it has none."""
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        public = [one for one in found if is_public(str(one[4][0]))]
        if not public:
            raise PrivateAddress(f"{host} lies in a private network")
        return [_result(host, port, one[0], str(one[4][0])) for one in public]

    async def close(self) -> None:
        """Nothing is kept open."""


def _result(host: str, port: int, family: socket.AddressFamily, address: str) -> ResolveResult:
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)
