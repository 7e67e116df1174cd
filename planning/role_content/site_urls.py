"""Pages on role content outside of any organisation that ask the rules, below roles/."""

from django.urls import path

from planning.role_content.views import need

urlpatterns = [path("need/", need.of_site, name="roles-need")]
