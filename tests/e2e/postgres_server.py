"""A private PostgreSQL for end-to-end tests: in a fresh folder, on a socket there and on a port of loopback, with fsync on as shipped. It may be
killed as a whole, only its first process, or one that serves a connection; it is stopped by its process ids."""
import os, pathlib, pwd, random, shutil, signal, socket, subprocess, tempfile, time

PATIENCE = 240   # a busy machine


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def newest_programs():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    assert found, "PostgreSQL's server programs are missing (/usr/lib/postgresql/*/bin/initdb): config/setup test installs the Debian package postgresql-15 or postgresql-17"
    return found[-1].parent


def processes():
    """(process id, its parent's) of everything that runs."""
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass   # it ended meanwhile


class PostgresServer:
    WAYS = ("whole", "first process", "one of its processes")

    def __init__(self):
        self.programs, self.process, self.port = newest_programs(), None, free_port()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="openday-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        subprocess.run(self.as_owner(self.programs / "initdb", f"--pgdata={self.folder}/data", "--username=openday", "--auth=trust", "--encoding=UTF8",
                                     "--locale=C.UTF-8", "--no-instructions", "--no-sync"), check=True, capture_output=True, cwd=self.folder)
        self.start()

    def as_owner(self, *words):
        return (["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []) + [str(word) for word in words]

    def near(self):
        """The connection string that no fault is between."""
        return f"host={self.folder} port={self.port} user=openday dbname=postgres"

    def through(self, port):
        return f"host=127.0.0.1 port={port} user=openday dbname=postgres"

    def start(self):
        """Waits until it answers; after a kill its first try may find what the killed one left and end at once."""
        end = time.monotonic() + PATIENCE
        while self.ask("SELECT 1") is None:
            if self.process is None or self.process.poll() is not None:
                with open(self.folder / "log", "ab") as log:
                    self.process = subprocess.Popen(self.as_owner(self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, "-p", self.port,
                                                                  "-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=64MB", "-c", "max_connections=60"),
                                                    stdout=log, stderr=log, cwd=self.folder, env=dict(os.environ, LC_ALL="C.UTF-8"))
            assert time.monotonic() < end, (self.folder / "log").read_text()[-2000:]
            time.sleep(0.05)

    def is_up(self):
        return self.process is not None and self.process.poll() is None

    def kill(self, way, chance: random.Random):
        """SIGKILL. When one process was killed the rest takes itself down and recovers; without the first one all end by themselves."""
        below = [one for one, parent in processes() if parent == self.process.pid]
        if way == "one of its processes":
            serving = [one for one in below if "openday postgres" in self.title(one)]
            victims = [chance.choice(serving or below)] if below else []
        else:
            victims = [self.process.pid] + (below if way == "whole" else [])
        for victim in victims:
            try:
                os.kill(victim, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if way != "one of its processes":
            self.process.wait()

    @staticmethod
    def title(process):
        try:
            return pathlib.Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            return ""

    def ask(self, query):
        """Rows as lists of texts; None when it does not answer now."""
        run = subprocess.run([self.programs / "psql", self.near(), "-XAtq", "-F", "\t", "-c", query], capture_output=True, text=True, timeout=PATIENCE)
        return [line.split("\t") for line in run.stdout.splitlines()] if run.returncode == 0 else None

    def close(self):
        if self.is_up():
            self.process.send_signal(signal.SIGINT)   # "fast": TERM would wait for the clients
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill("whole", random.Random(0))
        shutil.rmtree(self.folder, ignore_errors=True)
