"""Single sign-on by OpenID Connect: django-allauth's provider, held to what the standard asks of a client.

An app of Django's, so that allauth finds the provider, its addresses and its views here instead of its own.
"""
