"""The same as ChunkedExport in Python, with psycopg2 and without Django.

Arguments: the file for what it needed, connection string, person, file, folder to work in.
"""

import os
import resource
import subprocess
import sys
import time

import psycopg2

try:
    import orjson

    def write(data, path):
        with open(path, "wb") as out:
            out.write(orjson.dumps(data, option=orjson.OPT_INDENT_2))

    ENCODER = "orjson"
except ImportError:
    import json

    def write(data, path):
        with open(path, "w") as out:
            json.dump(data, out, indent=4)

    ENCODER = "json"

CHUNK = 1000

IDS = """SELECT um.message_id FROM zerver_usermessage um
JOIN zerver_message m ON m.id = um.message_id
WHERE um.user_profile_id = %s AND m.sender_id = um.user_profile_id ORDER BY um.message_id"""

MESSAGES = """SELECT m.*, um.flags, u.full_name AS sender_full_name, u.delivery_email AS sender_email,
c.name AS sending_client_name, s.name AS recipient_name
FROM zerver_usermessage um JOIN zerver_message m ON m.id = um.message_id
JOIN zerver_userprofile u ON u.id = m.sender_id
JOIN zerver_client c ON c.id = m.sending_client_id
JOIN zerver_recipient r ON r.id = m.recipient_id
JOIN zerver_stream s ON s.id = r.type_id
WHERE um.user_profile_id = %s AND um.message_id IN %s ORDER BY um.message_id"""

REACTIONS = "SELECT * FROM zerver_reaction WHERE message_id IN %s ORDER BY id"

ATTACHMENTS = "SELECT * FROM zerver_attachment WHERE message_id IN %s ORDER BY id"


def rows(cursor, query, values):
    cursor.execute(query, values)
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row)) for row in cursor.fetchall()]
    for row in found:
        for name in ("date_sent", "last_edit_time"):
            if row.get(name) is not None:
                row[name] = row[name].timestamp()
    return found


def peak_resident():
    """In bytes. What getrusage says is at least that of the process that started this one."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def main(connection_string, person, file, folder):
    os.makedirs(folder)
    connection = psycopg2.connect(connection_string)
    cursor = connection.cursor()
    cursor.execute(IDS, (person,))
    ids = [row[0] for row in cursor.fetchall()]
    for start in range(0, len(ids), CHUNK):
        chunk = tuple(ids[start : start + CHUNK])
        data = {
            "zerver_message": rows(cursor, MESSAGES, (person, chunk)),
            "zerver_reaction": rows(cursor, REACTIONS, (chunk,)),
            "zerver_attachment": rows(cursor, ATTACHMENTS, (chunk,)),
        }
        write(data, os.path.join(folder, "messages-%06d.json" % (start // CHUNK + 1)))
    connection.close()
    parent, name = os.path.split(folder)
    subprocess.check_call(["tar", "-czf", file, "-C", parent, name])


if __name__ == "__main__":
    began = time.monotonic()
    main(sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5])
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    with open(sys.argv[1], "w") as out:
        out.write(
            "own=%d\ncpu=%d\nlive=0\nrss=%d\n"
            % ((time.monotonic() - began) * 1000, cpu * 1000, peak_resident())
        )
    print(ENCODER)
