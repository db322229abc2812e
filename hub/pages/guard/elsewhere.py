"""Whether a browser is in the home. From anywhere else a password alone opens nothing."""

import ipaddress


def at_home(address: str, proxies: tuple[str, ...]) -> bool:
    """Whether this address can only be one of the home's own network, or of a private one that leads into it.

    `proxies`: a request that seems to come from one of them is somebody's of whom the proxy has not said who it is.
    """
    if address in proxies:
        return False
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return found.is_loopback or found.is_link_local or any(found in network for network in PRIVATE)


def is_this_machine(address: str) -> bool:
    """Whether this is the hub's own machine, where a proxy may be."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


PRIVATE = tuple(ipaddress.ip_network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"))
"""RFC 1918 and RFC 4193: no such address can be reached from the internet."""
