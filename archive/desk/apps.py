from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "archive.desk"
    label = "desk"
    verbose_name = "مكتب الصحفي"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django_otp.plugins.otp_totp.models import TOTPDevice

        from archive.catalog.jobs import register_job
        from archive.desk import checks  # noqa: F401 (registers them)
        from archive.desk.services.sign_in import sign_ins_forget
        from archive.desk.session_marks import session_mark

        TOTPDevice._meta.verbose_name = TOTPDevice._meta.verbose_name_plural = "تطبيق التحقق بخطوتين"
        register_job("forget_sign_ins", sign_ins_forget, every_s=3600)
        user_logged_in.connect(session_mark, dispatch_uid="session_mark")
