#!/usr/bin/python3
"""The bureau's files (config/bureau/fill.py) made again after machines got other addresses: each certificate names who has it now, and what
is secret, what did not change and what boxes were enrolled with stays."""
import contextlib, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MACHINES = {"db1": "192.168.10.11", "db2": "192.168.10.12", "front": "192.168.10.13", "name": "bureau.example", "postgresql": 15}
FILL = ROOT / "config/bureau/fill.py"


class Office:
    def __init__(self, folder):
        self.folder, self.out = folder, folder / "out"

    def fill(self, **changes):
        table = self.folder / "machines.toml"
        table.write_text("".join(f"{name} = {value!r}\n" for name, value in {**MACHINES, **changes}.items()).replace("'", '"'))
        subprocess.run([sys.executable, "-B", FILL, table, self.out], check=True, capture_output=True)

    def files(self):
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in self.out.rglob("*") if path.is_file()}

    def is_taken_for(self, certificate, ca, host):
        """As a TLS client checks it."""
        kind = "-verify_ip" if host[0].isdigit() else "-verify_hostname"
        return subprocess.run(["openssl", "verify", "-CAfile", self.out / f"office/{ca}-ca.pem", kind, host, self.out / certificate], capture_output=True).returncode == 0

    def belongs(self, certificate, key):
        public = [subprocess.run(["openssl", *words], check=True, capture_output=True).stdout
                  for words in (("x509", "-in", self.out / certificate, "-noout", "-pubkey"), ("pkey", "-in", self.out / key, "-pubout"))]
        return public[0] == public[1]


@contextlib.contextmanager
def office():
    with tempfile.TemporaryDirectory() as folder:
        made = Office(pathlib.Path(folder))
        made.fill()
        yield made


def the_same_machines_get_the_same_files():
    with office() as made:
        before = made.files()
        made.fill()
        assert made.files() == before


def a_machine_at_another_address_gets_another_certificate_and_keeps_its_key():
    with office() as made:
        before = made.files()
        made.fill(db2="192.168.10.22")
        after = made.files()
        machine, bureau = "db2/etc/etcd/tls/machine.pem", "db1/etc/openday-bureau/tls/bureau.pem"
        assert made.is_taken_for(machine, "machines", "192.168.10.22") and not made.is_taken_for(machine, "machines", "192.168.10.12")
        assert made.is_taken_for(machine, "machines", "db2") and made.is_taken_for(machine, "machines", "127.0.0.1")
        assert made.is_taken_for(bureau, "bureau", "192.168.10.22") and made.is_taken_for(bureau, "bureau", "bureau.example")
        assert made.belongs(machine, "db2/etc/etcd/tls/machine.key") and made.belongs(bureau, "db1/etc/openday-bureau/tls/bureau.key")
        stays = [name for name in before if name.endswith((".key", "-ca.pem", "passwords", "pgpass", "patroni_env.conf"))
                 or name.startswith(("office/db1.", "office/front."))]
        assert len(stays) > 20 and all(after[name] == before[name] for name in stays), [name for name in stays if after[name] != before[name]]


def a_bureau_of_another_name_is_known_by_it_to_the_boxes():
    with office() as made:
        before = made.files()
        made.fill(name="open.example")
        assert made.is_taken_for("office/bureau.pem", "bureau", "open.example") and not made.is_taken_for("office/bureau.pem", "bureau", "bureau.example")
        assert made.files()["office/db2.pem"] == before["office/db2.pem"]


if __name__ == "__main__":
    the_same_machines_get_the_same_files()
    a_machine_at_another_address_gets_another_certificate_and_keeps_its_key()
    a_bureau_of_another_name_is_known_by_it_to_the_boxes()
