--TEST--
Idle workers are not woken by what happens to others: jobs and deaths of another pool's workers cost them no context switch
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Event, Job, Pool};

require __DIR__ . '/../helper.inc';

/* All that a process has run: context switches, of both kinds. */
function switches(int $pid): int
{
    preg_match('/^voluntary_ctxt_switches:\s*(\d+)\nnonvoluntary_ctxt_switches:\s*(\d+)/m', file_get_contents("/proc/$pid/status"), $m);
    return $m[1] + $m[2];
}

log_to_file();
$idle = new Pool(fn () => null, name: 'idle', workers: 20, timeout: 60.0, maxAge: 3600.0, idleTimeout: 3600.0);
$works = new Pool(fn (Job $job) => $job->payload === 'die' ? posix_kill(getmypid(), SIGKILL) : getmypid(), name: 'works', workers: 2, maxAttempts: 1);
$works->on(Event::JobFailed, fn () => null);
$idle->start();
$works->start();
serve_until_ready($idle);
serve_until_ready($works);
$workers = array_map(fn ($slot) => $slot->pid, $idle->status()->slots);
foreach ($workers as $pid) {
    wait_until(fn () => process_state($pid) === 'S') or print("a worker does not come to rest\n");
}
$before = array_map(switches(...), $workers);
$busy = array_map(fn ($slot) => $slot->pid, $works->status()->slots);
$busy_before = array_sum(array_map(switches(...), $busy));
for ($i = 0; $i < 50; $i++) {
    $works->submit(1)->await();
}
foreach ($works->map(range(1, 1000)) as $job) {
    $job->result();
}
var_dump(array_sum(array_map(switches(...), $busy)) > $busy_before);
$works->submit('die');
$works->wait();
serve_until_ready($works);
$works->submit(1)->await();
print_r(array_diff_assoc(array_map(switches(...), $workers), $before));
$works->stop();
$idle->stop();
?>
--EXPECT--
bool(true)
Array
(
)
