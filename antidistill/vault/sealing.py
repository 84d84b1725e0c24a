"""Sealing and opening with age, and its faults in the user's words."""

from __future__ import annotations

from antidistill.errors import VaultFault


def new_identity() -> str:
    """A fresh secret key, as the one line that opens everything: 'AGE-SECRET-KEY-1…'."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half, 'age1…', with which anybody can seal and nobody can open."""
    from pyrage import IdentityError, x25519

    try:
        return str(x25519.Identity.from_str(identity.strip()).to_public())
    except IdentityError:
        raise VaultFault(
            "this is no recovery line: it begins with AGE-SECRET-KEY-1 and has 74 characters"
        ) from None


def is_recipient(text: str) -> bool:
    """Whether something can be sealed for `text`."""
    from pyrage import RecipientError, x25519

    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def seal(data: bytes, recipient: str) -> bytes:
    """`data` for that recipient; VaultFault when the recipient is damaged."""
    from pyrage import RecipientError, encrypt, x25519

    try:
        return encrypt(data, [x25519.Recipient.from_str(recipient.strip())])
    except RecipientError:
        raise VaultFault(
            "the vault's recipient.txt is damaged, so nothing was sealed; "
            "antidistill vault passphrase mends it"
        ) from None


def unseal(blob: bytes, identity: str) -> bytes:
    """What `seal` was given; VaultFault when one bit of it is not as it was, or when it was sealed
    for somebody else."""
    from pyrage import DecryptError, decrypt, x25519

    try:
        return decrypt(blob, [x25519.Identity.from_str(identity.strip())])
    except DecryptError as fault:
        foreign = "no matching keys" in str(fault).lower()
        raise VaultFault(
            "sealed with another key" if foreign else "damaged: it is not as it was sealed"
        ) from None


def lock(identity: str, passphrase: str) -> bytes:
    """A secret key under a passphrase; takes about a second, as it should."""
    from pyrage import passphrase as age

    return age.encrypt(identity.encode(), passphrase)


def unlock(locked: bytes, passphrase: str) -> str:
    """The secret key; VaultFault when the passphrase is wrong or the file damaged: age cannot tell
    the two apart."""
    from pyrage import DecryptError
    from pyrage import passphrase as age

    try:
        return age.decrypt(locked, passphrase).decode()
    except DecryptError:
        raise VaultFault(
            "the vault does not open: the passphrase is wrong (or identity.age is damaged); "
            "the recovery line opens it too, with --recovery"
        ) from None
