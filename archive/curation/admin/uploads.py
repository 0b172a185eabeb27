"""Material comes in through the admin: files or pasted text are handed in, previewed, and loaded in the background.

The pages need the permission to add uploads (`ingest.add_upload`) and, since they show texts that are not published, that to see
articles. Who may only see uploads (`ingest.view_upload`) sees the pages without their buttons.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.curation.admin.accessions import ReadOnlyAdmin
from archive.curation.admin.curated import is_key, may_see_drafts
from archive.curation.admin.upload_forms import FilesForm, PasteForm, format_choices, refusal
from archive.curation.admin.upload_page import done_address, posted_columns, progress_answer, upload_context
from archive.curation.history import history_add
from archive.ingest import upload_services as services
from archive.ingest.models import Upload

GONE = "تغيّرت حال هذا الرفع قبل أن يُنفَّذ ما طلبته؛ هذه حاله الآن."
MAX_NAMED = 5


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ("label", "state", "uploaded_by", "uploaded_at", "file_count", "size", "batch_link")
    list_filter = ("state", "uploaded_by")
    list_select_related = ("uploaded_by", "batch")
    search_fields = ("label", "files__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        rows = super().get_queryset(request)
        return rows.annotate(file_count=Count("files", distinct=True), file_size=Sum("files__size"))

    @admin.display(description="الملفات")
    def file_count(self, upload: Upload) -> int:
        return upload.file_count  # type: ignore[attr-defined]

    @admin.display(description="الحجم")
    def size(self, upload: Upload) -> str:
        return filesizeformat(upload.file_size or 0)  # type: ignore[attr-defined]

    @admin.display(description="الدفعة")
    def batch_link(self, upload: Upload) -> SafeString | str:
        if upload.batch is None:
            return "—"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:catalog_batch_change", args=[upload.batch.pk]), upload.batch
        )

    # permissions

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("ingest.add_upload")) and may_see_drafts(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_view = request.user.has_perm("ingest.view_upload") and may_see_drafts(request.user)
        return may_view or self.has_add_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    # pages

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("paste/", view(self.paste_view), name="ingest_upload_paste"),
            path("<int:pk>/progress/", view(self.progress_view), name="ingest_upload_progress"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Hand files in. The script of the page asks for JSON."""
        _check(self.has_add_permission(request))
        form = FilesForm(request.POST or None, request.FILES or None)
        if request.method == "POST":
            if form.is_valid():
                files = [
                    services.HandedIn(file.name or "", file.size or 0, file.chunks())
                    for file in form.cleaned_data["documents"]
                ]
                options = {name: form.cleaned_data[name] for name in ("source", "namespace", "given_format")}
                if upload := self._hand_in(request, form, files, options):
                    return self._handed_in(request, upload)
            if _wants_json(request):
                return JsonResponse(
                    {"errors": [error for errors in form.errors.values() for error in errors]}, status=400
                )
        limit = services.max_upload_bytes()
        return self._upload_page(request, "add", "إدخال مواد", form=form, limit=limit, limit_mb=limit >> 20)

    def paste_view(self, request: HttpRequest) -> HttpResponse:
        _check(self.has_add_permission(request))
        form = PasteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            typed = form.cleaned_data
            name, content = services.pasted_file(
                text=typed["text"],
                is_html=typed["kind"] == "html",
                title=typed["title"],
                address=typed["address"],
                date=typed["date"],
            )
            file = services.HandedIn(name, len(content), [content])
            if upload := self._hand_in(request, form, [file], {"source": typed["source"]}):
                return self._handed_in(request, upload)
        return self._upload_page(request, "paste", "إلصاق نص", form=form)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The preview, the progress or the result of an upload; what is done with it is posted here."""
        _check(self.has_view_permission(request))
        upload = Upload.objects.filter(pk=object_id).select_related("batch").first() if is_key(object_id) else None
        if upload is None:
            raise Http404
        if request.method == "POST":
            _check(self.has_add_permission(request))
            return self._act(request, upload)
        if "watch" in request.GET and upload.state == Upload.State.LOADED:
            return redirect(done_address(upload))
        context = upload_context(request, upload, may_act=self.has_add_permission(request))
        return self._upload_page(request, "upload", upload.label, **context)

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        _check(self.has_view_permission(request))
        upload = Upload.objects.filter(pk=pk).select_related("batch").first() if is_key(pk) else None
        if upload is None:
            raise Http404
        return JsonResponse(progress_answer(upload))

    def _upload_page(self, request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
        own = {"title": title, "opts": self.opts, "format_choices": format_choices(), **context}
        return TemplateResponse(
            request, f"admin/ingest/upload/{name}.html", {**self.admin_site.each_context(request), **own}
        )

    # what is done

    def _hand_in(
        self, request: HttpRequest, form: Any, files: list[services.HandedIn], options: dict[str, str]
    ) -> Upload | None:
        """The upload; None with an error in the form if it is refused."""
        try:
            upload = services.upload_add(files=files, user=request.user, **options)
        except services.UploadError as error:
            form.add_error(None, refusal(str(error)))
            return None
        names = list(upload.files.values_list("name", flat=True)[:MAX_NAMED])
        more = f"، وغيرها {len(files) - len(names)}" if len(files) > len(names) else ""
        history_add(request.user, [upload], f"رُفعت الملفات: {'، '.join(names)}{more}.")
        return upload

    def _handed_in(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        address = reverse("admin:ingest_upload_change", args=[upload.pk])
        return JsonResponse({"next": address}) if _wants_json(request) else redirect(address)

    def _act(self, request: HttpRequest, upload: Upload) -> HttpResponseRedirect:
        actions: dict[str, Callable[[HttpRequest, Upload], tuple[bool, str]]] = {
            "read_anew": _read_anew,
            "leave_out": _leave_out,
            "take_back": _leave_out,
            "load": _load,
            "retry": lambda _, upload: (services.upload_retry(upload=upload), "أُعيدت معاينة ما تعذّر إدخاله."),
            "resume": lambda _, upload: (services.upload_resume(upload=upload), "استؤنف العمل."),
            "discard": lambda _, upload: (services.upload_discard(upload=upload), "أُهمل الرفع وحُذفت ملفاته."),
        }
        action = actions.get(request.POST.get("do", ""))
        address = reverse("admin:ingest_upload_change", args=[upload.pk])
        if action is None:
            return redirect(address)
        if str(upload.attempt) != request.POST.get("attempt", str(upload.attempt)):
            is_done, note = False, ""
        else:
            is_done, note = action(request, upload)
        if is_done:
            history_add(request.user, [upload], note)
            messages.success(request, note)
        else:
            messages.warning(request, GONE)
        watch = "?watch=1" if is_done and upload.is_at_work else ""
        return redirect(address + watch)


def _check(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


def _read_anew(request: HttpRequest, upload: Upload) -> tuple[bool, str]:
    formats, columns = posted_columns(request.POST, upload.files.filter(state="waiting"))
    known = {name for name, _ in format_choices()}
    is_done = services.upload_read_anew(
        upload=upload,
        source=" ".join(request.POST.get("source", "").split()),
        namespace=" ".join(request.POST.get("namespace", "").split()),
        formats={pk: name for pk, name in formats.items() if name in known},
        columns=columns,
    )
    return is_done, "أُعيدت القراءة بالخيارات الجديدة."


def _leave_out(request: HttpRequest, upload: Upload) -> tuple[bool, str]:
    if request.POST.get("do") == "take_back":
        back = request.POST.getlist("back")
        return services.upload_leave_out(upload=upload, back=back), f"أُعيد إلى ما يُحمَّل (العدد: {len(back)})."
    documents = [int(value) for value in request.POST.getlist("document") if is_key(value)]
    is_done = services.upload_leave_out(upload=upload, documents=documents)
    return is_done, f"استُثني من التحميل (العدد: {len(documents)})."


def _load(request: HttpRequest, upload: Upload) -> tuple[bool, str]:
    return services.upload_load_request(upload=upload, user=request.user), "بدأ التحميل."


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
