"""libsodium's sealed box as another implementation's binding does it (python3-nacl): seal_peer.py make | open KEY | seal KEY, hex lines."""
import sys

from nacl.public import PrivateKey, PublicKey, SealedBox

verb, *rest = sys.argv[1:]
if verb == "make":
    key = PrivateKey(bytes(range(32)))
    print(key.encode().hex(), key.public_key.encode().hex())
elif verb == "seal":
    print(SealedBox(PublicKey(bytes.fromhex(rest[0]))).encrypt(bytes.fromhex(rest[1])).hex())
else:
    print(SealedBox(PrivateKey(bytes.fromhex(rest[0]))).decrypt(bytes.fromhex(rest[1])).hex())
