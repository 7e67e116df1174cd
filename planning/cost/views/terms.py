"""What cost rests on beside bands: the currency that is reported in, the on-cost factor, rates, budgets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.words import capfirst
from planning.cost.forms import BudgetForm, MoneyRulesForm, RateForm
from planning.cost.ledgers import terms_of
from planning.cost.models import Budget, MoneyRules, Rate
from planning.organisation import writes
from planning.organisation.role_content import content_for
from portal.guard import Access, member
from portal.kept import as_sent, kept, not_kept, settled
from portal.models import Right
from portal.request_values import whole_number
from portal.toast import Undo

SAID = {"rules": "Saved. All totals are updated.", "rate": "Rate added.", "budget": "Budget added."}

FIELDS = {"rate": RateForm.Meta.fields, "budget": BudgetForm.Meta.fields}


@member(get=Right.PLANNER, post=Right.PLANNER, cost=True, live=True)
def terms(request: HttpRequest, access: Access) -> HttpResponse:
    """Three forms on one page; `what` says which is sent, or which kind of row `remove` names."""
    what = request.POST.get("what", "")
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, access, what)
    made = _forms(request, access, what)
    sent = made.get(what) if request.method == "POST" else None
    if sent is not None and sent.is_valid() and _kept(sent):
        writes.touch(access.organisation)
        return _saved(request, sent, what)
    if isinstance(sent, MoneyRulesForm) and (answer := not_kept(request, sent)):
        return answer
    organisation = access.organisation
    context = {
        "access": access,
        "terms": terms_of(organisation),
        "functions": content_for(organisation).functions,
        "rates": Rate.objects.filter(organisation=organisation),
        "budgets": Budget.objects.filter(organisation=organisation),
        **{f"{name}_form": form for name, form in made.items()},
    }
    return render(
        request,
        "planning/cost/terms.html",
        context,
        status=getattr(sent, "status", 422) if request.method == "POST" else 200,
    )


def _kept(form: forms.ModelForm[Any]) -> bool:
    """A rate or a budget is added; the rules of money are there, and others may have them open."""
    if isinstance(form, MoneyRulesForm):
        return form.keep()
    form.save()
    return True


def _saved(request: HttpRequest, form: forms.ModelForm[Any], what: str) -> HttpResponse:
    if isinstance(form, MoneyRulesForm):
        return kept(request, form, SAID[what], what=what)
    undo = Undo(request.path, {"what": what, "remove": str(form.instance.pk)})
    return settled(request, SAID[what], undo, request.get_full_path())


def _forms(request: HttpRequest, access: Access, what: str) -> dict[str, forms.ModelForm[Any]]:
    organisation = access.organisation
    currency = terms_of(organisation).currency
    rules = MoneyRules.objects.filter(organisation=organisation).first() or MoneyRules(organisation=organisation)
    if what == "rules":  # a row that others cannot save meanwhile
        rules, _ = MoneyRules.objects.get_or_create(organisation=organisation)
    functions = sorted(content_for(organisation).functions.items(), key=lambda pair: pair[1])
    data = {name: request.POST if name == what else None for name in SAID}
    year = {"year": access.today.year}
    return {
        "rules": MoneyRulesForm(data["rules"], instance=rules, prefix="rules", initial={"currency": currency}),
        "rate": RateForm(
            data["rate"], organisation=organisation, into=currency, prefix="rate", initial={"since": access.today}
        ),
        "budget": BudgetForm(
            data["budget"],
            organisation=organisation,
            currency=currency,
            functions=functions,
            prefix="budget",
            initial=year,
        ),
    }


def _remove(request: HttpRequest, access: Access, what: str) -> HttpResponse:
    model: Any = {"rate": Rate, "budget": Budget}.get(what)
    number = whole_number(request.POST["remove"])
    found = model.objects.filter(organisation=access.organisation, pk=number).first() if model and number else None
    if found is None:
        raise Http404("Not found. It may have been removed.")
    again = as_sent(model_to_dict(found, FIELDS[what]), what)
    found.delete()
    writes.touch(access.organisation)
    undo = Undo(request.path, {"what": what, **again})
    return settled(request, f"{capfirst(what)} removed.", undo, request.get_full_path())
