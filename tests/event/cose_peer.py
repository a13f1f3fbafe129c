#!/usr/bin/env python3
"""Compares our confirmations with python3-cbor2, which shares no code with libcbor.

stdin: one line a case, "public-key-hex<TAB>text of the code<TAB>expected claims as JSON". Exit 0 when all agree, 77 when cbor2 is
missing, 1 naming the first difference. The signature is checked by `openssl pkeyutl`.
"""
import json
import os
import subprocess
import sys
import tempfile

DEBIAN_PYTHON = "/usr/bin/python3"   # whose packages apt installs; another python3 may stand before it in PATH

try:
    import cbor2
except ImportError:
    if os.path.exists(DEBIAN_PYTHON) and "OPENDAY_RETRIED" not in os.environ:
        os.execve(DEBIAN_PYTHON, [DEBIAN_PYTHON] + sys.argv, {**os.environ, "OPENDAY_RETRIED": "1"})
    print("python3-cbor2 is not installed: config/setup check", file=sys.stderr)
    sys.exit(77)

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def from_base45(text):
    out = bytearray()
    for i in range(0, len(text), 3):
        group = text[i:i + 3]
        value = sum(ALPHABET.index(c) * 45 ** n for n, c in enumerate(group))
        out += value.to_bytes(2 if len(group) == 3 else 1, "big")
    return bytes(out)


def verify(public_key, message, signature):
    der = bytes.fromhex("302a300506032b6570032100") + public_key
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (("key", der), ("message", message), ("signature", signature)):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{folder}/key", "-rawin", "-in", f"{folder}/message",
                   "-sigfile", f"{folder}/signature"]
        return subprocess.run(command, capture_output=True).returncode == 0


def check(public_key, text, expected):
    assert text.startswith("OD1:"), "prefix"
    raw = from_base45(text[4:])
    header, unprotected, payload, signature = message = cbor2.loads(raw)
    assert cbor2.dumps(message, canonical=True) == raw, "COSE_Sign1 is not canonical"
    headers = cbor2.loads(header)
    assert list(headers) == [1, 4] and headers[1] == -8 and len(headers[4]) == 4 and unprotected == {}, f"headers {headers}"
    claims = cbor2.loads(payload)
    # RFC 8949 section 4.2.1: keys by their encoded bytes. (canonical=True sorts by length first, RFC 7049, which is the same here.)
    keys = [cbor2.dumps(key) for key in claims]
    assert keys == sorted(keys), "order of claims"
    assert cbor2.dumps(claims, canonical=True) == payload, "claims are not canonical"
    shown = {str(key): value.hex() if isinstance(value, bytes) else value for key, value in claims.items()}
    assert shown == expected, f"claims {shown}, expected {expected}"
    assert verify(public_key, cbor2.dumps(["Signature1", header, b"", payload]), signature), "signature"


for number, line in enumerate(sys.stdin, 1):
    key, text, expected = line.rstrip("\n").split("\t")
    try:
        check(bytes.fromhex(key), text, json.loads(expected))
    except AssertionError as problem:
        sys.exit(f"case {number}: {problem}")
print("agreed", number)
