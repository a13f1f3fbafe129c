#!/usr/bin/env python3
"""The protocol as written (sync/protocol/openapi.yaml) against the protocol as spoken: real boxes and a real bureau talk through a tap,
and every request and answer on the line is held against the schema of its path."""
import base64, http.client, http.server, json, subprocess, threading, time, uuid

import jsonschema, yaml

from openday_e2e import BIN, PATIENCE, ROOT, Hall, first_start, main

SPEC = yaml.safe_load((ROOT / "sync/protocol/openapi.yaml").read_text(encoding="utf-8"))
JSON = "application/vnd.openday+json"


def schema_of(part):
    return {**part, "components": SPEC["components"]}


def check(value, part, what):
    try:
        jsonschema.validate(value, schema_of(part), format_checker=jsonschema.FormatChecker())
    except jsonschema.ValidationError as error:
        raise AssertionError(f"{what}: {error.message} at {list(error.absolute_path)}")


class Tap(http.server.ThreadingHTTPServer):
    """Passes everything on to the bureau and remembers it."""

    def __init__(self, bureau_port):
        super().__init__(("127.0.0.1", 0), Handler)
        self.bureau_port, self.seen, self.lock = bureau_port, [], threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        line = http.client.HTTPConnection("127.0.0.1", self.server.bureau_port, timeout=PATIENCE)
        line.request(self.command, self.path, body, {"Content-Type": self.headers.get("Content-Type", JSON)})
        answer = line.getresponse()
        text = answer.read()
        with self.server.lock:
            self.server.seen.append((self.command, self.path, body, answer.status, answer.headers, text))
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in ("connection", "content-length", "server", "date"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        line.close()

    do_GET = do_POST = pass_on


def ask(port, method, path, body=b""):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request(method, path, body, {"Content-Type": JSON})
    answer = line.getresponse()
    answer.read()
    line.close()


def uuid7():
    raw = bytearray((int(time.time() * 1000)).to_bytes(6, "big") + uuid.uuid4().bytes[6:])
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(raw)))


def leave_in_spool(hall, kind, content):
    spool = hall.state / "spool"
    spool.mkdir(exist_ok=True)
    name = f"{uuid7()}.{kind}"
    (spool / f".{name}").write_bytes(content)
    (spool / f".{name}").rename(spool / name)
    return spool / name


def admin(hall, *words):
    run = subprocess.run([BIN / "openday-bureau", "admin", *map(str, words), "--store", f"sqlite:{hall.store}"], capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 0, run.stderr
    return run.stdout


def once(hall, *words):
    run = subprocess.run(hall.syncd_command(*words), capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 0, run.stderr


def a_box_through(hall, tap, name):
    """A box of this name with its records at the bureau, all of it said through the tap."""
    hall.state = hall.path / name
    hall.state.mkdir()
    (hall.path / "sync.toml").write_text('compression = "identity"\n')
    hall.visit(first_start() + [{"frame": hall.code("YX-008")}, {"expect": "签到成功"}, {"tap": "返回首页"}], at="08:31")
    code = json.loads(admin(hall, "devices", "enrol-code", "--name", name, "--hall", "hall", "--url", f"http://127.0.0.1:{tap.server_port}", "--json"))["code"]
    leave_in_spool(hall, "enrol", code.encode())
    once(hall, "--once")


def everything_on_the_line_is_as_written(hall: Hall):
    hall.start_bureau()
    tap = Tap(hall.port)
    for use in ("documents", "seal"):
        hall.office("key", "new", "--use", use, "--out", hall.path)
        hall.office("trust", "add", "--out", hall.path / "trust.json", "--root", hall.path / "root.key", "--key", hall.path / f"{use}.pub", "--use", use)
    hall.office("sign", "--key", hall.path / "documents.key", hall.path / "roster.json")
    admin(hall, "publish", "trust", hall.path / "trust.json")
    admin(hall, "publish", "roster", hall.path / "roster.json")
    a_box_through(hall, tap, "box-a")
    line = json.dumps({"name": "签到表.pdf", "kind": "sign-in", "event": "lq2020", "session": ""}, ensure_ascii=False).encode()
    leave_in_spool(hall, "send-paper", line + b"\n" + bytes(range(256)) * 4)
    a_box_through(hall, tap, "box-b")
    hall.state = hall.path / "box-a"
    once(hall, "--once")          # the other box's records, and the paper
    once(hall, "--rotate-key")
    once(hall, "--once")
    for path in SPEC["paths"]:    # what nobody would be let say
        ask(tap.server_port, "POST", path, b'{"v":1}')
        ask(tap.server_port, "GET", path)
    tap.shutdown()
    answered = set()
    for method, path, body, status, headers, text in tap.seen:
        what = f"{method} {path} {status}"
        assert headers["Openday-Sync"] == "1", what
        operation = SPEC["paths"][path].get(method.lower())
        if status != 200:
            check(json.loads(text), SPEC["components"]["schemas"]["Refusal"], what)
            continue
        assert operation, f"{what}: not written down"
        answered.add(path)
        if "requestBody" in operation:
            check(json.loads(body), operation["requestBody"]["content"][JSON]["schema"], f"{what}: request")
        kind, content = next(iter(operation["responses"]["200"]["content"].items()))
        assert headers["Content-Type"].startswith(kind), f"{what}: {headers['Content-Type']}"
        if kind == JSON:
            check(json.loads(text), content["schema"], f"{what}: answer")
    missing = set(SPEC["paths"]) - answered - {"/v1/quarantine", "/v1/ballots", "/v1/ca"}
    assert not missing, f"never answered with 200: {sorted(missing)}"
    pulls = [json.loads(text) for _, path, _, status, _, text in tap.seen if path == "/v1/pull" and status == 200]
    assert any(pull["recs"] for pull in pulls) and any(pull["documents"] for pull in pulls) and any(pull.get("devices") for pull in pulls)
    assert "签到表.pdf" in admin(hall, "papers", "list")


if __name__ == "__main__":
    main([everything_on_the_line_is_as_written])
