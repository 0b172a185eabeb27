from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "archive.desk"
    label = "desk"
    verbose_name = "مكتب الصحفي"

    def ready(self) -> None:
        from archive.catalog.jobs import register_job
        from archive.desk.services.sign_in import sign_ins_forget

        register_job("forget_sign_ins", sign_ins_forget, every_s=3600)
