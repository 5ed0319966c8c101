"""aiosmtpd's SMTP server: says its port, then a line of JSON for every letter it took, read by Python's own parser.

gone@ and spam@ are refused for good, the address and the letter; full@ as a mailbox that is full; busy@ the first time.
"""

import asyncio
import email
import email.policy
import json

from aiosmtpd.smtp import SMTP


class Post:
    def __init__(self):
        self.kept_waiting = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0].lower()
        if name == "gone":
            return "550 5.1.1 No such person here"
        if name == "full":
            return "552 5.2.2 The mailbox is full"
        if name == "busy" and address not in self.kept_waiting:
            self.kept_waiting.add(address)
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "550 5.7.1 This is not wanted"
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [[part.get_content_type(), part.get_content()] for part in letter.walk() if not part.is_multipart()]
        headers = {name.lower(): str(value) for name, value in letter.items()}
        print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "headers": headers, "parts": parts}), flush=True)
        return "250 2.0.0 OK"


async def main():
    loop, post = asyncio.get_running_loop(), Post()
    server = await loop.create_server(lambda: SMTP(post, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
