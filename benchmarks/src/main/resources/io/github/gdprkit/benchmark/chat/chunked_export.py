"""The same as ChunkedExport in Python, over Django's object mapper.

Arguments: the file for what it needed, connection string, person, file, folder to work in.
"""

import os
import resource
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

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


def connect(address):
    import django

    parts = urlsplit(address)
    database = {"ENGINE": "django.db.backends.postgresql"}
    database["NAME"] = parts.path.lstrip("/")
    database["HOST"] = parts.hostname
    database["PORT"] = parts.port
    for name, values in parse_qs(parts.query).items():
        if name in ("user", "password"):
            database[name.upper()] = values[0]
    settings.configure(DATABASES={"default": database}, USE_TZ=True)
    django.setup()


def models():
    from django.db import models as m

    def table(name, fields):
        meta = type("Meta", (), {"app_label": "zerver", "managed": False, "db_table": name})
        attributes = dict(fields, Meta=meta, __module__=__name__)
        attributes["id"] = m.BigIntegerField(primary_key=True)
        return type(name.title().replace("_", ""), (m.Model,), attributes)

    def reference(to):
        return m.ForeignKey(to, on_delete=m.DO_NOTHING)

    person = table(
        "zerver_userprofile",
        {"full_name": m.TextField(), "delivery_email": m.TextField()},
    )
    stream = table("zerver_stream", {"name": m.TextField()})
    recipient = table(
        "zerver_recipient", {"type": m.IntegerField(), "type_id": m.BigIntegerField()}
    )
    client = table("zerver_client", {"name": m.TextField()})
    message = table(
        "zerver_message",
        {
            "sender": reference(person),
            "recipient": reference(recipient),
            "sending_client": reference(client),
            "subject": m.TextField(),
            "content": m.TextField(),
            "rendered_content": m.TextField(null=True),
            "date_sent": m.DateTimeField(),
            "last_edit_time": m.DateTimeField(null=True),
            "edit_history": m.TextField(null=True),
            "has_attachment": m.BooleanField(),
            "has_link": m.BooleanField(),
        },
    )
    usermessage = table(
        "zerver_usermessage",
        {"user_profile": reference(person), "message": reference(message), "flags": m.BigIntegerField()},
    )
    reaction = table(
        "zerver_reaction",
        {
            "user_profile_id": m.BigIntegerField(),
            "message_id": m.BigIntegerField(),
            "emoji_name": m.TextField(),
        },
    )
    attachment = table(
        "zerver_attachment",
        {
            "file_name": m.TextField(),
            "path_id": m.TextField(),
            "owner_id": m.BigIntegerField(),
            "message_id": m.BigIntegerField(),
            "size": m.BigIntegerField(),
        },
    )
    return stream, usermessage, reaction, attachment


def peak_resident():
    """In bytes. What getrusage says is at least that of the process that started this one."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def main(address, person, file, folder):
    os.makedirs(folder)
    connect(address)
    from django.forms.models import model_to_dict

    stream, usermessage, reaction, attachment = models()
    names = dict(stream.objects.values_list("id", "name"))

    def row(flagged):
        message = flagged.message
        data = model_to_dict(message)
        data["id"] = message.id
        data["flags"] = flagged.flags
        data["sender_full_name"] = message.sender.full_name
        data["sender_email"] = message.sender.delivery_email
        data["sending_client_name"] = message.sending_client.name
        data["recipient_name"] = names[message.recipient.type_id]
        for name in ("date_sent", "last_edit_time"):
            if data[name] is not None:
                data[name] = data[name].timestamp()
        return data

    theirs = usermessage.objects.filter(user_profile_id=person)
    ids = list(
        theirs.filter(message__sender_id=person)
        .order_by("message_id")
        .values_list("message_id", flat=True)
    )
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        flagged = (
            theirs.filter(message_id__in=chunk)
            .order_by("message_id")
            .select_related(
                "message", "message__sender", "message__sending_client", "message__recipient"
            )
        )
        data = {
            "zerver_message": [row(one) for one in flagged],
            "zerver_reaction": list(
                reaction.objects.filter(message_id__in=chunk).order_by("id").values()
            ),
            "zerver_attachment": list(
                attachment.objects.filter(message_id__in=chunk).order_by("id").values()
            ),
        }
        write(data, os.path.join(folder, "messages-%06d.json" % (start // CHUNK + 1)))
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
