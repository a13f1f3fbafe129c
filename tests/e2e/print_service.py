"""A print service for end-to-end tests: tests/device/ipp_peer.py, told by a thread what becomes of each job. The thread waits for a paper to
come in, or for a picture that the kiosk's script takes: so it knows what the screen has said."""
import pathlib, subprocess, threading

from openday_e2e import ROOT, until

PRINTED, GIVEN_UP, WORKING = "9 3", "8 3", "5 4"


class PrintService:
    """`story`: (file to wait for, what to say from then on) in order; a file without a folder is a job's, such as job-1."""

    def __init__(self, folder: pathlib.Path, story):
        self.folder = folder / "printer"
        self.folder.mkdir()
        self.say(WORKING)
        self.process = subprocess.Popen(["/usr/bin/python3", "-B", ROOT / "tests/device/ipp_peer.py", self.folder], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])
        self.teller = threading.Thread(target=self.tell, args=(story,), daemon=True)

    def say(self, words):
        (self.folder / "say.new").write_text(words)
        (self.folder / "say.new").rename(self.folder / "say")

    def tell(self, story):
        for file, words in story:
            until(f"{file} is there", (self.folder / file).exists)   # an absolute path stands for itself
            self.say(words)

    def __enter__(self):
        self.teller.start()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def text(self, job):
        return subprocess.run(["pdftotext", "-layout", self.folder / f"job-{job}", "-"], check=True, capture_output=True, text=True).stdout

    def jobs(self):
        return sorted(path.name for path in self.folder.glob("job-*"))
