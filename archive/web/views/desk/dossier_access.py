"""What all pages of dossiers share: who is asked to sign in, and what is answered to those who may not.

A dossier that the user does not know is 404, as one that there is not. What his role does not allow is 403, a wrong entry 400,
and what somebody else changed or removed meanwhile 409, each with a sentence.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from archive.desk.models import Dossier
from archive.desk.selectors import NotAllowedError
from archive.desk.services import EditConflictError, RefusedError

NOT_ALLOWED = "هذا الملف لك للقراءة، أو هذا الفعل لصاحب الملف وحده. اطلب منه ما تريد."
GONE = "عدّل زميل هذا الموضع أو أزاله قبل أن يصل طلبك؛ لم يتغيّر شيء. عُد إلى الملف وانظر ما فيه الآن."


class SignedInRequest(HttpRequest):
    user: User  # type: ignore[assignment]


DeskView = Callable[..., HttpResponseBase]


def dossier_view(view: DeskView) -> DeskView:
    """Of the exceptions of `desk` makes answers; whoever is not signed in is asked to."""

    @wraps(view)
    def answered(request: SignedInRequest, *args: object, **named: object) -> HttpResponseBase:
        try:
            return view(request, *args, **named)
        except Dossier.DoesNotExist:
            raise Http404 from None
        except NotAllowedError:
            return refusal(request, NOT_ALLOWED, 403)
        except RefusedError as error:
            return refusal(request, str(error), 400)
        except EditConflictError:
            return refusal(request, GONE, 409)

    return login_required(answered)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of the page asks, which stays on the page."""
    return request.headers.get("Accept", "") == "application/json"


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=status)
    named = request.resolver_match.kwargs.get("key", "") if request.resolver_match else ""
    context = {"sentence": sentence, "status": status, "key": named}
    return render(request, "desk/dossier_notice.html", context, status=status)


def whole_number(value: str | None, default: int = 0) -> int:
    """A number of a form as typed, in any digits; `default` for anything else."""
    text = (value or "").strip()
    return int(text) if len(text) < 10 and text.removeprefix("-").isdecimal() else default
