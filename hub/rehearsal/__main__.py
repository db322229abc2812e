"""One person's weeks: a job on standard input, the outcome on standard output, both JSON."""

import sys

import msgspec

from hub.rehearsal.running import Job, one

job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
sys.stdout.buffer.write(msgspec.json.encode(one(job.settings, job.plan, job.number)))
