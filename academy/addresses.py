"""Where a request comes from: what every limit counts by."""

from ipaddress import IPv6Address, ip_address
from typing import Any, Final

from academy.conf import academy_setting

NETWORK_BITS: Final = 64  # a household or company is given at least a /64, so single IPv6 addresses are nobody's limit


def client_address(request: Any) -> str:
    """The address of whoever sent the request, behind `ACADEMY["TRUSTED_PROXIES"]` proxies of our own.

    Each proxy appends the address it was called from to X-Forwarded-For, so with N of ours the visitor stands N places
    from the end; what stands before it was written by the visitor and is not believed. An IPv6 address stands for its
    /64 network. Without a usable address: an empty text, which all such requests share.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    proxies = int(academy_setting("TRUSTED_PROXIES"))
    if proxies > 0:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
        seen = forwarded[-proxies] if len(forwarded) >= proxies and forwarded[-proxies].strip() else seen
    return _normal(seen.strip())


def _normal(seen: str) -> str:
    """An address as one text however it is written: without a port, brackets or a zone."""
    if seen.startswith("["):
        seen = seen[1:].partition("]")[0]
    elif seen.count(":") == 1:
        seen = seen.partition(":")[0]
    try:
        address = ip_address(seen.partition("%")[0])
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> NETWORK_BITS << NETWORK_BITS))
