--TEST--
During run() SIGHUP replaces the workers, SIGTTIN and SIGTTOU are one more and one less, SIGUSR2 writes the status to the log
--EXTENSIONS--
supervisor
posix
--FILE--
<?php
require __DIR__ . '/../helper.inc';

$php = new Php(<<<'CODE'
    $pool = new Pool(new Supervisor\Loop(function (Worker $worker) use ($dir) {
        note("$dir/up", "$worker->slot:$worker->spawn");
        while ($worker->next()) {
            $worker->begin('the work');
            wait_until(fn () => $worker->stopping(), 60);
        }
        note("$dir/left", "$worker->slot:$worker->spawn");
    }), name: 'pool', workers: 2);
    $pool->on(Event::WorkerExit, fn (WorkerExit $exit) => note("$dir/exits", "{$exit->reason->value}"));
    exit((new Master([$pool], Log::Text))->run());
    CODE);
$signal = fn (int $signal) => posix_kill($php->pid, $signal);
$php->wait_for('up', 2);
$signal(SIGHUP);
$php->wait_for('exits', 2);
$php->wait_for('up', 4);
$signal(SIGTTIN);
$php->wait_for('up', 5);
$signal(SIGTTIN);
$php->wait_for('up', 6);
$up = $php->lines('up');
sort($up);
echo implode(' ', $up), "\n";
$signal(SIGUSR2);
wait_until(fn () => preg_match_all('/slot \d+: busy/', $php->err()) >= 4);
for ($i = 0; $i < 3; $i++) {
    $signal(SIGTTOU);
    $php->wait_for('exits', 3 + $i);
}
$signal(SIGTTOU); // the last one stays
$signal(SIGUSR2);
wait_until(fn () => substr_count($php->err(), 'restarts') >= 2);
$signal(SIGTERM);
var_dump($php->wait());
echo implode(' ', $php->lines('exits')), "\n", $php->out();
$log = preg_replace(['/^\[.*?\] /', '/worker \d+/', '/pid \d+/', '/\d+\.\d+/'], ['', 'worker #', 'pid #', '#'], explode("\n", trim($php->err())));
$rows = array_values(preg_grep('/status:|slot \d+: busy/', $log));
sort($rows);
echo implode("\n", $rows), "\n", implode("\n", preg_grep('/SIG/', $log)), "\n";
var_dump($php->none_left());
?>
--EXPECT--
0:1 0:2 1:1 1:2 2:1 3:1
int(0)
restarted restarted scaled_down scaled_down scaled_down stopped
supervisor.warning: pool "pool" slot 0: busy, pid #, job "the work" for # s (attempt 1), up # s, jobs 0, #M, CPU # s
supervisor.warning: pool "pool" slot 0: busy, pid #, job "the work" for # s (attempt 1), up # s, jobs 0, #M, CPU # s
supervisor.warning: pool "pool" slot 1: busy, pid #, job "the work" for # s (attempt 1), up # s, jobs 0, #M, CPU # s
supervisor.warning: pool "pool" slot 2: busy, pid #, job "the work" for # s (attempt 1), up # s, jobs 0, #M, CPU # s
supervisor.warning: pool "pool" slot 3: busy, pid #, job "the work" for # s (attempt 1), up # s, jobs 0, #M, CPU # s
supervisor.warning: pool "pool": status: workers 1, restarts 2
supervisor.warning: pool "pool": status: workers 4, restarts 2
supervisor.info: got SIGHUP: replacing the workers, a tenth at a time
supervisor.info: pool "pool": has 3 workers now, after a signal (SIGTTIN)
supervisor.info: pool "pool": has 4 workers now, after a signal (SIGTTIN)
supervisor.info: pool "pool": has 3 workers now, after a signal (SIGTTOU)
supervisor.info: pool "pool": has 2 workers now, after a signal (SIGTTOU)
supervisor.info: pool "pool": has 1 worker now, after a signal (SIGTTOU)
bool(true)
