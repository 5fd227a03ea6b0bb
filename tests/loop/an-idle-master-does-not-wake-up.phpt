--TEST--
An idle master does not wake up: neither in tick() nor in run(), whatever has happened before
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
use Supervisor\{Job, Loop, Pool, Worker};

require __DIR__ . '/../helper.inc';

function switches(int $pid): int
{
    preg_match('/^voluntary_ctxt_switches:\s*(\d+)/m', file_get_contents("/proc/$pid/status"), $m);
    return (int) $m[1];
}

$pool = new Pool(fn (Job $job) => $job->payload, name: 'jobs', workers: 4);
$loop = new Pool(new Loop(function (Worker $worker) {
    while ($worker->next()) {
        sleep(60);
    }
}), name: 'loop', workers: 2);
$loop->start();
foreach ($pool->map(range(1, 500)) as $job) {
}
serve_until_ready($loop);
$before = switches(getmypid());
$pool->tick(1.0);
$woken = switches(getmypid()) - $before;
var_dump($woken <= 5 ?: $woken);
$pool->stop();
$loop->stop();

// run(), looked at from outside: that master has a worker that died before.
$php = new Php(<<<'CODE'
    fclose(STDERR);
    $pool = new Pool(new Loop(function (Worker $worker) use ($dir) {
        if ($worker->spawn === 1) {
            posix_kill(getmypid(), SIGKILL);
        }
        touch("$dir/up");
        while ($worker->next()) {
            sleep(60);
        }
    }), workers: 1);
    exit($pool->run());
    CODE);
$php->wait_for('up');
wait_until(fn () => process_state($php->pid) === 'S');
usleep(50_000);
$before = switches($php->pid);
usleep(500_000);
$woken = switches($php->pid) - $before;
var_dump($woken <= 3 ?: $woken);
posix_kill($php->pid, SIGTERM);
var_dump($php->wait());
?>
--EXPECT--
bool(true)
bool(true)
int(0)
