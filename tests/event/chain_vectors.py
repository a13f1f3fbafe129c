#!/usr/bin/env python3
"""Computes the chain vectors that record_test.cpp holds, from DESIGN.md section 4 alone (hashlib and json, no product code).

Run it and compare with kEnvelope* and kHash* there; `--check FILE` exits 1 when FILE lacks one of the values.
"""
import hashlib
import json
import struct
import sys

DEVICE = "0f8fad5b-d9cb-469f-a165-70867728950e"
INC = "00112233445566ff"


def envelope(**fields):
    order = ["v", "id", "device", "inc", "seq", "kind", "event", "at", "boot", "mono", "clock"]
    assert list(fields) == order
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def body_hash(salt, body):
    return hashlib.sha256(salt + body).digest()


def chain_next(previous, env, hashed):
    return hashlib.sha256(b"openday/1" + previous + struct.pack(">I", len(env)) + env + hashed).digest()


def vectors():
    start = hashlib.sha256(DEVICE.encode() + INC.encode()).digest()
    first = envelope(v=1, id="01936c0a-1c00-7000-8000-000000000001", device=DEVICE, inc=INC, seq=1, kind="check-in",
                     event="YX201117", at="2020-11-17T08:31:02.250+08:00", boot="c7a5b1d2-0000-4000-8000-00000000beef",
                     mono=61250, clock="synced")
    first_body = '{"registration":"000102030405060708090a0b0c0d0e0f","session":"s1","persons":1,"category":"npc","way":"code","on_roster":true}'
    first_hash = body_hash(bytes(range(16)), first_body.encode())
    head1 = chain_next(start, first, first_hash)
    # Every escape, a control character, a character beyond the BMP, and an unknown kind.
    second = envelope(v=1, id="01936c0a-1c00-7000-8000-000000000002", device=DEVICE, inc=INC, seq=18446744073709551615,
                      kind="future\"\\/", event="\b\f\n\r\t\x01\x1f\U0002B029é", at="", boot="", mono=-5, clock="free-running")
    second_hash = body_hash(bytes([255] * 16), b"{}")
    head2 = chain_next(head1, second, second_hash)
    return {
        "kEnvelope1": first.decode(), "kEnvelope2": second.decode(), "kBody1": first_body, "kHashStart": start.hex(),
        "kHashBody1": first_hash.hex(), "kHashHead1": head1.hex(), "kHashBody2": second_hash.hex(), "kHashHead2": head2.hex(),
    }


def main():
    values = vectors()
    if len(sys.argv) == 3 and sys.argv[1] == "--check":
        text = open(sys.argv[2], encoding="utf-8").read()
        missing = [name for name, value in values.items() if f'R"v({value})v"' not in text and f'"{value}"' not in text]
        if missing:
            sys.exit(f"{sys.argv[2]} lacks {', '.join(missing)}")
        return
    for name, value in values.items():
        print(f'constexpr std::string_view {name} = R"v({value})v";')


main()
