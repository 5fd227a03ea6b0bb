# SPDX-License-Identifier: BSD-3-Clause
#
# python3 pool_multiprocessing.py WORKERS BYTES JOBS CHUNK
#
# Prints how many jobs multiprocessing.Pool has run, and the nanoseconds. Each job has a payload of its own: pickle sends an object that is in a chunk
# twice only once.

import multiprocessing
import sys
import time


def echo(payload):
    return payload


def run(pool, payloads, chunk):
    done = 0
    for result in pool.imap_unordered(echo, payloads, chunk):
        done += len(result) == len(payloads[0])
    assert done == len(payloads)


if __name__ == "__main__":
    workers, size, jobs, chunk = map(int, sys.argv[1:])
    payloads = [str(i).zfill(size) for i in range(jobs)]
    with multiprocessing.Pool(workers) as pool:
        run(pool, payloads[: jobs // 20 + workers * chunk], chunk)
        began = time.monotonic_ns()
        run(pool, payloads, chunk)
        print(jobs, time.monotonic_ns() - began)
