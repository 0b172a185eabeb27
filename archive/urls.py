"""All addresses: the curators' admin, the journalists' desk and the readers' pages."""

from django.contrib import admin
from django.urls import include, path

handler500 = "archive.web.views.errors.server_error"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("archive.web.desk_urls")),
    path("", include("archive.web.urls")),
]
