# SPDX-License-Identifier: BSD-3-Clause
#
# The application of Celery's workers, and what asks them:
#
#     python3 celery_jobs.py BYTES JOBS
#
# Prints how many jobs have run, and the nanoseconds. BENCH_REDIS names the server.

import collections
import os
import sys
import time

from celery import Celery

app = Celery("celery_jobs", broker=os.environ["BENCH_REDIS"], backend=os.environ["BENCH_REDIS"])
app.conf.worker_prefetch_multiplier = 128
app.conf.task_acks_late = False

AT_ONCE = 256


@app.task(name="echo")
def echo(payload):
    return payload


def run(payloads):
    flying = collections.deque()
    results = []
    for payload in payloads:
        if len(flying) == AT_ONCE:
            results.append(flying.popleft().get(timeout=50))
        flying.append(echo.delay(payload))
    results += [result.get(timeout=50) for result in flying]
    assert results == payloads


if __name__ == "__main__":
    size, jobs = map(int, sys.argv[1:])
    payloads = [str(i).zfill(size) for i in range(jobs)]
    run(payloads[: jobs // 20 + 8])
    began = time.monotonic_ns()
    run(payloads)
    print(jobs, time.monotonic_ns() - began)
