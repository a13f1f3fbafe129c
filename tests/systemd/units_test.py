"""The systemd files of the product: what systemd itself says of them, the folders they make, and what they must not set.
usage: units_test.py ROOT BIN (the source tree, the folder of the built programs; a program that is not built is passed over aloud)"""
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

ROOT, BIN = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
UNITS = ROOT / "systemd"
MOST_EXPOSURE = 15  # tenths, `systemd-analyze security --threshold`


def unit(name):
    """The settings of a unit as lists in order: {"UMask": ["0027"], ...}."""
    out = {}
    for line in (UNITS / f"{name}.service").read_text().splitlines():
        if found := re.match(r"^([A-Za-z]+)=(.*)$", line):
            out.setdefault(found[1], []).append(found[2])
    return out


def folders():
    """tmpfiles.d lines: path -> (mode, user, group)."""
    out = {}
    for line in (UNITS / "tmpfiles.d/openday.conf").read_text().splitlines():
        if line.startswith("d "):
            _, path, mode, user, group, _ = line.split()
            out[path] = (int(mode, 8), user, group)
    return out


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed (package systemd)")


class Units(unittest.TestCase):
    names = ("openday-kiosk", "openday-syncd", "openday-bureau")

    def test_tell_systemd_when_they_are_ready_and_alive_and_are_always_restarted(self):
        for name in self.names:
            with self.subTest(unit=name):
                settings = unit(name)
                self.assertEqual(settings["Type"], ["notify"])
                self.assertGreater(int(settings["WatchdogSec"][0]), 0)
                self.assertEqual(settings["Restart"], ["always"])
                self.assertEqual(settings["StartLimitIntervalSec"], ["0"])

    def test_run_as_users_of_their_own(self):
        users = [unit(name)["User"][0] for name in self.names]
        self.assertEqual(users, ["openday-kiosk", "openday-sync", "openday-bureau"])
        for name in self.names[:2]:
            self.assertEqual((unit(name)["Group"], unit(name)["UMask"]), (["openday"], ["0027"]))

    def test_give_the_programs_options_they_know(self):
        for name in self.names:
            with self.subTest(unit=name):
                program = BIN / name
                if not program.exists():
                    self.skipTest(f"{name} is not built")
                text = subprocess.run([str(program), "--help"], capture_output=True, text=True, check=True).stdout
                used = re.findall(r"--[a-z-]+", " ".join(unit(name)["ExecStart"] + unit(name).get("Environment", [])))
                self.assertTrue(used)
                for option in used:
                    self.assertIn(option, text)

    def test_write_exactly_the_folders_that_are_theirs(self):
        for name, user in (("openday-kiosk", "openday-kiosk"), ("openday-syncd", "openday-sync")):
            theirs = {path for path, (mode, owner, _) in folders().items() if owner == user or (mode & 0o020 and path != "/etc/openday")}
            self.assertEqual(set(unit(name)["ReadWritePaths"][0].split()), theirs)

    @needs("systemd-analyze")
    def test_are_well_formed(self):
        with tempfile.TemporaryDirectory() as folder:
            copies = []
            for name in self.names:  # where the programs are not installed, the rest of the unit is looked at
                text = (UNITS / f"{name}.service").read_text()
                copy = pathlib.Path(folder) / f"{name}.service"
                copy.write_text(re.sub(r"^ExecStart=/usr/bin/\S+", "ExecStart=/bin/true", text, flags=re.M))
                copies.append(str(copy))
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    @needs("systemd-analyze")
    def test_expose_little(self):
        for name in self.names:
            with self.subTest(unit=name):
                done = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSURE}", "--no-pager",
                                       str(UNITS / f"{name}.service")], capture_output=True, text=True, check=False)
                verdict = (done.stdout.strip().splitlines() or [done.stderr])[-1]
                print(verdict)
                self.assertEqual(done.returncode, 0, verdict)


