# SPDX-License-Identifier: BSD-3-Clause
#
# python3 pool_futures.py WORKERS BYTES JOBS CHUNK
#
# As pool_multiprocessing.py, with concurrent.futures.ProcessPoolExecutor.

import concurrent.futures
import sys
import time


def echo(payload):
    return payload


def run(executor, payloads, chunk):
    done = 0
    for result in executor.map(echo, payloads, chunksize=chunk):
        done += len(result) == len(payloads[0])
    assert done == len(payloads)


if __name__ == "__main__":
    workers, size, jobs, chunk = map(int, sys.argv[1:])
    payloads = [str(i).zfill(size) for i in range(jobs)]
    with concurrent.futures.ProcessPoolExecutor(workers) as executor:
        run(executor, payloads[: jobs // 20 + workers * chunk], chunk)
        began = time.monotonic_ns()
        run(executor, payloads, chunk)
        print(jobs, time.monotonic_ns() - began)
