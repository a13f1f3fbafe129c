"""A TCP proxy on loopback that treats each connection by chance: as it should be, cut after some bytes, late, half open (one side never
hears more), slow, with garbage in between (which breaks TLS), or refused. Chance is a seed's; close() ends it."""
import random, selectors, socket, threading, time

# Without TLS garbage would be taken for what was meant: none of it, and more bytes before anything happens.
FAULTS_OF_A_DATABASE = ("none",) * 8 + ("cut", "cut", "delay", "half-open", "slow", "refuse", "truncate")
FAULTS = ("none", "none", "none", "none", "cut", "delay", "half-open", "slow", "garbage", "refuse", "truncate")


class FaultProxy:
    def __init__(self, targets, seed, faults=FAULTS, reach=(200, 6000)):
        """`targets`: a function that gives the ports of the servers that are up; `reach`: after how many bytes what breaks may break."""
        self.targets, self.random = targets, random.Random(seed)
        self.faults, self.reach = faults, reach
        self.calm, self.closing = False, False
        self.counts = dict.fromkeys(faults, 0)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.closing:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            fault = "none" if self.calm else self.random.choice(self.faults)
            self.counts[fault] += 1
            threading.Thread(target=self.serve, args=(client, fault, self.random.randrange(1 << 30)), daemon=True).start()

    def serve(self, client, fault, seed):
        chance = random.Random(seed)
        ports = self.targets()
        server = None
        try:
            if fault == "refuse" or not ports:
                return
            server = socket.create_connection(("127.0.0.1", chance.choice(ports)), timeout=5)
            self.pump(client, server, fault, chance)
        except OSError:
            pass
        finally:
            for end in (client, server):
                if end:
                    end.close()

    def pump(self, client, server, fault, chance):
        left = chance.randrange(*self.reach) if fault in ("cut", "half-open", "garbage", "truncate") else None
        end = time.monotonic() + 60
        with selectors.DefaultSelector() as ready:
            ready.register(client, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, client)
            while time.monotonic() < end and not self.closing:
                if self.calm and fault != "none":
                    return   # what was broken is over: the next connection is as it should be
                for key, _ in ready.select(timeout=0.2):
                    data = key.fileobj.recv(512 if fault == "slow" else 65536)
                    if not data:
                        return
                    if fault == "delay":
                        time.sleep(chance.uniform(0, 0.4))
                    if fault == "slow":
                        time.sleep(0.05)
                    if left is not None:
                        left -= len(data)
                        if left < 0:
                            if fault == "cut":
                                return
                            if fault == "truncate":
                                key.data.sendall(data[:max(0, len(data) + left)])
                                return
                            if fault == "half-open":
                                continue   # swallowed: the other side waits for its own limits
                            data, left = bytes(chance.randrange(256) for _ in range(len(data))), None
                    key.data.sendall(data)

    def close(self):
        self.closing = True
        self.listener.close()