class KioskUnit(unittest.TestCase):
    """Settings that look like more safety and break the box; each was seen to."""
    settings = unit("openday-kiosk")

    def test_keeps_the_hot_plug_of_touch_panels(self):
        self.assertNotEqual(self.settings.get("PrivateNetwork"), ["yes"])
        self.assertIn("AF_NETLINK", self.settings["RestrictAddressFamilies"][0].split())

    def test_lets_the_software_renderer_make_its_code(self):
        self.assertNotEqual(self.settings.get("MemoryDenyWriteExecute"), ["yes"])

    def test_reaches_screen_touch_camera_loudspeaker_and_serial_scanners(self):
        self.assertNotIn("yes", self.settings.get("PrivateDevices", []))
        allowed = {line.split()[0] for line in self.settings["DeviceAllow"]}
        self.assertEqual(allowed, {"char-drm", "char-input", "char-alsa", "char-video4linux", "char-ttyACM", "char-ttyUSB"})
        groups = re.findall(r"^m +openday-kiosk +(\S+)", (UNITS / "sysusers.d/openday.conf").read_text(), re.M)
        self.assertEqual(set(groups), {"video", "render", "input", "audio", "dialout"})

    def test_draws_on_the_bare_display_once_its_card_is_there(self):
        self.assertIn("SDL_VIDEODRIVER=kmsdrm", self.settings["Environment"][0])
        self.assertIn("dev-dri-card0.device", self.settings["Wants"][0])
        self.assertIn("getty@tty1.service", self.settings["Conflicts"][0])
        self.assertIn('TAG+="systemd"', (UNITS / "udev/60-openday.rules").read_text())


class HelperUnit(unittest.TestCase):
    """The only root of a box."""
    settings = unit("openday-helper")

    def test_answers_only_the_kiosks_group_and_user(self):
        text = (UNITS / "openday-helper.socket").read_text()
        for line in ("SocketUser=root", "SocketGroup=openday", "SocketMode=0660", "Accept=no", "ListenStream=/run/openday/helper.sock"):
            self.assertIn(line, text.splitlines())
        self.assertIn("--user openday-kiosk", self.settings["ExecStart"][0])

    def test_mounts_where_the_kiosk_can_see_it(self):
        for name in ("ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices", "PrivateMounts", "ProtectKernelModules", "ProtectKernelTunables",
                     "ProtectKernelLogs", "ProtectControlGroups", "ReadWritePaths", "ProtectClock"):
            self.assertNotIn(name, self.settings, "a mount namespace of its own would keep the stick from the kiosk")

    def test_has_two_capabilities_and_no_network(self):
        self.assertEqual(self.settings["CapabilityBoundingSet"], ["CAP_SYS_ADMIN CAP_SYS_TIME"])
        self.assertEqual(self.settings["RestrictAddressFamilies"], ["AF_UNIX"])
        self.assertEqual(self.settings["NoNewPrivileges"], ["yes"])

    @needs("systemd-analyze")
    def test_is_well_formed(self):
        with tempfile.TemporaryDirectory() as folder:
            for end in ("service", "socket"):
                text = (UNITS / f"openday-helper.{end}").read_text()
                (pathlib.Path(folder) / f"openday-helper.{end}").write_text(re.sub(r"^ExecStart=/usr/bin/\S+", "ExecStart=/bin/true", text, flags=re.M))
            done = subprocess.run(["systemd-analyze", "verify", "--man=no", f"{folder}/openday-helper.socket", f"{folder}/openday-helper.service"],
                                  capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))


class ClockReaders(unittest.TestCase):
    """Kiosk and syncd write boot id and clock state into every record (base/clock.cpp)."""

    def test_may_read_the_boot_id_and_whether_the_clock_is_synchronised(self):
        for name in ("openday-kiosk", "openday-syncd"):
            with self.subTest(unit=name):
                settings = unit(name)
                self.assertNotEqual(settings.get("ProcSubset"), ["pid"])
                self.assertNotEqual(settings.get("ProtectClock"), ["yes"])
                self.assertIn("adjtimex", settings["SystemCallFilter"][-1].split())
                self.assertIn("clock_adjtime", settings["SystemCallFilter"][-1].split())
                self.assertEqual(settings["CapabilityBoundingSet"], [""])  # read, never set


