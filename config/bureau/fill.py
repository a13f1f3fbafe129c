#!/usr/bin/python3
"""Makes every file of the bureau's three machines from the templates beside it: passwords and certificates too, once.

usage: config/bureau/fill.py MACHINES.toml OUT
OUT/db1, OUT/db2 and OUT/front each hold an `install` script with that machine's files; OUT/office holds the CAs' keys and the passwords:
keep it offline. Run again after a change: what is secret stays, the rest is written anew, and so is a certificate that names other
addresses than the machine has now. Copied to another place it works the same."""
import argparse, ipaddress, os, pathlib, re, secrets, subprocess, sys, tomllib

HERE = pathlib.Path(__file__).resolve().parent
MACHINES = ("db1", "db2", "front")
PASSWORDS = ("superuser", "replication", "rewind", "database")
DAYS = "3650"


def openssl(folder, *words):
    done = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"fill.py: openssl {words[0]}: {done.stderr.strip()}")
    return done.stdout


def make_ca(office, name):
    if not (office / f"{name}-ca.pem").exists():
        openssl(office, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", DAYS, "-subj", f"/CN=openday {name} CA",
                "-keyout", f"{name}-ca.key", "-out", f"{name}-ca.pem", "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")


def subject_alternative(host):
    try:
        return f"IP:{ipaddress.ip_address(host)}"
    except ValueError:
        return f"DNS:{host}"


def names_in(office, name):
    """Who the certificate says it is, as subject_alternative() writes it; nobody where there is none yet."""
    if not (office / f"{name}.pem").exists():
        return set()
    text = openssl(office, "x509", "-in", f"{name}.pem", "-noout", "-ext", "subjectAltName")
    return {subject_alternative(host) for host in re.findall(r"(?:DNS|IP Address):([^,\s]+)", text)}


