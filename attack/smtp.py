"""Mail servers that misbehave."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import suppress

HOWS = ("well", "refuses", "silent", "slow", "drips", "closes after DATA", "recipient 450", "recipient 550", "data 451")


class Server(threading.Thread):
    """Listens on `port`; how it behaves can be changed at any time. `taken`: how often each recipient's e-mail was
    taken; `tried`: connections."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.how, self.taken, self.tried = "well", Counter[str](), 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.start()

    def run(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            self.tried += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self.how == "refuses":
                return
            if self.how == "silent":
                time.sleep(600)
            if self.how == "drips":
                self._drip(connection)
            self._talk(connection)

    def _drip(self, connection: socket.socket) -> None:
        for letter in b"220-" + b"x" * 500:
            connection.sendall(bytes([letter]))
            time.sleep(5)

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        to = ""
        connection.sendall(b"220 here\r\n")
        for line in lines:
            if self.how == "slow":
                time.sleep(0.3)
            word = line[:4].upper()
            if word == b"RCPT":
                to = line.decode().partition("<")[2].partition(">")[0]
            if word == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while (said := lines.readline()) and said != b".\r\n":
                    pass
                if self.how == "closes after DATA":
                    return
                if self.how != "data 451":
                    self.taken[to] += 1
            connection.sendall(self._answer(word, to))
            if word == b"QUIT":
                return

    def _answer(self, word: bytes, to: str) -> bytes:
        if word == b"RCPT" and to.startswith("odd") and self.how.startswith("recipient"):
            return b"%s no\r\n" % self.how[-3:].encode()
        if word == b"DATA" and self.how == "data 451":
            return b"451 later\r\n"
        return b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n"
