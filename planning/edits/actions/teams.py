"""Teams: add, edit."""

from __future__ import annotations

from django import forms
from django.utils.text import capfirst

from planning.core.changes.change import Change, add
from planning.core.records import Team
from planning.forms.actions import EditAction, Revision, action, new_key


class TeamFields(EditAction):
    name = forms.CharField(max_length=200, label="Name")
    function = forms.ChoiceField(required=False, label="Function")
    parent = forms.ChoiceField(required=False, label="Parent team")

    def prepare(self) -> None:
        super().prepare()
        functions = {role.function for role in self.snapshot.content.roles.values() if role.function}
        functions |= {team.function for team in self.org.teams.values() if team.function}
        self.choices("function", [(f, capfirst(self.snapshot.content.function_name(f))) for f in functions])
        self.choices("parent", self.record_choices("team"))


@action("add-team")
class AddTeam(TeamFields):
    verb = "Add a team"

    def title(self) -> str:
        return f"Add {self.cleaned_data['name']}"

    def changes(self) -> list[Change]:
        data = self.cleaned_data
        return [add(self.org.on, Team(new_key("team"), data["name"], data["function"], data["parent"]))]


@action("edit-team")
class EditTeam(TeamFields, Revision):
    verb, kind = "Edit team", "team"
    revised = {"name": "name", "function": "function", "parent": "parent"}