def make_certificate(office, ca, name, hosts):
    """The key once; the certificate again when it does not name exactly these hosts."""
    names = list(dict.fromkeys(subject_alternative(host) for host in hosts))
    if names_in(office, name) == set(names):
        return
    if not (office / f"{name}.key").exists():
        openssl(office, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key")
    openssl(office, "req", "-new", "-key", f"{name}.key", "-subj", f"/CN={name}", "-out", f"{name}.csr")
    (office / f"{name}.ext").write_text("basicConstraints=CA:FALSE\nsubjectAltName=" + ",".join(names) + "\n")
    openssl(office, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{ca}-ca.pem", "-CAkey", f"{ca}-ca.key", "-CAcreateserial", "-days", DAYS, "-extfile", f"{name}.ext",
            "-out", f"{name}.pem")


def read_passwords(office):
    file = office / "passwords"
    if not file.exists():
        file.write_text("".join(f"{name} {secrets.token_hex(16)}\n" for name in PASSWORDS))
    return dict(line.split() for line in file.read_text().splitlines())


def read_machines(file):
    with open(file, "rb") as source:
        machines = tomllib.load(source)
    wanted = {*MACHINES, "name", "postgresql"}
    if set(machines) != wanted:
        sys.exit(f"fill.py: {file}: give exactly {', '.join(sorted(wanted))}")
    for name in MACHINES:
        try:
            ipaddress.IPv4Address(machines[name])
        except ValueError:
            sys.exit(f"fill.py: {file}: {name}: give its IPv4 address")
    if len({machines[name] for name in MACHINES}) != 3:
        sys.exit(f"fill.py: {file}: three machines have three addresses")
    return machines


def fill_in(template, words, under):
    text = re.sub(r"@([A-Z0-9]+)@", lambda found: str(words[found[1]]), (HERE / template).read_text(encoding="utf-8"))
    return re.sub(r"(?<![\w.])/(etc|var|run)/", rf"{under}/\1/", text) if under else text


class Folder:
    """One machine's files, and the script that puts them in place."""

    def __init__(self, out, under):
        self.out, self.under, self.lines = out, under, []

    def put(self, owner, mode, path, text):
        file = self.out / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        self.lines.append(f"put {owner} {mode} {path}")

    def folder(self, owner, mode, path):
        self.lines.append(f"folder {owner} {mode} {path}")

    def finish(self):
        script = self.out / "install"
        script.write_text("#!/bin/sh\n# Puts this machine's files in place, each with its owner, and makes the folders of its data. Made by config/bureau/fill.py.\n"
                          f'set -eu\ncd "$(dirname "$0")"\nunder="{self.under}"\nbureau="${{BUREAU_USER:-openday-bureau}}"\n'
                          'put() { install -D -o "$1" -g "$(id -gn "$1")" -m "$2" ".$3" "$under$3"; }\n'
                          'folder() { install -d -o "$1" -g "$(id -gn "$1")" -m "$2" "$under$3"; }\n' + "\n".join(self.lines) + "\n")
        script.chmod(0o755)


def put_tls(folder, office, owner, where, name, cas):
    for ca in cas:
        folder.put(owner, "0644", f"{where}/{ca}-ca.pem", (office / f"{ca}-ca.pem").read_text())
    if name:
        folder.put(owner, "0644", f"{where}/{'bureau' if name == 'bureau' else 'machine'}.pem", (office / f"{name}.pem").read_text())
        folder.put(owner, "0600", f"{where}/{'bureau' if name == 'bureau' else 'machine'}.key", (office / f"{name}.key").read_text())


def fill_machine(machine, machines, out, under):
    office, folder = out / "office", Folder(out / machine, under)
    passwords = read_passwords(office)
    words = {"MACHINE": machine, "ADDRESS": machines[machine], **{name.upper(): value for name, value in machines.items()}}
    folder.put("root", "0644", "/etc/default/etcd", fill_in("etcd.env", words, under))
    put_tls(folder, office, "etcd", "/etc/etcd/tls", machine, ["machines"])
    folder.folder("etcd", "0700", "/var/lib/etcd")
    folder.put("root", "0644", "/etc/haproxy/haproxy.cfg", fill_in("haproxy.cfg", words, under))
    put_tls(folder, office, "root", "/etc/haproxy/tls", None, ["machines", "bureau"])
    folder.put("root", "0644", "/etc/patroni/ctl.yml", fill_in("ctl.yml", words, under))
    put_tls(folder, office, "root" if machine == "front" else "postgres", "/etc/patroni/tls", machine, ["machines"])
    if machine != "front":
        folder.put("root", "0644", "/etc/patroni/config.yml", fill_in("patroni.yml", words, under))
        folder.put("root", "0755", "/etc/patroni/make_database", fill_in("make_database", words, under))
        folder.put("root", "0600", "/etc/patroni_env.conf",
                   "".join(f"PATRONI_{name.upper()}_PASSWORD={passwords[name]}\n" for name in PASSWORDS[:3]) + f"OPENDAY_DATABASE_PASSWORD={passwords['database']}\n")
        folder.folder("postgres", "0755", "/var/lib/postgresql")
        folder.folder("postgres", "2775", "/run/postgresql")
        folder.put("$bureau", "0640", "/etc/openday-bureau/bureau.toml", fill_in("bureau.toml", words, under))
        folder.put("$bureau", "0600", "/etc/openday-bureau/pgpass", f"127.0.0.1:5000:openday:openday:{passwords['database']}\n")
        put_tls(folder, office, "$bureau", "/etc/openday-bureau/tls", "bureau", ["machines", "bureau"])
    folder.finish()


def fill(machines, out, under=""):
    """`under`: a folder that stands for the root of each machine, with @ for its name; for a rehearsal."""
    office = out / "office"
    office.mkdir(parents=True, exist_ok=True)
    make_ca(office, "machines")
    make_ca(office, "bureau")
    for machine in MACHINES:
        make_certificate(office, "machines", machine, [machines[machine], machine, "127.0.0.1"])
    make_certificate(office, "bureau", "bureau", [machines["name"], machines["front"], machines["db1"], machines["db2"]])
    for machine in MACHINES:
        fill_machine(machine, machines, out, under.replace("@", machine))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("machines", metavar="MACHINES.toml")
    parser.add_argument("out", metavar="OUT", type=pathlib.Path)
    arguments = parser.parse_args()
    os.umask(0o077)
    fill(read_machines(arguments.machines), arguments.out)
    print(f"{arguments.out}: copy each of {', '.join(MACHINES)} to its machine and run its `install` there; keep {arguments.out}/office offline")
