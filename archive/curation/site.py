"""The curators' admin site: Django's admin, in Arabic, under Khizana's name."""

from django.contrib.admin import AdminSite


class CurationSite(AdminSite):
    site_header = "خِزانة"
    site_title = "خِزانة · الإشراف"
    index_title = "غرفة الإشراف"
    site_url = "/"
    empty_value_display = "—"
