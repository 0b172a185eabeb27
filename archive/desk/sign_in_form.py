"""Forms that ask for a password or a code, with the limits of `services.sign_in`: for the readers' pages and for the admin."""

import datetime as dt
import logging
import math
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from archive.desk.code_field import WRONG_CODE, CodeField
from archive.desk.selectors.second_factor import second_factor_is_asked
from archive.desk.services import sign_in
from archive.desk.services.second_factor import CODE_DIGITS, WrongCodeError, code_use

TOO_MANY = "محاولات دخول كثيرة لم تنجح. أعد المحاولة بعد %(wait)s."
WRONG = "كلمة المرور غير صحيحة."
EXPIRED = "انقضت مهلة الدخول. أدخل اسمك وكلمة المرور من جديد."
CODE_HELP = "ستة أرقام من تطبيق التحقق في هاتفك. وإن لم يكن معك فأدخل أحد رموز الاسترداد."
PROOF_SALT = "archive.desk.sign_in.proof"
PROOF_AGE = dt.timedelta(minutes=10)
log = logging.getLogger(__name__)
T = TypeVar("T")


class RefusedAttemptError(ValidationError):
    """The password was not looked at; `wait` is how long that lasts."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__(TOO_MANY, code="throttled", params={"wait": wait_in_words(wait)})
        self.wait = wait


class ThrottledSignInForm(AuthenticationForm):
    """Asks for the password and, of accounts that have a second factor, for a code on a second page.

    That page has no password: `proof` is signed, and says for ten minutes whose password was right. Whether an account has a
    second factor is told to nobody before. `wait` is set when an attempt is refused before anything is checked.
    """

    code = CodeField(required=False, help_text=CODE_HELP)
    wait: dt.timedelta | None = None
    proof = ""
    """Of the second page; empty on the first."""
    recovered = False
    """Whether a recovery code was used."""

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self._given_proof = self.data.get("proof") or ""
        for name in ("username", "password"):
            self.fields[name].required = not self._given_proof
        self.fields["code"].required = bool(self._given_proof)

    def is_valid(self) -> bool:
        """False also where the password was right, and a code is asked for."""
        return super().is_valid() and self.user_cache is not None

    def clean(self) -> dict[str, Any]:
        if self._given_proof:
            self._second_step()
            return self.cleaned_data
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password") or self.request is None:
            return super().clean()
        self._throttled(name, self._first_step, is_enough=lambda: not self.proof)
        if self.proof:
            self.user_cache = None
        return self.cleaned_data

    def _first_step(self) -> None:
        super().clean()
        assert self.user_cache is not None
        if second_factor_is_asked(self.user_cache):
            self.proof = proof_make(self.user_cache)

    def _second_step(self) -> None:
        user = proof_read(self._given_proof)
        if user is None:
            raise ValidationError(EXPIRED, code="expired")
        self.proof = self._given_proof
        code = self.cleaned_data.get("code")
        if not code:
            return

        def check() -> None:
            self.confirm_login_allowed(user)
            code_confirm(user, code, self._address())

        try:
            self._throttled(user.get_username(), check, of_code=True)
        except ValidationError as error:
            if error.code != "wrong_code":
                raise
            self.add_error("code", error)
            return
        self.user_cache, self.recovered = user, len(code) != CODE_DIGITS

    def _throttled(self, name: str, check: Callable[[], Any], **more: Any) -> None:
        try:
            throttled(name, self._address(), check, **more)
        except RefusedAttemptError as error:
            self.wait = error.wait
            raise

    def _address(self) -> str:
        return str(self.request.META.get("REMOTE_ADDR", "")) if self.request else ""


def throttled(
    name: str,
    address: str,
    check: Callable[[], T],
    *,
    of_code: bool = False,
    is_enough: Callable[[], bool] = lambda: True,
) -> T:
    """What `check` returns, which raises ValidationError for a wrong password or code. Raises RefusedAttemptError before it.

    Where it is not enough to sign in, the attempt counts neither as a failure nor as a success, which would forget failures.
    """
    attempt = sign_in.attempt_begin(name=name, address=address, of_code=of_code)
    if attempt.wait:
        raise RefusedAttemptError(attempt.wait)
    try:
        answer = check()
    except ValidationError:
        raise
    except Exception:  # no answer on the password
        sign_in.attempt_cancel(attempt=attempt)
        raise
    if is_enough():
        sign_in.attempt_succeed(attempt=attempt)
    else:
        sign_in.attempt_cancel(attempt=attempt)
    return answer


def proof_make(user: User) -> str:
    """That this account's password was right now. A new password makes it void."""
    return signing.dumps([user.pk, _password_mark(user)], salt=PROOF_SALT)


def proof_read(proof: str) -> User | None:
    """The active account of a proof that is not too old."""
    try:
        pk, mark = signing.loads(proof, salt=PROOF_SALT, max_age=PROOF_AGE)
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    return user if user is not None and constant_time_compare(mark, _password_mark(user)) else None


def _password_mark(user: User) -> str:
    return salted_hmac(PROOF_SALT, user.get_session_auth_hash(), algorithm="sha256").hexdigest()


def code_confirm(user: User, code: str, address: str) -> None:
    """Use a code of the account. Raises ValidationError, and tells the log: whoever sends it knows the password."""
    try:
        code_use(user=user, code=code)
    except WrongCodeError as error:
        log.warning("A wrong code after the right password of the account %r, from %s.", user.get_username(), address)
        raise ValidationError(WRONG_CODE, code="wrong_code") from error


def password_confirm(user: User, password: str, address: str) -> None:
    """Raises ValidationError unless this is the password of the account; guesses wait as they do at the sign-in."""

    def check() -> None:
        if not user.check_password(password):
            raise ValidationError(WRONG, code="password_incorrect")

    throttled(user.get_username(), address, check)


def refuse_attempt(response: HttpResponseBase, wait: dt.timedelta | None) -> None:
    """Make the page of a form whose attempt was refused a 429 with Retry-After."""
    if wait:
        response.status_code = 429
        response.headers["Retry-After"] = str(math.ceil(wait.total_seconds()))


def wait_in_words(wait: dt.timedelta) -> str:
    """«دقيقة»، «دقيقتين»، «3 دقائق»، «15 دقيقة», rounded up."""
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    if minutes <= 2:
        return ("دقيقة", "دقيقتين")[minutes - 1]
    return f"{minutes} {'دقائق' if minutes <= 10 else 'دقيقة'}"
