"""Runs a command on a pseudo-terminal for a test.

Arguments: one JSON object { "argv", "env", "cwd", "columns", "rows" }.
Standard input: one JSON array a line: ["send", TEXT], ["resize", COLUMNS, ROWS], ["signal", NAME], ["limit", PID, BYTES],
["hangup"].
Standard output: one JSON array a line, in the order in which a terminal would see it: ["pid", PID], ["output", BASE64],
["resized", COLUMNS, ROWS], ["exited", CODE or null, SIGNAL or null].
"""

import base64
import fcntl
import json
import os
import pty
import resource
import select
import signal
import struct
import sys
import termios

request = json.loads(sys.argv[1])


def report(*message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def resize(columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def read_output(wait):
    """Reports the available output; False if the other side is closed."""
    ready, _, _ = select.select([terminal], [], [], wait)
    if not ready:
        return True
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return False
    if not data:
        return False
    report("output", base64.b64encode(data).decode())
    return True


def drain():
    while select.select([terminal], [], [], 0)[0]:
        if not read_output(0):
            return


def obey(message):
    kind = message[0]
    if kind == "send":
        os.write(terminal, message[1].encode())
    elif kind == "resize":
        # Output from before the change was made for the old size.
        drain()
        resize(message[1], message[2])
        report("resized", message[1], message[2])
    elif kind == "signal":
        os.kill(child, getattr(signal, message[1]))
    elif kind == "limit":
        # Only Linux can change the limits of another process.
        resource.prlimit(message[1], resource.RLIMIT_FSIZE, (message[2], message[2]))
    elif kind == "hangup":
        os.close(terminal)


child, terminal = pty.fork()
if child == 0:
    os.chdir(request["cwd"])
    # Sets the size before the command reads it.
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", request["rows"], request["columns"], 0, 0))
    os.execvpe(request["argv"][0], request["argv"], request["env"])

report("pid", child)
commands = b""
is_open = True
while True:
    sources = [0] + ([terminal] if is_open else [])
    ready, _, _ = select.select(sources, [], [], 0.05)
    if terminal in ready:
        is_open = read_output(0)
    if 0 in ready:
        data = os.read(0, 65536)
        if not data:
            os.kill(child, signal.SIGKILL)
            break
        commands += data
        while b"\n" in commands:
            line, commands = commands.split(b"\n", 1)
            message = json.loads(line)
            obey(message)
            is_open = is_open and message[0] != "hangup"
    ended, status = os.waitpid(child, os.WNOHANG)
    if ended:
        if is_open:
            drain()
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        name = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else None
        report("exited", code, name)
        break
