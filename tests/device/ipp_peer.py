"""A print service that does what it is told: CUPS' part of IPP (RFC 8010, 8011) over HTTP, one printer, one script.
usage: ipp_peer.py FOLDER   Prints its port; the documents it took lie in FOLDER as job-N. What the next states are, FOLDER/say tells:
"JOBSTATE PRINTERSTATE REASON..." or "refuse" or "none" (no printer)."""
import http.server
import pathlib
import struct
import sys

FOLDER = pathlib.Path(sys.argv[1])
OPERATION, JOB, END, PRINTER = 1, 2, 3, 4
INTEGER, BOOLEAN, ENUM, TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE = 0x21, 0x22, 0x23, 0x41, 0x42, 0x44, 0x45, 0x47, 0x48
PRINT_JOB, CANCEL_JOB, GET_JOB, GET_PRINTER, GET_DEFAULT, GET_PRINTERS = 0x02, 0x08, 0x09, 0x0B, 0x4001, 0x4002
jobs = 0


def attribute(tag, name, value):
    body = struct.pack(">i", value) if tag in (INTEGER, ENUM) else bytes([value]) if tag == BOOLEAN else value.encode()
    return bytes([tag]) + struct.pack(">H", len(name)) + name.encode() + struct.pack(">H", len(body)) + body


def read_attributes(message):
    """Name -> last value, and where the document begins."""
    at, found, name = 8, {}, ""
    while message[at] != END:
        if message[at] < 0x10:
            at += 1
            continue
        size, = struct.unpack_from(">H", message, at + 1)
        name = message[at + 3:at + 3 + size].decode() or name
        at += 3 + size
        size, = struct.unpack_from(">H", message, at)
        found[name] = message[at + 2:at + 2 + size]
        at += 2 + size
    return found, at + 1


def answer(operation, given, document):
    global jobs
    said = (FOLDER / "say").read_text().split()
    status, out = 0, bytes([OPERATION]) + attribute(CHARSET, "attributes-charset", "utf-8") + attribute(LANGUAGE, "attributes-natural-language", "zh-cn")
    if said[0] == "none":
        return 0x0406, out + bytes([END])
    printer = bytes([PRINTER]) + attribute(NAME, "printer-name", "hall") + attribute(TEXT, "printer-info", "大厅打印机") + attribute(ENUM, "printer-type", 0)
    printer += attribute(URI, "printer-uri-supported", "ipp://localhost/printers/hall")
    if operation in (GET_PRINTERS, GET_DEFAULT):
        out += printer + attribute(ENUM, "printer-state", 3)
    elif operation == PRINT_JOB:
        if said[0] == "refuse":
            status = 0x0506
        else:
            jobs += 1
            (FOLDER / f"job-{jobs}").write_bytes(document)
            out += bytes([JOB]) + attribute(INTEGER, "job-id", jobs) + attribute(ENUM, "job-state", 3) + attribute(URI, "job-uri", f"ipp://localhost/jobs/{jobs}")
    elif operation == GET_JOB:
        if struct.unpack(">i", given["job-id"])[0] > jobs:
            status = 0x0406
        else:
            out += bytes([JOB]) + attribute(ENUM, "job-state", int(said[0]))
    elif operation == GET_PRINTER:
        out += printer + attribute(ENUM, "printer-state", int(said[1])) + b"".join(attribute(KEYWORD, "printer-state-reasons" if i == 0 else "", reason) for i, reason in enumerate(said[2:] or ["none"]))
    elif operation == CANCEL_JOB:
        (FOLDER / "cancelled").write_text(str(struct.unpack(">i", given["job-id"])[0]))
    return status, out + bytes([END])


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        out = b""
        while size := int(self.rfile.readline(), 16):
            out += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return out

    def do_POST(self):
        message = self.body()
        _, operation, request = struct.unpack_from(">HHI", message)
        given, begin = read_attributes(message)
        status, out = answer(operation, given, message[begin:])
        out = struct.pack(">HHI", 0x0200, status, request) + out
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(out)))
        self.end_headers()
        self.wfile.write(out)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
print(f"port {server.server_port}", flush=True)
server.serve_forever()
