"""The page of one's own second factor for journalists; curators' is in the admin, whose history tells what they changed."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from archive.desk.second_factor_form import OFF, second_factor_page
from archive.desk.selectors import second_factor_is_offered
from archive.desk.sign_in_form import refuse_attempt

ENDED = "ended"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Recovery codes are on the answer of the form that made them, and nowhere else."""
    if not second_factor_is_offered():
        raise Http404
    assert isinstance(request.user, User)
    if request.user.is_staff:
        return redirect("admin:second_factor")
    page = second_factor_page(request)
    if page.done == OFF:
        return redirect(reverse("second-factor", query={ENDED: ""}))
    answer = render(request, "desk/second_factor.html", {"page": page, "has_ended": ENDED in request.GET})
    refuse_attempt(answer, page.wait)
    return answer
