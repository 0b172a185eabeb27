"""A form whose save failed because the database is locked or the disk is full comes back with everything that was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import DatabaseError
from django.http import HttpRequest

from archive.catalog.database import Trouble, trouble_of, trouble_sentence
from archive.curation.services import log

NOT_SAVED = {
    Trouble.LOCKED: "لم يُحفظ شيء بعد: قاعدة البيانات مشغولة بكتابة أخرى تطول. ما كتبته باقٍ أدناه؛ احفظ مرة أخرى بعد قليل.",
    Trouble.FULL: "لم يُحفظ شيء: لا مكان على قرص الخادم. ما كتبته باقٍ أدناه؛ احفظ مرة أخرى حين يُفرَغ مكان.",
    Trouble.READ_ONLY: "لم يُحفظ شيء: قاعدة البيانات لا تقبل الكتابة الآن. ما كتبته باقٍ أدناه؛ احفظ مرة أخرى بعد حين.",
}


class UnsavedAdmin(admin.ModelAdmin):
    """Forms of a model that survive a failed save. The answer has status 503."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return self._keeping(request, None, form_url, extra_context, super().add_view, (form_url, extra_context))

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        given = (object_id, form_url, extra_context)
        return self._keeping(request, object_id, form_url, extra_context, super().change_view, given)

    def _keeping(  # noqa: PLR0917 (what Django's views take)
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: Any,
        view: Callable[..., Any],
        given: tuple[Any, ...],
    ) -> Any:
        try:
            return view(request, *given)
        except (DatabaseError, OSError) as error:
            trouble = trouble_of(error)
            if request.method != "POST" or trouble not in NOT_SAVED:
                raise
            log.error("%s: %s", request.path, trouble_sentence(error))
        request.not_saved = NOT_SAVED[trouble]  # type: ignore[attr-defined]
        # without Django's transaction, which would wait for the lock again: an invalid form writes nothing
        answer = self._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[attr-defined]
        answer.status_code = 503
        return answer

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        sentence = getattr(request, "not_saved", "")
        return _refusing(form, sentence) if sentence else form


def _refusing(form: Any, sentence: str) -> Any:
    """The form, which is never valid and says why."""

    class Refusing(form):  # type: ignore[misc]
        def _post_clean(self) -> None:
            super()._post_clean()
            self.add_error(None, sentence)

    return Refusing
