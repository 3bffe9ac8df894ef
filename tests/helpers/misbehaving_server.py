"""An HTTP server on this machine that cuts connections and ignores requests on demand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Server:
    """How requests are answered; ``log`` keeps their path and Range header."""

    url: str
    files: dict
    supports_range: bool = True
    lies_about_range: bool = False
    says_length: bool = True
    cuts: list = field(default_factory=list)  # bytes to send before hanging up, per request
    log: list = field(default_factory=list)

    @property
    def ranges(self):
        return [asked for _, asked in self.log]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        server, asked = self.server.behavior, self.headers.get("Range")
        server.log.append((self.path, asked))
        body = server.files.get(self.path)
        if body is None:
            self.send_error(404)
            return
        start = 0
        if asked and server.supports_range:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                self.send_error(416)
                return
            self.send_response(206)
            first = 0 if server.lies_about_range else start
            self.send_header("Content-Range", f"bytes {first}-{len(body) - 1}/{len(body)}")
        else:
            self.send_response(200)
        if server.says_length:
            self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        cut = server.cuts.pop(0) if server.cuts else None
        self.wfile.write(body[start:] if cut is None else body[start : start + cut])


@contextmanager
def serve(files: dict) -> Iterator[Server]:
    """Serve ``files`` (path to bytes) on a free port; change the yielded object at will."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.behavior = Server(f"http://127.0.0.1:{httpd.server_address[1]}", files)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield httpd.behavior
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
