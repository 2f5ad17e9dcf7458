"""No code of ours takes the user model of the site for Django's own: a host may sign people in by e-mail."""

import ast
import re

from tests.architecture.house import PACKAGED, ROOT

FIELDS = "username|email|first_name|last_name"
PATH = re.compile(rf"^-?(\w+__)+({FIELDS})(__\w+)?$")
LOOKUP = re.compile(rf"^(\w+__)*({FIELDS})(__\w+)?$")
QUERIES = {"filter", "exclude", "get", "create", "get_or_create", "order_by", "values", "values_list", "only", "in_bulk", "create_user"}
GROUND = ROOT / "academy" / "users.py"


def faults_of(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PATH.match(node.value):
            yield node.lineno, node.value
        elif isinstance(node, ast.Attribute) and node.attr in {"get_full_name", "get_short_name"}:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUERIES:
            yield from ((node.lineno, one.arg) for one in node.keywords if one.arg and LOOKUP.match(one.arg))
            yield from (
                (node.lineno, one.value)
                for one in node.args
                if node.func.attr in {"order_by", "values", "values_list", "only"}
                and isinstance(one, ast.Constant)
                and LOOKUP.match(str(one.value).lstrip("-"))
            )


def test_fields_of_users_are_never_named():
    files = [file for file in PACKAGED if file != GROUND]

    faults = [f"{file.relative_to(ROOT)}:{line}: {word}" for file in files for line, word in faults_of(ast.parse(file.read_text()))]

    assert faults == []


def test_what_is_looked_for_is_found():
    code = 'users.order_by("username"); Person.objects.filter(user__email=x); search = ["user__username"]; user.get_full_name()'

    assert len(list(faults_of(ast.parse(code)))) == 4
