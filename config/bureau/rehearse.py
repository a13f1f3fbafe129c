#!/usr/bin/python3
"""The bureau's three machines on this one, each in a network namespace of its own, from the very files that fill.py makes for real ones.

usage: sudo config/bureau/rehearse.py [--bin build/bin]        Ctrl-C ends it and leaves nothing behind
For an operator who wants to see a fail-over before the open day, and for tests/e2e/failover_test.py. Needs root, the Debian packages of
config/packages.list, and the programs of this repository. Nothing is made in the machine's own network."""
import argparse, glob, json, os, pathlib, re, shutil, signal, subprocess, sys, tempfile, time

import fill

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADDRESSES = {"db1": "10.77.0.11", "db2": "10.77.0.12", "front": "10.77.0.13", "hall": "10.77.0.20"}
BUREAU_USER = "nobody"      # openday-bureau on a real machine, made by sysusers.d
PATIENCE = 180              # s for a state to come on a busy machine
PREFIX = "openday-"         # of the namespaces' names, then this process's id


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)


def must(*words, **more):
    done = run(*words, **more)
    if done.returncode:
        raise RuntimeError(f"{' '.join(str(word) for word in words)}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def until(what, condition, patience=PATIENCE):
    end = time.monotonic() + patience
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {patience} s")
        time.sleep(0.1)
    return found


def kill_namespace(name):
    """Everything in it at once, as when the power goes."""
    while pids := run("ip", "netns", "pids", name).stdout.split():
        for pid in pids:
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.01)


def sweep():
    """What a rehearsal left that was itself killed: namespaces named after a process that is no more."""
    for name in re.findall(rf"^{PREFIX}(?:\d+)-\w+", run("ip", "netns", "list").stdout, re.MULTILINE):
        if not os.path.exists(f"/proc/{name.split('-')[1]}"):
            kill_namespace(name)
            run("ip", "netns", "delete", name)


class Machine:
    """A network namespace, and a folder that stands for the root of its disk."""

    def __init__(self, name, folder):
        self.name, self.address, self.namespace = name, ADDRESSES[name], f"{PREFIX}{os.getpid()}-{name}"
        self.root, self.logs, self.running = folder / name, folder / "logs", {}

    def make(self, switch):
        must("ip", "netns", "add", self.namespace)
        must("ip", "-n", switch, "link", "add", f"to-{self.name}", "type", "veth", "peer", "name", "eth0", "netns", self.namespace)
        must("ip", "-n", switch, "link", "set", f"to-{self.name}", "master", "bridge", "up")
        must("ip", "-n", self.namespace, "address", "add", f"{self.address}/24", "dev", "eth0")
        for link in ("lo", "eth0"):
            must("ip", "-n", self.namespace, "link", "set", link, "up")

    def command(self, user, *words):
        return ["ip", "netns", "exec", self.namespace, "setpriv", f"--reuid={user}", f"--regid={user_group(user)}", "--init-groups", "--pdeathsig=KILL", *map(str, words)]

    def start(self, what, user, *words, environment=None):
        with open(self.logs / f"{self.name}-{what}.log", "ab") as log:
            self.running[what] = subprocess.Popen(self.command(user, *words), stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                                                  env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(self.root), **(environment or {})}, cwd="/")

    def environment(self, path):
        """A file as systemd's EnvironmentFile reads it."""
        lines = (self.root / path).read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))

    def start_etcd(self):
        self.start("etcd", "etcd", "/usr/bin/etcd", environment=self.environment("etc/default/etcd"))

    def start_patroni(self):
        self.start("patroni", "postgres", "/usr/bin/patroni", self.root / "etc/patroni/config.yml", environment=self.environment("etc/patroni_env.conf"))

    def start_haproxy(self):
        self.start("haproxy", "root", "/usr/sbin/haproxy", "-db", "-f", self.root / "etc/haproxy/haproxy.cfg")

    def start_bureau(self):
        self.start("bureau", BUREAU_USER, self.programs / "openday-bureau", "--config", self.root / "etc/openday-bureau/bureau.toml")

    def stop(self, what):
        """SIGKILL to one program; what it has started stays, as on a real machine."""
        process = self.running.pop(what)
        process.kill()
        process.wait()

    def kill(self):
        kill_namespace(self.namespace)
        for process in self.running.values():
            process.wait()
        self.running.clear()

    def get(self, url, ca):
        """(status, body) of a GET from this machine; 0 when nobody answers."""
        done = run("ip", "netns", "exec", self.namespace, "curl", "-s", "-m", "5", "--cacert", ca, "-w", "\n%{http_code}", url)
        body, _, status = done.stdout.rpartition("\n")
        return int(status or 0), body


