"""The steps of a scenario."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.forms.parts.spec_part import Group, SpecPart, Spot, text_field
from quizzes.question_types import Place, Spec

FEWEST_STEPS: Final = 4
FEWEST_CHOICES: Final = 3
END: Final = ""

Node = dict[str, Any]


class ScenarioPart(SpecPart):
    """Steps that are numbered for the author; a choice leads to a step or to the end. The first step comes first."""

    kinds = ("scenario",)
    handles = frozenset({"start", "nodes"})

    def fields(self, spec: Spec) -> dict[str, forms.Field]:
        nodes = _first_first(spec)
        numbers = {node["id"]: str(number) for number, node in enumerate(nodes, start=1)}
        steps = [(END, _("the end")), *((str(number), _("step %(number)d") % {"number": number}) for number in self._steps(spec))]
        made: dict[str, forms.Field] = {}
        for number in self._steps(spec):
            node = _node(nodes, number)
            made[f"row_{number}_says"] = text_field(_("They say"), node.get("says"), long=True)
            for place in self._choices(number, node):
                held = node["choices"][place - 1] if place <= len(node.get("choices", ())) else {}
                made |= {f"row_{number}_{name}_{place}": field for name, field in _choice_fields(held, place, steps, numbers).items()}
        return made

    def groups(self, spec: Spec) -> list[Group]:
        nodes = _first_first(spec)
        return [
            (
                gettext("Step %(number)d") % {"number": number},
                [
                    f"row_{number}_says",
                    *(
                        f"row_{number}_{name}_{place}"
                        for place in self._choices(number, _node(nodes, number))
                        for name in ("text", "consequence", "points", "to")
                    ),
                ],
            )
            for number in self._steps(spec)
        ]

    def read(self, sent: Mapping[str, Any], spec: Spec) -> Spec:
        """Give the steps that say something, with the ids they had and new ones for new steps and choices."""
        held = _first_first(spec)
        written = [number for number in self._steps(spec) if _is_written(sent, number, self._choices(number, _node(held, number)))]
        ids = dict(zip(map(str, written), self._ids(written, held), strict=True))
        fresh_choices = _fresh({choice["id"] for node in held for choice in node["choices"]}, "c")
        nodes = []
        for number in written:
            node = _node(held, number)
            nodes.append(
                {
                    "id": ids[str(number)],
                    "says": dict(sent.get(f"row_{number}_says") or {}),
                    "choices": list(_read_choices(sent, number, node, ids, fresh_choices, self._choices(number, node))),
                }
            )
        start = nodes[0]["id"] if nodes else ""
        order = [node["id"] for node in spec.get("nodes", ())]
        nodes.sort(key=lambda node: order.index(node["id"]) if node["id"] in order else len(order))
        return {"start": start, "nodes": nodes}

    def _steps(self, spec: Spec) -> range:
        return self.rows(max(FEWEST_STEPS, len(spec.get("nodes", ())) + 2), r"row_(\d+)_.+")

    def _choices(self, number: int, node: Mapping[str, Any]) -> range:
        return self.rows(max(FEWEST_CHOICES, len(node.get("choices", ())) + 1), rf"row_{number}_text_(\d+)(?:_.+)?")

    @staticmethod
    def _ids(written: Sequence[int], held: Sequence[Node]) -> list[str]:
        """The id of each step that says something: the one it had, or a new one."""
        fresh = _fresh({node["id"] for node in held}, "n")
        return [held[number - 1]["id"] if number <= len(held) else next(fresh) for number in written]

    def spot(self, place: Place, sent: Mapping[str, Any], spec: Spec) -> Spot:
        """A step by its number in the form: nodes are read in the author's order, and empty steps and choices are left out."""
        nodes, held = self.read(sent, spec)["nodes"], _first_first(spec)
        written = [number for number in self._steps(spec) if _is_written(sent, number, self._choices(number, _node(held, number)))]
        if place[0] != "nodes" or len(place) < 2:
            return Spot("row_1_says")
        number = written[self._ids(written, held).index(nodes[int(place[1]) - 1]["id"])]
        if place[2:3] != ("choices",):
            return Spot(f"row_{number}_says")
        places = self._choices(number, _node(held, number))
        said = [one for one in places if sent.get(f"row_{number}_text_{one}")]
        index = int(place[3]) if len(place) > 3 else len(said) + 1
        free = [one for one in places if one not in said]
        choice = said[index - 1] if index <= len(said) else (free or [1])[0]
        name = place[4] if len(place) > 4 and place[4] in ("consequence", "points", "to") else "text"
        return Spot(f"row_{number}_{name}_{choice}")


def _choice_fields(
    held: Mapping[str, Any], place: int, steps: Sequence[tuple[str, Any]], numbers: Mapping[str, str]
) -> dict[str, forms.Field]:
    words = {"place": place}
    return {
        "text": text_field(_("Choice %(place)d: what the learner says") % words, held.get("text")),
        "consequence": text_field(_("What comes of it"), held.get("consequence")),
        "points": forms.CharField(
            label=_("Points"),
            required=False,
            max_length=20,
            initial=held.get("points"),
            help_text=_("A share such as 1/2 or 0.25; below 0 where it costs something."),
        ),
        "to": forms.ChoiceField(label=_("Leads to"), choices=steps, required=False, initial=numbers.get(held.get("to", ""), END)),
    }


def _read_choices(
    sent: Mapping[str, Any], number: int, node: Mapping[str, Any], ids: Mapping[str, str], fresh: Iterator[str], places: range
) -> Iterator[dict[str, Any]]:
    held = node.get("choices", ())
    for place in places:
        text = sent.get(f"row_{number}_text_{place}")
        if not text:
            continue
        to = sent.get(f"row_{number}_to_{place}") or END
        consequence = sent.get(f"row_{number}_consequence_{place}")
        yield {
            "id": held[place - 1]["id"] if place <= len(held) else next(fresh),
            "text": dict(text),
            **({"consequence": dict(consequence)} if consequence else {}),
            "points": (sent.get(f"row_{number}_points_{place}") or "0").strip(),
            "to": ids.get(to, f"step-{to}") if to else END,
        }


def _is_written(sent: Mapping[str, Any], number: int, places: range) -> bool:
    texts = (sent.get(f"row_{number}_text_{place}") for place in places)
    return bool(sent.get(f"row_{number}_says")) or any(map(bool, texts))


def _node(nodes: Sequence[Node], number: int) -> Node:
    return nodes[number - 1] if number <= len(nodes) else {}


def _first_first(spec: Spec) -> list[Node]:
    """The nodes in the author's order, but the one that begins before all others."""
    nodes: list[Node] = list(spec.get("nodes", ()))
    return sorted(nodes, key=lambda node: node["id"] != spec.get("start"))


def _fresh(taken: set[str], letter: str) -> Iterator[str]:
    return (one for one in (f"{letter}{number}" for number in count(1)) if one not in taken)
