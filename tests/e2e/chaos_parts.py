"""The processes of the chaos test: boxes (a kiosk without a screen and syncd) and the bureau's servers, each of which may be killed at any moment."""
import json, random, re, signal, sqlite3, subprocess, time, uuid

from chaos_programs import BIN, KIOSK
from postgres_server import PATIENCE, free_port


def make_certificates(folder):
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=chaos CA")
    openssl("req", "-newkey", "ed25519", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
    (folder / "ext").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem", "-days", "3650", "-extfile", "ext")
    (folder / "bureau.toml").write_text(f'[tls]\ncertificate = "{folder}/server.pem"\nkey = "{folder}/server.key"\nca = "{folder}/ca.pem"\n')


def end(process):
    if process and process.poll() is None:
        process.kill()
        process.wait()


class Bureau:
    """One of the bureau's servers. Like a service manager it starts a server again that could not start (no database yet); one that ends by itself
    after it listened is a failure of the test."""

    def __init__(self, folder, name, store):
        self.folder, self.name, self.store, self.port = folder, name, store, free_port()
        self.log = folder / f"bureau-{name}.log"
        self.process, self.begin, self.listened, self.start_at, self.again = None, 0, False, 0.0, 0

    def start(self):
        with open(self.log, "ab") as out:
            self.begin, self.listened = out.tell(), False
            self.process = subprocess.Popen([BIN / "openday-bureau", "--config", self.folder / "bureau.toml", "--listen", f"127.0.0.1:{self.port}",
                                             "--store", self.store], stdout=out, stderr=out)

    def is_up(self):
        self.listened = self.listened or b"listening on" in self.log.read_bytes()[self.begin:]
        return self.listened and self.process is not None and self.process.poll() is None

    def tend(self):
        if self.process is None:
            if time.monotonic() >= self.start_at:
                self.start()
        elif not self.is_up() and self.process.poll() is not None:
            assert not self.listened, f"server {self.name} ended by itself: {self.process.returncode}\n{self.log.read_text()[-2000:]}"
            self.process, self.start_at, self.again = None, time.monotonic() + 0.2, self.again + 1

    def wait_until_up(self, patience=PATIENCE):
        end_at = time.monotonic() + patience
        while not self.is_up():
            assert time.monotonic() < end_at, self.log.read_text()[-2000:]
            self.tend()
            time.sleep(0.02)

    def kill(self, pause):
        end(self.process)
        self.process, self.start_at = None, time.monotonic() + pause


class Box:
    def __init__(self, folder, number, seed):
        self.folder, self.number, self.state = folder, number, folder / f"box{number}"
        self.random = random.Random(seed)
        self.kiosk = self.syncd = None
        self.state.mkdir()
        self.config = folder / f"sync{number}.toml"
        self.config.write_text(f'box = "box {number}"\ncompression = "zstd"\n')

    def leave_code(self, store, port):
        """What the kiosk does with the office's code: the box enrols itself, over whatever line there is."""
        run = subprocess.run([BIN / "openday-bureau", "admin", "devices", "enrol-code", "--json", "--name", f"box {self.number}", "--hall", "hall", "--minutes", "600",
                              "--url", f"https://127.0.0.1:{port}", "--store", store, "--config", self.folder / "bureau.toml"], check=True, capture_output=True, text=True)
        spool = self.state / "spool"
        spool.mkdir(exist_ok=True)
        now = int(time.time() * 1000)
        name = f"{uuid.UUID(int=now << 80 | 7 << 76 | self.random.getrandbits(12) << 64 | 2 << 62 | self.random.getrandbits(62))}.enrol"
        (spool / f".{name}").write_text(json.loads(run.stdout)["code"])
        (spool / f".{name}").rename(spool / name)

    def start_kiosk(self, mean_ms):
        with open(self.folder / f"kiosk{self.number}.txt", "ab") as said, open(self.folder / f"kiosk{self.number}.log", "ab") as log:
            self.kiosk = subprocess.Popen([KIOSK, self.state, str(self.random.randrange(1 << 30)), str(mean_ms)], stdout=said, stderr=log)

    def start_syncd(self):
        with open(self.syncd_log(), "ab") as log:
            self.syncd = subprocess.Popen([BIN / "openday-syncd", "--state", self.state, "--config", self.config], stdout=log, stderr=log)

    def syncd_log(self):
        return self.folder / f"syncd{self.number}.log"

    def kill(self, what):
        """Neither ends by itself, whatever happens around it."""
        process = getattr(self, what)
        assert process.poll() is None, f"{what} of box {self.number} ended by itself: {process.returncode}\n{(self.folder / f'{what}{self.number}.log').read_text()[-2000:]}"
        process.send_signal(signal.SIGKILL)
        process.wait()

    def confirmed(self):
        """(incarnation, seq) that the kiosk had said; a line that the kill cut short was not said."""
        lines = (self.folder / f"kiosk{self.number}.txt").read_text().split("\n")[:-1]
        return {(inc, int(seq)) for inc, seq in (line.split() for line in lines)}

    def journal(self, query):
        return read(self.state / "journal/journal.db", query)

    def inbox(self, query):
        file = self.state / "inbox/inbox.db"
        made = file.exists() and read(file, "PRAGMA user_version")[0][0] > 0   # syncd may have been killed before it had made the tables
        return read(file, query) if made else []


def read(file, query):
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def lines_of(boxes, word):
    return sum(len(re.findall(word, box.syncd_log().read_text())) for box in boxes if box.syncd_log().exists())
