"""The addresses of the whole site; apps above this one are named as text alone."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, include, path
from django.views.generic import RedirectView

from portal import converters  # noqa: F401  (registers the `key` converter)
from portal.archive import views as archive
from portal.closing import views as closing
from portal.jobs import views as jobs
from portal.views import (
    account,
    confirmation,
    demo,
    errors,
    health,
    invitation,
    members,
    organisations,
    profile,
    sessions,
)
from portal.views.start import start

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error


def demo_urls(mode: str) -> list[URLPattern]:
    """One-click sign-in: an address that exists in the demo alone."""
    return [path("demo/sign-in/", demo.sign_in, name="demo-sign-in")] if mode == "demo" else []


of_organisation = [
    path("members/", members.members, name="members"),
    path("members/cost/", members.take_cost, name="member-take-cost"),
    path("members/<int:pk>/", members.change, name="member-change"),
    path("members/<int:pk>/remove/", members.remove, name="member-remove"),
    path("invitations/", members.invite, name="invite"),
    path("invitations/<int:pk>/resend/", members.resend, name="invitation-resend"),
    path("invitations/<int:pk>/withdraw/", members.withdraw, name="invitation-withdraw"),
    path("jobs/<int:number>/", jobs.job, name="job"),
    path("organisation/", organisations.rename, name="organisation"),
    path("organisation/delete/", closing.delete, name="organisation-delete"),
    path("organisation/bring-back/", closing.bring_back, name="organisation-bring-back"),
    path("organisation/archive/", archive.archive, name="organisation-archive"),
    path("organisation/archive/file/", archive.fetch, name="organisation-archive-file"),
]

urlpatterns = [
    path("", start, name="start"),
    path("healthz", health.health, name="health"),
    path("favicon.ico", health.favicon, name="favicon"),
    path("accounts/profile/", profile.profile, name="profile"),
    path("accounts/sessions/", sessions.sessions, name="sessions"),
    path("accounts/delete/", account.delete, name="account-delete"),
    path("accounts/data/", account.data, name="account-data"),
    path("accounts/confirm-email/<str:key>/", confirmation.confirm, name="account_confirm_email"),
    path("accounts/", include("allauth.urls")),
    path("admin/role-content/", include("roles.backoffice.urls")),
    # Staff change their own password as everybody does: limited in number, told by e-mail and in the audit log.
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("organisations/new/", organisations.new, name="organisation-new"),
    path("organisations/from-archive/", archive.restore, name="archive-restore"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
    path("digest/", include("planning.digests.urls")),
    path("roles/", include("planning.role_content.site_urls")),
    path("roles/", include("roles.guide.urls")),
    path("o/<slug:organisation>/", include(of_organisation)),
    path("o/<slug:organisation>/", include("planning.urls")),
    *demo_urls(settings.MODE),
]