@unittest.skipUnless(os.geteuid() == 0, "making users and their folders needs root")
class Folders(unittest.TestCase):
    @classmethod
    @needs("systemd-sysusers")
    @needs("systemd-tmpfiles")
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.holder.name)
        (cls.root / "etc").mkdir()
        for kind in ("sysusers.d", "tmpfiles.d"):
            shutil.copytree(UNITS / kind, cls.root / "usr/lib" / kind)
        for words in (["systemd-sysusers"], ["systemd-tmpfiles", "--create"]):
            subprocess.run([*words, f"--root={cls.root}"], capture_output=True, check=True)
        cls.users = cls.ids("passwd")
        cls.groups = cls.ids("group")

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    @classmethod
    def ids(cls, name):
        rows = [line.split(":") for line in (cls.root / "etc" / name).read_text().splitlines()]
        return {**{row[0]: int(row[2]) for row in rows}, "root": 0}

    def test_have_the_owners_and_modes_of_the_design(self):
        expected = {"": (0o750, "root"), "journal": (0o2750, "openday-kiosk"), "inbox": (0o2750, "openday-sync"),
                    "keys": (0o700, "openday-sync"), "spool": (0o2770, "root")}
        for name, (mode, user) in expected.items():
            with self.subTest(folder=name):
                about = (self.root / "var/lib/openday" / name).stat()
                self.assertEqual(oct(stat.S_IMODE(about.st_mode)), oct(mode))
                self.assertEqual((about.st_uid, about.st_gid), (self.users[user], self.groups["openday"]))

    def test_belong_to_two_users_of_one_group(self):
        rows = {row[0]: row for row in (line.split(":") for line in (self.root / "etc/passwd").read_text().splitlines())}
        for user in ("openday-kiosk", "openday-sync"):
            self.assertEqual(int(rows[user][3]), self.groups["openday"])
            self.assertTrue(rows[user][6].endswith("nologin"))
        self.assertNotEqual(rows["openday-kiosk"][2], rows["openday-sync"][2])

    def act(self, user, script):
        """Runs a shell line in the state folder as one of the two users, with the umask of the units; its exit code."""
        state = self.root / "var/lib/openday"
        ids = ["--reuid", str(self.users[user]), "--regid", str(self.groups["openday"]), "--clear-groups"]
        self.root.chmod(0o711)  # a private temporary folder would stop them at the door
        done = subprocess.run(["setpriv", *ids, "sh", "-c", f"umask 0027; cd '{state}' && {script}"], capture_output=True, check=False)
        return done.returncode

    @needs("setpriv")
    def test_let_each_user_write_its_own_and_read_the_others(self):
        kiosk, sync = "openday-kiosk", "openday-sync"
        self.assertEqual(self.act(kiosk, "echo x > journal/a"), 0)
        self.assertEqual(self.act(sync, "cat journal/a"), 0)
        self.assertNotEqual(self.act(sync, "echo y > journal/a"), 0)
        self.assertNotEqual(self.act(sync, "touch journal/b"), 0)
        self.assertNotEqual(self.act(sync, "rm -f journal/a"), 0)
        self.assertEqual(self.act(sync, "echo x > inbox/a"), 0)
        self.assertEqual(self.act(kiosk, "cat inbox/a"), 0)
        self.assertNotEqual(self.act(kiosk, "touch inbox/b"), 0)

    @needs("setpriv")
    def test_keep_the_device_key_from_the_kiosk(self):
        self.assertEqual(self.act("openday-sync", "echo key > keys/device.key"), 0)
        self.assertNotEqual(self.act("openday-kiosk", "ls keys"), 0)
        self.assertNotEqual(self.act("openday-kiosk", "mv keys keys2"), 0)
        self.assertNotEqual(self.act("openday-kiosk", "cat keys/device.key"), 0)

    @needs("setpriv")
    def test_let_syncd_take_the_requests_of_the_kiosk(self):
        self.assertEqual(self.act("openday-kiosk", "echo x > spool/.a && chmod 0660 spool/.a && mv spool/.a spool/a"), 0)
        self.assertEqual(self.act("openday-sync", "cat spool/a && rm -f spool/a && test ! -e spool/a"), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
