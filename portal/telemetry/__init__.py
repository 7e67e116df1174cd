"""What whoever runs the site sees of it: log lines, measurements and reports of errors.

None of it holds a name, a value, an e-mail address or a secret: accounts, organisations and jobs are numbers, addresses
of pages are routes (`o/<organisation>/people/<key>/`), and of an exception it is told what it was and where, not what
its text says. `words.py` and `tracebacks.py` see to that for every line, whoever writes it. So plain logging will do:

    log = logging.getLogger(__name__)
    log.warning("The mail server refused an e-mail.", extra={"mail": mail.pk}, exc_info=refusal)

A field of `extra` has to be among `FIELDS` of `logs.py`. Whose request or which job it was is added by itself.
"""