def cannot_be_here():
    """Why this machine, or this user, does not let a rehearsal be; "" when it does."""
    if os.geteuid() != 0 or run("unshare", "--net", "--mount", "true").returncode:
        return "network namespaces need root, and a container that may make them"
    return ""


def user_group(user):
    return must("id", "-gn", user).strip()


class Rehearsal:
    """The whole deployment, from an empty disk to a synchronous standby and two servers that answer. A context: leaving it ends all."""

    def __init__(self, programs):
        self.programs = pathlib.Path(programs).resolve()
        self.switch = f"{PREFIX}{os.getpid()}-switch"
        self.bin = pathlib.Path(max(glob.glob("/usr/lib/postgresql/*/bin"), default="", key=lambda path: int(path.split("/")[4])))

    def __enter__(self):
        if why := cannot_be_here():
            sys.exit(why)
        for program in ("/usr/bin/patroni", "/usr/bin/etcd", "/usr/sbin/haproxy", self.bin / "initdb"):
            if not pathlib.Path(program).exists():
                sys.exit(f"{program} is missing: config/setup test installs it")
        sweep()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="openday-bureau-"))
        self.folder.chmod(0o755)
        (self.folder / "logs").mkdir()
        self.machines = {name: Machine(name, self.folder) for name in ADDRESSES}
        self.db1, self.db2, self.front, self.hall = self.machines.values()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            self.make_network()
            self.install()
            self.start()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, *_):
        if kind and kind is not KeyboardInterrupt and os.environ.get("OPENDAY_KEEP_LOGS"):
            shutil.copytree(self.folder / "logs", os.environ["OPENDAY_KEEP_LOGS"], dirs_exist_ok=True)
        for machine in self.machines.values():
            machine.kill()
        for namespace in [machine.namespace for machine in self.machines.values()] + [self.switch]:
            run("ip", "netns", "delete", namespace)
        shutil.rmtree(self.folder, ignore_errors=True)

    def make_network(self):
        must("ip", "netns", "add", self.switch)
        must("ip", "-n", self.switch, "link", "add", "bridge", "type", "bridge")
        must("ip", "-n", self.switch, "link", "set", "bridge", "up")
        for machine in self.machines.values():
            machine.make(self.switch)
            machine.programs = self.programs

    def install(self):
        addresses = {name: ADDRESSES[name] for name in fill.MACHINES}
        fill.fill({**addresses, "name": ADDRESSES["front"], "postgresql": self.bin.parent.name}, self.folder / "filled", f"{self.folder}/@")
        for name in fill.MACHINES:
            must(self.folder / "filled" / name / "install", env={**os.environ, "BUREAU_USER": BUREAU_USER})
        self.machines_ca, self.bureau_ca = (self.folder / f"filled/office/{name}-ca.pem" for name in ("machines", "bureau"))

    def start(self):
        for machine in (self.db1, self.db2, self.front):
            machine.start_etcd()
        for machine in (self.db1, self.db2):
            machine.start_patroni()
        for machine in (self.db1, self.db2, self.front):
            machine.start_haproxy()
        self.wait_for_standby()
        for machine in (self.db1, self.db2):
            until(f"haproxy of {machine.name} reaches the primary", lambda: run("ip", "netns", "exec", machine.namespace, self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", "5000").returncode == 0)
            machine.start_bureau()
            until(f"the server of {machine.name} answers", lambda: self.answers(machine))
        until("the front answers", lambda: self.front_answers())

    def start_again(self, machine):
        """What systemd does when a machine comes up."""
        machine.start_etcd()
        self.start_patroni_and_the_rest(machine)

    def start_patroni_and_the_rest(self, machine):
        machine.start_patroni()
        machine.start_haproxy()
        self.start_bureau_again(machine)

    def start_bureau_again(self, machine):
        def up():
            process = machine.running.get("bureau")
            if process is None or process.poll() is not None:    # no database yet: it ended, and systemd tries again
                machine.start_bureau()
            return self.answers(machine)
        until(f"the server of {machine.name} answers again", up)

    def answers(self, machine):
        return self.hall.get(f"https://{machine.address}:8480/v1/health", self.bureau_ca)[0] == 200

    def front_answers(self):
        return self.hall.get(f"https://{self.front.address}:8443/v1/health", self.bureau_ca)[0] == 200

    # ---- what Patroni says ----
    def patroni(self, machine, path="patroni"):
        status, body = self.hall.get(f"https://{machine.address}:8008/{path}", self.machines_ca)
        try:
            return json.loads(body) if status else {}
        except json.JSONDecodeError:
            return {}

    def primary(self):
        """The machine that is primary, or None."""
        for machine in (self.db1, self.db2):
            if machine.running and self.hall.get(f"https://{machine.address}:8008/primary", self.machines_ca)[0] == 200:
                return machine
        return None

    def other(self, machine):
        return self.db2 if machine is self.db1 else self.db1

    def wait_for_primary(self):
        return until("there is a primary", self.primary)

    def complain_of_the_dead(self):
        for machine in self.machines.values():
            for what, process in machine.running.items():
                if process.poll() is not None and what != "bureau":
                    raise RuntimeError(f"{what} of {machine.name} ended: {(machine.logs / f'{machine.name}-{what}.log').read_text()[-1500:]}")

    def wait_for_standby(self):
        """Until a synchronous standby follows; the primary's machine."""
        def settled():
            self.complain_of_the_dead()
            primary = self.primary()
            synchronous = primary and self.hall.get(f"https://{self.other(primary).address}:8008/synchronous", self.machines_ca)[0] == 200
            return primary if synchronous and self.sql(primary, "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == ["1"] else None
        return until("a synchronous standby follows", settled)

    def sql(self, machine, query, database="postgres"):
        """Rows as lines, by the machine's own socket; [] also when the database does not answer."""
        done = run(*machine.command("postgres", self.bin / "psql", "-X", "-At", "-h", machine.root / "run/postgresql", "-U", "postgres", "-d", database, "-c", query))
        return done.stdout.splitlines()

    def ctl_command(self, *words):
        return self.front.command("root", "/usr/bin/patronictl", "-c", self.front.root / "etc/patroni/ctl.yml", *words)

    def patronictl(self, *words, **more):
        return must(*self.ctl_command(*words), **more)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=os.environ.get("OPENDAY_BIN_DIR", ROOT / "build/bin"), help="folder with openday-bureau")
    begin = time.monotonic()
    with Rehearsal(parser.parse_args().bin) as all_of_it:
        print(all_of_it.patronictl("list"))
        print(f"up after {time.monotonic() - begin:.0f} s; everything lies in {all_of_it.folder}, logs in logs/. Try, in another terminal as root:\n"
              f"  ip netns exec {all_of_it.front.namespace} patronictl -c {all_of_it.front.root}/etc/patroni/ctl.yml list\n"
              f"  ip netns exec {all_of_it.hall.namespace} curl --cacert {all_of_it.bureau_ca} https://{all_of_it.front.address}:8443/v1/health\n"
              f"  kill -9 $(ip netns pids {all_of_it.db1.namespace})        # db1 loses its power\nCtrl-C ends it.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
