# SPDX-License-Identifier: BSD-3-Clause

import os
import time

preload_app = True
if os.path.isdir("/dev/shm"):
    worker_tmp_dir = "/dev/shm"


def post_fork(server, worker):
    born = time.monotonic_ns()
    with open(os.environ["BENCH_BIRTHS"], "w") as births:
        births.write(f"{os.getpid()} {born}\n")
