--TEST--
A master whose pools have all kinds of limits, far away, does not wake up while nothing is due, whatever has happened before
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

function switches(): int
{
    preg_match('/^voluntary_ctxt_switches:\s*(\d+)/m', file_get_contents("/proc/self/status"), $m);
    return (int) $m[1];
}

log_to_file();
$limits = ['timeout' => 0.5, 'maxMemory' => '1G', 'maxAge' => 3600.0, 'bootTimeout' => 5.0, 'maxJobs' => 1_000_000];
$pool = new Pool(fn (Job $job) => $job->payload, ...['name' => 'jobs', 'workers' => 3, 'idleTimeout' => 600, 'minWorkers' => 1, 'boot' => fn () => 1] + $limits);
$loop = new Pool(new Loop(function (Worker $worker) {
    for ($i = 0; $i < 100; $i++) {
        $worker->begin('it');
        $worker->end();
    }
    while ($worker->next()) {
        sleep(60);
    }
}), ...['name' => 'loop', 'workers' => 1, 'maxMemory' => 0] + $limits);
$loop->start();
foreach ($pool->map(range(1, 500)) as $job) {
}
serve_until_ready($pool);
serve_until_ready($loop);
// What was armed for those jobs is seen once more, and found to be nothing.
$pool->tick(0.6 * SLOWER);
$before = switches();
$pool->tick(1.5);
$woken = switches() - $before;
var_dump($woken <= 5 ?: $woken);
$pool->stop();
$loop->stop();
?>
--EXPECT--
bool(true)
