from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CurationConfig(AppConfig):
    name = "archive.curation"
    label = "curation"
    verbose_name = "الإشراف"


class CurationAdminConfig(AdminConfig):
    default_site = "archive.curation.site.CurationSite"
