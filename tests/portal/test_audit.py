from django.test import RequestFactory, override_settings

from portal import audit
from portal.models import AuditEntry, Organisation
from tests.factories import UserFactory


def entry() -> AuditEntry:
    return AuditEntry.objects.get()


def test_an_entry_names_who_asked_and_from_where(organisation: Organisation) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7")
    request.user = UserFactory.create()
    audit.record(audit.Kind.EXPORTED, request=request, organisation=organisation, format="xlsx", rows=3)
    assert (entry().actor, entry().address) == (request.user, "192.0.2.7")
    assert entry().details == {"format": "xlsx", "rows": 3}


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2)
def test_an_address_that_the_proxies_do_not_tell_is_left_out(db: None) -> None:
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="192.0.2.7")
    audit.record(audit.Kind.SIGN_IN_FAILED, request=request)
    assert entry().address is None


def test_an_entry_outlives_the_account_it_names(organisation: Organisation) -> None:
    user = UserFactory.create()
    audit.record(audit.Kind.RIGHT_CHANGED, organisation=organisation, actor=user, about=user)
    user.delete()
    assert (entry().actor, entry().about) == (None, None)
