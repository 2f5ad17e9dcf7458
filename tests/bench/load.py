"""The other end of the wire: sends what it is told over kept connections, and says how long each answer took.

A process of its own without Django, so that it neither shares the server's interpreter nor costs much of the machine:
`python -m tests.bench.load` reads a plan as JSON from its input and writes what happened as JSON to its output. Loopback only.
"""

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

PATIENCE: Final = 30  # seconds for one answer


@dataclass
class Answer:
    """What came back."""

    status: int
    seconds: float
    headers: dict[str, str]
    body: bytes


@dataclass
class Wire:
    """One kept connection, opened again when the server has closed it."""

    port: int
    headers: dict[str, str] = field(default_factory=dict)
    _socket: socket.socket | None = None
    _left: bytes = b""

    def send(self, method: str, path: str, body: str = "", kind: str = "application/json") -> Answer:
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {kind}", f"Content-Length: {len(body.encode())}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        request = ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
        begun = time.perf_counter()
        try:
            status, headers, content = self._exchange(request)
        except (ConnectionError, EOFError):  # closed while nothing was under way: as browsers do, once more
            self.close()
            status, headers, content = self._exchange(request)
        return Answer(status, time.perf_counter() - begun, headers, content)

    def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._left = b""
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._left:
            self._read()
        head, _gap, self._left = self._left.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", 0))
        while len(self._left) < length:
            self._read()
        body, self._left = self._left[:length], self._left[length:]
        if headers.get("connection", "").lower() == "close":
            self.close()
        return int(first.split()[1]), headers, body

    def _read(self) -> None:
        piece = self._socket.recv(65536) if self._socket else b""
        if not piece:
            raise EOFError
        self._left += piece

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None


def in_lanes(plan: dict[str, Any]) -> dict[str, Any]:
    """Send the requests of each lane one after the other, all lanes at once, as fast as answers come."""
    told: list[Answer] = []
    ready = threading.Barrier(len(plan["lanes"]) + 1)

    def run(lane: list[list[Any]]) -> None:
        wire = Wire(plan["port"])
        ready.wait(PATIENCE)
        for headers, method, path, body, kind in lane:
            wire.headers = headers
            told.append(wire.send(method, path, body, kind))
        wire.close()

    threads = [threading.Thread(target=run, args=[lane], daemon=True) for lane in plan["lanes"]]
    for thread in threads:
        thread.start()
    ready.wait(PATIENCE)
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "statuses": [one.status for one in told], "answers": [one.seconds for one in told]}


FORM = "application/x-www-form-urlencoded"


class Learners:
    """Everybody begins within one span of time, and hands in within the next.

    An answer counts from the moment its request was due, not from when this process got round to sending it.
    """

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.told: dict[str, list[float]] = {name: [] for name in ("start", "page", "save", "submit", "result")}
        self.wrong: list[str] = []
        self.slack: list[float] = []
        self.begun = time.perf_counter()

    def step(self, name: str, expected: int, due: float, wire: Wire, *request: str) -> Answer:
        answer = wire.send(*request)
        self.told[name].append(time.perf_counter() - due)
        if answer.status != expected:
            self.wrong.append(f"{name} {answer.status} {answer.body[:200]!r}")
        return answer

    def run(self, learner: dict[str, Any]) -> None:
        """One learner: begin, look, save some answers; later hand in and look at the result."""
        wire = Wire(self.plan["port"], learner["headers"])
        due = self.wait(learner["at"])
        self.slack.append(time.perf_counter() - due)
        answer = self.step("start", 201, due, wire, "POST", self.plan["start"], json.dumps({"quiz": self.plan["quiz"]}))
        taken = json.loads(answer.body)
        page = f"/academy/attempts/{taken['uuid']}/"
        self.step("page", 200, time.perf_counter(), wire, "GET", f"{page}1/")
        for asked in list(answerable(taken["questions"]))[: self.plan["saves"]]:
            path = f"{self.plan['start']}{taken['uuid']}/answers/{asked['position']}/"
            self.step("save", 200, time.perf_counter(), wire, "PUT", path, json.dumps({"answer": asked["answer"], "revision": 0}))
        wire.close()
        due = self.wait(self.plan["span"] + learner["at"])
        self.step("submit", 302, due, wire, "POST", f"{page}submit/", "", FORM)
        self.step("result", 200, time.perf_counter(), wire, "GET", f"{page}result/")
        wire.close()

    def wait(self, seconds: float) -> float:
        """Wait until so many seconds after the beginning, and give that moment."""
        due = self.begun + seconds
        time.sleep(max(0.0, due - time.perf_counter()))
        return due

    def guarded(self, learner: dict[str, Any]) -> None:
        try:
            self.run(learner)
        except Exception as error:  # noqa: BLE001 - whatever went wrong is what is counted
            self.wrong.append(repr(error))


def as_learners(plan: dict[str, Any]) -> dict[str, Any]:
    """Send what these learners send, each in a thread, and say what came of it."""
    learners = Learners(plan)
    threads = [threading.Thread(target=learners.guarded, args=[learner], daemon=True) for learner in plan["learners"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "seconds": time.perf_counter() - learners.begun,
        "learners": len(plan["learners"]),
        "told": learners.told,
        "wrong": learners.wrong,
        "slack": max(learners.slack),
    }


def answerable(questions: list[dict[str, Any]]) -> Any:
    """Those that can be answered without knowing their type: a number or a word, or one of several options."""
    for one in questions:
        options = one["question"].get("options")
        kind = one["question"].get("kind")
        if kind in {"numeric", "short_text"}:
            yield {"position": one["position"], "answer": {"value": "7"}}
        elif kind in {"single", "true_false"} and options:
            yield {"position": one["position"], "answer": {"choice": options[0]["token"]}}


if __name__ == "__main__":
    plan = json.load(sys.stdin)
    json.dump(as_learners(plan) if "learners" in plan else in_lanes(plan), sys.stdout)
