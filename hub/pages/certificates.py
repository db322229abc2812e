"""HTTPS without anybody else: an authority of this home's own, made on the hub, and the certificate that it gives.

Whoever takes the authority into their telephone once is never warned again, also when the certificate is renewed. It
may vouch for names at home and private addresses only: taken by a thief, it is worth nothing for a bank's page.
"""

import ipaddress
import os
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hub.pages.papers import Papers

AUTHORITY = timedelta(days=3650)
ISSUED = timedelta(days=397)
"""The longest that telephones take."""
RENEWED = timedelta(days=60)
"""So long before its end a new one is made."""
SLACK = timedelta(days=1)
"""Telephones' clocks differ from the hub's."""
PRIVATE = tuple(
    ipaddress.ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "100.64.0.0/10",
                 "fc00::/7", "fe80::/10", "::1/128")
)  # fmt: skip
HOME = ("local", "lan", "home", "home.arpa", "internal", "localhost")
Name = x509.DNSName | x509.IPAddress


def made(folder: Path, hub: str, listens: str, names: tuple[str, ...], now: datetime) -> None:
    """The papers in `folder`: made or renewed where they are missing, nearly over, or for other names."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours, wanted = Papers.in_(folder), _names(listens, names)
    authority_key = _key(folder / "authority.key")
    authority = _kept(ours.authority, now)
    if authority is None or not _may_vouch(authority, wanted):  # telephones are asked to trust the new one
        authority = _authority(ours.authority, authority_key, hub, names, now)
    certificate = _kept(ours.certificate, now)
    if certificate is None or not _is_for(certificate, wanted) or not _is_of(certificate, authority):
        _issued(ours.certificate, _key(ours.key), authority, authority_key, wanted, now)


def _names(listens: str, names: tuple[str, ...]) -> tuple[Name, ...]:
    """Every name and address under which this machine may be called."""
    own = socket.gethostname()
    dns = dict.fromkeys(("localhost", own, f"{own}.local", *names))
    found = {listens, "127.0.0.1", *_addresses()} - {"0.0.0.0", "::"}  # noqa: S104 - not bound here
    return (*(x509.DNSName(each) for each in dns), *_as_addresses(sorted(found)))


def _as_addresses(found: list[str]) -> tuple[x509.IPAddress, ...]:
    addresses = []
    for each in found:
        try:
            address = ipaddress.ip_address(each)
        except ValueError:
            continue  # a name: it stands among the names
        if any(address in network for network in PRIVATE):  # for another the authority may not vouch
            addresses.append(x509.IPAddress(address))
    return tuple(addresses)


def _addresses() -> set[str]:
    """The address of this machine towards its network, as far as it has one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as towards:
        try:
            towards.connect(("192.0.2.1", 9))
        except OSError:
            return set()
        return {towards.getsockname()[0]}


def _key(file: Path) -> ec.EllipticCurvePrivateKey:
    """A private key of its own for each file, made once."""
    if file.exists():
        key = serialization.load_pem_private_key(file.read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key
    made = ec.generate_private_key(ec.SECP256R1())
    _write(file, made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                    serialization.NoEncryption()))  # fmt: skip
    return made


def _kept(file: Path, now: datetime) -> x509.Certificate | None:
    """What lies there, unless it is nearly over, or was made while the clock ran ahead."""
    if not file.exists():
        return None
    found = x509.load_pem_x509_certificate(file.read_bytes())
    return found if found.not_valid_before_utc <= now < found.not_valid_after_utc - RENEWED else None


def _is_of(certificate: x509.Certificate, authority: x509.Certificate) -> bool:
    """Whether this authority gave it: another of the same name may have stood here before."""
    own = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    given = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    return given.key_identifier == own.digest and authority.not_valid_before_utc <= certificate.not_valid_before_utc


def _is_for(certificate: x509.Certificate, wanted: tuple[Name, ...]) -> bool:
    named = set(certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value)
    return set(wanted) <= named


def _may_vouch(authority: x509.Certificate, wanted: tuple[Name, ...]) -> bool:
    """Whether every name lies under one that the authority may vouch for. Addresses do: only such are wanted."""
    only = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    under = {each.value for each in only if isinstance(each, x509.DNSName)}
    names = (each.value for each in wanted if isinstance(each, x509.DNSName))
    return all(name in under or any(name.endswith(f".{each}") for each in under) for name in names)


def _authority(
    file: Path, key: ec.EllipticCurvePrivateKey, hub: str, names: tuple[str, ...], now: datetime
) -> x509.Certificate:  # fmt: skip
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"carehub {hub}"[:64])])
    only = [*(x509.DNSName(each) for each in dict.fromkeys((*HOME, socket.gethostname(), *names))),
            *map(x509.IPAddress, PRIVATE)]  # fmt: skip
    made = (
        _begun(subject, subject, key, now, AUTHORITY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=only, excluded_subtrees=None), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(file, made.public_bytes(serialization.Encoding.PEM), 0o644)
    return made


def _issued(
    file: Path, key: ec.EllipticCurvePrivateKey, authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey, names: tuple[Name, ...], now: datetime,
) -> None:  # fmt: skip
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "carehub")])
    made = (
        _begun(subject, authority.subject, key, now, ISSUED)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write(file, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLACK)
        .not_valid_after(now - SLACK + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _write(file: Path, content: bytes, mode: int = 0o600) -> None:
    """A file in one moment; a key is nobody else's to read, not even for one."""
    new = file.with_suffix(".new")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
    with os.fdopen(handle, "wb") as into:
        into.write(content)
        into.flush()
        os.fsync(into.fileno())
    new.replace(file)


if __name__ == "__main__":
    # A process of its own: what it needs would stay in the memory of the pages for a year.
    at, hub_, listens_, *names_ = sys.argv[1:]
    made(Path(at), hub_, listens_, tuple(names_), datetime.now(UTC))
