"""Addresses of dossiers, and of what their links share."""

from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from archive.web.views.desk.dossier_add import dossier_add
from archive.web.views.desk.dossier_files import dossier_file, shared_file
from archive.web.views.desk.dossier_items import (
    dossier_item_move,
    dossier_item_note,
    dossier_item_remove,
    dossier_item_restore,
)
from archive.web.views.desk.dossier_sharing import (
    dossier_colleague,
    dossier_colleagues,
    dossier_left,
    dossier_link,
    dossier_links,
    dossier_sharing,
)
from archive.web.views.desk.dossiers import (
    dossier,
    dossier_edit,
    dossier_note,
    dossier_notes,
    dossier_remove,
    dossiers,
)
from archive.web.views.desk.shared import shared, shared_text

urlpatterns: list[URLPattern] = [
    path("dossiers/", dossiers, name="dossiers"),
    path("dossiers/add/", dossier_add, name="dossier-add"),
    path("dossiers/<str:key>/", dossier, name="dossier"),
    path("dossiers/<str:key>.<str:suffix>", dossier_file, name="dossier-file"),
    path("dossiers/<str:key>/edit/", dossier_edit, name="dossier-edit"),
    path("dossiers/<str:key>/delete/", dossier_remove, name="dossier-delete"),
    path("dossiers/<str:key>/notes/", dossier_notes, name="dossier-notes"),
    path("dossiers/<str:key>/notes/<int:note>/", dossier_note, name="dossier-note"),
    path("dossiers/<str:key>/items/<int:item>/move/", dossier_item_move, name="dossier-item-move"),
    path("dossiers/<str:key>/items/<int:item>/note/", dossier_item_note, name="dossier-item-note"),
    path("dossiers/<str:key>/items/<int:item>/remove/", dossier_item_remove, name="dossier-item-remove"),
    path("dossiers/<str:key>/items/<int:item>/restore/", dossier_item_restore, name="dossier-item-restore"),
    path("dossiers/<str:key>/sharing/", dossier_sharing, name="dossier-sharing"),
    path("dossiers/<str:key>/colleagues/", dossier_colleagues, name="dossier-colleagues"),
    path("dossiers/<str:key>/colleagues/<int:colleague>/", dossier_colleague, name="dossier-colleague"),
    path("dossiers/<str:key>/leave/", dossier_left, name="dossier-leave"),
    path("dossiers/<str:key>/links/", dossier_links, name="dossier-links"),
    path("dossiers/<str:key>/links/<int:link>/", dossier_link, name="dossier-link"),
    path("shared/<str:token>/", csrf_exempt(shared), name="shared"),
    path("shared/<str:token>/dossier.<str:suffix>", csrf_exempt(shared_file), name="shared-file"),
    path("shared/<str:token>/articles/<str:key>/", csrf_exempt(shared_text), name="shared-article"),
]
