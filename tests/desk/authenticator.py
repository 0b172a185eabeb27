"""The application in a person's telephone that makes codes, and its clock, by which the archive goes in these tests."""

import base64
import hashlib
import hmac
import struct

from django.contrib.auth.models import User

from archive.desk.services.second_factor import second_factor_key, second_factor_set_up

STEP_S = 30


class Authenticator:
    """`key` is the secret that it was given, in hexadecimal digits; `now` stands still unless moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.key = ""

    def wait(self, steps: int = 1) -> None:
        self.now += steps * STEP_S

    def code(self, steps: int = 0) -> str:
        """The code shown now, or so many steps later, after RFC 6238."""
        counter = struct.pack(">Q", int(self.now) // STEP_S + steps)
        digest = hmac.new(bytes.fromhex(self.key), counter, hashlib.sha1).digest()
        at = digest[-1] & 0xF
        return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"

    def wrong_code(self) -> str:
        """None of those that are taken now."""
        right = {int(self.code(steps)) for steps in (-1, 0, 1)}
        return f"{next(number for number in range(10) if number not in right):06d}"

    def read(self, printed: str) -> None:
        """Take a secret as a page prints it."""
        self.key = base64.b32decode(printed.replace(" ", "")).hex()

    def set_up(self, user: User) -> list[str]:
        """Give an account a second factor; returns its recovery codes. The code that was used is over."""
        self.key = second_factor_key()
        codes = second_factor_set_up(user=user, key=self.key, code=self.code())
        self.wait(2)
        return codes
